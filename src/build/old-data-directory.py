"""Creates a data directory with an old version of the emulator, for tests that start the current version on it.

Usage: python3 src/build/old-data-directory.py OLD.jar src/test/resources/dev/emulator/fireworks/database/

Build OLD.jar with `mvn package` from commit 8f8f038: this script uses the control API of that version. It writes two files:
data-directory.zip, the directory after a clean shutdown, and snapshot.zip, a snapshot of account acme. Random values and times of
the machine's clock differ between runs; no test reads them. The clock of account acme is frozen at 2030-01-01. Account live uses
the machine's clock.
"""

import io
import json
import re
import subprocess
import sys
import tempfile
import urllib.request
import urllib.error
import uuid
import zipfile
from pathlib import Path

BASE_MODEL = "accounts/fireworks/models/qwen3-8b"
ROW = '{"messages": [{"role": "user", "content": "Hello there"}, {"role": "assistant", "content": "Hi!"}]}\n'
DIVERGING = {
    "stages": [{"state": "CREATING", "lasts": "10s"}, {"state": "RUNNING", "lasts": "100s"}, {"state": "COMPLETED"}],
    "curve": "STEPWISE",
    "loss": "DIVERGE",
}


class Account:
    def __init__(self, url: str, name: str):
        self.url, self.name = url, name

    def send(self, method: str, path: str, body=None, kind="application/json", expect=200, headers=()) -> bytes:
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        address = path if path.startswith("http") else self.url + path
        request = urllib.request.Request(
            address, data, {"Authorization": "Bearer fw_local", "Content-Type": kind, **dict(headers)}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                status, content = answer.status, answer.read()
        except urllib.error.HTTPError as e:
            status, content = e.code, e.read()
        if status != expect:
            sys.exit(f"{method} {path}: {status} {content.decode()}")
        return content

    def api(self, method: str, path: str, body=None, **options):
        return json.loads(self.send(method, f"/v1/accounts/{self.name}{path}", body, **options))

    def control(self, method: str, path: str, body=None) -> bytes:
        return self.send(method, f"/_emulator/v1/accounts/{self.name}{path}", body)

    def dataset(self, name: str, content: str) -> None:
        self.api("POST", "/datasets", {"datasetId": name, "dataset": {"displayName": f"the {name}", "exampleCount": 3}})
        if content:
            boundary = uuid.uuid4().hex
            part = f'Content-Disposition: form-data; name="file"; filename="{name}.jsonl"\r\n\r\n{content}\r\n'
            body = f"--{boundary}\r\n{part}--{boundary}--\r\n".encode()
            self.api("POST", f"/datasets/{name}:upload", body, kind=f"multipart/form-data; boundary={boundary}")

    def job(self, name: str, plan=None, state: str = "", **more) -> None:
        """Creates a job, and moves it to a state if one is given."""
        if plan:
            self.control("PUT", f"/jobs/{name}/plan", plan)
        job = {"dataset": f"accounts/{self.name}/datasets/train", "baseModel": BASE_MODEL, "epochs": 3, **more}
        self.api("POST", f"/supervisedFineTuningJobs?supervisedFineTuningJobId={name}", job)
        if state:
            self.control("POST", f"/jobs/{name}:transition", {"state": state})

    def model(self, name: str) -> None:
        header = b'{"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}'
        files = {
            "adapter_config.json": json.dumps(
                {
                    "peft_type": "LORA",
                    "task_type": "CAUSAL_LM",
                    "r": 8,
                    "lora_alpha": 16,
                    "target_modules": ["q_proj"],
                    "base_model_name_or_path": "Qwen/Qwen3-8B",
                }
            ).encode(),
            "adapter_model.safetensors": len(header).to_bytes(8, "little") + header + bytes(8),
        }
        model = {"kind": "HF_PEFT_ADDON", "peftDetails": {"baseModel": BASE_MODEL, "r": 8, "targetModules": ["q_proj"]}}
        self.api("POST", "/models", {"modelId": name, "model": model})
        sizes = {file: str(len(content)) for file, content in files.items()}
        announced = self.api("POST", f"/models/{name}:getUploadEndpoint", {"filenameToSize": sizes})
        for file, address in announced["filenameToSignedUrls"].items():
            headers = {"x-goog-content-length-range": f"{sizes[file]},{sizes[file]}"}
            self.send("PUT", address, files[file], kind="application/octet-stream", headers=headers)
        self.api("GET", f"/models/{name}:validateUpload")


def fill_standing(acme: Account) -> None:
    """Fills an account with a frozen clock: a job in every state, and every kind of setting for tests."""
    acme.control("POST", "/clock:freeze", {})
    acme.control("POST", "/clock:advance", {"to": "2029-12-31T23:00:00Z"})
    acme.dataset("train", ROW * 40)
    acme.dataset("check", ROW * 5)
    acme.dataset("announced", "")
    acme.model("uploaded")

    acme.job("done", evaluationDataset="accounts/acme/datasets/check", displayName="the first")
    acme.job("failed", {"use": "fails-at-99-percent"})
    acme.job("early", {"use": "stops-early"})
    acme.job("cancelled")
    acme.api("POST", "/supervisedFineTuningJobs/cancelled:cancel", {})
    acme.control("POST", "/clock:advance", {"to": "2029-12-31T23:59:00Z"})

    acme.job("late", {"plan": {"stages": [{"state": "COMPLETED"}], "settles": "3600s"}})
    acme.job("paused", {"use": "pauses"})
    acme.job("running", {"plan": DIVERGING})
    acme.control("POST", "/clock:advance", {"to": "2030-01-01T00:00:00Z"})
    for state in STATES:
        acme.job("at-" + state.lower().replace("_", "-"), state=state)
    acme.job("cancelling")
    acme.api("POST", "/supervisedFineTuningJobs/cancelling:cancel", {})
    acme.job("deleting")
    acme.api("DELETE", "/supervisedFineTuningJobs/deleting")

    acme.control("PUT", "/jobs/planned/plan", {"plan": {**DIVERGING, "name": "planned", "loss": "OVERFIT"}})
    acme.control(
        "POST",
        "/plans?planId=picked",
        {
            "match": {"jobId": "picked-*", "displayName": "pick*", "dataset": "tr*", "baseModel": "qwen*"},
            "choice": {"plan": {**DIVERGING, "name": "picked", "loss": "PLATEAU"}},
        },
    )
    kind = {"type": "supervisedFineTuningJobs", "jobId": "held-*"}
    acme.control("POST", "/plans?planId=held", {"match": kind, "choice": {"use": "stuck-in-running"}})
    acme.control("PUT", "/defaultPlan", {"plan": {**DIVERGING, "name": "usual", "loss": "NAN"}})
    error = {"preset": "RATE_LIMITED", "retryAfter": "1s"}
    match = {"operation": "ListModels"}
    acme.control("POST", "/faults?faultId=busy", {"match": match, "when": {"first": 3}, "error": error})
    acme.api("GET", "/models", expect=429)


def fill_live(live: Account) -> None:
    """Fills an account with the machine's clock: a pack, and a job that ends while the emulator is not running."""
    live.dataset("train", ROW * 40)
    live.job("held", {"use": "stuck-in-running"})
    live.job("due", {"plan": {**DIVERGING, "stages": [{"state": "RUNNING", "lasts": "20s"}, {"state": "COMPLETED"}]}})
    live.control("POST", "/packs/lost-create:start", {})
    live.control("POST", "/packs/model-comes-late:start", {})


STATES = (
    "PENDING VALIDATING CREATING RUNNING WRITING_RESULTS ROLLOUT EVALUATION POLICY_UPDATE RE_QUEUEING IDLE"
    " CREATING_INPUT_DATASET FAILED_CLEANING_UP EXPIRED ARCHIVED"
).split()


def main() -> None:
    jar, target = sys.argv[1], Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as scratch:
        directory = Path(scratch) / "data"
        arguments = ["--server.port=0", f"--emulator.data-dir={directory}", "--emulator.start-cache=false"]
        emulator = subprocess.Popen(["java", "-jar", jar, *arguments], stdout=subprocess.PIPE, text=True)
        try:
            url = next(m[1] for line in emulator.stdout if (m := re.search(r"(http://localhost:\d+)", line)))
            acme = Account(url, "acme")
            fill_standing(acme)
            (target / "snapshot.zip").write_bytes(acme.control("POST", ":snapshot", {}))
            fill_live(Account(url, "live"))
        finally:
            emulator.terminate()
            emulator.wait()
        (target / "data-directory.zip").write_bytes(packed(directory))


def packed(directory: Path) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in sorted(directory.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(directory))
    return content.getvalue()


if __name__ == "__main__":
    main()
