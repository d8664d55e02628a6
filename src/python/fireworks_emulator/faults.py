"""Faults that are applied to requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable, Optional, Union

from .models import Length, Moment, length_text, moment_text
from .transport import Transport


class Fault:
    """A fault of an account.

    Attributes:
        id: the fault's id.
    """

    def __init__(self, call: Callable[..., Any], name: str) -> None:
        self._call = call
        self.id = name.rsplit("/", 1)[-1]

    def __repr__(self) -> str:
        return f"<fault {self.id}>"

    @property
    def matched(self) -> int:
        """How many requests matched, whether or not the fault was applied to them."""
        return int(self.told()["matched"])

    @property
    def fired(self) -> int:
        """To how many requests the fault was applied."""
        return int(self.told()["fired"])

    def told(self) -> Mapping[str, Any]:
        """Returns the complete fault, as the control API returns it."""
        told: Mapping[str, Any] = self._call("GET", f"/faults/{self.id}")
        return told

    def remove(self) -> None:
        self._call("DELETE", f"/faults/{self.id}")


class Faults:
    """The faults of an account, in the order in which they are evaluated."""

    def __init__(self, call: Callable[..., Any], transport: Transport) -> None:
        self._call = call
        self._transport = transport

    def add(
        self,
        operation: str = "",
        *,
        id: str = "",
        method: str = "",
        path: str = "",
        nth: Optional[int] = None,
        every: Optional[int] = None,
        first: Optional[int] = None,
        after: Optional[int] = None,
        since: Optional[Moment] = None,
        until: Optional[Moment] = None,
        probability: Optional[float] = None,
        error: Union[str, Mapping[str, Any], None] = None,
        retry_after: Optional[Length] = None,
        breakage: Optional[str] = None,
        delay: Union[Length, Mapping[str, Any], None] = None,
        drip: Optional[Mapping[str, Any]] = None,
        stale: Optional[Length] = None,
    ) -> Fault:
        """Adds a fault after the existing ones.

        By default, a fault matches all requests and is applied to each of them. It needs an effect: error, breakage, delay, drip or stale.

        Args:
            operation: the name of the operation in the vendor's API, such as ``GetSupervisedFineTuningJob``.
            id: the id of the fault; by default the emulator chooses one.
            method: such as ``GET``.
            path: without the query; ``*`` matches any text.
            nth: applies to this matching request only, counted from 1.
            every: applies to every n-th matching request.
            first: applies to the first n matching requests only.
            after: does not apply to the first n matching requests.
            since: the earliest time, inclusive, by the account's clock.
            until: the latest time, exclusive, by the account's clock.
            probability: applies at random, greater than 0 and at most 1.
            error: returns an error: the name of a preset, such as ``RATE_LIMITED``, or a mapping with ``code``, ``message`` and so on.
            retry_after: the ``Retry-After`` of the error.
            breakage: breaks the response or the connection: ``CONNECTION_RESET``, ``HALF_BODY``, ``GARBAGE`` and others.
            delay: delays the response, in real time, by at most one hour; or a mapping with ``uniform`` or ``logNormal``.
            drip: sends the response slowly: ``over`` a period, in a number of ``chunks``.
            stale: the age, by the account's clock, at which a change becomes visible to gets and lists.

        Raises:
            RefusedError: the fault could never apply, or it has no effect or effects that exclude each other.
            ValueError: ``retry_after`` is given without an error.
        """
        if retry_after is not None and error is None:
            raise ValueError("retry_after belongs to an error")
        when = {
            "nth": nth,
            "every": every,
            "first": first,
            "after": after,
            "from": None if since is None else moment_text(since),
            "until": None if until is None else moment_text(until),
            "probability": probability,
        }
        effect = {
            "error": None if error is None else _error(error, retry_after),
            "breakage": breakage,
            "delay": None if delay is None else _delay(delay),
            "drip": drip,
            "stale": None if stale is None else {"lag": length_text(stale)},
        }
        body = {
            "match": {"operation": operation, "method": method, "path": path},
            "when": _given(when),
            **_given(effect),
        }
        return Fault(self._call, self._call("POST", "/faults", body, {"faultId": id})["name"])

    def all(self) -> list[Fault]:
        return [Fault(self._call, fault["name"]) for fault in self.told()]

    def told(self) -> list[Mapping[str, Any]]:
        """Returns the complete faults, as the control API returns them."""
        return [*self._call("GET", "/faults")["faults"]]

    def clear(self) -> None:
        """Removes all faults."""
        self._call("POST", "/faults:clear")

    def presets(self) -> list[Mapping[str, Any]]:
        """Returns the error presets, each with the response body of the live service."""
        return [*self._transport.call("GET", "/faultPresets")["faultPresets"]]


def _error(error: Union[str, Mapping[str, Any]], retry_after: Optional[Length]) -> dict[str, Any]:
    told: dict[str, Any] = {"preset": error} if isinstance(error, str) else dict(error)
    return told if retry_after is None else {**told, "retryAfter": length_text(retry_after)}


def _delay(delay: Union[Length, Mapping[str, Any]]) -> Mapping[str, Any]:
    return delay if isinstance(delay, Mapping) else {"fixed": length_text(delay)}


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
