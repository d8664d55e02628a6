"""CPU time of jobs from their create until they are COMPLETED and have their model, by the default plan."""

import time

from benchlib.bench import say
from benchlib.load import BODY
from benchlib.report import Row, median
from benchlib.server import Failure

LONGEST = 600


def life(bench):
    if not bench.has_database:
        yield Row("CPU per job until COMPLETED", "0", None, note="not measured: this server has no engine")
        return
    count = bench.o.lives
    with bench.emulator() as emulator:
        bench.load.check(emulator)
        say("jobs until COMPLETED: warming up")
        bench.load.run(emulator, "create", 16, bench.o.warm_up, body=BODY, ids="warm-", models="warm-")
        settled(emulator)
        found = []
        for number in range(bench.o.rounds):
            say(f"jobs until COMPLETED: round {number + 1} of {bench.o.rounds}")
            created, before = transitions(emulator), emulator.cpu_seconds()
            result = bench.load.run(emulator, "create", 16, 36000, body=BODY, ids=f"r{number}-", models=f"r{number}-", requests=count)
            settled(emulator)
            found.append((emulator.cpu_seconds() - before) * 1000 / result["requests"])
            if transitions(emulator) - created < result["requests"]:
                raise Failure(f"some of {result['requests']} jobs were not moved; see {emulator.log}")
        models = emulator.json("/v1/accounts/bench/models?pageSize=1")["totalSize"]
        if models <= count * bench.o.rounds:
            raise Failure(f"there are only {models} models")
        yield Row("CPU per job, from create to COMPLETED with its model", str(count), median(found), None, "ms", ("<=", 1.3), absolute=True)


def transitions(emulator):
    return emulator.metrics().get("emulator_transitions_total", 0.0)


def settled(emulator):
    """Waits until no transition has happened for longer than a stage of the default plan lasts."""
    until, seen, since = time.monotonic() + LONGEST, -1.0, time.monotonic()
    while time.monotonic() - since < 6:
        if time.monotonic() > until:
            raise Failure(f"the engine is not done within {LONGEST} s; see {emulator.log}")
        if (now := transitions(emulator)) != seen:
            seen, since = now, time.monotonic()
        time.sleep(1)
