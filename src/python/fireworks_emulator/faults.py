"""What goes wrong with calls."""

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
        """How many calls it was for, whether or not it was their turn."""
        return int(self.told()["matched"])

    @property
    def fired(self) -> int:
        """How many calls it struck."""
        return int(self.told()["fired"])

    def told(self) -> Mapping[str, Any]:
        """All that the emulator tells of it."""
        told: Mapping[str, Any] = self._call("GET", f"/faults/{self.id}")
        return told

    def remove(self) -> None:
        self._call("DELETE", f"/faults/{self.id}")


class Faults:
    """The faults of an account, in the order in which they are asked."""

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
        """Gives the account a fault, which comes after those it has.

        Which calls, all of them if nothing is said:

        Args:
            operation: the vendor's name for the call, such as ``GetSupervisedFineTuningJob``.
            id: of the fault; by default the emulator finds one.
            method: such as ``GET``.
            path: without the query; ``*`` stands for anything.
            nth: only this one of them, counted from 1.
            every: each whose number is a multiple of this.
            first: up to this number.
            after: beyond this number.
            since: from this moment of the account's time on.
            until: before this moment.
            probability: by chance, above 0 and up to 1.
            error: refuses the call: a preset's name, such as ``RATE_LIMITED``, or ``code``, ``message`` and so on.
            retry_after: what ``Retry-After`` tells with the error.
            breakage: spoils the answer, such as ``CONNECTION_RESET``, ``HALF_BODY`` or ``GARBAGE``.
            delay: real time that passes before anything else, of an hour at most; or ``uniform`` or ``logNormal``.
            drip: sends the answer in pieces: ``over`` a time, in so many ``chunks``.
            stale: for so long, what is new is neither found nor listed.

        Raises:
            RefusedError: the fault could never strike, or nothing or too much was to happen.
            ValueError: ``retry_after`` without an error.
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
        """All that the emulator tells of them."""
        return [*self._call("GET", "/faults")["faults"]]

    def clear(self) -> None:
        """Takes all of them away."""
        self._call("POST", "/faults:clear")

    def presets(self) -> list[Mapping[str, Any]]:
        """The ready-made errors, each with the very body that the service answers."""
        return [*self._transport.call("GET", "/faultPresets")["faultPresets"]]


def _error(error: Union[str, Mapping[str, Any]], retry_after: Optional[Length]) -> dict[str, Any]:
    told: dict[str, Any] = {"preset": error} if isinstance(error, str) else dict(error)
    return told if retry_after is None else {**told, "retryAfter": length_text(retry_after)}


def _delay(delay: Union[Length, Mapping[str, Any]]) -> Mapping[str, Any]:
    return delay if isinstance(delay, Mapping) else {"fixed": length_text(delay)}


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
