"""An optional contestant: the npm package @copilotkit/aimock, which has OpenAI's fine-tuning jobs, in memory."""

import json
import re
import shutil
import subprocess

from benchlib.bench import say
from benchlib.load import HERE
from benchlib.server import Server

VERSION = "1.43.0"
JOBS = "/v1/fine_tuning/jobs"
KEYS, LONGEST = 16, 500  # of a job's metadata, below the limits of the package


class Aimock(Server):
    load = {"jobs": JOBS, "page": "limit"}
    is_java = False

    def program(self, java, jvm, jar, port, args):
        return ["node", str(jar), "--port", str(port), *args]


def aimock(bench, *args):
    """Returns a server that is not yet started, with a directory ``fixtures``, or None if it is not wanted, or cannot run."""
    if not bench.o.aimock:
        return None
    if not shutil.which("node") or not shutil.which("npm"):
        say("no node and npm: aimock is left out")
        return None
    home = HERE.parent.parent / "target" / f"aimock-{bench.o.aimock}"
    cli = home / "node_modules" / "@copilotkit" / "aimock" / "dist" / "cli.js"
    if not cli.exists():
        say(f"installing @copilotkit/aimock@{bench.o.aimock}")
        subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(home), f"@copilotkit/aimock@{bench.o.aimock}"],
            check=True, stdout=subprocess.DEVNULL)  # fmt: skip
    fixtures = bench.directory()
    server = Aimock("aimock", cli, re.compile("server listening on"), bench.o.server_core, args=("--fixtures", str(fixtures), *args), log_dir=bench.logs)
    server.fixtures = fixtures
    return server


def settings(bench, server, size):
    """The load of each kind of request. 100 jobs are stored, because each list reverses all jobs."""
    body = job(bench, server, size)
    bench.load.run(server, "create", 16, 36000, body=body, requests=100)
    ids = bench.scratch / "aimock-ids"
    ids.write_text("".join(f"{each['id']}\n" for each in server.json(f"{JOBS}?limit=100")["data"]))
    return {"get": {"ids": ids}, "create": {"body": body}}


def job(bench, server, size):
    """The body of a create whose job has this many bytes once it has succeeded: its metadata fill it up."""
    body = {"model": "qwen3-8b", "training_file": "support-chat-2026-10-cleaned", "metadata": {f"key-{n:02}": "" for n in range(KEYS)}}
    created = server.json(JOBS, json.dumps(body).encode())
    for _ in range(3):  # each get moves the job to its next state; the third one is the last
        _, text = server.call(f"{JOBS}/{created['id']}")
    missing = max(0, size - len(text.encode()))
    for key in body["metadata"]:
        body["metadata"][key] = "x" * min(LONGEST, missing)
        missing -= len(body["metadata"][key])
    path = bench.scratch / "aimock-job.json"
    path.write_text(json.dumps(body))
    return path

