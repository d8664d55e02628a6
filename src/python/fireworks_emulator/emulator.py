"""An emulator that is already running, or is started here."""

from __future__ import annotations

import os
import weakref
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Callable, Optional, Union

from .account import ANY_KEY, Account, fresh_id
from .container import start_container
from .process import start_process
from .running import Running
from .transport import Body, Transport


class FireworksEmulator:
    """An emulator. One is enough for any number of tests, threads and processes, because each of them uses its own account.

    A context manager stops the emulator on exit. Otherwise, it is stopped when Python exits. An emulator that was not started here is left running.

    Attributes:
        base_url: the URL of the API.
        api_key: an API key that the emulator accepts.
    """

    def __init__(self, base_url: str, *, api_key: str = ANY_KEY, control_token: Optional[str] = None) -> None:
        """Connects to an emulator that is already running. Sends no request.

        Args:
            base_url: such as ``http://localhost:3473``.
            api_key: the API key for clients. By default, each account has its own key, which works unless keys are configured.
            control_token: the value of ``emulator.control.token``; by default that of the variable ``EMULATOR_CONTROL_TOKEN``.
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
        """Starts an emulator, and returns when it is ready. Give either jar or image.

        Args:
            jar: the jar to start, on a free port; needs Java 17 or newer.
            image: the image to start with Testcontainers, which must be installed: ``fireworks-emulator[testcontainers]``.
            settings: by name, such as ``{"emulator.validation": "service"}``.
            java: the ``java`` program for the jar; by default that of ``JAVA_HOME``, otherwise from the path.
            timeout: for the start, in seconds.

        Raises:
            StartError: the emulator did not become ready; the message has the reason and the end of its output.
            ValueError: both or none of jar and image are given, or java is given with an image.
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
        """Stops the emulator if it was started here and is still running."""
        if self._stop is not None:
            self._stop()

    def account(self, account_id: Optional[str] = None, *, of: str = "test") -> Account:
        """Returns a handle for a new account, or for the account with an id. Sends no request: an account is created when it is first used.

        Args:
            account_id: 1 to 63 characters of a-z, 0-9 and -, not beginning or ending with a hyphen.
            of: a text that becomes part of the id of a new account, such as the name of the test.
        """
        return Account(self._transport, account_id or fresh_id(of), self.api_key)

    def call(
        self, method: str, path: str, body: Body = None, query: Optional[Mapping[str, Any]] = None, timeout: float = 60
    ) -> Any:
        """Sends any request to the control API, such as ``call("GET", "/packs")``.

        Returns the parsed JSON of the response, or its bytes if it is not JSON.

        Args:
            path: relative to ``/_emulator/v1``.
            timeout: of each read from the connection, in seconds.

        Raises:
            RefusedError: the emulator rejected the request.
            UnreachableError: there was no response; the message has the end of the emulator's output, if it was started here.
        """
        return self._transport.call(method, path, body, query, timeout)

    def seed(self, document: Mapping[str, Any]) -> None:
        """Creates the resources of a seed document that do not exist, and updates those that differ."""
        self.call("POST", ":seed", document)

    def reset(self) -> None:
        """Deletes everything in all accounts, including those of other tests."""
        self.call("POST", ":reset")

    def output(self) -> str:
        """Returns the end of the emulator's output; empty if it was not started here."""
        return self._running.output() if self._running is not None else ""
