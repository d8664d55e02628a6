"""What the newest release of the SDK calls: some of it is emulated, all else answers 501 at once and in words that are seen."""

import httpx
import openai
import pytest
from fireworks import InternalServerError

from emulator import API_KEY, BASE_URL, in_state, job_id, sync_client, watch

SENTENCE = "is not emulated yet"


@pytest.fixture
def requests():
    return []


@pytest.fixture
def patient(account, requests):
    """A client that tries again, as it does unless told otherwise, and the requests that it makes."""
    http_client = httpx.Client(event_hooks={"request": [requests.append]})
    with sync_client(account, max_retries=2, http_client=http_client) as client:
        yield client


NOT_EMULATED = {
    "CancelRlorTrainerJob": lambda client: client.reinforcement_fine_tuning_steps.cancel("job", body={}),
    "ListSecrets": lambda client: client.secrets.list(),
}


@pytest.mark.parametrize("operation", NOT_EMULATED)
def test_a_call_that_is_not_emulated_costs_one_request_and_names_itself(patient, requests, operation):
    with pytest.raises(InternalServerError) as refusal:
        NOT_EMULATED[operation](patient)
    assert refusal.value.status_code == 501
    assert operation in str(refusal.value) and SENTENCE in str(refusal.value)
    assert len(requests) == 1


@pytest.mark.parametrize(
    "path",
    [
        "/v1/accounts/{account}/supervisedFineTuningJobs/job/checkpoints?pageSize=200",
        "/v1/accounts/{account}/dpoJobs/job/checkpoints",
        "/v1/accounts/{account}/trainingSessions/session/checkpoints",
        "/v1/accounts/{account}/operations/operation",
        "/training/v1/serverless/api/v1/healthz",
    ],
)
def test_what_the_training_helpers_ask_for_is_known_and_not_emulated(http, account, path):
    answer = http.get(path.format(account=account))
    assert answer.status_code == 501 and SENTENCE in answer.json()["message"]


@pytest.mark.parametrize("base", ["/inference/v1", "/v1"])
def test_the_client_of_openai_shows_the_sentence_after_one_request(requests, base):
    http_client = httpx.Client(event_hooks={"request": [requests.append]})
    with openai.OpenAI(base_url=BASE_URL + base, api_key=API_KEY, http_client=http_client) as client:
        with pytest.raises(openai.InternalServerError) as refusal:
            client.audio.transcriptions.create(model="m", file=b"sound")
    assert refusal.value.status_code == 501 and SENTENCE in str(refusal.value)
    assert SENTENCE in refusal.value.body["message"]
    assert len(requests) == 1


def test_a_page_can_be_asked_for_by_its_number(jobs):
    names = [jobs.create(dataset="train").name for _ in range(3)]
    first, second, third = (jobs.list(page_size=2, page_token=page) for page in ("0", "1", "2"))
    listed = [job.name for page in (first, second) for job in page.supervised_fine_tuning_jobs]
    assert listed == sorted(names)
    assert third.supervised_fine_tuning_jobs == []


def test_a_job_is_cancelled_by_the_sdks_own_method(jobs):
    job = job_id(jobs.create(dataset="train"))
    assert jobs.cancel(job, body={}) == {}
    watch(lambda: jobs.get(job), in_state("CANCELLED"))


def test_the_answers_have_the_fields_that_the_newest_types_name(client, account):
    assert client.accounts.get(account_id=account).model_extra["notificationSettings"] is None
    client.models.create(model_id="m", model={})
    model = client.models.get("m")
    assert model.supported_precisions == [] and model.supported_precisions_with_calibration == []
    assert model.model_extra["encryptionState"] == "ENCRYPTION_STATE_PLAINTEXT"
