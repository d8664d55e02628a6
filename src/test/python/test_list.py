"""Listing jobs: every page, every order, every filter, through the SDK's own pagination."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from fireworks import BadRequestError

from emulator import async_client, fresh_account, job_id, refused, sync_client

MANY = 120


@pytest.fixture(scope="module")
def crowd():
    """An account with 120 jobs, which the stories of this file only read, and the jobs' names."""
    account = fresh_account()
    with sync_client(account) as client, ThreadPoolExecutor(8) as pool:
        create = client.supervised_fine_tuning_jobs.create
        names = list(pool.map(lambda n: create(dataset="train", display_name=f"job {n:03}").name, range(MANY)))
    return account, names


@pytest.fixture
def crowd_jobs(crowd):
    with sync_client(crowd[0]) as client:
        yield client.supervised_fine_tuning_jobs


def names_of(jobs):
    return [job.name for job in jobs]


def test_auto_pagination_yields_each_of_120_jobs_exactly_once_by_name(crowd, crowd_jobs):
    assert names_of(crowd_jobs.list(page_size=50)) == sorted(crowd[1])


async def test_async_auto_pagination_yields_each_of_120_jobs_exactly_once_by_name(crowd):
    async with async_client(crowd[0]) as client:
        names = [job.name async for job in client.supervised_fine_tuning_jobs.list(page_size=50)]
    assert names == sorted(crowd[1])


def test_120_jobs_are_three_pages_of_50_and_each_page_knows_the_total(crowd_jobs):
    pages = list(crowd_jobs.list(page_size=50).iter_pages())
    assert [len(page.supervised_fine_tuning_jobs) for page in pages] == [50, 50, 20]
    assert [page.model_extra["totalSize"] for page in pages] == [MANY] * 3
    assert pages[-1].next_page_token == ""


def test_a_page_holds_50_jobs_when_nothing_is_said(crowd_jobs):
    assert len(crowd_jobs.list().supervised_fine_tuning_jobs) == 50


def test_a_page_size_above_200_is_coerced_not_refused(crowd_jobs):
    assert len(crowd_jobs.list(page_size=100_000).supervised_fine_tuning_jobs) == MANY


def test_pagination_keeps_order_and_filter(crowd_jobs):
    listed = crowd_jobs.list(page_size=7, order_by="display_name desc", filter='display_name:"job 01"')
    assert [job.display_name for job in listed] == [f"job {n:03}" for n in range(19, 9, -1)]


def test_a_page_token_of_another_query_is_refused(crowd_jobs):
    token = crowd_jobs.list(page_size=50).next_page_token
    with refused(BadRequestError, code=3):
        crowd_jobs.list(page_size=50, order_by="display_name", page_token=token)


def test_an_account_without_jobs_lists_none(jobs):
    page = jobs.list()
    assert page.supervised_fine_tuning_jobs == []
    assert page.next_page_token == ""
    assert page.model_extra["totalSize"] == 0


def test_accounts_do_not_see_each_others_jobs(jobs):
    jobs.create(dataset="train")
    with sync_client(fresh_account()) as other:
        assert names_of(other.supervised_fine_tuning_jobs.list()) == []


def test_jobs_are_ordered_as_asked(jobs):
    for display_name, epochs in [("b", 1), ("a", 2), ("c", 2)]:
        jobs.create(dataset="train", display_name=display_name, epochs=epochs)

    def listed(order_by):
        return "".join(job.display_name for job in jobs.list(order_by=order_by))

    assert listed("display_name") == "abc"
    assert listed("displayName desc") == "cba"
    assert listed("create_time") == "bac"
    assert listed("create_time desc") == "cab"
    assert listed("epochs desc, display_name") == "acb"


def test_jobs_are_filtered_as_asked(jobs, account):
    train, other = (f"accounts/{account}/datasets/{dataset}" for dataset in ("train", "other"))
    jobs.create(dataset="train", display_name="a", epochs=1, base_model="accounts/fireworks/models/qwen3-8b")
    jobs.create(dataset="train", display_name="b", epochs=2, wandb_config={"project": "p"})
    jobs.create(dataset=other, display_name="c", epochs=3)

    def listed(filter):
        return "".join(job.display_name for job in jobs.list(filter=filter, order_by="display_name"))

    assert listed('display_name="b"') == "b"
    assert listed('displayName!="b"') == "ac"
    assert listed(f'dataset="{train}" AND epochs>1') == "b"
    assert listed(f'dataset="{other}" OR display_name="a"') == "ac"
    assert listed("NOT dataset:train") == "c"
    assert listed('base_model="accounts/fireworks/models/*"') == "a"
    assert listed('wandb_config.project="p"') == "b"
    assert listed('create_time>"2020-01-01T00:00:00Z"') == "abc"
    assert listed('state="JOB_STATE_FAILED"') == ""


def test_a_read_mask_narrows_a_job_to_the_named_fields(jobs):
    created = jobs.create(dataset="train", display_name="masked")
    answer = jobs.with_raw_response.get(job_id(created), read_mask="name,displayName").http_response.json()
    assert answer == {"name": created.name, "displayName": "masked"}


def test_a_read_mask_narrows_every_job_of_a_list(jobs):
    created = jobs.create(dataset="train", display_name="masked")
    answer = jobs.with_raw_response.list(read_mask="name").http_response.json()
    assert answer["supervisedFineTuningJobs"] == [{"name": created.name}]


def test_the_read_mask_star_hides_nothing(jobs):
    created = jobs.create(dataset="train", display_name="whole")
    read = jobs.get(job_id(created), read_mask="*")
    assert (read.name, read.dataset, read.display_name) == (created.name, created.dataset, "whole")


@pytest.mark.parametrize("query", [{"filter": "nonsense = 1"}, {"order_by": "nonsense"}, {"read_mask": "nonsense"}])
def test_a_path_that_does_not_exist_is_refused_by_name(jobs, query):
    with refused(BadRequestError, code=3) as refusal:
        jobs.list(**query)
    assert "nonsense" in refusal.value.body["message"]
