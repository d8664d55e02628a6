"""The pytest plug-in: an emulator for the session, and an account for each test that uses the fixture ``fireworks_emulator``."""

from __future__ import annotations

import os
import warnings
from collections.abc import Generator
from pathlib import Path
from typing import Any, NamedTuple, Optional

import pytest

from .account import Account
from .emulator import FireworksEmulator
from .errors import EmulatorError

_KINDS = {
    "url": "URL of an emulator that is already running",
    "jar": "jar of the emulator, which is started for the session",
    "image": "image of the emulator, which Testcontainers starts for the session",
}

_emulators = pytest.StashKey[list[FireworksEmulator]]()
_accounts = pytest.StashKey[Account]()
_failed = pytest.StashKey[bool]()


class _Source(NamedTuple):
    kind: str
    value: str
    said_by: str


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("fireworks-emulator")
    for kind, what in _KINDS.items():
        group.addoption(f"--fireworks-emulator-{kind}", metavar=kind.upper(), help=what)
        parser.addini(f"fireworks_emulator_{kind}", f"{what}; relative to the root directory" if kind == "jar" else what)
    parser.addini(
        "fireworks_emulator_settings",
        "settings of the started emulator, one per line, such as emulator.validation=service",
        type="linelist",
    )
    parser.addini("fireworks_emulator_timeout", "timeout for the start, in seconds", default="120")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_emulators] = []
    given = [f"--fireworks-emulator-{kind}" for kind in _KINDS if config.getoption(f"fireworks_emulator_{kind}")]
    if len(given) > 1:
        raise pytest.UsageError(f"{' and '.join(given)} exclude each other")


def pytest_report_header(config: pytest.Config) -> Optional[str]:
    source = _source(config)
    return f"fireworks-emulator: {source.kind} {source.value} ({source.said_by})" if source else None


def pytest_unconfigure(config: pytest.Config) -> None:
    # Not at the end of the fixture: the report of the last test is created later, and needs the emulator.
    for emulator in config.stash.get(_emulators, []):
        emulator.stop()


@pytest.fixture(scope="session")
def fireworks_emulator_server(pytestconfig: pytest.Config) -> FireworksEmulator:
    """The emulator of the session. With pytest-xdist, each worker starts its own, unless a URL is configured."""
    try:
        emulator = _found(pytestconfig)
    except (EmulatorError, ValueError) as error:
        reason = str(error)
    else:
        pytestconfig.stash[_emulators].append(emulator)
        return emulator
    pytest.fail(reason, pytrace=False)  # outside the except block, so that the reason is printed once


@pytest.fixture
def fireworks_emulator(
    fireworks_emulator_server: FireworksEmulator, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Account:
    """A new account for the test, set in the variables ``FIREWORKS_*``. It is reset after the test, unless the test has failed."""
    account = fireworks_emulator_server.account(of=request.node.nodeid.rpartition("::")[2])
    for name, value in account.env.items():
        monkeypatch.setenv(name, value)
    request.node.stash[_accounts] = account
    return account


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, None]:
    report: pytest.TestReport = (yield).get_result()
    account = item.stash.get(_accounts, None)
    if account is None:
        return
    if report.failed:
        item.stash[_failed] = True
        report.sections.append(("fireworks-emulator", _timeline(account)))
    if report.when == "teardown" and not item.stash.get(_failed, False):
        try:
            account.reset()
        except EmulatorError as error:
            warnings.warn(pytest.PytestWarning(f"{account} could not be reset: {error}"), stacklevel=1)


def _timeline(account: Account) -> str:
    try:
        return account.timeline()
    except EmulatorError as error:
        return f"no timeline: {error}"


def _found(config: pytest.Config) -> FireworksEmulator:
    source = _source(config)
    if source is None:
        raise EmulatorError(
            "fireworks_emulator: no emulator is configured. Set one of\n"
            + "\n".join(
                f"  --fireworks-emulator-{kind}, FIREWORKS_EMULATOR_{kind.upper()}, or fireworks_emulator_{kind} in pytest's configuration: {what}"
                for kind, what in _KINDS.items()
            )
        )
    settings = _settings(config)
    if source.kind == "url":
        if settings:
            warnings.warn(
                pytest.PytestWarning("fireworks_emulator_settings has no effect on an emulator that runs already"), stacklevel=1
            )
        emulator = FireworksEmulator(source.value)
        emulator.call("GET", "/plans")  # fails here, once, if the emulator is not reachable
        return emulator
    timeout = float(config.getini("fireworks_emulator_timeout"))
    if source.kind == "jar":
        return FireworksEmulator.start(jar=source.value, settings=settings, timeout=timeout)
    return FireworksEmulator.start(image=source.value, settings=settings, timeout=timeout)


def _settings(config: pytest.Config) -> dict[str, str]:
    settings = {}
    for line in config.getini("fireworks_emulator_settings"):
        name, equals, value = line.partition("=")
        if not equals:
            raise EmulatorError(f'fireworks_emulator_settings: "{line}" is not a setting such as emulator.validation=service')
        settings[name.strip()] = value.strip()
    return settings


def _source(config: pytest.Config) -> Optional[_Source]:
    """Precedence: command line, environment, configuration."""
    for kind in _KINDS:
        if config.getoption(f"fireworks_emulator_{kind}"):
            return _Source(kind, config.getoption(f"fireworks_emulator_{kind}"), f"--fireworks-emulator-{kind}")
    for kind in _KINDS:
        variable = f"FIREWORKS_EMULATOR_{kind.upper()}"
        if os.environ.get(variable):
            return _Source(kind, os.environ[variable], variable)
    for kind in _KINDS:
        value = config.getini(f"fireworks_emulator_{kind}")
        if value:
            if kind == "jar":
                value = str(Path(config.rootpath, value))
            return _Source(kind, value, f"fireworks_emulator_{kind}")
    return None
