"""What becomes of jobs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable, Union

from .models import JobReference, job_id
from .transport import Transport

#: The name of a plan that comes with the emulator, or one as the control API has it, with ``stages`` and so on.
Plan = Union[str, Mapping[str, Any]]


class Plans:
    """The plans of an account. The most specific one wins: a job's, the first rule's that fits, the account's."""

    def __init__(self, call: Callable[..., Any], transport: Transport) -> None:
        self._call = call
        self._transport = transport

    def ready(self) -> dict[str, str]:
        """The plans that come with the emulator, by their names, each with what it is for."""
        return {plan["name"]: plan["description"] for plan in self._transport.call("GET", "/plans")["plans"]}

    def set_default(self, plan: Plan) -> None:
        """Sets the plan of all jobs that are made from now on and that no rule is for."""
        self._call("PUT", "/defaultPlan", _choice(plan))

    def clear_default(self) -> None:
        """Lets jobs that no rule is for follow the server's own plan again."""
        self._call("DELETE", "/defaultPlan")

    def set_for_job(self, job: JobReference, plan: Plan) -> None:
        """Sets the plan of a job, which may be there already or be made later."""
        self._call("PUT", f"/jobs/{job_id(job)}/plan", _choice(plan))

    def clear_for_job(self, job: JobReference) -> None:
        """Takes back what was set for jobs that are made later under this id."""
        self._call("DELETE", f"/jobs/{job_id(job)}/plan")

    def add_rule(
        self,
        plan: Plan,
        *,
        job: str = "",
        display_name: str = "",
        dataset: str = "",
        base_model: str = "",
        type: str = "",
    ) -> str:
        """Lets every job that fits follow a plan from its creation on, and returns the rule's id.

        Args:
            plan: to follow.
            job: the job's id; in this and the others ``*`` stands for anything, and an empty one fits all.
            type: such as ``supervisedFineTuningJobs``.

        Raises:
            RefusedError: the rule could never decide, because one before it fits whatever it fits.
        """
        match = {"jobId": job, "displayName": display_name, "dataset": dataset, "baseModel": base_model, "type": type}
        rule = self._call("POST", "/plans", {"match": match, "choice": _choice(plan)})
        return str(rule["name"]).rsplit("/", 1)[-1]

    def remove_rule(self, rule: str) -> None:
        """Takes a rule away; jobs that follow its plan go on doing so."""
        self._call("DELETE", f"/plans/{rule}")

    def rules(self) -> list[Mapping[str, Any]]:
        """The rules in the order in which they are looked at, as the control API has them."""
        return list(self._call("GET", "/plans")["plans"])


def _choice(plan: Plan) -> dict[str, Any]:
    return {"use": plan} if isinstance(plan, str) else {"plan": plan}
