"""An account of a test's own."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any, Optional

from . import timeline
from .clock import Clock
from .faults import Faults
from .journal import Journal
from .models import Moment, ResourceDescription, ResourceReference, moment_text, resource_id
from .moves import Moves
from .packs import Packs
from .plans import Plans
from .resources import Resource
from .transport import Body, Transport

_LONGEST_ID = 63


def fresh_id(of: str) -> str:
    """An account id that nobody has used, by which the test can be recognised whose it is."""
    words = re.sub(r"[^a-z0-9]+", "-", of.lower()).strip("-")
    unique = uuid.uuid4().hex[:12]
    return f"t-{words[: _LONGEST_ID - len(unique) - 3].strip('-')}-{unique}".replace("--", "-")


class Account:
    """An account, which is a sandbox: its time, plans, faults and evidence are its own, and no other account sees what is in it.

    Any number of threads may use it at the same time.

    Attributes:
        account_id: the account's id.
        base_url: what ``FIREWORKS_BASE_URL`` is to be for a client of this account.
        api_key: a key that opens the account.
        clock: the account's time.
        plans: which plans resources follow.
        faults: what goes wrong with calls.
        packs: plans and faults under one name that are known to break clients.
        journal: what clients asked, and what they were answered.
    """

    def __init__(self, transport: Transport, account_id: str, api_key: str) -> None:
        self._transport = transport
        self.account_id = account_id
        self.base_url = transport.base_url
        self.api_key = api_key
        self._moves = Moves()
        self.clock = Clock(self.call, self._moves)
        self.plans = Plans(self.call, transport)
        self.faults = Faults(self.call, transport)
        self.packs = Packs(self.call, transport)
        self.journal = Journal(self.call)

    def __repr__(self) -> str:
        return f"<account {self.account_id} at {self.base_url}>"

    @property
    def env(self) -> dict[str, str]:
        """The variables that lead a client to this account."""
        return {
            "FIREWORKS_BASE_URL": self.base_url,
            "FIREWORKS_API_KEY": self.api_key,
            "FIREWORKS_ACCOUNT_ID": self.account_id,
        }

    def call(
        self, method: str, path: str, body: Body = None, query: Optional[Mapping[str, Any]] = None, timeout: float = 60
    ) -> Any:
        """Any call of the control API on this account, such as ``call("POST", "/clock:freeze")`` or ``call("POST", ":reset")``.

        Returns what the answer's JSON says, or the bytes of an answer that is none.

        Raises:
            RefusedError: the emulator refused it.
            UnreachableError: there was no answer.
        """
        return self._transport.call(method, f"/accounts/{self.account_id}{path}", body, query, timeout)

    def resource(self, collection: str, id: ResourceReference) -> Resource:
        """A handle for a resource, whether it exists or not. No call is made.

        Args:
            collection: as the API's addresses have it, such as ``supervisedFineTuningJobs``.
            id: the resource's id, its full name, or what the SDK answered.
        """
        return Resource(self.call, self._moves, collection, resource_id(id))

    def supervised_fine_tuning_job(self, id: ResourceReference) -> Resource:
        """A handle for a job, by its id, its full name, or what the SDK answered."""
        return self.resource("supervisedFineTuningJobs", id)

    def dpo_job(self, id: ResourceReference) -> Resource:
        """A handle for a job, by its id, its full name, or what the SDK answered."""
        return self.resource("dpoJobs", id)

    def resources(self, collection: str = "") -> list[ResourceDescription]:
        """The first thousand resources that have states, the oldest first, of one collection or of all."""
        answer = self.call("GET", "/resources", query={"collection": collection})
        return [ResourceDescription.of(each) for each in answer["resources"]]

    def reset(self) -> None:
        """Empties the account."""
        self.call("POST", ":reset")
        self._moves.forget()

    def snapshot(self) -> bytes:
        """An archive of all there is in the account, files included."""
        archive: bytes = self.call("POST", ":snapshot")
        return archive

    def restore(self, archive: bytes) -> None:
        """Puts the world of an archive, whichever account it was taken from, in the place of this account's own."""
        self.call("POST", ":restore", archive)
        self._moves.forget()

    def fork(self, into: Optional[str] = None, at: Optional[Moment] = None) -> Account:
        """A copy of this account in another one, which must be empty.

        Args:
            into: the other account's id; by default a fresh one.
            at: a moment by this account's clock, at which the copy's time then stands still; by default now.
        """
        copy = Account(self._transport, into or fresh_id("fork"), self.api_key)
        body = {"account": copy.account_id, **({} if at is None else {"at": moment_text(at)})}
        self.call("POST", ":fork", body)
        return copy

    def seed(self, **parts: Mapping[str, Any]) -> None:
        """Makes what is not there and changes what is there in another way.

        Args:
            parts: what a seed document has under an account: ``clock``, ``plans``, ``faults``, and the
                collections, such as ``datasets`` and ``supervisedFineTuningJobs``.
        """
        self._transport.call("POST", ":seed", {"accounts": {self.account_id: parts}})

    def timeline(self) -> str:
        """What has happened in the account, for people to read: resources, requests, faults and moves of the clock."""
        clock = "stands still" if self.clock.is_frozen() else "goes on"
        return timeline.of(
            f"account {self.account_id} at {self.base_url}; its clock {clock} at {self.clock.now():%Y-%m-%d %H:%M:%S} UTC",
            f"/v1/accounts/{self.account_id}/",
            self.resources(),
            self.journal.requests(),
            self.faults.told(),
            self._moves.all(),
        )
