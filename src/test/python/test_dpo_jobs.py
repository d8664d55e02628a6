"""DPO jobs as the SDK's users meet them: preferences in, metrics and an adapter out."""

import json

import httpx

from emulator import fresh_id

QWEN = "accounts/fireworks/models/qwen3-8b"
PAIR = {
    "input": {"messages": [{"role": "user", "content": "What is Einstein famous for?"}]},
    "preferred_output": [{"role": "assistant", "content": "For the theory of relativity."}],
    "non_preferred_output": [{"role": "assistant", "content": "He was a scientist."}],
}


def test_preferences_become_metrics_and_an_adapter(client, account, http):
    client.datasets.create(dataset_id="pairs", dataset={"example_count": "40", "user_uploaded": {}})
    rows = "\n".join(json.dumps(PAIR) for _ in range(40))
    client.datasets.upload("pairs", file=("pairs.jsonl", rows.encode()))
    job = client.dpo_jobs.create(
        dataset=f"accounts/{account}/datasets/pairs",
        dpo_job_id=fresh_id(),
        loss_config={"method": "DPO", "dpo": {"beta": 0.1}},
        training_config={"base_model": QWEN, "lora_rank": 8, "output_model": f"accounts/{account}/models/tuned"},
    )
    job_id = job.name.rsplit("/", 1)[1]
    assert client.dpo_jobs.get_metrics_file_endpoint(job_id).signed_url == ""

    waited = http.post(
        f"/_emulator/v1/accounts/{account}/resources/dpoJobs/{job_id}:wait", json={"timeout": "60s"}
    ).json()
    assert waited["satisfied"]
    job = client.dpo_jobs.get(job_id)
    assert (job.state, job.status.code) == ("JOB_STATE_COMPLETED", "OK")
    lines = httpx.get(client.dpo_jobs.get_metrics_file_endpoint(job_id).signed_url).text.splitlines()
    assert len(lines) == 10 and json.loads(lines[-1])["train/margin"] > 0
    model = client.models.get("tuned")
    assert (model.state, model.peft_details.r, model.fine_tuning_job) == ("READY", 8, job.name)
    assert [each.name for each in client.dpo_jobs.list()] == [job.name]
