"""Chat completions: without a stream, streamed as fast as possible, and many slow streams at the same time."""

import contextlib
import itertools
import json
import subprocess
import sys

from benchlib import aimock, costs
from benchlib.bench import STILL, say
from benchlib.load import BODY, HERE
from benchlib.measures import middle
from benchlib.report import Row, median
from benchlib.server import Failure, pinned

# Each word is one token, and has with its space the size of one chunk of aimock.
WORDS = "time year work back much need make take come know long good life hand part week case fact home room line city name team".split()
TOKENS, CHUNK = 200, 5
REPLIES = "/_emulator/v1/accounts/bench/replies"
CHAT = "/v1/chat/completions"
MODEL = "accounts/fireworks/models/qwen3-8b"
RATE = 20


def chat(bench):
    yield from at_once(bench)
    yield from paced(bench)


def text(tokens):
    return "".join(f" {word}" for word in itertools.islice(itertools.cycle(WORDS), tokens))


def body(bench, stream):
    path = bench.scratch / f"chat-{stream}.json"
    messages = [{"role": "system", "content": "You are helpful."}, {"role": "user", "content": "How are you today?"}]
    path.write_text(json.dumps({"model": MODEL, "messages": messages, "stream": stream}))
    return path


def script(emulator, tokens):
    emulator.json(f"{REPLIES}:clear", b"{}")
    emulator.json(REPLIES, json.dumps({"reply": {"content": text(tokens), "literal": True}}).encode())


def peer_of(bench):
    """aimock with the same reply, or None."""
    peer = aimock.aimock(bench, "--chunk-size", str(CHUNK))
    if peer:
        fixture = {"fixtures": [{"match": {}, "response": {"content": text(TOKENS)}}]}
        (peer.fixtures / "chat.json").write_text(json.dumps(fixture))
    return peer


def at_once(bench):
    with contextlib.ExitStack() as running:
        peer = peer_of(bench)
        servers = [running.enter_context(server) for server in (bench.emulator(STILL), bench.baseline(), peer) if server]
        emulator, baseline, *peers = servers
        script(emulator, TOKENS)
        bench.load.check(baseline)
        loads = [(server, "chat", {"body": body(bench, False)}) for server in (emulator, *peers)]
        for server, _, settings in loads:
            check(server, settings["body"])
        loads.insert(1, (baseline, "create", {"body": BODY}))
        say("chat, not streamed")
        for load in loads:
            bench.warm_up(*load)
        ours, theirs, *others = bench.rounds(loads, 16)
        title = f"chat, {TOKENS} tokens, 16 conn."
        yield Row(title, "-", middle(ours, "per_second"), middle(theirs, "per_second"), "/s", (">=", 0.8), ratio_of="create")
        yield from costs.rows(title, "-", ours, theirs, ratio_of="create")
        for other in others:
            yield Row(title, "-", middle(ours, "per_second"), middle(other, "per_second"), "/s", (">=", 0.6), ratio_of="aimock")
            yield Row(f"{title}, CPU per request", "-", middle(ours, "cpu_us"), middle(other, "cpu_us"), "µs", ratio_of="aimock")
        yield from streamed(bench, emulator, peers)


def streamed(bench, emulator, peers):
    say("chat, streamed")
    loads = [(server, "chat", {"body": body(bench, True)}) for server in (emulator, *peers)]
    chunks = [chunks_of(server, settings["body"]) for server, _, settings in loads]
    say(f"chunks of an answer: {chunks}")
    for load in loads:
        bench.warm_up(*load)
    results = bench.rounds(loads, 16)
    rates = [median([r["per_second"] * number for r in found]) for found, number in zip(results, chunks)]
    cpu = [median([r["cpu_us"] / number for r in found]) for found, number in zip(results, chunks)]
    title = f"chat, streamed in {chunks[0]} chunks, 16 conn."
    if peers:
        yield Row(title, "-", rates[0], rates[1], "chunks/s", (">=", 1), ratio_of="aimock")
        yield Row(f"{title}, CPU per chunk", "-", cpu[0], cpu[1], "µs", ratio_of="aimock")
    else:
        yield Row(title, "-", rates[0], None, "chunks/s")
        yield Row(f"{title}, CPU per chunk", "-", cpu[0], None, "µs")


def check(server, request):
    """No figure is taken of a server with a wrong reply."""
    answer = server.json(CHAT, request.read_bytes())
    content = answer["choices"][0]["message"]["content"]
    if content != text(TOKENS):
        raise Failure(f"{server.name} has another reply: {answer}")
    if server.name == "emulator" and answer["usage"]["completion_tokens"] != TOKENS:
        raise Failure(f"the reply should have {TOKENS} tokens: {answer['usage']}")


def chunks_of(server, request):
    """The number of chunks with a part of the content."""
    _, answer = server.call(CHAT, request.read_bytes())
    events = [json.loads(line.removeprefix("data: ")) for line in answer.splitlines() if line.startswith("data: {")]
    parts = [choice["delta"].get("content") for event in events for choice in event["choices"]]
    if "".join(part for part in parts if part) != text(TOKENS) or "data: [DONE]" not in answer:
        raise Failure(f"{server.name} streams something else: {answer[:500]}")
    return sum(1 for part in parts if part)


def paced(bench):
    """Many streams, each as fast as a model writes. Chunks are late by the time between their due time and their arrival."""
    seconds, streams = bench.o.stream_seconds, bench.o.streams
    say(f"{streams} streams of {RATE} tokens/s for {seconds} s")
    jvm = [] if any(option.startswith("-Xmx") for option in bench.o.jvm) else ["-Xmx400m"]
    with bench.emulator(STILL, jvm=jvm) as emulator:
        request = body(bench, True)
        script(emulator, TOKENS)
        bench.warm_up(emulator, "chat", {"body": request})
        script(emulator, RATE * seconds)
        emulator.json("/_emulator/v1/accounts/bench/replyTiming", json.dumps({"tokensPerSecond": RATE}).encode(), method="PUT")
        before = emulator.cpu_seconds()
        done = subprocess.run(
            [*pinned(bench.o.load_core), sys.executable, str(HERE / "streams"), emulator.url, str(request), str(streams), str(RATE), str(RATE * seconds)],
            check=True, stdout=subprocess.PIPE, text=True)  # fmt: skip
        found = json.loads(done.stdout)
        cpu = (emulator.cpu_seconds() - before) * 1e6 / max(1, found["chunks"])
        title = f"{streams} streams of {RATE} tokens/s, {seconds} s"
        yield Row(f"{title}, lateness of chunks p99", "-", found["p99_ms"], None, "ms", ("<=", 150), absolute=True)
        yield Row(f"{title}, lateness of chunks p50", "-", found["p50_ms"], None, "ms")
        yield Row(f"{title}, broken", "-", found["broken"], None, "", ("<=", 0), absolute=True)
        yield Row(f"{title}, CPU per chunk", "-", cpu, None, "µs")
        yield Row(f"{title}, greatest resident", "-", emulator.resident_mb("VmHWM"), None, "MB")
