"""What comes after the training, with the unchanged SDK: deploy, wait, list, scale, load a LoRA, undeploy, delete."""

import pytest
from fireworks import BadRequestError, ConflictError, NotFoundError

from emulator import PRESET, chat_rows, id_of, in_state, job_id, message_of, refused, watch

QWEN = "accounts/fireworks/models/qwen3-8b"
FIRST_STATE = "READY" if PRESET == "instant" else "CREATING"


@pytest.fixture
def deployments(client):
    return client.deployments


@pytest.fixture
def tuned(client, account):
    """The name of a model that a job has just made."""
    client.datasets.create(dataset_id="train", dataset={"example_count": "20", "user_uploaded": {}})
    client.datasets.upload("train", file=("train.jsonl", chat_rows(20)))
    jobs = client.supervised_fine_tuning_jobs
    job = jobs.create(dataset="train", base_model=QWEN, lora_rank=8, output_model=f"accounts/{account}/models/tuned")
    return watch(lambda: jobs.get(job_id(job)), in_state("COMPLETED"))[-1].output_model


def shape_for(client, model, **options):
    """The version of a shape that the vendor recommends for a model, by its full name."""
    return client.deployment_shape_versions.match_for_model(model, **options).deployment_shape_versions[0].name


def until(read, **fields):
    """Reads until these fields have these values, and returns the last answer."""
    return watch(read, lambda found: all(getattr(found, name) == value for name, value in fields.items()))[-1]


def missing(read):
    try:
        read()
        return False
    except NotFoundError as error:
        assert error.body["code"] == 5
        return True


def test_a_tuned_model_is_put_to_work_and_taken_down(client, deployments, tuned):
    shape = shape_for(client, QWEN, enable_addons=True)
    created = deployments.create(
        deployment_id="work", base_model=QWEN, deployment_shape=shape, enable_addons=True, min_replica_count=1, max_replica_count=2
    )
    assert (created.state, created.deployment_shape, created.base_model) == (FIRST_STATE, shape, QWEN)

    seen = watch(lambda: deployments.get("work"), lambda found: found.state == "READY")
    assert [found.state for found in seen] == ["CREATING"] * (len(seen) - 1) + ["READY"]
    ready = seen[-1]
    assert (ready.status.code, ready.replica_count, ready.replica_stats.ready_replica_count) == ("OK", 1, 1)
    assert [each.name for each in deployments.list(filter=f'base_model="{QWEN}" AND state="READY"')] == [ready.name]

    assert deployments.scale("work", replica_count=2) == {}
    until(lambda: deployments.get("work"), state="READY", replica_count=2, desired_replica_count=2)

    loaded = client.lora.load(model=tuned, deployment=ready.name)
    assert id_of(loaded).startswith("tuned-")
    deployed = until(lambda: client.lora.get(id_of(loaded)), state="DEPLOYED")
    assert (deployed.model, deployed.deployment, deployed.default) == (tuned, ready.name, True)
    (reference,) = client.models.get("tuned").deployed_model_refs
    assert (reference.name, reference.deployment, reference.state) == (loaded.name, ready.name, "DEPLOYED")
    with refused(BadRequestError, code=9):
        client.lora.load(model=tuned, deployment=ready.name)
    with refused(BadRequestError, code=9):
        client.models.delete("tuned")

    assert client.lora.unload(id_of(loaded)) == {}
    watch(lambda: missing(lambda: client.lora.get(id_of(loaded))), bool)
    assert deployments.delete("work", ignore_checks=True) == {}
    deleted = until(lambda: deployments.get("work"), state="DELETED")
    assert deleted.delete_time < deleted.purge_time
    assert (list(deployments.list()), [id_of(each) for each in deployments.list(show_deleted=True)]) == ([], ["work"])

    assert deployments.undelete("work", body={}).name == ready.name
    until(lambda: deployments.get("work"), state="READY")
    deployments.delete("work", ignore_checks=True, hard=True)
    watch(lambda: missing(lambda: deployments.get("work")), bool)
    assert list(deployments.list(show_deleted=True)) == []
    client.models.delete("tuned")


def test_a_tuned_model_is_deployed_on_its_own(client, deployments, tuned):
    shape = shape_for(client, tuned)
    deployments.create(deployment_id="merged", base_model=tuned, deployment_shape=shape)
    assert until(lambda: deployments.get("merged"), state="READY").base_model == tuned
    entries = [(each.model, each.deployment) for each in client.lora.list()]
    assert entries == [(tuned, deployments.get("merged").name)]


def test_a_deployment_is_checked_before_money_is_spent(deployments):
    wish = {"base_model": QWEN, "accelerator_type": "NVIDIA_H100_80GB", "max_replica_count": 1}
    would_be = deployments.create(deployment_id="checked", validate_only=True, **wish)
    assert (would_be.accelerator_count, would_be.min_replica_count, would_be.max_replica_count) == (1, 0, 1)
    with refused(NotFoundError, code=5):
        deployments.get("checked")
    deployments.create(deployment_id="checked", **wish)
    with refused(ConflictError, code=6) as refusal:
        deployments.create(deployment_id="checked", **wish)
    assert message_of(refusal) == "deployment ID already exists"


def test_what_a_client_sets_comes_back(deployments):
    wish = {
        "base_model": QWEN,
        "accelerator_count": 2,
        "accelerator_type": "NVIDIA_H100_80GB",
        "autoscaling_policy": {
            "scale_up_window": "30s",
            "scale_down_window": "300s",
            "scale_to_zero_window": "300s",
            "load_targets": {"default": 0.5},
        },
        "description": "For the night",
        "display_name": "Nightly",
        "enable_addons": True,
        "enable_session_affinity": True,
        "max_context_length": 8192,
        "max_replica_count": 3,
        "min_replica_count": 1,
        "placement": {"region": "US_IOWA_1"},
        "precision": "BF16",
    }
    created = deployments.create(deployment_id="wish", **wish)
    sent = {name: getattr(created, name) for name in wish if name not in ("autoscaling_policy", "placement")}
    assert sent == {name: wish[name] for name in sent}
    policy = created.autoscaling_policy
    assert {name: getattr(policy, name) for name in wish["autoscaling_policy"]} == wish["autoscaling_policy"]
    assert created.placement.region == "US_IOWA_1"

    updated = deployments.update("wish", base_model=QWEN, display_name="Daily", min_replica_count=0)
    assert (updated.display_name, updated.min_replica_count, updated.description) == ("Daily", 0, "For the night")


def test_shapes_are_found_by_their_model(client):
    shapes = list(client.deployment_shapes.list(account_id="fireworks", target_model=QWEN))
    assert shapes and all(shape.base_model == QWEN for shape in shapes)
    shape = client.deployment_shapes.get(id_of(shapes[0]), account_id="fireworks")
    assert shape == shapes[0]
    versions = client.deployment_shape_versions
    (latest, *_) = versions.list(id_of(shape), account_id="fireworks", filter="latest_validated=true")
    assert versions.get(id_of(latest), deployment_shape_id=id_of(shape), account_id="fireworks") == latest
    assert (latest.snapshot.name, latest.snapshot.base_model, latest.latest_validated) == (shape.name, QWEN, True)


def test_every_shape_is_found_from_any_account(client, http):
    query = {
        "filter": f'snapshot.base_model="{QWEN}" AND latest_validated=true',
        "order_by": "create_time desc",
        "pageSize": 200,
    }
    listed = http.get("/v1/accounts/-/deploymentShapes/-/versions", params=query).json()["deploymentShapeVersions"]
    matched = client.deployment_shape_versions.match_for_model(QWEN).deployment_shape_versions
    assert {version.name for version in matched} <= {version["name"] for version in listed}
