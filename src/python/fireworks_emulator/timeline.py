"""A readable report of what happened in an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from itertools import groupby
from typing import Any, NamedTuple

from .models import Request, ResourceDescription, Transition, resource_id
from .moves import Move

# The last lines are kept, because the failure is near the end.
_MOST_LINES = 60

_EARLIEST = datetime.min.replace(tzinfo=timezone.utc)


class _Line(NamedTuple):
    """Lines are sorted by the account's time, and by the machine's time while the account's clock is stopped."""

    time: datetime
    real_time: datetime
    text: str


def of(
    heading: str,
    own: str,
    resources: Sequence[ResourceDescription],
    requests: Sequence[Request],
    faults: Sequence[Mapping[str, Any]],
    moves: Sequence[Move],
) -> str:
    """Returns a heading and all events in order. own is the path prefix of the account, which is omitted from the output."""
    lines = sorted(
        [
            # A transition at the time at which the clock stopped comes before all later events at that time.
            *(_Line(change.time, _EARLIEST, _changed(each, change)) for each in resources for change in each.transitions),
            *(_Line(asked.time, asked.start_time, _asked(asked, own)) for asked in requests),
            *(_Line(move.time, move.real_time, f"clock {move.what}") for move in moves),
        ],
        key=lambda line: line[:2],
    )
    told = _told(lines)
    if len(told) > _MOST_LINES:
        told = [f"… {len(told) - _MOST_LINES} earlier lines", *told[-_MOST_LINES:]]
    return "\n".join(
        [
            heading,
            *(told or ["nothing has happened"]),
            *(_state(each) for each in resources),
            *(f"fault {resource_id(fault['name'])}: fired on {fault['fired']} of {fault['matched']} calls" for fault in faults),
        ]
    )


def _told(lines: Sequence[_Line]) -> list[str]:
    """Prints equal consecutive lines once, with their number."""
    told = []
    for text, same in groupby(lines, key=lambda line: line.text):
        times = [line.time for line in same]
        elapsed = f"{(times[0] - lines[0].time).total_seconds():+12.3f}s"
        again = f"  ×{len(times)}, until {(times[-1] - lines[0].time).total_seconds():+.3f}s" if len(times) > 1 else ""
        told.append(f"{elapsed}  {text}{again}")
    return told


def _changed(resource: ResourceDescription, change: Transition) -> str:
    return f"{resource.collection}/{resource.id}: {_short(change.from_state)} → {_short(change.to_state) or 'gone'}"


def _asked(request: Request, own: str) -> str:
    path = request.path[len(own) :] if request.path.startswith(own) else request.path
    extra = "".join(
        [
            f"  fault {resource_id(request.fault)}" if request.fault else "",
            "  lost" if request.lost else "",
            f"  hint: {request.hint}" if request.hint else "",
        ]
    )
    return f"{request.method} {path} {request.status}  {request.operation or '(no such call)'}{extra}"


def _state(resource: ResourceDescription) -> str:
    status = f", {resource.code}: {resource.message}" if resource.message else ""
    following = ""
    if not resource.ended:
        following = (
            f"; {_short(resource.next_state) or 'gone'} at {resource.next_time:%H:%M:%S}"
            if resource.next_time
            else "; only a call moves it on"
        )
    name = f"{resource.collection}/{resource.id}"
    return f"{name}: {_short(resource.state)}{status}{following} (plan {resource.plan}: {resource.why})"


def _short(state: str) -> str:
    return state.rpartition("_STATE_")[2]
