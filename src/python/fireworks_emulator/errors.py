"""What can go wrong between a test and the emulator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# By their numbers, as google.rpc.Code has them.
_CODES = (
    "OK",
    "CANCELLED",
    "UNKNOWN",
    "INVALID_ARGUMENT",
    "DEADLINE_EXCEEDED",
    "NOT_FOUND",
    "ALREADY_EXISTS",
    "PERMISSION_DENIED",
    "RESOURCE_EXHAUSTED",
    "FAILED_PRECONDITION",
    "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED",
    "INTERNAL",
    "UNAVAILABLE",
    "DATA_LOSS",
    "UNAUTHENTICATED",
)


class EmulatorError(Exception):
    """The emulator could not be used as it was meant."""


class StartError(EmulatorError):
    """The emulator did not start; the message has the reason, and the last of what it said."""


class UnreachableError(EmulatorError):
    """There was no answer from the emulator."""


class RefusedError(EmulatorError):
    """The emulator refused a call of the control API.

    Attributes:
        code: the name of the google.rpc.Code, such as ``NOT_FOUND``; ``UNKNOWN`` if the answer has none.
        message: the reason, in the emulator's words.
        status: the HTTP status.
        hint: the nearest call, id or field, if the emulator had one to tell; else empty.
        details: more on it, such as the fields that are wrong.
    """

    def __init__(self, call: str, status: int, body: Mapping[str, Any], hint: str) -> None:
        number = body.get("code")
        known = isinstance(number, int) and 0 <= number < len(_CODES)
        self.code: str = _CODES[number] if known and isinstance(number, int) else "UNKNOWN"
        self.message: str = str(body.get("message", ""))
        self.status = status
        self.hint = hint
        self.details: Sequence[Mapping[str, Any]] = body.get("details") or []
        super().__init__(f"{call}: {status} {self.code}: {self.message}" + (f"\nhint: {hint}" if hint else ""))


class Unsatisfied(AssertionError):
    """What a test waited for or asserted is not so, or cannot be known because the evidence had to be given up."""
