"""How long a wait may last altogether, which may be longer than the emulator lets one call wait."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Union

from .models import length_text

#: Real time: a number of seconds, or a length.
Timeout = Union[float, timedelta]

# In seconds.
_LONGEST_TURN = 60

#: For how many seconds the connection of a call that waits may be silent.
CALL_TIMEOUT = _LONGEST_TURN + 30


class Patience:
    def __init__(self, timeout: Timeout) -> None:
        self.seconds = timeout.total_seconds() if isinstance(timeout, timedelta) else float(timeout)
        self._deadline = time.monotonic() + self.seconds

    def turn(self) -> str:
        """How long the next call may wait, as it is told to the emulator."""
        return length_text(min(_LONGEST_TURN, max(0.0, self._deadline - time.monotonic())))

    def is_over(self) -> bool:
        return time.monotonic() >= self._deadline
