"""The measurements: one function for each part of the benchmark, which yields rows."""

import contextlib
import datetime
import signal
import subprocess
import time

from benchlib import aimock, costs
from benchlib.bench import STILL, say
from benchlib.load import BODY
from benchlib.report import Row, median
from benchlib.server import Failure

REACH = {"create": 0.4, "get": 1.0, "list": 0.9, "moving": 0.2}
MOST_KIB = {"list": 350}
FILTERS = {
    'state="JOB_STATE_COMPLETED" (nearly all)': 'state="JOB_STATE_COMPLETED"',
    'state="JOB_STATE_FAILED" (1 in 1000)': 'state="JOB_STATE_FAILED"',
    "create_time>2020": 'create_time>"2020-01-01T00:00:00Z"',
}


def http(bench):
    """Throughput, latency and costs of create, get and list at each number of stored jobs."""
    with_none = {}
    for stored in bench.o.stored:
        with contextlib.ExitStack() as running:
            peer = None if stored else running.enter_context(aimock.aimock(bench) or contextlib.nullcontext())
            baseline = running.enter_context(bench.baseline())
            emulator, prefix, known, size = running.enter_context(stocked(bench, stored))
            say(f"bytes of one job: emulator {size}, baseline {bench.load.check(baseline)}")
            bench.load.create_numbered(baseline, "seed-", 1000)
            contestants = {
                emulator: {"get": {"ids": bench.ids(prefix, known)}, "create": {"body": BODY}},
                baseline: {"get": {"ids": bench.ids("seed-", 1000)}, "create": {"body": BODY}},
            }
            if peer:
                contestants[peer] = aimock.settings(bench, peer, size)
            for kind in bench.o.requests:
                say(f"{stored} stored: {kind}")
                loads = [(server, kind, settings.get(kind, {})) for server, settings in contestants.items()]
                for load in loads:
                    bench.warm_up(*load)
                yield from compared(bench, kind, stored, loads, with_none)


@contextlib.contextmanager
def stocked(bench, stored):
    """A running emulator with stored jobs, which stay as they are: (emulator, prefix of their ids, how many can be read, bytes of a job)."""
    say(f"{stored} stored: filling and starting")
    bulk = stored if bench.has_database else 0
    with bench.filled(bulk, STILL) as emulator:
        size = bench.load.check(emulator)
        prefix, known = ("bench-", stored) if stored else ("seed-", 100)
        if not bulk:
            bench.load.create_numbered(emulator, prefix, known)
        yield emulator, prefix, known, size


def compared(bench, kind, stored, loads, with_none):
    what = "list(50)" if kind == "list" else kind
    for connections in (16, 1):
        title = f"{what}, {connections} conn."
        ours, theirs, *peer = bench.rounds(loads, connections)
        e, y = (middle(results, "per_second") for results in (ours, theirs))
        yield Row(title, str(stored), e, y, "/s", (">=", REACH[kind]) if connections == 16 else None)
        if connections == 16:
            if stored == 0:
                with_none[kind] = e
            elif kind in with_none:
                yield Row(title, str(stored), e, with_none[kind], "/s", (">=", 0.9), ratio_of="0 stored")
            yield from costs.rows(title, str(stored), ours, theirs, MOST_KIB.get(kind))
        for p in ("p50_ms", "p99_ms"):
            yield Row(f"{title}, {p[:3]}", str(stored), middle(ours, p), middle(theirs, p), "ms")
        if peer:
            yield Row(title, str(stored), e, middle(peer[0], "per_second"), "/s", ratio_of="aimock")
            yield Row(f"{title}, CPU per request", str(stored), middle(ours, "cpu_us"), middle(peer[0], "cpu_us"), "µs", ratio_of="aimock")


def middle(results, figure):
    return median([r[figure] for r in results])


def filters(bench):
    """Filtered lists, compared to unfiltered ones of the same server."""
    for stored in bench.o.stored:
        with stocked(bench, stored) as (emulator, *_):
            for connections in bench.o.filter_load:
                say(f"{stored} stored: filters, {connections} connections")
                loads = [(emulator, "list", {})]
                loads += [(emulator, "list_filtered", {"filter": f}) for f in FILTERS.values()]
                if connections == 16:
                    for load in loads:
                        bench.warm_up(*load)
                p99 = [middle(results, "p99_ms") for results in bench.rounds(loads, connections)]
                for name, figure in zip(FILTERS, p99[1:]):
                    title = f"list, {name}, {connections} conn., p99"
                    yield Row(title, str(stored), figure, p99[0], "ms", ("<=", 3), ratio_of="unfiltered")


def moving(bench):
    """Creates while the engine moves the created jobs: the same load as above, with the default plan."""
    say("create with jobs moving")
    with bench.baseline() as baseline, bench.emulator() as emulator:
        loads = [(server, "create", {"body": BODY}) for server in (emulator, baseline)]
        for load in loads:
            bench.load.check(load[0])  # also takes the first, slow requests out of the load
            bench.warm_up(*load)
        ours, theirs = bench.rounds(loads, 16)
        e, y = (middle(results, "per_second") for results in (ours, theirs))
        title = "create, 16 conn., jobs moving by the default plan"
        yield Row(title, "0", e, y, "/s", (">=", REACH["moving"]))
        yield from costs.rows("create, jobs moving", "0", ours, theirs)


def start_and_memory(bench):
    """Cold start, and resident memory before and after work."""
    seconds, resident, worked = ([], []), ([], []), ([], [])
    creates, reads = bench.o.memory_load
    for i in range(bench.o.starts):
        say(f"cold start {i + 1} of {bench.o.starts}")
        for side, make in enumerate((bench.emulator, bench.baseline)):
            with make() as server:
                seconds[side].append(server.seconds_to_ready)
                time.sleep(2)
                resident[side].append(server.resident_mb())
                if i == bench.o.starts - 1:
                    say(f"{server.name}: memory after {creates} creates and {reads} reads")
                    bench.load.create_numbered(server, "bench-", creates)
                    ids = bench.ids("bench-", creates)
                    bench.load.run(server, "get", 16, 36000, ids=ids, requests=reads)
                    worked[side].append(server.resident_mb())
    yield Row("cold start, plain java -jar", "0", median(seconds[0]), median(seconds[1]), "s", ("<=", 1.6))
    yield Row("resident after start", "0", median(resident[0]), median(resident[1]), "MB", ("<=", 1.4))
    title = f"resident after {creates} creates, {reads} reads"
    yield Row(title, "0", worked[0][0], worked[1][0], "MB", ("<=", 400), absolute=True)


def engine(bench):
    """Many transitions due at once: how fast they are processed, and the latency of gets meanwhile."""
    count, alone = bench.o.due, None
    if not bench.has_database:
        yield Row("engine", str(count), None, note="not measured: this server has no database")
        return
    for connections in bench.o.engine_load:
        say(f"engine: {count} due at once, {connections} connections reading")
        rate, lag, idle, busy = due_at_once(bench, count, connections)
        alone = alone or rate
        label = f", {connections} conn. reading" if connections else ""
        reach = None if connections else (">=", 2000 if bench.o.storage == "postgres" else 5000)
        yield Row(f"engine{label}", str(count), rate, None, "transitions/s", reach, absolute=True)
        yield Row(f"engine{label}, greatest lag", str(count), lag, None, "s")
        if connections:
            title = f"get, {connections} conn., p99 while {count} are worked off"
            yield Row(title, str(count), busy["p99_ms"], idle["p99_ms"], "ms", ("<=", 5), ratio_of="idle")
    say(f"engine: {count} due at once, half of them deployments")
    mixed = due_at_once(bench, count, 0, deployments=True)[0]
    yield Row("engine, half of them deployments", str(count), mixed, alone, "transitions/s", (">=", 0.9), ratio_of="jobs alone")


def due_at_once(bench, count, connections, deployments=False):
    """Returns (transitions/s, greatest lag, idle gets, gets meanwhile)."""
    ids = bench.ids("bench-", count // 2 if deployments else count)
    margin = 25.0  # seconds for filling and starting; if they are too few, the next attempt has more
    while isinstance(result := attempt(bench, count, connections, deployments, ids, margin), float):
        if margin >= 600:
            raise Failure("filling and starting takes minutes; this machine needs a smaller --due")
        margin = max(1.5 * margin, 1.5 * result)
    return result


def attempt(bench, count, connections, deployments, ids, margin):
    """Returns the result of due_at_once, or, if the jobs were due too early, the seconds of the preparation."""
    began = time.monotonic()
    seconds = margin + 3 * bench.o.warm_up + bench.o.seconds + count / 1500
    due_at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    with bench.filled(count, due_at=due_at.isoformat(), deployments=deployments) as emulator:
        idle = reading = busy = None
        if connections:
            bench.warm_up(emulator, "get", {"ids": ids})
            idle = bench.load.run(emulator, "get", connections, bench.o.seconds, ids=ids)
        wait = (due_at - datetime.datetime.now(datetime.timezone.utc)).total_seconds()
        if wait < 1:
            return time.monotonic() - began
        time.sleep(wait - 0.5)
        if connections:
            reading = bench.load.start(emulator, "get", connections, 3600, ids=ids)
        try:
            rate, lag = backlog(emulator, count)
        finally:
            if reading:
                reading.send_signal(signal.SIGINT)
                output = reading.communicate()[0]
        if reading:
            busy = bench.load.result(emulator, "get", subprocess.CompletedProcess([], 0, output, ""))
        return rate, lag, idle, busy


def backlog(emulator, count):
    """Watches the metrics until `count` transitions are done; returns (transitions/s, greatest lag)."""
    lag, first, last_change = 0.0, None, time.monotonic()
    before = emulator.metrics()
    if before is None or "emulator_engine_lag_seconds" not in before:
        raise Failure("/_emulator/prometheus has no emulator_engine_lag_seconds")
    base = done = before.get("emulator_transitions_total", 0.0)
    began, done_then = time.monotonic(), base
    while done - base < count:
        time.sleep(0.2)
        now, page = time.monotonic(), emulator.metrics()
        lag = max(lag, page["emulator_engine_lag_seconds"])
        total = page.get("emulator_transitions_total", 0.0)
        if total > done:
            if first is None:  # the first sighting may hide some idle time before it, so the clock runs from here
                first, done_then = now, total
            done, last_change = total, now
        elif now - last_change > 60:
            raise Failure(f"the engine stopped after {done - base:.0f} of {count} transitions; see {emulator.log}")
    if first is None or now == first:
        return (done - base) / (now - began), lag
    return (done - done_then) / (now - first), lag
