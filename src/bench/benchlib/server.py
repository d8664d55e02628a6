"""Starts, monitors and stops a server."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request

JOBS = "/v1/accounts/bench/supervisedFineTuningJobs"
KEY = {"Authorization": "Bearer fw_bench", "x-fireworks-account-id": "bench"}


class Failure(Exception):
    """Ends the run with a message for the user."""


def pinned(core):
    """The command prefix that pins a process to a core; empty for None."""
    return ["taskset", "-c", str(core)] if core is not None else []


def cpu_seconds(pid):
    """User and system time of all threads of a process: Linux has a clock for each process, with a resolution of nanoseconds."""
    return time.clock_gettime((~int(pid) << 3) | 2)


class Server:
    """A server process, pinned to one core. start() returns when the server is ready."""

    load = {}  # settings of the load scripts that differ from their defaults
    is_java = True

    def __init__(self, name, jar, ready, core, jvm=(), args=(), log_dir=pathlib.Path("/tmp"), java="java"):
        self.name, self.ready, self.seconds_to_ready = name, ready, None
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            port = s.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = log_dir / f"{name}-{port}.log"
        self.command = [*pinned(core), *self.program(java, jvm, jar, port, args)]
        self.process, self.before_stop = None, []

    def program(self, java, jvm, jar, port, args):
        return [java, *jvm, "-jar", str(jar), f"--server.port={port}", *args]

    def start(self, within=900):
        began = time.monotonic()
        # Without the class cache there is only one JVM to measure. Part cold measures the start with the cache.
        environment = {**os.environ, "EMULATOR_START_CACHE": "false"}
        self.process = subprocess.Popen(self.command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        is_ready = threading.Event()

        def drain():
            with open(self.log, "w", buffering=1) as log:
                for line in self.process.stdout:
                    log.write(line)
                    if not is_ready.is_set() and self.ready.search(line):
                        self.seconds_to_ready = time.monotonic() - began
                        is_ready.set()
            is_ready.set()

        threading.Thread(target=drain, daemon=True).start()
        is_ready.wait(within)
        if self.seconds_to_ready is None:
            self.stop()
            tail = "\n".join(self.log.read_text().splitlines()[-15:])
            raise Failure(f"{self.name} did not get ready; the end of its log:\n{tail}")
        return self

    def stop(self, with_signal=signal.SIGTERM):
        while self.before_stop:
            self.before_stop.pop()()
        if self.process and self.process.poll() is None:
            self.process.send_signal(with_signal)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def resident_mb(self, figure="VmRSS"):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith(f"{figure}:"):
                return int(line.split()[1]) / 1024
        raise Failure(f"{self.name} has gone away")

    def cpu_seconds(self):
        """User and system time of all threads."""
        return cpu_seconds(self.process.pid)

    def call(self, path, body=None, method=None, timeout=60):
        """Sends one request; returns (status, text)."""
        headers = {**KEY, "Content-Type": "application/json"} if body is not None else KEY
        request = urllib.request.Request(self.url + path, data=body, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as e:
            return e.code, e.read().decode(errors="replace")

    def json(self, path, body=None, **how):
        status, text = self.call(path, body, **how)
        if status != 200:
            raise Failure(f"{self.name}: {path} answered {status}: {text[:500]}")
        return json.loads(text)

    def metrics(self):
        """The Prometheus metrics as {name: sum over its labels}, or None if the server has none."""
        status, text = self.call("/_emulator/prometheus")
        if status != 200:
            return None
        sums = {}
        for line in text.splitlines():
            if line and not line.startswith("#"):
                series, value = line.rsplit(" ", 1)
                name = series.split("{", 1)[0]
                sums[name] = sums.get(name, 0.0) + float(value)
        return sums
