"""What test authors notice of the control API: what it costs while nobody uses it, and how quick its large moves are."""

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
    """Gets with the journal and without, or, better, of this version and of one from before there was a control API."""
    before = bench.o.before_jar
    say("get with and without " + ("the control API" if before else "the journal"))
    without = bench.emulator() if before else bench.emulator("--emulator.journal.enabled=false")
    if before:
        without = Server("before", before, without.ready, bench.o.server_core, bench.o.jvm, log_dir=bench.logs)
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
            yield Row(title, "100", e, y, "/s", reach, ratio_of="without them")


def moves(bench):
    """The same jobs fall due at once, three times: moved by one call, by the engine, and thrown away."""
    count = bench.o.moved
    with bench.emulator() as emulator:
        warm(bench, emulator)
        due(bench, emulator, count)
        began = time.monotonic()
        moved = act(emulator, "/clock:advance", {"by": "3600s"})
        advanced = time.monotonic() - began
        # Some more than asked for, which were under way when the number was reached.
        made = len(moved["transitions"])
        began = time.monotonic()
        gone = act(emulator, ":reset", {})["resources"]
        reset = time.monotonic() - began
        say(f"{made} transitions by one call, then {gone} resources reset")

        due(bench, emulator, count)
        began = time.monotonic()
        act(emulator, "/clock:scale", {"factor": 1_000_000})
        while emulator.json(CONTROL + "/clock").get("nextTransitionTime"):
            time.sleep(0.05)
        engine = time.monotonic() - began
    yield Row("advance: transitions made by one call", str(count), made / advanced, count / engine, "/s", (">=", 1), ratio_of="the engine")
    yield Row(f"reset: an account with {gone} jobs and models", str(count), reset, None, "s", ("<=", 1), absolute=True)


def warm(bench, emulator):
    for _ in range(3):
        due(bench, emulator, 1000)
        act(emulator, "/clock:advance", {"by": "3600s"})
    act(emulator, ":reset", {})


def due(bench, emulator, count):
    act(emulator, ":reset", {})
    act(emulator, "/clock:freeze", {})
    act(emulator, "/defaultPlan", PLAN, method="PUT")
    bench.load.create_numbered(emulator, "bench-", count)


def act(emulator, call, body, **how):
    return emulator.json(CONTROL + call, json.dumps(body).encode(), timeout=600, **how)
