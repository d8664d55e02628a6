"""Time from the start to the first correct response, memory, size of the image, and the cost of a new account for a test."""

import datetime
import gzip
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request

from benchlib.bench import say
from benchlib.report import Row, median
from benchlib.server import JOBS, KEY, Failure, pinned

ROOT = pathlib.Path(__file__).resolve().parents[3]
OUT = ROOT / "src" / "bench" / "out"
WIREMOCK = "org.wiremock:wiremock-standalone:3.13.2"
WITHIN = 120


def cold(bench):
    """Alternates image, jar and WireMock, on one core. Measures from the start of the process to the first correct response."""
    wiremock = wiremock_jar()
    java = bench.o.java
    with tempfile.TemporaryDirectory(prefix="fireworks-bench-cold-") as caches:
        contestants = {}
        if shutil.which("docker") and bench.o.image:
            subprocess.run(["docker", "image", "inspect", bench.o.image], check=True, stdout=subprocess.DEVNULL)
            contestants["image"] = lambda: Container(bench, "emulator", bench.o.image)
            contestants["WireMock, in a container"] = lambda: Container(
                bench, "WireMock", bench.o.java_image, ["java", "-jar", "/wiremock.jar", "--port"], wiremock)
        else:
            say("no docker, or no --image: the image is left out")
        jar = [java, "-jar", str(bench.o.emulator_jar)]
        contestants["first java -jar"] = lambda: Process(bench, "emulator", [*jar, "--emulator.start-cache=false"])
        contestants["second java -jar"] = lambda: Process(bench, "emulator", jar, XDG_CACHE_HOME=caches)
        contestants["WireMock"] = lambda: Process(bench, "WireMock", [java, "-jar", str(wiremock), "--port"])
        make_cache(bench, jar, pathlib.Path(caches))
        seconds = {name: [] for name in contestants}
        resident = {name: [] for name in contestants}
        for i in range(bench.o.cold_starts):
            say(f"cold start {i + 1} of {bench.o.cold_starts}")
            for name, make in contestants.items():
                with make() as server:
                    seconds[name].append(server.seconds)
                    time.sleep(2)
                    resident[name].append(server.resident_mb())
    yield from figures({name: median(all) for name, all in seconds.items()}, {name: median(all) for name, all in resident.items()})
    if "image" in contestants:
        yield from sizes(bench.o.image)


def figures(seconds, resident):
    for name in ("image", "second java -jar", "first java -jar"):
        if name not in seconds:
            continue
        of = "WireMock, in a container" if name == "image" else "WireMock"
        reach = ("<=", 1.0) if name == "image" else None
        yield Row(f"cold start, {name}", "0", seconds[name], seconds[of], "s", reach, ratio_of=of)
    if "image" in seconds:
        yield Row("cold start, second java -jar", "0", seconds["second java -jar"], seconds["image"], "s", ("<=", 1.2), ratio_of="image")
        yield Row("resident after start, image", "0", resident["image"], resident["WireMock, in a container"], "MB", ("<=", 180), absolute=True, ratio_of="WireMock")
    yield Row("resident after start, second java -jar", "0", resident["second java -jar"], resident["WireMock"], "MB", ratio_of="WireMock")


def sizes(image):
    size = int(subprocess.run(["docker", "image", "inspect", "-f", "{{.Size}}", image], check=True, capture_output=True, text=True).stdout)
    saved = subprocess.run(["docker", "save", image], check=True, capture_output=True).stdout
    yield Row("image, compressed", "0", len(gzip.compress(saved, 6)) / 1e6, unit="MB", reach=("<=", 130), absolute=True)
    yield Row("image, unpacked", "0", size / 1e6, unit="MB", reach=("<=", 320), absolute=True)


def fixture(bench):
    """The work of @FireworksEmulatorTest around each of 100 tests on one shared emulator."""
    fixtures = bench.o.emulator_jar.with_name(bench.o.emulator_jar.stem + "-fixtures.jar")
    command = ["java", "-cp", str(fixtures), f"-Dfireworks.emulator.jar={bench.o.emulator_jar}", str(ROOT / "src/bench/FixtureOverhead.java")]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    for what, milliseconds in re.findall(r"^(.*), \d+ tests: ([\d.]+) ms a test", told, re.M):
        yield Row(what, "0", float(milliseconds), unit="ms a test", reach=("<", 10), absolute=True)


def wiremock_jar():
    jar = OUT / "wiremock-standalone-{}.jar".format(WIREMOCK.rsplit(":", 1)[1])
    if not jar.exists():
        say("fetching WireMock")
        copy = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"
        subprocess.run([str(ROOT / "mvnw"), "-q", "-B", "-ntp", copy, f"-Dartifact={WIREMOCK}", f"-DoutputDirectory={OUT}"], check=True, cwd=ROOT)
    return jar


def make_cache(bench, jar, caches):
    say("the first start makes the cache")
    with Process(bench, "emulator", jar, XDG_CACHE_HOME=str(caches)):
        until = time.monotonic() + WITHIN
        while not list(caches.glob("*/*.cache")):
            if time.monotonic() > until:
                raise Failure(f"no cache of classes within {WITHIN} s")
            time.sleep(0.2)


class Starting:
    """A process that listens on its own port. It is polled from the core of the load until the response is correct."""

    PATHS = {"emulator": JOBS, "WireMock": "/__admin/mappings"}

    def __init__(self, bench, kind):
        self.bench, self.kind = bench, kind
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]

    def await_answer(self):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{self.PATHS[self.kind]}", headers=KEY)
        until = time.monotonic() + WITHIN
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:
                    json.load(answer)
                    return time.time()
            except OSError:
                time.sleep(0.005)
        raise Failure(f"{self.kind} did not answer within {WITHIN} s")

    def arguments(self):
        return [str(self.port)] if self.kind == "WireMock" else [f"--server.port={self.port}"]

    def resident_mb(self):
        return sum(resident_mb(pid) for pid in self.pids())

    def __exit__(self, *_):
        self.stop()


class Process(Starting):
    def __init__(self, bench, kind, command, **environment):
        super().__init__(bench, kind)
        self.command = [*pinned(bench.o.server_core), *command, *self.arguments()]
        self.environment = {**os.environ, **environment}

    def __enter__(self):
        began = time.time()
        self.process = subprocess.Popen(
            self.command, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        try:
            self.seconds = self.await_answer() - began
        except Failure:
            self.stop()
            raise
        return self

    def pids(self):
        threads = pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/children")
        children = [child for thread in threads for child in thread.read_text().split()]
        return [self.process.pid, *(child for child in children if pathlib.Path(f"/proc/{child}/comm").read_text().strip() == "java")]

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


class Container(Starting):
    """A container on the host's network, which needs no setup. The time that Docker takes before the process starts is not counted."""

    def __init__(self, bench, kind, image, command=(), jar=None):
        super().__init__(bench, kind)
        core = [] if bench.o.server_core is None else ["--cpuset-cpus", str(bench.o.server_core)]
        mount = ["-v", f"{jar}:/wiremock.jar:ro"] if jar else []
        self.command = ["docker", "create", "--network", "host", *core, *mount, image, *command, *self.arguments()]

    def __enter__(self):
        self.id = self.docker(*self.command[1:])
        self.docker("start", self.id)
        try:
            answered = self.await_answer()
        except Failure:
            self.stop()
            raise
        started = self.docker("inspect", "-f", "{{.State.StartedAt}}", self.id)
        whole, fraction = started.rstrip("Z").split(".")
        began = datetime.datetime.fromisoformat(whole + "+00:00").timestamp() + float("0." + fraction)
        self.seconds = answered - began
        return self

    def pids(self):
        return [self.docker("inspect", "-f", "{{.State.Pid}}", self.id)]

    def stop(self):
        self.docker("rm", "-f", self.id)

    @staticmethod
    def docker(*command):
        return subprocess.run(["docker", *command], check=True, capture_output=True, text=True).stdout.strip()


def resident_mb(pid):
    for line in open(f"/proc/{pid}/status"):
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise Failure(f"process {pid} has gone away")
