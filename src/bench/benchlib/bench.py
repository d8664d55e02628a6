"""The two servers under test, and the length of the rounds."""

import functools
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import time
import zipfile

from benchlib.costs import Costs
from benchlib.load import BODY, HERE
from benchlib.server import JOBS, Failure, Server

H2 = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
DEPLOYMENTS = JOBS.replace("supervisedFineTuningJobs", "deployments")
DEPLOYMENT = json.dumps({"baseModel": "accounts/fireworks/models/qwen3-8b", "acceleratorType": "NVIDIA_H100_80GB"}).encode()
STILL = "--emulator.lifecycle.stages=CREATING 1h,RUNNING 1h,COMPLETED"


def say(text):
    print(f"{time.strftime('%H:%M:%S')}  {text}", file=sys.stderr, flush=True)


class Bench:
    def __init__(self, options, load, scratch):
        self.o, self.load, self.scratch, self.directories = options, load, pathlib.Path(scratch), 0
        self.costs = Costs(options)
        self.logs = HERE / "out"  # outlives the run, for whoever looks into a failure
        self.logs.mkdir(exist_ok=True)
        with zipfile.ZipFile(options.emulator_jar) as jar:
            self.has_database = "org/h2/Driver.class" in jar.namelist()

    def directory(self):
        self.directories += 1
        made = self.scratch / f"d{self.directories}"
        made.mkdir()
        return made

    def place(self):
        """A database that exists longer than a server: its URL, and the settings for an emulator to use it."""
        data = self.directory()
        if self.o.storage != "postgres":
            return f"jdbc:h2:file:{data}/fireworks{H2}", (f"--emulator.data-dir={data}",)
        schema = f"bench_{os.getpid()}_{data.name}"
        url = f"{self.o.database}{'&' if '?' in self.o.database else '?'}currentSchema={schema}"
        return url, (f"--spring.datasource.url={url}", f"--spring.flyway.default-schema={schema}")

    def baseline(self):
        ready = re.compile(r"Started Baseline")
        return Server("baseline", self.o.baseline_jar, ready, self.o.server_core, self.o.jvm, log_dir=self.logs, java=self.o.java)

    def emulator(self, *args, jvm=()):
        if self.o.storage != "memory" and not any(a.startswith(("--emulator.data-dir", "--spring.datasource")) for a in args):
            args = (*args, *self.place()[1])
        if not self.has_database:  # a stand-in under test
            args = ()
        ready = re.compile(self.o.ready)
        return Server("emulator", self.o.emulator_jar, ready, self.o.server_core, [*jvm, *self.o.jvm], args, self.logs, self.o.java)

    def filled(self, count, *args, due_at=None, deployments=False):
        """
        An emulator, not yet started, with the jobs bench-1 … bench-count, which are inserted in bulk and not over HTTP. With deployments, half
        of the resources are deployments; they and the jobs need a time at which they are due.
        """
        if not count:
            return self.emulator(*args)
        (url, there), script = self.place(), []
        plan = "fast" if due_at else "instant"
        wanted = "JOB_STATE_RUNNING" if due_at else "JOB_STATE_COMPLETED"
        with self.emulator(*there, f"--emulator.lifecycle.preset={plan}") as maker:
            job = maker.json(f"{JOBS}?supervisedFineTuningJobId=bench-template", BODY.read_bytes())
            until = time.monotonic() + 30
            while job["state"] != wanted:
                if time.monotonic() > until:
                    raise Failure(f"the job to copy is {job['state']} instead of {wanted}")
                time.sleep(0.05)
                job = maker.json(f"{JOBS}/bench-template")
            if deployments:
                maker.json(f"{DEPLOYMENTS}?deploymentId=bench-template", DEPLOYMENT)
            if due_at:
                maker.stop(signal.SIGKILL)
        if self.o.storage == "memory":
            place = self.directory()
            script = ["--script", str(place / "V1000000__bench_fill.sql")]
            args = (*args, f"--spring.flyway.locations=classpath:db/migration,filesystem:{place}")
        else:
            args = (*args, *there)
        command = [str(HERE / "fill"), url, "bench", str(count), *script]
        command += ["--due-at", due_at] if due_at else []
        command += ["--collections", "supervisedFineTuningJobs,deployments"] if deployments else []
        subprocess.run([*command, "--emulator-jar", str(self.o.emulator_jar)], check=True)
        return self.emulator(*args)

    def ids(self, prefix, count):
        """A file with up to 20 000 of the ids prefix1 … prefixcount."""
        path = self.scratch / f"ids-{prefix}{count}"
        numbers = random.Random(42).sample(range(1, count + 1), min(count, 20_000))
        path.write_text("".join(f"{prefix}{n}\n" for n in numbers))
        return path

    def rounds(self, contestants, connections):
        """Alternating rounds A, B, A, B … of (server, kind, settings); returns a list of results for each server."""
        results = [[] for _ in contestants]
        for _ in range(self.o.rounds):
            for found, (server, kind, settings) in zip(results, contestants):
                run = functools.partial(self.load.run, server, kind, connections, self.o.seconds, **settings)
                found.append(self.costs.of(server, run))
        return results

    def warm_up(self, server, kind, settings):
        # First a number of requests: on a busy machine, the first response of a cold server can take longer than a short warm-up.
        self.load.run(server, kind, 16, 600, requests=100, **settings)
        self.load.run(server, kind, 16, self.o.warm_up, **settings)
