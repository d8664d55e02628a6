"""A large dataset: speed of upload and validation, compared to a copy and a parse of the same file."""

import contextlib
import http.client
import itertools
import json
import os
import random
import subprocess
import time
import urllib.parse

from benchlib.bench import say
from benchlib.learning import LOG, learned
from benchlib.load import HERE
from benchlib.report import Row, median
from benchlib.server import Failure, pinned

DATASETS = "/v1/accounts/bench/datasets"
HEAP = "-Xmx512m"  # otherwise a quarter of the machine's memory; a --jvm of one's own overrides it
FILE = "f.jsonl"
MB = 2**20

FREQUENT = """the of and to in is you that it for on are as with they at be this have from or one by but not what all were we when your
can there use an each which do how their if will up other about out many then these so some would make like into time has look two more
write go see no way could people my than first been call who its now find long down day did get come made may part""".split()
NOUNS = """account airport answer camera card cat channel city client climate contract country customer department discount dog email engine
export film flight garden hotel image invoice island lamp language letter library market message model monitor mountain network number office
option order page parent password patient pattern payment phone picture plan plant price printer problem product program project question
recipe record refund report result river room sample school screen season server storm street student summer system table teacher ticket
train translation update village warranty weather website week window winter word year""".split()
VERBS = """accept add alert answer ask book call check clean collect compress confirm connect consider contact cook deliver design develop end
explain fail fill follow help import inform install learn limit list load look mean need offer open order paint pass pay point print protect
record refund remember repair repeat report request respond return select send ship show sort start suggest support test train treat turn
update view visit wait walk want warn watch work""".split()
OTHERS = """able always available better black careful cheap clear cold correct current different early easy empty fast final free full
general good green happy hard important international large last late local modern never often old open possible quick rather ready red
regular safe several short simple slow small special strong sure usual warm white wrong young""".split()
UNUSUAL = ["café", "naïve", "–", "€", "résumé", "Zürich"]
SYSTEM = [f"You are a {how} assistant for {what}." for how in ("helpful", "careful", "concise", "friendly")
          for what in ("a bank", "an online shop", "travellers", "a software team", "a library")]  # fmt: skip


class Text:
    """English-like sentences, the same in every run. Few words are frequent, many are rare, and numbers rarely repeat."""

    def __init__(self):
        self.random = random.Random(42)
        rare = [noun + ending for noun in NOUNS for ending in ("", "s")]
        rare += [verb + ending for verb in VERBS for ending in ("", "s", "ed", "ing")]
        rare += OTHERS + UNUSUAL
        self.random.shuffle(rare)
        self.words = [*FREQUENT, *rare]
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def sentence(self):
        words = self.random.choices(self.words, cum_weights=self.weights, k=self.random.randint(5, 12))
        chance = self.random.random()
        if chance < 0.3:
            words[-1] = str(self.random.randrange(100_000))
        elif chance < 0.4:
            words[0] = f"{words[0]}-{self.random.randrange(16**6):x}"
        elif chance < 0.45:
            words[1] = f'"{words[1]}"'
        words[0] = words[0].capitalize()
        return " ".join(words) + ("?" if chance > 0.8 else ".")

    def row(self):
        messages = [{"role": "system", "content": self.random.choice(SYSTEM)}] if self.random.random() < 0.9 else []
        between = "\n" if self.random.random() < 0.25 else " "
        answer = between.join(self.sentence() for _ in range(self.random.randint(1, 3)))
        messages += [{"role": "user", "content": self.sentence()}, {"role": "assistant", "content": answer}]
        return json.dumps({"messages": messages}, ensure_ascii=False) + "\n"


def data(bench):
    """Upload and validation of one file over HTTP, and the time for the same file without an emulator."""
    few, many = bench.o.rows // 10, bench.o.rows
    smaller, larger = (bench.scratch / f"{rows}.jsonl" for rows in (few, many))
    say(f"data: making {many} rows")
    make(larger, many, smaller, few)
    size = larger.stat().st_size
    say(f"data: {size / MB:.0f} MB, {size / many:.0f} bytes a row")
    jvm = [HEAP, f"-Djava.io.tmpdir={bench.scratch}"]
    uploads, validations, fewer, peaks, copies, parses, answers = ([] for _ in range(7))
    for i in range(bench.o.rounds):
        say(f"data: round {i + 1} of {bench.o.rounds}")
        with bench.emulator(LOG, jvm=jvm) as emulator:
            upload(bench, emulator, "warm-up", smaller, few)
            sent, validated = upload(bench, emulator, "larger", larger, many)
            uploads.append(size / MB / sent)
            validations.append(many / validated)
            fewer.append(few / upload(bench, emulator, "smaller", smaller, few)[1])  # last, so that it is as warm
            peaks.append(emulator.resident_mb("VmHWM"))
            answers.append((*learned(emulator, "larger", larger, many), validated))
            for dataset in ("warm-up", "smaller", "larger"):  # PostgreSQL would keep them
                emulator.json(f"{DATASETS}/{dataset}", method="DELETE")
        copies.append(size / MB / raw(bench, jvm, "copy", smaller, larger, size))
        parses.append(many / raw(bench, jvm, "parse", smaller, larger, many))
    rate, heap = median(validations), [flag for flag in [HEAP, *bench.o.jvm] if flag.startswith("-Xmx")][-1]
    yield Row("upload", str(many), median(uploads), median(copies), "MB/s", ratio_of="raw copy")
    yield Row("validation", str(many), rate, median(parses), "rows/s", ratio_of="raw Jackson parse")
    yield Row("validation", str(many), rate, median(fewer), "rows/s", (">=", 0.8), ratio_of=f"{few} rows")
    first, p50, p99, index, validated = (median(values) for values in zip(*answers))
    yield Row("first answer of a tuned model", str(many), first, validated, "s", ("<=", 1), ratio_of="validation")
    yield Row("later answers p50", str(many), p50, None, "ms")
    yield Row("later answers p99", str(many), p99, None, "ms", ("<=", 5), absolute=True)
    yield Row("index of the training data", str(many), index, None, "MB", ("<=", 64), absolute=True)
    yield Row(f"greatest resident, {heap}", str(many), max(peaks), None, "MB", ("<=", 600), absolute=True)


def make(larger, many, smaller, few):
    """Writes both files; the smaller one is the beginning of the larger one."""
    text = Text()
    with open(larger, "w", encoding="utf-8") as all_rows, open(smaller, "w", encoding="utf-8") as some_rows:
        for number in range(many):
            row = text.row()
            all_rows.write(row)
            if number < few:
                some_rows.write(row)


def upload(bench, server, dataset, path, rows):
    """Uploads a file as the SDK uploads large files; returns the seconds of the PUT and of the validation."""
    this, size = f"{DATASETS}/{dataset}", path.stat().st_size
    server.json(DATASETS, as_bytes({"datasetId": dataset, "dataset": {"exampleCount": str(rows), "userUploaded": {}}}))
    signed = server.json(f"{this}:getUploadEndpoint", as_bytes({"filenameToSize": {FILE: str(size)}}))
    with on_core(bench.o.load_core):
        began = time.monotonic()
        put(signed["filenameToSignedUrls"][FILE], path, size)
        uploaded = time.monotonic()
    server.json(f"{this}:validateUpload", b"{}", timeout=3600)
    validated = time.monotonic()
    after = server.json(this)
    if after["state"] != "READY" or int(after["estimatedTokenCount"]) < rows:
        raise Failure(f"{dataset} is not what was uploaded: {after}; see {server.log}")
    return uploaded - began, validated - uploaded


def put(url, path, size):
    at = urllib.parse.urlsplit(url)
    headers = {
        "Content-Type": "application/octet-stream",
        "Content-Length": str(size),
        "x-goog-content-length-range": f"{size},{size}",
    }
    connection = http.client.HTTPConnection(at.netloc, timeout=3600, blocksize=64 * 1024)
    with contextlib.closing(connection), open(path, "rb") as file:
        connection.request("PUT", f"{at.path}?{at.query}", file, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise Failure(f"PUT {url} answered {answer.status}: {text[:500]}")


@contextlib.contextmanager
def on_core(core):
    """Pins this thread to a core, unless it is None. Processes that are started meanwhile inherit the core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, before if core is None else {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def raw(bench, jvm, what, smaller, larger, expected):
    """Seconds that Raw.java takes for the larger file, on the core and with the options of the server."""
    java = [*pinned(bench.o.server_core), bench.o.java, *jvm, *bench.o.jvm, "-cp", str(bench.o.emulator_jar)]
    command = [*java, str(HERE / "Raw.java"), what, str(smaller), str(larger)]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds, result = output.splitlines()[-1].split()
    if int(result) != expected:
        raise Failure(f"Raw.java {what} came to {result} instead of {expected}")
    return float(seconds)


def as_bytes(body):
    return json.dumps(body).encode()
