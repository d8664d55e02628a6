"""Exceptions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# The names of google.rpc.Code, by number.
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
    """Base class of errors in the use of the emulator."""


class StartError(EmulatorError):
    """The emulator did not start. The message has the reason and the end of its output."""


class UnreachableError(EmulatorError):
    """The emulator sent no response."""


class RefusedError(EmulatorError):
    """The emulator rejected a request to the control API.

    Attributes:
        code: the name from google.rpc.Code, such as ``NOT_FOUND``; ``UNKNOWN`` if the response has none.
        message: the error message of the emulator.
        status: the HTTP status.
        hint: the nearest endpoint, id or field; empty if there is none.
        details: further information, such as the invalid fields.
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
    """An assertion or a wait failed, or the result is unknown because the journal is incomplete."""
