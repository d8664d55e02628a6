"""Splits a long wait into requests, because the emulator limits how long one request can wait."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Union

from .models import length_text

#: Real time: a number of seconds, or a timedelta.
Timeout = Union[float, timedelta]

# In seconds.
_LONGEST_TURN = 60

#: The read timeout of a waiting request, in seconds.
CALL_TIMEOUT = _LONGEST_TURN + 30


class Patience:
    def __init__(self, timeout: Timeout) -> None:
        self.seconds = timeout.total_seconds() if isinstance(timeout, timedelta) else float(timeout)
        self._deadline = time.monotonic() + self.seconds

    def turn(self) -> str:
        """Returns how long the next request may wait, in the format of the control API."""
        return length_text(min(_LONGEST_TURN, max(0.0, self._deadline - time.monotonic())))

    def is_over(self) -> bool:
        return time.monotonic() >= self._deadline
