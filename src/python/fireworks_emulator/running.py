"""The interface of an emulator that was started here, from a jar or an image."""

from __future__ import annotations

from typing import Protocol

#: How many lines of an emulator's output are kept for error messages.
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
