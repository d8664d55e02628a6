"""Load by wrk: one thread on the other core, a closed loop over a number of connections."""

import json
import pathlib
import shutil
import subprocess

from benchlib.server import JOBS, Failure, pinned

HERE = pathlib.Path(__file__).resolve().parent.parent
BODY = HERE / "job.json"


class Load:
    def __init__(self, core):
        if not shutil.which("wrk"):
            raise Failure("wrk is missing; on Debian or Ubuntu: apt-get install wrk")
        self.pin = pinned(core)

    def command(self, server, kind, connections, seconds, **settings):
        return [
            *self.pin, "wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}", "--timeout", "30",
            "-s", str(HERE / "wrk" / f"{kind}.lua"), server.url, "--",
            *(f"{name}={value}" for name, value in {**server.load, **settings}.items()),
        ]  # fmt: skip

    def run(self, server, kind, connections, seconds, **settings):
        return self.result(server, kind, subprocess.run(
            self.command(server, kind, connections, seconds, **settings), capture_output=True, text=True))  # fmt: skip

    def start(self, server, kind, connections, seconds, **settings):
        return subprocess.Popen(
            self.command(server, kind, connections, seconds, **settings), stdout=subprocess.PIPE, text=True)

    def result(self, server, kind, finished):
        found = [line for line in finished.stdout.splitlines() if line.startswith("RESULT ")]
        if not found:
            raise Failure(f"wrk failed on {kind}: {finished.stdout}{finished.stderr or ''}")
        result = json.loads(found[0].removeprefix("RESULT "))
        if result["refused"] or result["broken"] or result["timeouts"] or not result["requests"]:
            raise Failure(f"{server.name}: {kind} had answers that were not 200, or none: {result}; see {server.log}")
        result["per_second"] = result["requests"] / result["seconds"]
        return result

    def create_numbered(self, server, prefix, count):
        """Creates at least the jobs prefix1 … prefixcount over HTTP. Requests in flight when the count is reached create a few more."""
        self.run(server, "create", 16, 36000, body=BODY, ids=prefix, requests=count + 32)

    def check(self, server):
        """Sends one job through every request, so that no figure is taken of a server with wrong responses; returns the size of a job."""
        created = server.json(f"{JOBS}?supervisedFineTuningJobId=bench-check", BODY.read_bytes())
        sent = json.loads(BODY.read_text())
        changed = {k for k, v in sent.items() if k != "wandbConfig" and k != "hiddenStatesGenConfig" and created.get(k) != v}
        if changed:
            raise Failure(f"{server.name} did not echo {sorted(changed)}")
        _, text = server.call(f"{JOBS}/bench-check")
        server.json(f"{JOBS}?pageSize=50")["supervisedFineTuningJobs"][0]["name"]
        return len(text.encode())
