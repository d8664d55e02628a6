"""Which plans resources follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable, Optional, Union

from .transport import Transport

#: The name of a plan that comes with the emulator, or one as the control API has it, with ``stages``, ``reaches``, ``attributes`` and so on.
Plan = Union[str, Mapping[str, Any]]


class Plans:
    """The plans of an account. The most specific one wins: the resource's own (see ``Resource.set_plan``), the first rule's
    that fits, the account's."""

    def __init__(self, call: Callable[..., Any], transport: Transport) -> None:
        self._call = call
        self._transport = transport

    def ready(self) -> dict[str, str]:
        """The plans that come with the emulator, by their names, each with what it is for."""
        return {plan["name"]: plan["description"] for plan in self._transport.call("GET", "/plans")["plans"]}

    def set_default(self, plan: Plan) -> None:
        """Sets the plan of all resources that are created from now on and that no rule fits."""
        self._call("PUT", "/defaultPlan", choice(plan))

    def clear_default(self) -> None:
        """Lets resources that no rule fits follow the server's own plan again."""
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
        """Lets every resource that fits follow a plan from its creation on, and returns the rule's id.

        In all patterns ``*`` stands for anything, and an empty one fits all.

        Args:
            plan: to follow.
            collection: such as ``supervisedFineTuningJobs``.
            id: the resource's id.
            display_name: its display name.
            attributes: of its kind, such as ``dataset`` and ``baseModel`` of a training, each by its full name or id.

        Raises:
            RefusedError: the rule could never decide, because one before it fits whatever it fits, or no kind of
                resource has such an attribute.
        """
        match = {"collection": collection, "id": id, "displayName": display_name, "attributes": dict(attributes or {})}
        rule = self._call("POST", "/plans", {"match": match, "choice": choice(plan)})
        return str(rule["name"]).rsplit("/", 1)[-1]

    def remove_rule(self, rule: str) -> None:
        """Removes a rule; resources that follow its plan go on doing so."""
        self._call("DELETE", f"/plans/{rule}")

    def rules(self) -> list[Mapping[str, Any]]:
        """The rules in the order in which they are looked at, as the control API has them."""
        return list(self._call("GET", "/plans")["plans"])


def choice(plan: Plan) -> dict[str, Any]:
    """As the control API takes it."""
    return {"use": plan} if isinstance(plan, str) else {"plan": plan}
