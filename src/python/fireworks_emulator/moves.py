"""Records how a test moved its account's clock, because the emulator does not."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import NamedTuple


class Move(NamedTuple):
    """One move. ``time`` is the time of the account before the move, ``real_time`` that of the machine."""

    time: datetime
    real_time: datetime
    what: str


class Moves:
    def __init__(self) -> None:
        self._moves: list[Move] = []

    def note(self, time: datetime, what: str) -> None:
        self._moves.append(Move(time, datetime.now(timezone.utc), what))

    def all(self) -> list[Move]:
        return list(self._moves)

    def forget(self) -> None:
        self._moves.clear()
