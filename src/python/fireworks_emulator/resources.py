"""A handle for one resource of an account that has states, such as a job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Callable, Optional
from urllib.parse import quote

from .errors import Unsatisfied
from .models import Length, ResourceDescription, length_text
from .moves import Moves
from .patience import CALL_TIMEOUT, Patience, Timeout
from .plans import Plan, choice


class Resource:
    """One resource, which need not exist yet: its plan, its state, and how it was polled.

    States are spelled as the API has them or without their prefix: ``JOB_STATE_RUNNING`` or ``RUNNING``. Every method
    raises RefusedError when the emulator refuses the call; with status 404 where the resource must exist and does not.

    Attributes:
        collection: such as ``supervisedFineTuningJobs``.
        id: the last part of its name.
    """

    def __init__(self, call: Callable[..., Any], moves: Moves, collection: str, id: str) -> None:
        self._call = call
        self._moves = moves
        self._path = f"/resources/{quote(collection, safe='')}/{quote(id, safe='')}"
        self.collection = collection
        self.id = id

    def __str__(self) -> str:
        return f"{self.collection}/{self.id}"

    def __repr__(self) -> str:
        return f"<resource {self}>"

    def describe(self) -> ResourceDescription:
        """The resource as it is now: which plan it follows and why, what has happened to it, and what comes next."""
        return ResourceDescription.of(self._call("GET", self._path))

    def set_plan(self, plan: Plan) -> None:
        """Sets the plan. A resource that exists follows it from the state it is in; one that is created later, from its creation."""
        self._call("PUT", f"{self._path}/plan", choice(plan))

    def clear_plan(self) -> None:
        """Removes the plan that was set for a later creation; a resource that exists keeps the plan it follows."""
        self._call("DELETE", f"{self._path}/plan")

    def transition(self, state: str, code: str = "", message: str = "") -> ResourceDescription:
        """Moves the resource to a state, now. It must exist and not have ended.

        Args:
            code: what its status is to say, a name of google.rpc.Code; empty for what is usual in that state.
            message: the status message.
        """
        body = {"state": state, "code": code, "message": message}
        return ResourceDescription.of(self._call("POST", f"{self._path}:transition", body))

    def wait(self, state: str = "", *, timeout: Timeout = 10, advance: bool = False) -> ResourceDescription:
        """Returns the resource when it is, or has been, in a state.

        Args:
            state: to wait for; empty for any end.
            timeout: real time, in seconds or as a length; it has no effect with advance.
            advance: whether to move the account's clock from event to event instead of waiting.

        Raises:
            Unsatisfied: time was up before, or the resource can no longer come to that state.
        """
        patience = Patience(timeout)
        while True:
            body = {"state": state, "timeout": patience.turn(), "advance": advance}
            answer = self._call("POST", f"{self._path}:wait", body, timeout=CALL_TIMEOUT)
            found = ResourceDescription.of(answer["resource"])
            if advance and found.transitions:
                self._moves.note(found.transitions[-1].time, f"moved on until {self} was {found.state}")
            if answer["satisfied"]:
                return found
            if found.ended or advance or patience.is_over():
                within = "" if found.ended or advance else f" within {patience.seconds:g} s"
                raise Unsatisfied(f"{self} did not come to {state or 'its end'}{within}: {_state(found)}")

    def polling(self) -> Mapping[str, Any]:
        """Who polled the resource, how often, at which intervals, and what was shown to them."""
        report: Mapping[str, Any] = self._call("GET", f"{self._path}/audit")
        return report

    def audit(
        self,
        *,
        min_interval: Optional[Length] = None,
        max_polls: Optional[int] = None,
        max_polls_after_end: Optional[int] = None,
        retry_after_respected: bool = False,
        backoff_required: bool = False,
        states_observed: Sequence[str] = (),
    ) -> Mapping[str, Any]:
        """Asserts that the resource was polled within limits, each poller by itself, and returns the report.

        Args:
            min_interval: between two polls, by whichever clock more time went by. A retry that waited
                for the ``Retry-After`` of a 429 or 5xx is not a poll.
            max_polls: by one poller, such retries not counted.
            max_polls_after_end: after the end was shown to the poller.
            retry_after_respected: whether every ``Retry-After`` has to be waited for.
            backoff_required: whether the intervals of a poller with three or more polls have to grow.
            states_observed: states that at least one poller must have seen.

        Raises:
            Unsatisfied: it was polled otherwise, or it is unknown because requests were evicted.
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
        verdict = self._call("POST", f"{self._path}:audit", body)
        if verdict["verdict"] != "PASS":
            raise Unsatisfied("\n".join([f"{verdict['verdict'].lower()}: polls of {self}:", *verdict["violations"]]))
        report: Mapping[str, Any] = verdict["report"]
        return report


def _state(found: ResourceDescription) -> str:
    status = f" ({found.code}: {found.message})" if found.message else ""
    following = ", and only a call moves it on" if not found.ended and found.next_time is None else ""
    return f"it is {found.state}{status}{following}"
