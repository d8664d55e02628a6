"""Compares one replica with two on one PostgreSQL, behind the same nginx: creates per second, and the CPU time of each process.

With --before-jar, it also compares two replicas with two of an earlier version, which have their own database on the same server.
"""

import contextlib
import os
import pathlib
import resource
import secrets
import shutil
import socket
import subprocess
import time

from benchlib.bench import STILL, say
from benchlib.load import BODY, Load
from benchlib.report import Row, median
from benchlib.server import Failure

CONNECTIONS = 16
READY = ("curl", "-fsS", "-o", "/dev/null")
TICKS = os.sysconf("SC_CLK_TCK")
CONF = pathlib.Path(__file__).resolve().parents[3] / "docker" / "nginx.conf"


def replicas(bench):
    if not shutil.which("docker"):
        raise Failure("part replicas runs everything in containers, and there is no docker")
    password = secrets.token_hex(8)
    with Container(
        os.environ.get("POSTGRES_IMAGE", "postgres:17-alpine"), *on_cores(other_cores(bench)), "-p", "127.0.0.1::5432",
        "-e", "POSTGRES_USER=bench", "-e", f"POSTGRES_PASSWORD={password}", "-e", "POSTGRES_DB=bench",
    ) as postgres:  # fmt: skip
        postgres.await_success("docker", "exec", postgres.id, "pg_isready", "-h", "127.0.0.1", "-U", "bench", "-d", "bench")
        jars = {"replica": bench.o.emulator_jar, "before": bench.o.before_jar}
        with contextlib.ExitStack() as running:
            pairs = {name: [] for name in jars}
            for name, jar in jars.items():
                if jar:
                    postgres.docker_says("docker", "exec", postgres.id, "createdb", "-U", "bench", name)
                    url = f"jdbc:postgresql://{postgres.address('5432/tcp')}/{name}?user=bench&password={password}"
                    pairs[name] = [running.enter_context(Replica(bench, name, core, url, jar)) for core in bench.o.replica_cores]
            yield from compared(bench, postgres, *pairs["replica"], pairs["before"])


def other_cores(bench):
    """The cores for all processes except the replicas; None if there are too few, so that all processes share all cores."""
    others = sorted(set(range(os.cpu_count() or 1)) - set(bench.o.replica_cores))
    return others if len(others) > 1 else []


def on_cores(cores):
    return ("--cpuset-cpus", ",".join(map(str, cores))) if cores else ()


def compared(bench, postgres, first, second, before):
    load = Load((other_cores(bench) or [None])[0])
    with Nginx(bench, [first], [second], [first, second], *([before] if before else [])) as nginx:
        one, other, two, *earlier = nginx.doors
        for door in nginx.doors:
            say(f"replicas: warming up {door.name}")
            # First a number of requests: on a busy machine, the first response of a cold server can take longer than a short warm-up.
            # One connection first: requests of a cold server that wait for each other's locks can exceed a timeout.
            for connections in (1, CONNECTIONS):
                load.run(door, "create", connections, 600, body=BODY, requests=100)
            load.run(door, "create", CONNECTIONS, 2 * bench.o.warm_up, body=BODY)
        for replica in (first, second, *before):
            replica.limit(bench.o.replica_share)
        parties = {
            "replica-1": first.cpu_seconds,
            "replica-2": second.cpu_seconds,
            "PostgreSQL": postgres.cpu_seconds,
            "nginx": nginx.container.cpu_seconds,
            "load": of_finished_children,
        }
        doors = (one, two, *earlier)
        rounds = {door.name: [] for door in doors}
        for number in range(bench.o.replica_rounds):
            for door in doors:
                rounds[door.name].append(observed(load, door, bench.o.seconds, parties))
            rates = ", ".join(f"{name} {found[-1]['per_second']:.0f}/s" for name, found in rounds.items())
            say(f"replicas: round {number + 1} of {bench.o.replica_rounds}: {rates}")
    yield from told(bench, parties, rounds[one.name], rounds[two.name])
    for door in earlier:
        title = f"create, {CONNECTIONS} conn., two replicas behind nginx"
        rates = [middle(rounds[each.name], "per_second") for each in (two, door)]
        yield Row(title, "0", *rates, "/s", (">=", 1.15), ratio_of="before")


def observed(load, door, seconds, parties):
    before = {name: spent() for name, spent in parties.items()}
    began = time.monotonic()
    result = load.run(door, "create", CONNECTIONS, seconds, body=BODY)
    result["elapsed"] = time.monotonic() - began
    result["cpu"] = {name: spent() - before[name] for name, spent in parties.items()}
    return result


def told(bench, parties, single, double):
    stored = "0"
    for figure, unit, reach in (("per_second", "/s", (">=", 1.5)), ("p50_ms", "ms", None), ("p99_ms", "ms", None)):
        title = f"create, {CONNECTIONS} conn., two replicas behind nginx" + (f", {figure[:3]}" if unit == "ms" else "")
        yield Row(title, stored, middle(double, figure), middle(single, figure), unit, reach, ratio_of="one replica")
    cost = {name: [median([r["cpu"][name] / r["requests"] for r in found]) * 1000 for found in (double, single)] for name in parties}
    for name, (with_two, with_one) in cost.items():
        yield Row(f"CPU of {name} for a create", stored, with_two, with_one, "ms", ratio_of="one replica")
    cores = os.cpu_count() or 1
    for found, title in ((single, "one replica"), (double, "two replicas")):
        busy = median([sum(r["cpu"].values()) / r["elapsed"] for r in found])
        yield Row(f"cores in use, {title}", stored, busy, cores, "cores", ratio_of="there are")
    # A replica is limited to its share of a core, all processes to the cores of the machine.
    whole = cores / sum(with_one for _, with_one in cost.values())
    replica = bench.o.replica_share / cost["replica-1"][1]
    allowed = [min(number * replica, whole) * 1000 for number in (2, 1)]
    title = f"create, what CPU for a create allows on {cores} cores with {bench.o.replica_share:g} of one for a replica"
    yield Row(title, stored, *allowed, "/s", ratio_of="one replica")


def middle(rounds, figure):
    return median([r[figure] for r in rounds])


class Nginx:
    """The settings of docker/nginx.conf, with a port for each set of servers instead of Docker's host names."""

    def __init__(self, bench, *sets):
        self.doors = []
        server = CONF.read_text()
        server = server[server.index("    server {") : server.rindex("}")]
        blocks = []
        for servers in sets:
            port = free_port()
            self.doors.append(Door(" and ".join(s.name for s in servers), port))
            upstream = f"behind_{port}"
            listed = " ".join(f"server {s.url.removeprefix('http://')} max_fails=0;" for s in servers)
            blocks.append(f"    upstream {upstream} {{ {listed} }}\n" + replaced(server, {
                "listen 3473;": f"listen 127.0.0.1:{port};",
                "set $replicas replicas;": "",
                "proxy_pass http://$replicas:3473;": f"proxy_pass http://{upstream};",
            }))  # fmt: skip
        general = CONF.read_text()
        general = general[: general.index("    server {")]
        path = bench.directory() / "nginx.conf"
        path.write_text(replaced(general, {"resolver 127.0.0.11 valid=1s ipv6=off;": ""}) + "\n".join(blocks) + "}\n")
        self.container = Container(
            os.environ.get("NGINX_IMAGE", "nginx:stable"), *on_cores(other_cores(bench)), "--network", "host", "-v", f"{path}:/etc/nginx/nginx.conf:ro", "--tmpfs", "/tmp",
            command=("nginx", "-e", "stderr"))  # fmt: skip

    def __enter__(self):
        self.container.__enter__()
        for door in self.doors:
            self.container.await_success(*READY, f"{door.url}/_emulator/health/readiness")
        return self

    def __exit__(self, *_):
        self.container.__exit__()


class Door:
    """A port of nginx, for wrk."""

    load = {}

    def __init__(self, name, port):
        self.name, self.url, self.log = f"{name} behind nginx", f"http://127.0.0.1:{port}", "docker logs"


class Container:
    def __init__(self, image, *options, command=()):
        self.command = ["docker", "run", "-d", "--rm", *options, image, *command]
        self.id = None

    def __enter__(self):
        self.id = self.docker_says(*self.command)
        return self

    def __exit__(self, *_):
        subprocess.run(["docker", "rm", "-fv", self.id], capture_output=True)

    def await_success(self, *command):
        until = time.monotonic() + 180
        while subprocess.run(command, capture_output=True).returncode:
            if time.monotonic() > until:
                raise Failure(f"not ready within three minutes: {self.log()}")
            time.sleep(0.2)

    def address(self, port):
        return self.docker_says("docker", "port", self.id, port).splitlines()[0]

    def log(self):
        found = subprocess.run(["docker", "logs", "--tail", "20", self.id], capture_output=True, text=True)
        return found.stdout + found.stderr

    def cpu_seconds(self):
        """The CPU time of all processes of the container, including ended processes whose parent has waited for them."""
        spent = 0.0
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if self.id in (entry / "cgroup").read_text():
                    spent += of_process(entry.name, with_children=True)
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has just ended
        return spent

    @staticmethod
    def docker_says(*command):
        found = subprocess.run(command, capture_output=True, text=True)
        if found.returncode:
            raise Failure(f"{' '.join(command[:2])} failed: {found.stderr.strip()}")
        return found.stdout.strip()


class Replica(Container):
    """A replica on its own core, so that two replicas have twice the CPU, and the JVM sees one core as in the other parts."""

    def __init__(self, bench, name, core, url, jar):
        port = free_port()
        self.name, self.url = f"{name} {core}", f"http://127.0.0.1:{port}"
        super().__init__(
            os.environ.get("JAVA_IMAGE", "eclipse-temurin:25-jre"), *on_cores([core]), "--network", "host",
            "-v", f"{jar.resolve()}:/emulator.jar:ro",
            command=("java", *bench.o.jvm, "-jar", "/emulator.jar", f"--server.port={port}", f"--spring.datasource.url={url}", STILL))  # fmt: skip

    def __enter__(self):
        super().__enter__()
        self.await_success(*READY, f"{self.url}/_emulator/health/readiness")
        return self

    def limit(self, share):
        """Limits the replica to a share of its core. Periods are short, because a waiting replica can hold locks that the other needs."""
        self.docker_says("docker", "update", "--cpu-period", "10000", "--cpu-quota", str(round(share * 10_000)), self.id)


def of_process(pid, with_children=False):
    """CPU seconds so far; utime and stime are the 14th and 15th field, those of ended children the next two."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(ticks) for ticks in fields[11 : 15 if with_children else 13]) / TICKS


def of_finished_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def replaced(text, changes):
    for old, new in changes.items():
        if old not in text:
            raise Failure(f"{CONF} has no “{old}” to be put right for the benchmark")
        text = text.replace(old, new)
    return text
