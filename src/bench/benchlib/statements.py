"""The SQL statements that H2 executes for a request, counted in its trace, apart from the timed rounds."""

import re
import time

from benchlib.bench import H2, STILL, say
from benchlib.load import BODY
from benchlib.report import Row
from benchlib.server import JOBS, Failure

URL = f"jdbc:h2:mem:fireworks;DB_CLOSE_DELAY=-1{H2};TRACE_LEVEL_SYSTEM_OUT=2"
STATEMENT = re.compile(r"^/\*SQL.*?\*/(?!COMMIT|ROLLBACK|SET )", re.MULTILINE)
REQUESTS = 100


def statements(bench):
    if not bench.has_database or bench.o.storage == "postgres":
        yield Row("SQL statements", "0", None, note="only counted on H2")
        return
    say("SQL statements of a request")
    with bench.emulator(STILL, f"--spring.datasource.url={URL}", "--emulator.engine.interval=1h") as emulator:
        requests = {
            "create": (JOBS, BODY.read_bytes()),
            "get": (f"{JOBS}/bench-check", None),
            "list(50)": (f"{JOBS}?pageSize=50", None),
        }
        bench.load.check(emulator)
        for what, request in requests.items():
            times(REQUESTS, emulator, request)  # so that every thread of the server has its connection and its share of a count
            before = traced(emulator)
            times(REQUESTS, emulator, request)
            yield Row(f"{what}, SQL statements per request", "0", (traced(emulator) - before) / REQUESTS)


def times(number, emulator, request):
    for _ in range(number):
        emulator.json(*request)


def traced(emulator):
    """The number of statements so far. The trace is complete when it has not grown for a while."""
    until, size = time.monotonic() + 60, -1
    while size != (size := emulator.log.stat().st_size):
        if time.monotonic() > until:
            raise Failure(f"{emulator.log} does not stop growing")
        time.sleep(0.5)
    return len(STATEMENT.findall(emulator.log.read_text()))
