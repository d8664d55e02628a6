"""What an account's clients have asked, and what they were answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Callable, Optional, TypedDict, Union

from .errors import Unsatisfied
from .models import Moment, Request, moment_text
from .patience import CALL_TIMEOUT, Patience, Timeout

if TYPE_CHECKING:
    from typing_extensions import Unpack


class RequestFilter(TypedDict, total=False):
    """Which requests are meant; what is left out fits any, and in texts ``*`` stands for anything."""

    #: Such as ``GET``.
    method: str
    #: The vendor's name for the call, such as ``GetSupervisedFineTuningJob``.
    operation: str
    #: Without the query.
    path: str
    #: A number, or a class of them such as ``4xx``.
    status: Union[int, str]
    #: That the request met with; ``*`` stands for any fault.
    fault: str
    user_agent: str
    #: Only requests with a larger number.
    after: int
    #: Only requests from this moment of the account's time on.
    since: Moment
    #: Only requests before this moment.
    until: Moment


class RequestMatch(RequestFilter, total=False):
    """Also by what stands in the request itself."""

    #: By the names of headers.
    headers: Mapping[str, str]
    #: Somewhere in the request's body, as far as it is kept.
    body_contains: str


_SPELT = {"user_agent": "userAgent", "body_contains": "bodyContains"}


class Journal:
    """The journal of an account. It is bounded; where what was given up could have changed an answer, there is none."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def requests(self, **wanted: Unpack[RequestFilter]) -> list[Request]:
        """The requests that fit, the oldest first, without headers and bodies, as far as they are kept."""
        found: list[Request] = []
        query = _match(wanted)
        while True:
            page = self._call("GET", "/requests", query=query)
            found += (Request.of(each) for each in page["requests"])
            if not page["nextPageToken"]:
                return found
            query["pageToken"] = page["nextPageToken"]

    def get(self, number: int) -> Request:
        """One request; ``told`` has its headers and bodies under ``request`` and ``answer``."""
        return Request.of(self._call("GET", f"/requests/{number}"))

    def count(self, **wanted: Unpack[RequestMatch]) -> int:
        """How many requests fit.

        Raises:
            Unsatisfied: requests that could have fitted were given up, or may have come to another emulator, so that nobody knows.
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
        """Asserts that as many requests fit as should, and returns how many do.

        Raises:
            Unsatisfied: more or fewer fit, or nobody knows because some were given up.
        """
        limits = {"exactly": exactly, "atLeast": at_least, "atMost": at_most}
        body = {name: value for name, value in limits.items() if value is not None}
        verdict = self._call("POST", "/requests:verify", {"match": _match(wanted), **body})
        if verdict["verdict"] != "PASS":
            raise Unsatisfied(f"{verdict['verdict'].lower()}: requests that fit {_told(wanted)}: {verdict['message']}")
        return int(verdict["count"])

    def wait(self, count: int = 1, *, timeout: Timeout = 10, **wanted: Unpack[RequestMatch]) -> None:
        """Returns as soon as so many requests fit, those before included.

        Args:
            count: how many.
            timeout: real time, in seconds or as a length.

        Raises:
            Unsatisfied: time was up before.
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
        """Forgets the requests."""
        self._call("DELETE", "/requests")

    def har(self) -> Mapping[str, Any]:
        """The requests as an HTTP Archive 1.2."""
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
        return f"{seen['evicted']} were given up before"
    return "others may have come to another emulator, or to this one before it was started anew"
