"""The plans that resources follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable, Optional, Union

from .transport import Transport

#: The name of a predefined plan, or a plan in the format of the control API, with ``stages``, ``reaches``, ``attributes`` and so on.
Plan = Union[str, Mapping[str, Any]]


class Plans:
    """The plans of an account. The most specific plan wins: that of the resource (see ``Resource.set_plan``), that of the first
    matching rule, the default plan of the account."""

    def __init__(self, call: Callable[..., Any], transport: Transport) -> None:
        self._call = call
        self._transport = transport

    def ready(self) -> dict[str, str]:
        """Returns the names of the predefined plans, each with its description."""
        return {plan["name"]: plan["description"] for plan in self._transport.call("GET", "/plans")["plans"]}

    def set_default(self, plan: Plan) -> None:
        """Sets the plan of resources that are created from now on and match no rule."""
        self._call("PUT", "/defaultPlan", choice(plan))

    def clear_default(self) -> None:
        """Removes the default plan. New resources that match no rule follow the plan of the settings again."""
        self._call("DELETE", "/defaultPlan")

    def add_rule(
        self,
        plan: Plan,
        *,
        collection: str = "",
        id: str = "",
        display_name: str = "",
        attributes: Optional[Mapping[str, str]] = None,
    ) -> str:
        """Sets the plan of matching resources that are created from now on, and returns the id of the rule.

        In a pattern, ``*`` matches any text. An empty pattern matches everything.

        Args:
            plan: the plan of matching resources.
            collection: such as ``supervisedFineTuningJobs``.
            id: a pattern for the id.
            display_name: a pattern for the display name.
            attributes: patterns for attributes of the type of resource, such as ``dataset`` and ``baseModel`` of a training,
                each by full name or id.

        Raises:
            RefusedError: the rule could never apply because an earlier rule matches all its resources, or no type of resource has such an
                attribute.
        """
        match = {"collection": collection, "id": id, "displayName": display_name, "attributes": dict(attributes or {})}
        rule = self._call("POST", "/plans", {"match": match, "choice": choice(plan)})
        return str(rule["name"]).rsplit("/", 1)[-1]

    def remove_rule(self, rule: str) -> None:
        """Removes a rule. Resources that follow its plan keep it."""
        self._call("DELETE", f"/plans/{rule}")

    def rules(self) -> list[Mapping[str, Any]]:
        """Returns the rules in the order in which they are evaluated, in the format of the control API."""
        return list(self._call("GET", "/plans")["plans"])


def choice(plan: Plan) -> dict[str, Any]:
    """Converts a plan to the format of the control API."""
    return {"use": plan} if isinstance(plan, str) else {"plan": plan}
