"""The control API: its cost while it is not used, and the speed of large clock moves and resets."""

import json
import time

from benchlib.bench import say
from benchlib.report import Row, median
from benchlib.server import Server

CONTROL = "/_emulator/v1/accounts/bench"
PLAN = {"plan": {"stages": [{"state": "RUNNING", "lasts": "60s"}, {"state": "COMPLETED"}]}}


def control(bench):
    yield from idle(bench)
    yield from moves(bench)


def idle(bench):
    """Gets with and without the journal or, better, of this version and of a version without a control API."""
    before = bench.o.before_jar
    say("get with and without " + ("the control API" if before else "the journal"))
    without = bench.emulator() if before else bench.emulator("--emulator.journal.enabled=false")
    if before:
        without = Server("before", before, without.ready, bench.o.server_core, bench.o.jvm, log_dir=bench.logs, java=bench.o.java)
    with bench.emulator() as now, without:
        contestants = []
        for server in (now, without):
            bench.load.check(server)
            bench.load.create_numbered(server, "seed-", 100)
            contestants.append((server, "get", {"ids": bench.ids("seed-", 100)}))
        for contestant in contestants:
            bench.warm_up(*contestant)
        for connections in (16, 1):
            ours, theirs = bench.rounds(contestants, connections)
            e, y = (median([r["per_second"] for r in results]) for results in (ours, theirs))
            title = f"get, {connections} conn., journal and faults idle"
            reach = (">=", 0.9) if connections == 16 else None
            yield Row(title, "100", e, y, "/s", reach, ratio_of="before" if before else "without them")


def moves(bench):
    """The same number of jobs is due at once, alternately moved by one request and by the engine, and then deleted."""
    count = bench.o.moved
    advanced, engine, resets = [], [], []
    with bench.emulator() as emulator:
        for turn in range(bench.o.rounds + 1):  # of which the first is for the JIT compiler
            due(bench, emulator, count)
            began = time.monotonic()
            made = len(act(emulator, "/clock:advance", {"by": "3600s"})["transitions"])
            advanced.append(made / (time.monotonic() - began))
            began = time.monotonic()
            gone = act(emulator, ":reset", {})["resources"]
            resets.append(time.monotonic() - began)

            due(bench, emulator, count)
            began = time.monotonic()
            act(emulator, "/clock:scale", {"factor": 1_000_000})
            while emulator.json(CONTROL + "/clock").get("nextTransitionTime"):
                time.sleep(0.02)
            engine.append(made / (time.monotonic() - began))
            say(f"turn {turn}: {made} transitions by one call {advanced[-1]:.0f}/s, by the engine {engine[-1]:.0f}/s, {gone} resources reset in {resets[-1]:.2f} s")
    ours, theirs = median(advanced[1:]), median(engine[1:])
    yield Row("advance: transitions made by one call", str(count), ours, theirs, "/s", (">=", 1), ratio_of="the engine")
    yield Row(f"reset: an account with {gone} jobs and models", str(count), median(resets[1:]), None, "s", ("<=", 1), absolute=True)


def due(bench, emulator, count):
    act(emulator, ":reset", {})
    act(emulator, "/clock:freeze", {})
    act(emulator, "/defaultPlan", PLAN, method="PUT")
    bench.load.create_numbered(emulator, "bench-", count)


def act(emulator, call, body, **how):
    return emulator.json(CONTROL + call, json.dumps(body).encode(), timeout=600, **how)
