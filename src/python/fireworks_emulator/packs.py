"""Packs: named sets of plans and faults that expose common client bugs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Callable

from .transport import Transport


class Packs:
    def __init__(self, call: Callable[..., Any], transport: Transport) -> None:
        self._call = call
        self._transport = transport

    def ready(self) -> dict[str, str]:
        """Returns the names of the packs, each with the kind of client bug that it exposes."""
        return {pack["name"]: pack["catches"] for pack in self._transport.call("GET", "/packs")["packs"]}

    def start(self, pack: str) -> None:
        """Starts a pack."""
        self._call("POST", f"/packs/{pack}:start")

    def report(self, pack: str) -> Mapping[str, Any]:
        """Reports what the client did since the pack was started; ``findings`` has it as sentences."""
        report: Mapping[str, Any] = self._call("GET", f"/packs/{pack}")
        return report

    def stop(self, pack: str) -> Mapping[str, Any]:
        """Stops a pack, and returns its report."""
        report: Mapping[str, Any] = self._call("POST", f"/packs/{pack}:stop")
        return report

    @contextmanager
    def running(self, pack: str) -> Iterator[None]:
        """Starts a pack for the duration of a with block."""
        self.start(pack)
        try:
            yield
        finally:
            self.stop(pack)
