"""The requests of an account's clients, and the responses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable, Optional, TypedDict, Union

from .errors import Unsatisfied
from .models import Moment, Request, moment_text
from .patience import CALL_TIMEOUT, Patience, Timeout

if TYPE_CHECKING:
    from typing_extensions import Unpack


class RequestFilter(TypedDict, total=False):
    """A condition on requests. A key that is absent matches every request. In strings, ``*`` matches any text."""

    #: Such as ``GET``.
    method: str
    #: The name of the operation in the vendor's API, such as ``GetSupervisedFineTuningJob``.
    operation: str
    #: Without the query.
    path: str
    #: A number, or a class such as ``4xx``.
    status: Union[int, str]
    #: The id of the fault that was applied; ``*`` for any fault.
    fault: str
    user_agent: str
    #: The model of an inference request: the full name of the model or of its deployment, or an id.
    model: str
    #: A part of the last text of the user in an inference request.
    user_text: str
    #: Only requests with a higher number.
    after: int
    #: The earliest time, inclusive, by the account's clock.
    since: Moment
    #: The latest time, exclusive, by the account's clock.
    until: Moment


class RequestMatch(RequestFilter, total=False):
    """A condition that also considers headers and bodies."""

    #: The values of headers, by name.
    headers: Mapping[str, str]
    #: A part of the request body. The journal may keep only the beginning of a long body.
    body_contains: str


_SPELT = {"user_agent": "userAgent", "user_text": "userTextContains", "body_contains": "bodyContains"}


class Journal:
    """The journal of an account. Its size is limited. If evicted requests could change a result, the result is unknown."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def requests(self, **wanted: Unpack[RequestFilter]) -> list[Request]:
        """Returns the matching requests in the journal, oldest first and without headers and bodies."""
        found: list[Request] = []
        query = _match(wanted)
        while True:
            page = self._call("GET", "/requests", query=query)
            found += (Request.of(each) for each in page["requests"])
            if not page["nextPageToken"]:
                return found
            query["pageToken"] = page["nextPageToken"]

    def get(self, number: int) -> Request:
        """Returns one request. Its attribute ``told`` has headers and bodies under ``request`` and ``answer``."""
        return Request.of(self._call("GET", f"/requests/{number}"))

    def count(self, **wanted: Unpack[RequestMatch]) -> int:
        """Counts the matching requests.

        Raises:
            Unsatisfied: the number is unknown, because matching requests may have been evicted or may have gone to another emulator.
        """
        counted = self._call("POST", "/requests:count", {"match": _match(wanted)})
        if not counted["certain"]:
            raise Unsatisfied(
                f"unknown: {counted['count']} requests fit {_told(wanted)}, but {_missing(counted)}"
            )
        return int(counted["count"])

    def verify(
        self,
        *,
        exactly: Optional[int] = None,
        at_least: Optional[int] = None,
        at_most: Optional[int] = None,
        **wanted: Unpack[RequestMatch],
    ) -> int:
        """Asserts on the number of matching requests, and returns it.

        Raises:
            Unsatisfied: the number differs, or it is unknown because requests were evicted.
        """
        limits = {"exactly": exactly, "atLeast": at_least, "atMost": at_most}
        body = {name: value for name, value in limits.items() if value is not None}
        verdict = self._call("POST", "/requests:verify", {"match": _match(wanted), **body})
        if verdict["verdict"] != "PASS":
            raise Unsatisfied(f"{verdict['verdict'].lower()}: requests that fit {_told(wanted)}: {verdict['message']}")
        return int(verdict["count"])

    def wait(self, count: int = 1, *, timeout: Timeout = 10, **wanted: Unpack[RequestMatch]) -> None:
        """Waits, in real time, until a number of requests match. Earlier requests count.

        Args:
            count: the number of matching requests.
            timeout: in seconds, or a timedelta.

        Raises:
            Unsatisfied: the timeout expired.
        """
        patience = Patience(timeout)
        while True:
            body = {"match": _match(wanted), "count": count, "timeout": patience.turn()}
            seen = self._call("POST", "/requests:wait", body, timeout=CALL_TIMEOUT)
            if seen["satisfied"]:
                return
            if patience.is_over():
                raise Unsatisfied(
                    f"after {patience.seconds:g} s, {seen['count']} of {count} requests fit {_told(wanted)}"
                    + ("" if seen["certain"] else f"; {_missing(seen)}")
                )

    def clear(self) -> None:
        """Deletes the requests."""
        self._call("DELETE", "/requests")

    def har(self) -> Mapping[str, Any]:
        """Returns the requests as an HTTP Archive (HAR) 1.2."""
        archive: Mapping[str, Any] = self._call("GET", "/requests:har")
        return archive


def _match(wanted: Mapping[str, Any]) -> dict[str, Any]:
    told = {_SPELT.get(name, name): value for name, value in wanted.items()}
    for name in ("since", "until"):
        if name in told:
            told[name] = moment_text(told[name])
    if "status" in told:
        told["status"] = str(told["status"])
    return told


def _told(wanted: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in wanted.items()) or "anything"


def _missing(seen: Mapping[str, Any]) -> str:
    if int(seen["evicted"]):
        return f"{seen['evicted']} were evicted before"
    return "others may have gone to another emulator, or to this one before it was restarted"
