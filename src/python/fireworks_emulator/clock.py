"""The time of an account."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Callable, Optional

from .models import Length, Moment, Transition, length_text, moment, moment_text
from .moves import Moves

if TYPE_CHECKING:
    from .resources import Resource


class Clock:
    """An account's clock, which is the machine's until it is frozen, scaled or advanced."""

    def __init__(self, call: Callable[..., Any], moves: Moves) -> None:
        self._call = call
        self._moves = moves

    def now(self) -> datetime:
        return moment(self._call("GET", "/clock")["time"])

    def is_frozen(self) -> bool:
        return bool(self._call("GET", "/clock")["frozen"])

    def freeze(self) -> datetime:
        """Lets time stand still, and returns at which moment."""
        return self._changed(self._call("POST", "/clock:freeze"), "frozen")

    def resume(self) -> datetime:
        """Lets time go on from where it stands."""
        return self._changed(self._call("POST", "/clock:resume"), "resumed")

    def scale(self, factor: float) -> datetime:
        """Lets time go so many times as fast as the machine's; above 0 and at most 1,000,000."""
        return self._changed(self._call("POST", "/clock:scale", {"factor": factor}), f"scaled by {factor:g}")

    def advance(
        self,
        by: Optional[Length] = None,
        *,
        to: Optional[Moment] = None,
        until: Optional[str] = None,
        resource: Optional[Resource] = None,
    ) -> list[Transition]:
        """Lets time pass: all that becomes due on the way has happened when this returns, and is returned in its order.

        Give one of by, to and until.

        Args:
            by: so much, from 0 to 3650 days.
            to: a moment that is not past.
            until: ``NEXT_EVENT``, ``ALL_IDLE``, or ``RESOURCE_TERMINAL`` with resource.
            resource: whose end is waited for.

        Raises:
            RefusedError: it was none of them, or more than one.
        """
        body = {
            "by": None if by is None else length_text(by),
            "to": None if to is None else moment_text(to),
            "until": until,
            "resource": None if resource is None else {"collection": resource.collection, "id": resource.id},
        }
        moved = self._call("POST", "/clock:advance", {name: value for name, value in body.items() if value is not None})
        start, end = moment(moved["from"]), moment(moved["to"])
        self._moves.note(start, f"advanced by {end - start}")
        return [Transition.of(each) for each in moved["transitions"]]

    def _changed(self, clock: dict[str, Any], how: str) -> datetime:
        time = moment(clock["time"])
        self._moves.note(time, how)
        return time
