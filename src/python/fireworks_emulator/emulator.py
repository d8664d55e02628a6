"""An emulator, whether it runs already or is started here."""

from __future__ import annotations

import os
import weakref
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Callable, Optional, Union

from .account import Account, fresh_id
from .container import start_container
from .process import start_process
from .running import Running
from .transport import Body, Transport

_DEFAULT_KEY = "fw_local"


class FireworksEmulator:
    """An emulator. One is enough for any number of tests, threads and processes, each of which takes an account of its own.

    Used as a context manager, it is stopped at the end; in any case when Python ends. One that ran already is left running.

    Attributes:
        base_url: where it listens.
        api_key: a key that is good.
    """

    def __init__(self, base_url: str, *, api_key: str = _DEFAULT_KEY, control_token: Optional[str] = None) -> None:
        """An emulator that runs already.

        Args:
            base_url: such as ``http://localhost:3473``.
            api_key: the key that clients are to use; any will do where the emulator has no list of them.
            control_token: its ``emulator.control.token``; by default the variable ``EMULATOR_CONTROL_TOKEN``.
        """
        self._running: Optional[Running] = None
        self._stop: Optional[Callable[[], object]] = None
        self._transport = Transport(base_url, control_token or os.environ.get("EMULATOR_CONTROL_TOKEN"))
        self.base_url = self._transport.base_url
        self.api_key = api_key

    @classmethod
    def start(
        cls,
        *,
        jar: Union[str, Path, None] = None,
        image: Optional[str] = None,
        settings: Optional[Mapping[str, object]] = None,
        java: Optional[str] = None,
        timeout: float = 120,
    ) -> FireworksEmulator:
        """Starts an emulator, and returns when it is ready.

        Args:
            jar: to be started, at a free port; takes Java 17 or newer.
            image: to be started by Testcontainers, which has to be installed: ``fireworks-emulator[testcontainers]``.
            settings: by their names, such as ``{"emulator.validation": "service"}``.
            java: the program that starts the jar; by default the one of ``JAVA_HOME``, else of the path.
            timeout: how long the start may take, in seconds.

        Raises:
            StartError: it did not become ready; the message has the reason, and the last of what it said.
            ValueError: not exactly one of jar and image was given.
        """
        if (jar is None) == (image is None):
            raise ValueError("one of jar and image must be given")
        if image is not None and java is not None:
            raise ValueError("an image brings its own java")
        arguments = [f"--{name}={value}" for name, value in (settings or {}).items()]
        token = str((settings or {}).get("emulator.control.token", "")) or None
        if jar is not None:
            running = start_process(Path(jar), arguments, java, timeout)
        else:
            running = start_container(str(image), arguments, timeout)
        emulator = cls(running.base_url, api_key=running.api_key, control_token=token)
        emulator._running = running
        emulator._transport.explain = emulator.output
        emulator._stop = weakref.finalize(emulator, running.stop)
        return emulator

    def __repr__(self) -> str:
        return f"<emulator at {self.base_url}>"

    def __enter__(self) -> FireworksEmulator:
        return self

    def __exit__(
        self, kind: Optional[type[BaseException]], error: Optional[BaseException], trace: Optional[TracebackType]
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stops what was started; a second call, or one on an emulator that ran already, does nothing."""
        if self._stop is not None:
            self._stop()

    def account(self, account_id: Optional[str] = None, *, of: str = "test") -> Account:
        """An account: a fresh one, or the one with that id. No call is made; an account comes into being when it is first used.

        Args:
            account_id: 1 to 63 characters of a-z, 0-9 and -, without a hyphen at either end.
            of: what a fresh account is for, as a part of its id.
        """
        return Account(self._transport, account_id or fresh_id(of), self.api_key)

    def call(
        self, method: str, path: str, body: Body = None, query: Optional[Mapping[str, Any]] = None, timeout: float = 60
    ) -> Any:
        """Any call of the control API, by its path after ``/_emulator/v1``, such as ``call("GET", "/packs")``.

        Returns what the answer's JSON says, or the bytes of an answer that is none.

        Raises:
            RefusedError: the emulator refused it.
            UnreachableError: there was no answer; with the last of what the emulator said, if it was started here.
        """
        return self._transport.call(method, path, body, query, timeout)

    def seed(self, document: Mapping[str, Any]) -> None:
        """Makes what a seed document tells of and is not there, and changes what is there in another way."""
        self.call("POST", ":seed", document)

    def reset(self) -> None:
        """Empties all accounts, those of others as well."""
        self.call("POST", ":reset")

    def output(self) -> str:
        """The last of what the emulator said; empty if it was not started here."""
        return self._running.output() if self._running is not None else ""
