"""The SDK's training helpers, which create or find a deployment, wait for it, attach it to a trainer, and let it go."""

import sys

import pytest

from emulator import API_KEY, BASE_URL, DEADLINE_SECONDS, PRESET, fresh_id, ok, sync_client

if sys.version_info < (3, 11):
    pytest.skip("the training helpers need Python 3.11", allow_module_level=True)

from fireworks.training.sdk.deployment import DeploymentConfig, DeploymentManager  # noqa: E402  (after the check)

QWEN = "accounts/fireworks/models/qwen3-8b"
FIRST_STATE = "READY" if PRESET == "instant" else "CREATING"
WAIT = {"timeout_s": DEADLINE_SECONDS, "poll_interval_s": 0.1}


@pytest.fixture
def manager():
    return DeploymentManager(api_key=API_KEY, base_url=BASE_URL)


@pytest.fixture
def path(manager):
    """The path of a deployment in the account that the helpers find by their key."""
    return lambda deployment: f"/v1/accounts/{manager.account_id}/deployments/{deployment}"


@pytest.fixture
def failing(http, manager):
    """Lets deployments with this id fail, and returns how to end that."""

    def fail(deployment, message):
        rules = f"/_emulator/v1/accounts/{manager.account_id}/plans"
        stages = [{"state": "CREATING", "lasts": "0.2s"}, {"state": "FAILED", "code": "INTERNAL", "message": message}]
        match = {"collection": "deployments", "id": deployment}
        rule = ok(http.post(rules, json={"match": match, "choice": {"plan": {"stages": stages}}}))
        return lambda: ok(http.delete(f"{rules}/{rule['name'].rsplit('/', 1)[1]}"))

    return fail


@pytest.fixture
def config(manager):
    with sync_client(manager.account_id) as client:
        shape = client.deployment_shape_versions.match_for_model(QWEN).deployment_shape_versions[0].name
    return DeploymentConfig(deployment_id=fresh_id(), base_model=QWEN, deployment_shape=shape, for_training=True)


def test_a_deployment_is_created_used_scaled_to_zero_and_deleted(manager, config, http, path):
    created = manager.create_or_get(config)
    assert (created.state, created.base_model, created.deployment_shape_version) == (FIRST_STATE, QWEN, config.deployment_shape)
    ready = manager.wait_for_ready(config.deployment_id, **WAIT)
    assert (ready.state, ready.name) == ("READY", f"accounts/{manager.account_id}/deployments/{config.deployment_id}")
    assert manager.create_or_get(config) == ready

    manager.scale_to_zero(config.deployment_id)
    scaled = ok(http.get(path(config.deployment_id)))
    counts = [scaled[name] for name in ("minReplicaCount", "maxReplicaCount")]
    assert (counts, scaled["baseModel"], scaled["forTraining"]) == ([0, 0], QWEN, True)

    manager.delete(config.deployment_id)
    manager._wait_for_deletion(config.deployment_id, **WAIT)
    assert manager.get(config.deployment_id) is None


def test_a_deployment_is_attached_to_another_trainer(manager, config, http, path):
    config.hot_load_trainer_job = f"accounts/{manager.account_id}/rlorTrainerJobs/first"
    manager.create_or_get(config)
    second = f"accounts/{manager.account_id}/rlorTrainerJobs/second"
    attached = manager.reattach_trainer(
        config.deployment_id,
        base_model=QWEN,
        trainer_job_name=second,
        **WAIT,
        hot_load_transition_type="SYNC",
    )
    assert (attached.state, attached.hot_load_trainer_job, attached.hot_load_transition_type) == ("READY", second, "SYNC")
    found = ok(http.get(path(config.deployment_id)))
    assert (found["enableHotLoad"], found["hotLoadBucketType"]) == (True, "FW_HOSTED")
    manager.delete(config.deployment_id)


def test_a_deployment_without_a_shape_has_all_that_the_helpers_send(manager, http, path):
    config = DeploymentConfig(
        deployment_id=fresh_id(),
        base_model=QWEN,
        accept_shapeless_risk=True,
        disable_speculative_decoding=True,
        region="US_IOWA_1",
        min_replica_count=1,
        extra_args=["--some-argument 1"],
        extra_values={"some": "value"},
        annotations={"team": "research"},
        preemptible=True,
    )
    manager.create_or_get(config)
    found = ok(http.get(path(config.deployment_id)))
    assert {name: found[name] for name in ("acceleratorType", "extraArgs", "extraValues", "annotations", "preemptible")} == {
        "acceleratorType": "NVIDIA_H200_141GB",
        "extraArgs": ["--some-argument", "1"],
        "extraValues": {"some": "value"},
        "annotations": {"team": "research"},
        "preemptible": True,
    }
    assert found["placement"]["region"] == "US_IOWA_1"
    manager.delete(config.deployment_id)


def test_a_deployment_that_failed_is_made_again(manager, config, http, failing, path):
    stop = failing(config.deployment_id, "Internal error occurred")
    manager.create_or_get(config)
    with pytest.raises(RuntimeError, match="FAILED"):
        manager.wait_for_ready(config.deployment_id, **WAIT)
    failed = ok(http.get(path(config.deployment_id)))
    assert failed["status"] == {"code": "INTERNAL", "message": "Internal error occurred"}

    stop()
    assert manager.create_or_get(config).state == FIRST_STATE
    assert manager.wait_for_ready(config.deployment_id, **WAIT).state == "READY"
    manager.delete(config.deployment_id)
