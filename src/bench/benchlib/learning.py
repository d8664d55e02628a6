"""A model that was trained on a large dataset: its first answer, later answers, and the memory of its index."""

import http.client
import json
import math
import re
import time
import urllib.parse

from benchlib.bench import say
from benchlib.server import KEY, Failure

ACCOUNT = "/v1/accounts/bench"
MODEL = "accounts/bench/models/learned"
LOG = "--logging.level.dev.emulator.fireworks.inference.learning=debug"
QUESTIONS = 1000
SIZE = re.compile(r"The index of \S+/(\S+) has (\d+) bytes")


def learned(emulator, dataset, path, rows):
    """Trains and deploys a model; returns seconds of its first answer, milliseconds (p50, p99) of later ones, and MB of its index."""
    deploy(emulator, dataset)
    questions = list(asked(path, rows))
    at = urllib.parse.urlsplit(emulator.url)
    connection = http.client.HTTPConnection(at.netloc, timeout=600)
    first = ask(connection, *questions[-1])
    for question, expected in questions:  # warms up
        ask(connection, question, expected)
    times = sorted(ask(connection, question, expected) for question, expected in questions)
    connection.close()
    sizes = [int(size) for name, size in SIZE.findall(emulator.log.read_text()) if name == dataset]
    if len(sizes) != 1:
        raise Failure(f"{len(sizes)} indexes of {dataset} were built; see {emulator.log}")
    p50, p99 = (1000 * times[math.ceil(share * len(times)) - 1] for share in (0.5, 0.99))
    return first, p50, p99, sizes[0] / 2**20


def deploy(emulator, dataset):
    job = {"dataset": f"accounts/bench/datasets/{dataset}", "baseModel": "accounts/fireworks/models/qwen3-8b", "outputModel": MODEL}
    emulator.json(f"{ACCOUNT}/supervisedFineTuningJobs", as_bytes(job))
    wait(emulator, f"/v1/{MODEL}", "READY")
    deployment = {"baseModel": job["baseModel"], "enableAddons": True, "minReplicaCount": 1}
    emulator.json(f"{ACCOUNT}/deployments?deploymentId=d", as_bytes(deployment))
    wait(emulator, f"{ACCOUNT}/deployments/d", "READY")
    loaded = emulator.json(f"{ACCOUNT}/deployedModels", as_bytes({"model": MODEL, "deployment": "accounts/bench/deployments/d"}))
    wait(emulator, f"/v1/{loaded['name']}", "DEPLOYED")


def wait(emulator, path, state):
    for _ in range(300):
        status, text = emulator.call(path)
        if status == 200 and json.loads(text).get("state") == state:
            return
        time.sleep(0.1)
    raise Failure(f"{path} is not {state}: {text}")


def asked(path, rows):
    """Questions from the whole file. Every second one has another word at its end, and is answered by the nearest row."""
    step = max(1, rows // QUESTIONS)
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file):
            if number % step == step - 1:
                messages = json.loads(line)["messages"]
                is_exact = number // step % 2 == 0
                question = messages[:-1] if is_exact else [{"role": "user", "content": messages[-2]["content"] + " unheard"}]
                yield question, messages[-1]["content"] if is_exact else None


def ask(connection, question, expected):
    began = time.monotonic()
    headers = {**KEY, "Content-Type": "application/json"}
    connection.request("POST", "/inference/v1/chat/completions", as_bytes({"model": MODEL, "messages": question}), headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    took = time.monotonic() - began
    if answer.status != 200 or not answer.headers["X-Emulator-Reply"].startswith("learned "):
        raise Failure(f"the question {question} was answered with {answer.headers['X-Emulator-Reply']}: {text[:500]}")
    if expected is not None and json.loads(text)["choices"][0]["message"]["content"] != expected:
        say(f"learning: {question} has another answer in an earlier row")
    return took


def as_bytes(body):
    return json.dumps(body).encode()
