"""Checks that a proxy before several replicas changes nothing that a client relies on: files, waits, events and names.

passing.py --url http://localhost:3474

Standard library only; each check is done often enough that both replicas have their part in it. Exits with 1 at the first that fails.
"""

import argparse
import concurrent.futures
import http.client
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

ACCOUNT = "passing"
TIMES = 8
ROW = json.dumps({"messages": [{"role": "user", "content": "What is 1 + 1?"}, {"role": "assistant", "content": "2"}]}) + "\n"
LARGE = ROW * 200_000  # some 20 MB, which no proxy's usual limit lets through


class Wrong(Exception):
    """What a proxy must not do."""


class Client:
    def __init__(self, url):
        self.url = url.rstrip("/")
        self.netloc = urllib.parse.urlsplit(url).netloc

    def send(self, method, path, body=None, headers=None, timeout=60):
        url = path if path.startswith("http") else self.url + path
        data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        usual = {"Authorization": "Bearer fw_passing", "Content-Type": "application/json"}
        request = urllib.request.Request(url, data, usual if headers is None else headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as e:
            return e.code, e.read().decode(errors="replace")

    def json(self, method, path, body=None, **how):
        status, text = self.send(method, path, body, **how)
        if status != 200:
            raise Wrong(f"{method} {path} answered {status}: {text[:300]}")
        return json.loads(text)

    def lead_back(self, address):
        if urllib.parse.urlsplit(address).netloc != self.netloc:
            raise Wrong(f"{address} does not lead back to {self.netloc}")
        return address


def upload(client, dataset, rows):
    """As the SDK uploads large files: each of the five calls may come to another replica."""
    datasets, size = f"/v1/accounts/{ACCOUNT}/datasets", len(rows)
    client.json("POST", datasets, {"datasetId": dataset, "dataset": {"exampleCount": rows.count("\n"), "userUploaded": {}}})
    signed = client.json("POST", f"{datasets}/{dataset}:getUploadEndpoint", {"filenameToSize": {"f.jsonl": size}})
    address = client.lead_back(signed["filenameToSignedUrls"]["f.jsonl"])
    headers = {"Content-Type": "application/octet-stream", "x-goog-content-length-range": f"{size},{size}"}
    status, text = client.send("PUT", address, rows.encode(), headers)
    if status != 200:
        raise Wrong(f"PUT {address} answered {status}: {text[:300]}")
    client.json("POST", f"{datasets}/{dataset}:validateUpload", {}, timeout=300)
    if (state := client.json("GET", f"{datasets}/{dataset}")["state"]) != "READY":
        raise Wrong(f"{dataset} is {state}")


def download(client, dataset, rows):
    signed = client.json("GET", f"/v1/accounts/{ACCOUNT}/datasets/{dataset}:getDownloadEndpoint")
    for name, address in signed["filenameToSignedUrls"].items():
        status, text = client.send("GET", client.lead_back(address), headers={})
        if status != 200 or text != rows:
            raise Wrong(f"{name} of {dataset} came back with {status} and {len(text)} instead of {len(rows)} characters")


def files(client):
    for number in range(TIMES):
        upload(client, f"small-{number}", ROW * 10)
        download(client, f"small-{number}", ROW * 10)
    upload(client, "large", LARGE)
    download(client, "large", LARGE)


def job(client, name, plan):
    path = f"/v1/accounts/{ACCOUNT}/supervisedFineTuningJobs"
    body = {"dataset": f"accounts/{ACCOUNT}/datasets/small-0", "baseModel": "accounts/fireworks/models/qwen3-8b"}
    headers = {"Authorization": "Bearer fw_passing", "Content-Type": "application/json", "X-Emulator-Plan": json.dumps(plan)}
    client.json("POST", f"{path}?supervisedFineTuningJobId={name}", body, headers=headers)
    return f"{path}/{name}"


HOLDS = {"stages": [{"state": "RUNNING"}, {"state": "COMPLETED"}]}


def waits(client):
    """A wait hears of what another replica has done."""
    control = f"/_emulator/v1/accounts/{ACCOUNT}/resources/supervisedFineTuningJobs"
    with concurrent.futures.ThreadPoolExecutor(TIMES) as pool:
        names = [f"held-{number}" for number in range(TIMES)]
        paths = [job(client, name, HOLDS) for name in names]
        waiting = [pool.submit(client.json, "POST", f"{control}/{name}:wait", {"timeout": "30s"}) for name in names]
        for name in names:
            client.json("POST", f"{control}/{name}:transition", {"state": "COMPLETED"})
        ended = time.monotonic()
        for wait in waiting:
            if not wait.result(40)["satisfied"]:
                raise Wrong("a wait was over before the job was")
        if (took := time.monotonic() - ended) > 5:
            raise Wrong(f"waits went on for {took:.1f} s after the jobs had ended")
    for path in paths:
        metrics = client.lead_back(client.json("GET", path)["metricsFileSignedUrl"])
        status, text = client.send("GET", metrics, headers={})
        if status != 200:
            raise Wrong(f"{metrics} answered {status}: {text[:300]}")


def await_state(client, resource, state):
    path = f"/_emulator/v1/accounts/{ACCOUNT}/resources/{resource}:wait"
    answer = client.json("POST", path, {"state": state, "timeout": "30s"})
    if not answer["satisfied"]:
        raise Wrong(f"{resource} is {answer['resource']['state']}, not {state}")


def entries(client, names):
    listed = client.json("GET", f"/v1/accounts/{ACCOUNT}/deployedModels?pageSize=200")["deployedModels"]
    return [entry for entry in listed if entry["deployment"].rpartition("/")[2] in names]


def deployments(client):
    """Deployments are created, loaded, awaited and deleted by requests to different replicas."""
    path = f"/v1/accounts/{ACCOUNT}/deployments"
    model = "accounts/fireworks/models/qwen3-8b"
    names = [f"passed-{number}" for number in range(TIMES)]
    for name in names:
        client.json("POST", f"{path}?deploymentId={name}&disableAutoDeploy=true", {"baseModel": model})
    for name in names:
        await_state(client, f"deployments/{name}", "READY")
        if (state := client.json("GET", f"{path}/{name}")["state"]) != "READY":
            raise Wrong(f"{name} is {state} after a wait for READY")
    for name in names:
        client.json("POST", f"/v1/accounts/{ACCOUNT}/deployedModels", {"model": model, "deployment": name})
    loaded = entries(client, names)
    if len(loaded) != TIMES or len([entry for entry in loaded if entry["default"]]) != 1:
        raise Wrong(f"a model in {TIMES} deployments has these entries: {loaded}")
    for entry in loaded:
        await_state(client, f"deployedModels/{entry['name'].rpartition('/')[2]}", "DEPLOYED")
    for name in names:
        client.json("DELETE", f"{path}/{name}")
    for name in names:
        await_state(client, f"deployments/{name}", "DELETED")
    end = time.monotonic() + 10
    while left := entries(client, names):
        if time.monotonic() > end:
            raise Wrong(f"after their deployments were deleted, models are still deployed: {left}")
        time.sleep(0.1)


def events(client):
    """A stream begins at once, and is not kept back until there is enough of it."""
    for _ in range(TIMES):
        connection = http.client.HTTPConnection(client.netloc, timeout=10)
        began = time.monotonic()
        connection.request("GET", f"/_emulator/v1/accounts/{ACCOUNT}/events", headers={"Accept": "text/event-stream"})
        answer = connection.getresponse()
        first = answer.readline()
        took = time.monotonic() - began
        connection.close()
        if answer.status != 200 or not first.startswith(b":") or took > 5:
            raise Wrong(f"the stream of events answered {answer.status} and began with {first} after {took:.1f} s")


def names(client):
    """The control API sees under which name it is called."""
    path = f"/_emulator/v1/accounts/{ACCOUNT}/clock"
    client.json("GET", path, headers={})
    status, text = client.send("GET", path, headers={"Host": "emulator.example.org"})
    if status != 403 or "emulator.example.org" not in text:
        raise Wrong(f"under another name, {path} answered {status}: {text[:300]}")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--url", required=True, help="of the proxy")
    client = Client(p.parse_args().url)
    for check in (files, waits, deployments, events, names):
        began = time.monotonic()
        try:
            check(client)
        except Wrong as e:
            sys.exit(f"FAILED in {check.__name__}: {e}")
        print(f"{check.__name__}: good, {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
