"""What a request costs a server: CPU time, and bytes allocated by its JVM. Both are steadier than rates on a busy machine."""

import subprocess

from benchlib.load import HERE
from benchlib.report import Row, median
from benchlib.server import Failure, pinned


class Allocations:
    """Reads the bytes that all threads of a JVM have allocated so far, through a program that stays connected to it."""

    def __init__(self, java, server, core):
        self.program = subprocess.Popen(
            [*pinned(core), java, "-Xshare:auto", "-XX:TieredStopAtLevel=1", str(HERE / "Allocated.java"), str(server.process.pid)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # fmt: skip
        self.server = server

    def bytes(self):
        try:
            self.program.stdin.write("\n")
            self.program.stdin.flush()
            return int(self.program.stdout.readline())
        except (BrokenPipeError, ValueError):
            raise Failure(f"cannot read the allocated bytes of {self.server.name}") from None

    def close(self):
        self.program.stdin.close()
        self.program.wait(20)


class Costs:
    """Adds to the result of a load what a request cost its server."""

    def __init__(self, options):
        self.o, self.allocations = options, {}

    def of(self, server, run):
        allocations = self.allocations_of(server) if server.is_java else None
        bytes_before = allocations.bytes() if allocations else 0
        cpu_before = server.cpu_seconds()
        result = run()
        result["cpu_us"] = (server.cpu_seconds() - cpu_before) * 1e6 / result["requests"]
        if allocations:
            result["kib"] = (allocations.bytes() - bytes_before) / 1024 / result["requests"]
        return result

    def allocations_of(self, server):
        if server not in self.allocations:
            self.allocations[server] = Allocations(self.o.java, server, self.o.load_core)
            server.before_stop.append(lambda: self.allocations.pop(server).close())
        return self.allocations[server]


def rows(what, stored, ours, theirs, most_kib=None, ratio_of=""):
    """The rows of the costs of a request, from the results of all rounds."""
    for figure, title, unit in (("cpu_us", "CPU per request", "µs"), ("kib", "allocated per request", "KiB")):
        if figure in ours[0]:
            other = median([r[figure] for r in theirs]) if figure in theirs[0] else None
            reach = ("<=", most_kib) if most_kib and figure == "kib" else None
            yield Row(f"{what}, {title}", stored, median([r[figure] for r in ours]), other, unit, reach, absolute=True, ratio_of=ratio_of if other else "")
