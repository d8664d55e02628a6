"""What a tuning leaves behind, opened with the libraries that its users open it with."""

import json
import math
from functools import partial

import numpy
import pytest
from safetensors import safe_open
from safetensors.numpy import load

from emulator import chat_rows, fresh_account, get_at, in_state, job_id, json_lines, sync_client, watch

RANK = 8
SETTINGS = {
    "base_model": "accounts/fireworks/models/qwen3-8b",
    "lora_rank": RANK,
    "epochs": 3,
    "batch_size_samples": 8,
    "eval_auto_carveout": True,
}

STEPS = 15  # 40 rows are 5 steps of 8, three times

# The linear maps of Qwen3-8B: 32 heads of 128 for queries, 8 for keys and values, a residual stream of 4096.
IN_AND_OUT = {
    "self_attn.q_proj": (4096, 4096),
    "self_attn.k_proj": (4096, 1024),
    "self_attn.v_proj": (4096, 1024),
    "self_attn.o_proj": (4096, 4096),
    "mlp.gate_proj": (4096, 12288),
    "mlp.up_proj": (4096, 12288),
    "mlp.down_proj": (12288, 4096),
}


class Tuned:
    """A completed job and everything that can be fetched of it."""

    def __init__(self, client, job):
        self.job = job
        model = job.output_model.rsplit("/", 1)[1]
        self.model = client.models.get(model)
        urls = client.models.get_download_endpoint(model).filename_to_signed_urls
        self.files = {name: get_at(url) for name, url in urls.items()}
        self.metrics = get_at(job.metrics_file_signed_url).decode()
        self.config = json.loads(self.files["adapter_config.json"])
        self.weights = self.files["adapter_model.safetensors"]


@pytest.fixture(scope="module")
def tuned():
    """Three completed jobs on the same data: two with the same settings, and one with another learning rate."""
    with sync_client(fresh_account()) as client:
        client.datasets.create(dataset_id="train", dataset={"example_count": "40", "user_uploaded": {}})
        client.datasets.upload("train", file=("train.jsonl", chat_rows(40)))
        jobs = client.supervised_fine_tuning_jobs
        rates = (1e-4, 1e-4, 5e-5)
        created = [job_id(jobs.create(dataset="train", learning_rate=rate, **SETTINGS)) for rate in rates]
        return [Tuned(client, watch(partial(jobs.get, job), in_state("COMPLETED"))[-1]) for job in created]


@pytest.fixture
def one(tuned):
    return tuned[0]


def test_the_adapter_says_what_it_adapts(one):
    assert (one.config["peft_type"], one.config["r"], one.config["task_type"]) == ("LORA", RANK, "CAUSAL_LM")
    assert one.config["base_model_name_or_path"] == "Qwen/Qwen3-8B"
    modules = {module.rsplit(".", 1)[1] for module in IN_AND_OUT}
    assert set(one.config["target_modules"]) == set(one.model.peft_details.target_modules) == modules
    assert (one.model.peft_details.r, one.model.peft_details.base_model) == (RANK, SETTINGS["base_model"])
    assert (one.model.state, one.model.fine_tuning_job) == ("READY", one.job.name)


def test_the_tensors_fit_the_rank_and_the_base(one, tmp_path):
    shapes = {}
    for layer in one.config["layers_to_transform"]:
        for module, (inward, outward) in IN_AND_OUT.items():
            prefix = f"base_model.model.model.layers.{layer}.{module}"
            shapes[f"{prefix}.lora_A.weight"] = [RANK, inward]
            shapes[f"{prefix}.lora_B.weight"] = [outward, RANK]
    file = tmp_path / "adapter_model.safetensors"
    file.write_bytes(one.weights)
    with safe_open(file, framework="numpy") as tensors:
        assert {name: tensors.get_slice(name).get_shape() for name in tensors.keys()} == shapes
        assert tensors.metadata() == {"format": "pt"}


def test_the_weights_are_small_numbers_that_differ(one):
    for name, tensor in load(one.weights).items():
        assert tensor.dtype == numpy.float32, name
        assert numpy.isfinite(tensor).all() and numpy.abs(tensor).max() < 1, name
        assert tensor.std() > 0, name


def test_the_same_inputs_give_the_same_model_and_the_same_metrics(tuned):
    first, second, _ = tuned
    assert first.job.output_model != second.job.output_model
    assert first.files == second.files
    assert first.metrics == second.metrics


def test_another_learning_rate_gives_another_model(tuned):
    first, _, other = tuned
    assert first.weights != other.weights
    assert first.config == other.config
    assert losses(first) != losses(other)


def test_the_metrics_tell_of_the_evaluation_as_well(one):
    evaluations = [line for line in json_lines(one.metrics) if "eval/loss" in line]
    assert [line["step"] for line in evaluations] == sorted({line["step"] for line in evaluations})
    assert evaluations[-1]["step"] == len(losses(one)) == STEPS
    assert evaluations[-1]["eval/loss"] < evaluations[0]["eval/loss"]
    for line in evaluations:
        assert line["eval/perplexity"] == pytest.approx(math.exp(line["eval/loss"]), rel=1e-3)


def losses(tuned):
    return [line["train/loss"] for line in json_lines(tuned.metrics) if "train/loss" in line]
