"""A handle for a resource that has states, such as a job or a deployment."""

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
    """A resource, which need not exist yet: its plan, its state, and how it was polled.

    The prefix of a state is optional: ``JOB_STATE_RUNNING`` or ``RUNNING``. The states of deployments have no prefix: ``READY``. Every method
    raises RefusedError if the emulator rejects the request. The status is 404 if the resource must exist and does not.

    Attributes:
        collection: such as ``supervisedFineTuningJobs``.
        id: the last segment of the resource name.
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
        """Returns the current state of the resource, its plan, and its past and next transitions."""
        return ResourceDescription.of(self._call("GET", self._path))

    def set_plan(self, plan: Plan) -> None:
        """Sets the plan. An existing resource follows it from its current state, a resource that is created later from its creation."""
        self._call("PUT", f"{self._path}/plan", choice(plan))

    def clear_plan(self) -> None:
        """Removes the plan that was set for a later creation. An existing resource keeps its plan."""
        self._call("DELETE", f"{self._path}/plan")

    def transition(self, state: str, code: str = "", message: str = "") -> ResourceDescription:
        """Moves the resource to a state at once. The resource must exist, and must not be in a terminal state.

        Args:
            state: the new state.
            code: the code of the status, a name from google.rpc.Code; empty for the usual code of the state.
            message: the message of the status.
        """
        body = {"state": state, "code": code, "message": message}
        return ResourceDescription.of(self._call("POST", f"{self._path}:transition", body))

    def wait(self, state: str = "", *, timeout: Timeout = 10, advance: bool = False) -> ResourceDescription:
        """Waits until the resource is or was in a state, and returns the resource.

        Args:
            state: the state to wait for; empty for any terminal state.
            timeout: real time, in seconds or as a timedelta; without effect if advance is set.
            advance: advances the account's clock from transition to transition, instead of waiting.

        Raises:
            Unsatisfied: the timeout expired, or the resource can no longer reach the state.
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
        """Reports who polled the resource, how often, at which intervals, and which states the responses showed."""
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
        """Asserts that each poller, that is each API key and User-Agent, stayed within limits, and returns the report.

        A retry that waited for the ``Retry-After`` of a 429 or 5xx does not count as a poll.

        Args:
            min_interval: the shortest interval between two polls, by the account's clock or the machine's clock, whichever advanced more; 0 to
                3650 days.
            max_polls: the highest number of polls.
            max_polls_after_end: the highest number of polls after a response has shown a terminal state.
            retry_after_respected: requires that the poller waits for each ``Retry-After``.
            backoff_required: requires growing intervals of pollers with three or more polls.
            states_observed: requires that at least one poller has seen each of these states.

        Raises:
            Unsatisfied: a limit was violated, or the result is unknown because requests were evicted.
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
