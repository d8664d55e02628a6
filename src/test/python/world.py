# tag::world[]
# world.py
import os
import uuid

import httpx
from fireworks import Fireworks


class World:
    """An account of a test's own, and the calls by which the test controls it."""

    def __init__(self, url=None):
        self.url = url or os.environ.get("FIREWORKS_BASE_URL", "http://localhost:3473")
        self.account = f"t-{uuid.uuid4()}"
        self.client = Fireworks(api_key="fw_local", account_id=self.account, base_url=self.url)

    def control(self, method, path, **body):
        """A call of the emulator's own, such as POST /clock:freeze."""
        url = f"{self.url}/_emulator/v1/accounts/{self.account}{path}"
        answer = httpx.request(method, url, json=None if method == "GET" else body, timeout=90)
        answer.raise_for_status()
        return answer.json() if answer.headers["content-type"].startswith("application/json") else answer.content

    def create(self, job_id):
        return self.client.supervised_fine_tuning_jobs.create(
            supervised_fine_tuning_job_id=job_id, dataset="train", base_model="accounts/fireworks/models/qwen3-8b", lora_rank=8
        )

    def get(self, job_id):
        return self.client.supervised_fine_tuning_jobs.get(job_id)


# end::world[]
