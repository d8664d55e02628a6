"""The clock of an account."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Callable, Optional

from .models import Length, Moment, Transition, length_text, moment, moment_text
from .moves import Moves

if TYPE_CHECKING:
    from .resources import Resource


class Clock:
    """The clock of an account. It shows the machine's time until it is frozen, scaled or advanced."""

    def __init__(self, call: Callable[..., Any], moves: Moves) -> None:
        self._call = call
        self._moves = moves

    def now(self) -> datetime:
        return moment(self._call("GET", "/clock")["time"])

    def is_frozen(self) -> bool:
        return bool(self._call("GET", "/clock")["frozen"])

    def freeze(self) -> datetime:
        """Stops the clock, and returns its time."""
        return self._changed(self._call("POST", "/clock:freeze"), "frozen")

    def resume(self) -> datetime:
        """Resumes the clock at its current time, and returns that time."""
        return self._changed(self._call("POST", "/clock:resume"), "resumed")

    def scale(self, factor: float) -> datetime:
        """Sets the speed of the clock, and returns its time.

        Args:
            factor: the speed relative to the machine's clock, greater than 0 and at most 1,000,000.
        """
        return self._changed(self._call("POST", "/clock:scale", {"factor": factor}), f"scaled by {factor:g}")

    def advance(
        self,
        by: Optional[Length] = None,
        *,
        to: Optional[Moment] = None,
        until: Optional[str] = None,
        resource: Optional[Resource] = None,
    ) -> list[Transition]:
        """Advances the clock, and returns the transitions that happened, in order.

        When this method returns, all transitions due in that period have happened. Give exactly one of by, to and until.

        Args:
            by: from 0 to 3650 days.
            to: a time that is not before the current time of the account.
            until: ``NEXT_EVENT`` (the next transition), ``ALL_IDLE`` (no transition is planned), or ``RESOURCE_TERMINAL`` with
                resource.
            resource: the resource that must reach a terminal state.

        Raises:
            RefusedError: none or several of by, to and until are given, or a value is out of range.
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
