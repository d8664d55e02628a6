"""Data of the control API, and conversions of times, durations and resource names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Optional, Protocol, Union

#: A duration: a timedelta, a number of seconds, or a string such as ``21600s`` or ``PT6H``.
Length = Union[timedelta, float, int, str]

#: A time: a datetime with a time zone, or a string in RFC 3339 format.
Moment = Union[datetime, str]


class Named(Protocol):
    """An object with a full resource name, such as a job of the official SDK."""

    @property
    def name(self) -> Optional[str]: ...


#: A resource: its id, its full name, or an object of the SDK.
ResourceReference = Union[str, Named]


@dataclass(frozen=True)
class Transition:
    """A change of state.

    Attributes:
        name: the full resource name.
        from_state: empty if the resource was created.
        to_state: empty if the resource was deleted.
        time: by the account's clock.
    """

    name: str
    from_state: str
    to_state: str
    time: datetime

    @staticmethod
    def of(told: Mapping[str, Any]) -> Transition:
        return Transition(told["name"], told["fromState"], told["toState"], moment(told["time"]))


@dataclass(frozen=True)
class ResourceDescription:
    """A resource that has states, with its plan and its past and next transitions. Times are by the account's clock.

    Attributes:
        name: the full resource name.
        state: such as ``JOB_STATE_RUNNING`` or ``READY``.
        code: the code of the status, such as ``OK``.
        message: the message of the status.
        ended: whether the state is terminal.
        plan: the name of the plan.
        why: the reason why the resource has this plan.
        next_time: the time of the next transition; ``None`` if none is planned, or if it waits for a request.
        next_state: the state after the next transition; empty if the resource will be deleted.
        transitions: the past transitions, in order.
        told: the complete resource, as the control API returned it.
    """

    name: str
    state: str
    code: str
    message: str
    ended: bool
    create_time: datetime
    plan: str
    why: str
    next_time: Optional[datetime]
    next_state: str
    transitions: list[Transition]
    told: Mapping[str, Any] = field(repr=False)

    @staticmethod
    def of(told: Mapping[str, Any]) -> ResourceDescription:
        following = told["nextTransitionTime"]
        return ResourceDescription(
            name=told["name"],
            state=told["state"],
            code=told["status"]["code"],
            message=told["status"]["message"],
            ended=told["ended"],
            create_time=moment(told["createTime"]),
            plan=told["plan"]["name"],
            why=told["plan"]["why"],
            next_time=moment(following) if following else None,
            next_state=told["nextState"],
            transitions=[Transition.of(each) for each in told["transitions"]],
            told=told,
        )

    @property
    def id(self) -> str:
        return resource_id(self.name)

    @property
    def collection(self) -> str:
        """Such as ``supervisedFineTuningJobs``."""
        return self.name.rsplit("/", 2)[-2]


@dataclass(frozen=True)
class Request:
    """A request of a client, and the response.

    Attributes:
        number: the number of the request, for ``Journal.get``.
        time: the time of arrival, by the account's clock.
        start_time: the time of arrival, by the machine's clock.
        duration: the time until the last byte of the response, by the machine's clock.
        operation: the name of the operation in the vendor's API; empty if there is none.
        lost: whether the client did not receive the complete response.
        fault: the name of the fault that was applied; empty if there is none.
        hint: the value of ``X-Emulator-Hint``; empty if there is none.
        told: the complete request, as the control API returned it.
    """

    number: int
    time: datetime
    start_time: datetime
    duration: timedelta
    method: str
    path: str
    operation: str
    status: int
    lost: bool
    fault: str
    hint: str
    user_agent: str
    told: Mapping[str, Any] = field(repr=False)

    @staticmethod
    def of(told: Mapping[str, Any]) -> Request:
        return Request(
            number=int(told["number"]),
            time=moment(told["time"]),
            start_time=moment(told["startTime"]),
            duration=timedelta(seconds=float(told["duration"].rstrip("s"))),
            method=told["method"],
            path=told["path"],
            operation=told["operation"],
            status=told["status"],
            lost=told["lost"],
            fault=told["fault"],
            hint=told["hint"],
            user_agent=told["userAgent"],
            told=told,
        )


def moment(text: str) -> datetime:
    """Parses a time of the emulator. A datetime has microseconds; further digits are cut off."""
    seconds, fraction = re.fullmatch(r"([^.Z]+)(?:\.(\d+))?Z", text).groups("0")  # type: ignore[union-attr]
    whole = datetime.strptime(seconds, "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc)
    return whole.replace(microsecond=int(fraction[:6].ljust(6, "0")))


def moment_text(value: Moment) -> str:
    if isinstance(value, str):
        return value
    if value.tzinfo is None:
        raise ValueError(f"{value!r} does not say in which time zone it is, such as tzinfo=timezone.utc")
    return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def length_text(value: Length) -> str:
    if isinstance(value, str):
        return value
    length = value if isinstance(value, timedelta) else timedelta(seconds=value)
    micros = length // timedelta(microseconds=1)
    sign = "-" if micros < 0 else ""
    return f"{sign}{abs(micros) // 1_000_000}.{abs(micros) % 1_000_000:06d}s"


def resource_id(resource: ResourceReference) -> str:
    name = resource if isinstance(resource, str) else resource.name
    if not name:
        raise ValueError(f"{resource!r} has no name")
    return name.rsplit("/", 1)[-1]
