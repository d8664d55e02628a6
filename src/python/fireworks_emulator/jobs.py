"""The jobs of an account, seen from behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Callable, Optional

from .errors import Unsatisfied
from .models import Job, JobReference, Length, job_id, length_text
from .moves import Moves
from .patience import CALL_TIMEOUT, Patience, Timeout


class Jobs:
    def __init__(self, call: Callable[..., Any], moves: Moves) -> None:
        self._call = call
        self._moves = moves

    def all(self) -> list[Job]:
        """The first thousand jobs, the oldest first."""
        return [Job.of(each) for each in self._call("GET", "/jobs")["jobs"]]

    def get(self, job: JobReference) -> Job:
        """Which plan a job follows and why, what has happened to it, and what comes next."""
        return Job.of(self._call("GET", f"/jobs/{job_id(job)}"))

    def transition(self, job: JobReference, state: str, code: str = "", message: str = "") -> Job:
        """Moves a job that has not ended to a state, now.

        Args:
            state: with or without ``JOB_STATE_``.
            code: what its status is to say, a name of google.rpc.Code; empty for what is usual in that state.
            message: the status message.
        """
        body = {"state": state, "code": code, "message": message}
        return Job.of(self._call("POST", f"/jobs/{job_id(job)}:transition", body))

    def wait(self, job: JobReference, state: str = "", *, timeout: Timeout = 10, advance: bool = False) -> Job:
        """Returns the job when it is, or has been, in a state.

        Args:
            state: with or without ``JOB_STATE_``; empty for any end.
            timeout: real time, in seconds or as a length; it has no effect with advance.
            advance: whether to move the account's clock from event to event instead of waiting.

        Raises:
            Unsatisfied: time was up before, or the job can no longer come to that state.
        """
        patience = Patience(timeout)
        while True:
            body = {"state": state, "timeout": patience.turn(), "advance": advance}
            answer = self._call("POST", f"/jobs/{job_id(job)}:wait", body, timeout=CALL_TIMEOUT)
            found = Job.of(answer["job"])
            if advance and found.transitions:
                self._moves.note(found.transitions[-1].time, f"moved on until {found.id} was {found.state}")
            if answer["satisfied"]:
                return found
            if found.ended or advance or patience.is_over():
                raise Unsatisfied(_missed(found, state, "" if found.ended or advance else f" within {patience.seconds:g} s"))

    def polling(self, job: JobReference) -> Mapping[str, Any]:
        """Who polled a job, how often, at which intervals, and what was shown to them."""
        report: Mapping[str, Any] = self._call("GET", f"/jobs/{job_id(job)}/audit")
        return report

    def audit(
        self,
        job: JobReference,
        *,
        min_interval: Optional[Length] = None,
        max_polls: Optional[int] = None,
        max_polls_after_end: Optional[int] = None,
        retry_after_respected: bool = False,
        backoff_required: bool = False,
        states_observed: Sequence[str] = (),
    ) -> Mapping[str, Any]:
        """Asserts that a job was polled within limits, each poller by itself, and returns the report.

        Args:
            min_interval: between two polls, by whichever clock more time went by. A retry that waited
                for the ``Retry-After`` of a 429 or 5xx is not a poll.
            max_polls: by one poller, such retries not counted.
            max_polls_after_end: after the end was shown to the poller.
            retry_after_respected: whether every ``Retry-After`` has to be waited for.
            backoff_required: whether intervals have to grow, for who polls three times or more.
            states_observed: states that have to be shown to somebody.

        Raises:
            Unsatisfied: it was polled otherwise, or nobody knows because requests were given up.
        """
        limits = {
            "minInterval": None if min_interval is None else length_text(min_interval),
            "maxPolls": max_polls,
            "maxPollsAfterEnd": max_polls_after_end,
            "retryAfterRespected": retry_after_respected,
            "backoffRequired": backoff_required,
            "statesObserved": list(states_observed),
        }
        body = {name: value for name, value in limits.items() if value is not None}
        verdict = self._call("POST", f"/jobs/{job_id(job)}:audit", body)
        if verdict["verdict"] != "PASS":
            raise Unsatisfied("\n".join([f"{verdict['verdict'].lower()}: polls of {job_id(job)}:", *verdict["violations"]]))
        report: Mapping[str, Any] = verdict["report"]
        return report


def _missed(job: Job, state: str, within: str) -> str:
    status = f" ({job.code}: {job.message})" if job.message else ""
    following = ", and only a call moves it on" if not job.ended and job.next_time is None else ""
    return f"job {job.id} did not come to {state or 'its end'}{within}: it is {job.state}{status}{following}"
