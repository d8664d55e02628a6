"""Scripted replies: what models say in tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Callable, Optional, TypedDict, Union

from .models import Length, Moment, length_text, moment_text

if TYPE_CHECKING:
    from typing_extensions import Unpack

#: A condition on a text: a part of it, or a mapping with ``equals``, ``contains`` or ``regex`` (in the syntax of RE2).
TextCondition = Union[str, Mapping[str, str]]


class ReplyOptions(TypedDict, total=False):
    """Which requests a reply answers, and how fast. A key that is absent matches every request."""

    #: The id of the reply; by default the emulator chooses one.
    id: str
    #: The full or short name of the requested model, its base model or its deployment; ``*`` matches any text.
    model: str
    #: ``CHAT``, ``COMPLETION``, ``RESPONSE`` or ``MESSAGE``, or the vendor's operation name.
    operation: str
    #: The text of the last message of the user.
    user_text: TextCondition
    #: The text of the last system message.
    system_text: TextCondition
    #: The names of tools that the request offers.
    tools: Sequence[str]
    #: Whether the last message is the result of a tool.
    tool_result: bool
    #: Whether the client asks for a stream.
    stream: bool
    #: The field ``user`` of the request.
    user: str
    #: Entries of the metadata of the request.
    metadata: Mapping[str, str]
    #: Replies with a smaller number are evaluated first.
    order: int
    #: How many requests the reply answers at most.
    times: int
    #: Answers this matching request only, counted from 1.
    nth: int
    #: Answers every n-th matching request.
    every: int
    #: Answers the first n matching requests only.
    first: int
    #: Does not answer the first n matching requests.
    after: int
    #: The earliest time, inclusive, by the account's clock.
    since: Moment
    #: The latest time, exclusive, by the account's clock.
    until: Moment
    #: The real time from the request to the first token, at most one hour.
    time_to_first_token: Length
    #: The rate of the following tokens, at least 0.01.
    tokens_per_second: float
    #: The largest random deviation of each delay, as a fraction of it, 0 to 1.
    jitter: float


class Reply:
    """A scripted reply of an account.

    Attributes:
        id: the reply's id, which is also in the response header ``X-Emulator-Reply``.
    """

    def __init__(self, call: Callable[..., Any], name: str) -> None:
        self._call = call
        self.id = name.rsplit("/", 1)[-1]

    def __repr__(self) -> str:
        return f"<reply {self.id}>"

    @property
    def matched(self) -> int:
        """How many requests matched, whether or not the reply answered them."""
        return int(self.told()["matched"])

    @property
    def replied(self) -> int:
        """How many requests the reply answered."""
        return int(self.told()["replied"])

    def told(self) -> Mapping[str, Any]:
        """Returns the complete reply, as the control API returns it."""
        told: Mapping[str, Any] = self._call("GET", f"/replies/{self.id}")
        return told

    def remove(self) -> None:
        self._call("DELETE", f"/replies/{self.id}")


class Replies:
    """The scripted replies of an account, in the order in which they are evaluated.

    Every method that adds a reply raises ``RefusedError`` if the reply could never answer a request, or contradicts itself.
    """

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def text(self, content: str, **options: Unpack[ReplyOptions]) -> Reply:
        """Replies with a text, which is a Mustache template over the request, such as ``You said {{user}}``."""
        return self.add({"content": content}, **options)

    def tool_call(self, name: str, arguments: Mapping[str, Any], **options: Unpack[ReplyOptions]) -> Reply:
        """Replies with a call of a tool."""
        return self.add({"toolCalls": [{"name": name, "arguments": arguments}]}, **options)

    def error(
        self, http_status: int, message: str, *, code: str = "", retry_after: Optional[Length] = None, **options: Unpack[ReplyOptions]
    ) -> Reply:
        """Refuses requests.

        Args:
            http_status: 400 to 599.
            message: the text of the error.
            code: the code of the error, such as ``NOT_FOUND``.
            retry_after: the ``Retry-After`` of the error.
        """
        error: dict[str, Any] = {"httpStatus": http_status, "message": message, "code": code}
        if retry_after is not None:
            error["retryAfter"] = length_text(retry_after)
        return self.add({"error": error}, **options)

    def add(self, *replies: Mapping[str, Any], **options: Unpack[ReplyOptions]) -> Reply:
        """Adds a reply after the existing ones of the same order.

        Args:
            replies: the replies to the first, second, ... request; the last one answers all later requests too. Each is a mapping with
                ``content``, ``reasoning``, ``toolCalls``, ``refusal``, ``finishReason``, ``usage``, ``error`` and so on.
        """
        body = {"replies": [dict(reply) for reply in replies], **_spec(options)}
        return Reply(self._call, self._call("POST", "/replies", body, {"replyId": options.get("id", "")})["name"])

    def all(self) -> list[Reply]:
        return [Reply(self._call, reply["name"]) for reply in self.told()]

    def told(self) -> list[Mapping[str, Any]]:
        """Returns the complete replies, as the control API returns them."""
        return [*self._call("GET", "/replies")["replies"]]

    def clear(self) -> None:
        """Removes all replies."""
        self._call("POST", "/replies:clear")


_MATCH = {
    "model": "model",
    "operation": "operation",
    "tools": "tools",
    "tool_result": "toolResult",
    "stream": "stream",
    "user": "user",
    "metadata": "metadata",
}
_TEXTS = {"user_text": "userText", "system_text": "systemText"}
_WHEN = ("nth", "every", "first", "after")


def _spec(options: Mapping[str, Any]) -> dict[str, Any]:
    match = {key: options[name] for name, key in _MATCH.items() if name in options}
    match.update({key: _text(options[name]) for name, key in _TEXTS.items() if name in options})
    when = {name: options[name] for name in _WHEN if name in options}
    when.update({key: moment_text(options[name]) for name, key in (("since", "from"), ("until", "until")) if name in options})
    timing = {key: options[name] for name, key in (("tokens_per_second", "tokensPerSecond"), ("jitter", "jitter")) if name in options}
    if "time_to_first_token" in options:
        timing["timeToFirstToken"] = length_text(options["time_to_first_token"])
    spec = {"match": match, "when": when, "timing": timing}
    return {
        **{name: fields for name, fields in spec.items() if fields},
        **{name: options[name] for name in ("order", "times") if name in options},
    }


def _text(condition: TextCondition) -> Mapping[str, str]:
    return {"contains": condition} if isinstance(condition, str) else condition
