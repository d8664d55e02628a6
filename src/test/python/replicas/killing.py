"""Kills one replica after the other while jobs are created through their proxy, and says what clients and jobs noticed.

killing.py --url http://localhost:3474 --kill CONTAINER --kill CONTAINER --cut-off CONTAINER --network NETWORK

A replica that is killed leaves with a last word: its system closes its connections. One that is cut off from the network says nothing.

Standard library and the docker command only. Exits with 1 if a job that was answered with 200 is missing, was made twice, has not moved by its
plan or moved more than --stall seconds late, or if anything failed besides requests that were under way when a replica was killed.
"""

import argparse
import collections
import concurrent.futures
import datetime
import http.client
import itertools
import json
import subprocess
import sys
import threading
import time
import urllib.parse

KEY = {"Authorization": "Bearer fw_killing"}
BODY = json.dumps({"dataset": "accounts/killing/datasets/d", "baseModel": "accounts/fireworks/models/qwen3-8b"})

# How long after a replica went a request may still be sent to it.
NOTICED_WITHIN = 5.0

# A look that went to a replica just before it was cut off gets no answer for as long as the network looks for that replica. Others are
# answered meanwhile, so it is given up after so many seconds and made anew.
LOOK_TIMEOUT = 1.0


class Wrong(Exception):
    """What a replica's death must not do."""


class Calls:
    """One connection to the proxy, opened anew after an error."""

    def __init__(self, url, account, timeout=60):
        self.address, self.account, self.connection = urllib.parse.urlsplit(url).netloc, account, None
        self.timeout = timeout

    def call(self, method, path, body=None):
        """Returns (status, text); no answer at all is an OSError or an HTTPException."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection(self.address, timeout=self.timeout)
        try:
            self.connection.request(method, path, body, {**KEY, "Content-Type": "application/json"})
            answer = self.connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            self.connection = None
            raise

    def get(self, path, **query):
        """A read that has to succeed."""
        status, text = self.call("GET", path + ("?" + urllib.parse.urlencode(query) if query else ""))
        if status != 200:
            raise Wrong(f"GET {path} answered {status}: {text[:300]}")
        return json.loads(text)

    def jobs(self, **query):
        return self.get(f"/v1/accounts/{self.account}/supervisedFineTuningJobs", **query)


Create = collections.namedtuple("Create", "id sent seconds outcome")


class Load:
    """Creates at a steady rate, whatever becomes of them, so that a pause of the server's does not slow the load down."""

    def __init__(self, url, account, rate, workers):
        self.url, self.account, self.rate = url, account, rate
        self.numbers, self.lock = itertools.count(), threading.Lock()
        self.answered, self.stopped, self.creates = 0, threading.Event(), []
        self.more = threading.Condition()
        self.began = time.monotonic()
        self.threads = [threading.Thread(target=self.work, daemon=True) for _ in range(workers)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        for thread in self.threads:
            thread.join(70)

    def work(self):
        calls = Calls(self.url, self.account)
        while True:
            with self.lock:
                number = next(self.numbers)
            if self.stopped.wait(max(0, self.began + number / self.rate - time.monotonic())):
                return
            self.create(calls, f"job-{number}")

    def create(self, calls, job):
        sent = time.monotonic()
        try:
            status, text = calls.call(
                "POST", f"/v1/accounts/{self.account}/supervisedFineTuningJobs?supervisedFineTuningJobId={job}", BODY)  # fmt: skip
            outcome = "200" if status == 200 else f"{status} {text[:200]}"
        except (OSError, http.client.HTTPException) as e:
            outcome = f"unanswered {type(e).__name__}"
        with self.more:
            self.creates.append(Create(job, sent, time.monotonic() - sent, outcome))
            self.answered += outcome == "200"
            self.more.notify_all()

    def await_answers(self, count):
        """Until so many more were answered with 200."""
        with self.more:
            wanted = self.answered + count
            if not self.more.wait_for(lambda: self.answered >= wanted, timeout=120):
                raise Wrong(f"only {self.answered} of {wanted} creates were answered after two minutes")


class Lateness(threading.Thread):
    """Looks again and again for the oldest job in each state that passes; how much it is over its time is how late it is.

    ``gap`` is the longest time without an answered look at one of the states.
    """

    def __init__(self, url, account, stages):
        super().__init__(daemon=True)
        self.calls, self.stopped, self.greatest = Calls(url, account, LOOK_TIMEOUT), threading.Event(), {}
        self.looks, self.gap, self.unanswered = 0, 0.0, 0
        ends = itertools.accumulate(stages.values())
        self.due_after = dict(zip(stages, ends))

    def run(self):
        last = dict.fromkeys(self.due_after, time.monotonic())
        while not self.stopped.is_set():
            for state, due_after in self.due_after.items():
                now = datetime.datetime.now(datetime.timezone.utc)
                try:
                    self.look(state, due_after, now)
                except (OSError, http.client.HTTPException, Wrong):
                    self.unanswered += 1
                else:
                    self.looks, self.gap, last[state] = self.looks + 1, max(self.gap, time.monotonic() - last[state]), time.monotonic()
            self.stopped.wait(0.05)

    def look(self, state, due_after, now):
        found = self.calls.jobs(filter=f'state="{state}"', orderBy="create_time", pageSize=1)
        for job in found["supervisedFineTuningJobs"]:
            late = (now - instant(job["createTime"])).total_seconds() - due_after
            self.greatest[state] = max(self.greatest.get(state, 0.0), late)


def instant(text):
    return datetime.datetime.fromisoformat(text[:26].rstrip("Z") + "+00:00")


def seconds(text):
    return float(text.removesuffix("s"))


def docker(*command):
    return subprocess.run(["docker", *command], check=True, capture_output=True, text=True, timeout=60).stdout.strip()


def await_healthy(container):
    until = time.monotonic() + 120
    pause = threading.Event()
    while docker("inspect", "-f", "{{.State.Status}} {{.State.Health.Status}}", container) != "running healthy":
        if time.monotonic() > until:
            raise Wrong(f"{container} is not healthy two minutes after its start")
        pause.wait(0.5)


def kill(load, replica, creates):
    """Takes a replica away for so many creates, and brings it back; returns when it went, by the load's clock."""
    gone = time.monotonic()
    docker("kill", replica)
    say(f"killed {replica}")
    load.await_answers(creates)
    docker("start", replica)
    await_healthy(replica)
    say(f"{replica} is back")
    return gone


def cut_off(load, replica, creates, network):
    """The same without a word to anybody."""
    gone = time.monotonic()
    docker("network", "disconnect", network, replica)
    say(f"cut off {replica}")
    load.await_answers(creates)
    docker("kill", replica)
    docker("network", "connect", "--alias", "replicas", network, replica)
    docker("start", replica)
    await_healthy(replica)
    say(f"{replica} is back")
    return gone


def stages(calls):
    """By a job of its own: the states that a job passes, and how long each lasts."""
    status, text = calls.call(
        "POST", f"/v1/accounts/{calls.account}/supervisedFineTuningJobs?supervisedFineTuningJobId=first", BODY)  # fmt: skip
    if status != 200:
        raise Wrong(f"the first create answered {status}: {text[:300]}")
    plan = calls.get(f"/_emulator/v1/accounts/{calls.account}/resources/supervisedFineTuningJobs/first")["plan"]
    return {stage["state"]: seconds(stage["lasts"]) for stage in plan["stages"] if stage["lasts"]}


def all_jobs(calls):
    found, token = [], ""
    while True:
        page = calls.jobs(pageSize=200, pageToken=token)
        found += page["supervisedFineTuningJobs"]
        token = page["nextPageToken"]
        if not token:
            return found


def await_ends(calls, within):
    until, pause = time.monotonic() + within, threading.Event()
    while left := calls.jobs(filter='state!="JOB_STATE_COMPLETED"', pageSize=1)["supervisedFineTuningJobs"]:
        if time.monotonic() > until:
            raise Wrong(f"{left[0]['name']} is {left[0]['state']} {within:.0f} s after the last create")
        pause.wait(0.1)


def check_ledger(url, account, passed, jobs):
    """Every job was in every state once, each at the planned time."""
    states = [*passed, "JOB_STATE_COMPLETED"]
    expected = list(zip(states, states[1:], itertools.accumulate(passed.values())))
    local = threading.local()

    def check(job):
        local.calls = getattr(local, "calls", None) or Calls(url, account)
        address = job["name"].replace(f"accounts/{account}/", f"/_emulator/v1/accounts/{account}/resources/")
        seen = local.calls.get(address)
        created = instant(seen["createTime"])
        happened = [
            (change["fromState"], change["toState"], round((instant(change["time"]) - created).total_seconds(), 3))
            for change in seen["transitions"]
        ]
        return "" if happened == expected else f"{job['name']} went {happened} instead of {expected}"

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        if wrong := [text for text in pool.map(check, jobs) if text]:
            raise Wrong(f"{len(wrong)} jobs did not follow their plan, the first: {wrong[0]}")


def check_failures(creates, gone, workers):
    failed = [create for create in creates if create.outcome != "200"]
    for create in failed:
        if not any(create.sent + create.seconds >= at and create.sent <= at + NOTICED_WITHIN for at in gone):
            raise Wrong(f"{create.id} failed while no replica went: {create.outcome}")
        if not create.outcome.startswith(("unanswered", "502", "504")):
            raise Wrong(f"{create.id} was answered {create.outcome}")
    if len(failed) > workers * len(gone):
        raise Wrong(f"{len(failed)} creates failed, more than can have been under way")
    return failed


def say(text):
    print(f"{time.strftime('%H:%M:%S')}  {text}", file=sys.stderr, flush=True)


def run(o):
    passed = stages(Calls(o.url, o.account))
    say(f"a job passes {', '.join(f'{state} for {lasts:g} s' for state, lasts in passed.items())}")
    lateness = Lateness(o.url, o.account, passed)
    lateness.start()
    with Load(o.url, o.account, o.rate, o.workers) as load:
        load.await_answers(o.creates)
        gone = []
        for replica in o.kill:
            gone.append(kill(load, replica, o.creates))
            load.await_answers(o.creates)
        for replica in o.cut_off:
            gone.append(cut_off(load, replica, o.creates, o.network))
            load.await_answers(o.creates)
    calls = Calls(o.url, o.account)
    await_ends(calls, sum(passed.values()) + o.stall)
    lateness.stopped.set()
    lateness.join(60)

    jobs = all_jobs(calls)
    ids = [job["name"].rsplit("/", 1)[1] for job in jobs]
    answered = {create.id for create in load.creates if create.outcome == "200"}
    if lost := answered - set(ids):
        raise Wrong(f"{len(lost)} jobs were answered with 200 and are lost: {sorted(lost)[:5]}")
    if len(ids) != len(set(ids)):
        raise Wrong(f"{len(ids) - len(set(ids))} jobs are listed twice")
    check_ledger(o.url, o.account, passed, jobs)
    models = calls.get(f"/v1/accounts/{o.account}/models", pageSize=1)["totalSize"]
    if int(models) != len(jobs):
        raise Wrong(f"{len(jobs)} jobs have made {models} models")
    failed = check_failures(load.creates, gone, o.workers)

    slowest = max(create.seconds for create in load.creates if create.outcome == "200")
    print(f"creates: {len(answered)} answered with 200 at {o.rate:g}/s, all there; the slowest took {slowest:.2f} s")
    outcomes = collections.Counter(create.outcome.split()[0] for create in failed)
    print(f"failed while under way to one of {len(gone)} replicas that went: {len(failed)} {dict(outcomes) if failed else ''}, of which "
          f"{len({create.id for create in failed} & set(ids))} were made all the same")  # fmt: skip
    print(f"ledger: {len(jobs)} jobs, {len(passed)} transitions each, every one once and at its time; {models} models")
    print(", ".join(f"{state}: at most {late:.2f} s late" for state, late in lateness.greatest.items())
          + f" ({lateness.looks} looks, at most {lateness.gap:.2f} s apart, {lateness.unanswered} unanswered)")  # fmt: skip
    if max(lateness.greatest.values(), default=0) > o.stall:
        raise Wrong(f"a job moved more than {o.stall:g} s late")
    if lateness.gap > o.stall:
        raise Wrong(f"nobody could look for {lateness.gap:.1f} s, so nobody knows how late jobs were")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--url", required=True, help="of the proxy before the replicas")
    p.add_argument("--kill", metavar="CONTAINER", action="append", default=[], help="a replica to kill and start again; repeatable")
    p.add_argument("--cut-off", metavar="CONTAINER", action="append", default=[], help="a replica to take off the network; repeatable")
    p.add_argument("--network", help="for --cut-off: the one on which the proxy finds the replicas")
    p.add_argument("--account", default="killing", help="must be empty")
    p.add_argument("--rate", type=float, default=40, help="creates per second")
    p.add_argument("--workers", type=int, default=8, help="requests under way at most")
    p.add_argument("--creates", type=int, default=200, help="that have to be answered before, between and after the kills")
    p.add_argument("--stall", type=float, default=5, help="seconds that a job may be late")
    o = p.parse_args()
    if not o.kill + o.cut_off or bool(o.cut_off) != bool(o.network):
        p.error("name a replica to kill, or one to cut off and the network")
    try:
        run(o)
    except Wrong as e:
        sys.exit(f"FAILED: {e}")


if __name__ == "__main__":
    main()
