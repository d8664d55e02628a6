"""The tokens and simulated costs of an account's inference requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Callable, Optional

from .errors import Unsatisfied
from .models import Moment, moment_text


@dataclass(frozen=True)
class UsageTotals:
    """The sums of several requests.

    Attributes:
        calls: how many requests a model answered.
        prompt_tokens: including the cached ones.
        dollars: the simulated cost in US dollars; deployments are billed by time, so their requests cost nothing.
    """

    calls: int
    prompt_tokens: int
    cached_tokens: int
    completion_tokens: int
    total_tokens: int
    dollars: float

    @staticmethod
    def of(told: Mapping[str, Any]) -> UsageTotals:
        return UsageTotals(
            int(told["calls"]),
            int(told["promptTokens"]),
            int(told["cachedTokens"]),
            int(told["completionTokens"]),
            int(told["totalTokens"]),
            float(told["dollars"]),
        )


class Usage:
    """The usage ledger of an account. Times are by the account's clock."""

    def __init__(self, call: Callable[..., Any]) -> None:
        self._call = call

    def total(
        self,
        *,
        model: str = "",
        deployment: str = "",
        operation: str = "",
        since: Optional[Moment] = None,
        until: Optional[Moment] = None,
    ) -> UsageTotals:
        """Returns the sums of the matching requests. In strings, ``*`` matches any text. Times select hours as a whole.

        Args:
            model: the full name of the model.
            deployment: the full name of the deployment.
            operation: the name of the operation in the vendor's API.
        """
        query = {
            "model": model,
            "deployment": deployment,
            "operation": operation,
            "from": "" if since is None else moment_text(since),
            "to": "" if until is None else moment_text(until),
        }
        return UsageTotals.of(self._call("GET", "/usage", query=query)["totals"])

    def rows(self) -> list[Mapping[str, Any]]:
        """Returns the usage by hour, model, deployment and operation, as the control API returns it."""
        return [*self._call("GET", "/usage")["rows"]]

    def verify(self, *, at_most_tokens: Optional[int] = None, at_most_dollars: Optional[float] = None) -> UsageTotals:
        """Asserts on the tokens and the simulated cost of all requests of the account, and returns them.

        Raises:
            Unsatisfied: the account used more.
        """
        total = self.total()
        if at_most_tokens is not None and total.total_tokens > at_most_tokens:
            raise Unsatisfied(f"{total.calls} requests used {total.total_tokens} tokens, more than {at_most_tokens}")
        if at_most_dollars is not None and total.dollars > at_most_dollars:
            raise Unsatisfied(f"{total.calls} requests cost {total.dollars:g} dollars, more than {at_most_dollars:g}")
        return total
