"""Starts the emulator's jar."""

from __future__ import annotations

import os
import queue
import re
import subprocess
import sys
import threading
import zlib
from collections import deque
from pathlib import Path
from typing import IO, Optional

from .errors import StartError
from .running import OUTPUT_LINES, Running, indented

_READY = re.compile(r"export FIREWORKS_BASE_URL=(\S+) FIREWORKS_API_KEY=(\S+) FIREWORKS_ACCOUNT_ID=\S+.*\s*")

# In seconds, after the signal.
_TIME_TO_STOP = 10


def start_process(jar: Path, arguments: list[str], java: Optional[str], timeout: float) -> Running:
    """Raises StartError if it is not ready in time."""
    if not jar.is_file():
        raise StartError(f"there is no jar {jar}; ./mvnw -DskipTests package builds target/fireworks-emulator.jar")
    program = java or _java()
    command = [program, "-XX:+ExitOnOutOfMemoryError", *start_options(jar), "-jar", str(jar), *arguments, "--server.port=0"]
    # The emulator exits when its standard input closes, so it ends with this process, even if this process is killed. A new session
    # protects it from the Ctrl-C that interrupts the tests, so that it can still answer requests for the timeline.
    environment = {**os.environ, "EMULATOR_EXIT_ON_STDIN_CLOSE": "true"}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        raise StartError(f"the emulator did not start: {program}: {error.strerror}; set JAVA_HOME to the directory of a JDK or JRE") from error
    return _Process(process, command).ready_within(timeout)


def start_options(jar: Path) -> list[str]:
    """The options of the JVM that an earlier start of the jar left beside its cache of classes; without them, the jar would start a second JVM."""
    if os.environ.get("EMULATOR_START_CACHE", "").lower() == "false":
        return []
    family = f"start-{zlib.crc32(str(jar.resolve()).encode()):x}-*.options"
    for options in _cache_directory().glob(family):
        return options.read_text(encoding="utf-8").splitlines()
    return []


def _cache_directory() -> Path:
    if sys.platform == "win32" and "LOCALAPPDATA" in os.environ:
        return Path(os.environ["LOCALAPPDATA"], "fireworks-emulator", "cache")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "fireworks-emulator"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "fireworks-emulator")


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    return str(Path(home, "bin", "java")) if home else "java"


class _Process:
    def __init__(self, process: subprocess.Popen[str], command: list[str]) -> None:
        self._process = process
        self._command = " ".join(command)
        self._lines: deque[str] = deque(maxlen=OUTPUT_LINES)
        self._ready: queue.Queue[Optional[re.Match[str]]] = queue.Queue()
        self.base_url = self.api_key = ""
        assert process.stdout is not None
        self._reader = threading.Thread(target=self._read, args=(process.stdout,), name="fireworks-emulator", daemon=True)
        self._reader.start()

    def _read(self, output: IO[str]) -> None:
        """Reads all output, because the process blocks when the pipe is full."""
        with output:
            for line in output:
                self._lines.append(line.rstrip("\n"))
                ready = _READY.fullmatch(line)
                if ready:
                    self._ready.put(ready)
        self._ready.put(None)

    def ready_within(self, timeout: float) -> _Process:
        try:
            ready = self._ready.get(timeout=timeout)
        except queue.Empty:
            self.stop()
            raise StartError(f"the emulator was not ready within {timeout:g} s: {self._command}; {self._last_output()}") from None
        except BaseException:
            self.stop()
            raise
        if ready is None:
            code = self._process.wait()
            self.stop()
            raise StartError(f"the emulator did not start: {self._command}\nended with code {code}; {self._last_output()}")
        self.base_url, self.api_key = ready.groups()
        return self

    def output(self) -> str:
        code = self._process.poll()
        state = "the emulator is running" if code is None else f"the emulator has ended with code {code}"
        return f"{state}; {self._last_output()}"

    def _last_output(self) -> str:
        return "its last output:\n" + indented("\n".join(list(self._lines)))

    def stop(self) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.close()
        except OSError:
            pass  # the process has already ended
        self._process.terminate()
        try:
            self._process.wait(_TIME_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join(_TIME_TO_STOP)
