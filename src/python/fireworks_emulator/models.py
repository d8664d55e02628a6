"""What the emulator tells, and how times, lengths of time and resources are told to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Optional, Protocol, Union

#: A length of time: a number of seconds, or a text such as ``21600s`` or ``PT6H``.
Length = Union[timedelta, float, int, str]

#: A moment: one that knows its time zone, or a text as RFC 3339 has it.
Moment = Union[datetime, str]


class Named(Protocol):
    """Anything with a resource's full name, such as a job of the official SDK."""

    @property
    def name(self) -> Optional[str]: ...


#: A resource: its id, its full name, or what the SDK answered.
ResourceReference = Union[str, Named]


@dataclass(frozen=True)
class Transition:
    """One change of state.

    Attributes:
        name: the full name of what has changed.
        to_state: empty where it went away.
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
    """A resource that has states: which plan it follows and why, what has happened to it, and what comes next.

    Attributes:
        name: its full name.
        state: such as ``JOB_STATE_RUNNING``.
        code: what its status says, such as ``OK``.
        message: the status message.
        ended: whether nothing more will happen to it.
        plan: the name of the plan that it follows.
        why: for what reason it follows this plan.
        next_time: when it moves on, by the account's clock; ``None`` where only a call moves it.
        next_state: what it will be then; empty where it goes away.
        transitions: what has happened to it.
        told: all that the emulator told of it.
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
    """A request that a client made, and how it was answered.

    Attributes:
        number: by which it can be asked for.
        time: when it came in, by the account's clock.
        start_time: when it came in, by the machine's clock.
        duration: until the last byte of the answer, by the machine's clock.
        operation: the vendor's name for the call; empty if there is no such call.
        lost: whether the client cannot have had the whole answer.
        fault: the name of the fault that it met with; empty if it met with none.
        hint: what the client was told on the side.
        told: all that the emulator told of it.
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
    """A time as the emulator tells it, to the microsecond, which is what Python can tell."""
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
