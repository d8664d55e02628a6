"""Plans and faults under one name that are known to break clients."""

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
        """The packs, by their names, each with the kind of mistake that it brings to light."""
        return {pack["name"]: pack["catches"] for pack in self._transport.call("GET", "/packs")["packs"]}

    def start(self, pack: str) -> None:
        """Lets a pack begin."""
        self._call("POST", f"/packs/{pack}:start")

    def report(self, pack: str) -> Mapping[str, Any]:
        """What the client has done since the pack was started; ``findings`` has it in sentences."""
        report: Mapping[str, Any] = self._call("GET", f"/packs/{pack}")
        return report

    def stop(self, pack: str) -> Mapping[str, Any]:
        """Lets a pack end, and tells what the client has done meanwhile."""
        report: Mapping[str, Any] = self._call("POST", f"/packs/{pack}:stop")
        return report

    @contextmanager
    def running(self, pack: str) -> Iterator[None]:
        """The pack is there as long as the block lasts."""
        self.start(pack)
        try:
            yield
        finally:
            self.stop(pack)
