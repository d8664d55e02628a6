"""What is known of an emulator that was started here, however it was."""

from __future__ import annotations

from typing import Protocol

#: How many of the last lines of an emulator's output are told.
OUTPUT_LINES = 50


class Running(Protocol):
    @property
    def base_url(self) -> str: ...

    @property
    def api_key(self) -> str: ...

    def output(self) -> str: ...

    def stop(self) -> None: ...


def indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines()) or "  (nothing)"
