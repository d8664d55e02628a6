"""The account that a test uses."""

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
from .replies import Replies
from .resources import Resource
from .transport import Body, Transport
from .usage import Usage

_LONGEST_ID = 63

#: The key that clients use if the emulator accepts every key.
ANY_KEY = "fw_local"


def fresh_id(of: str) -> str:
    """Returns a new, unique account id that contains the name of the test."""
    words = re.sub(r"[^a-z0-9]+", "-", of.lower()).strip("-")
    unique = uuid.uuid4().hex[:12]
    return f"t-{words[: _LONGEST_ID - len(unique) - 3].strip('-')}-{unique}".replace("--", "-")


def key_of(account_id: str) -> str:
    """Returns the API key that belongs to an account, if the emulator accepts every key. Inference requests need it, because their URLs contain no account."""
    return f"fw_account_{account_id}"


class Account:
    """An account. It has its own clock, plans, faults and journal, and is isolated from other accounts.

    This class is thread-safe.

    Attributes:
        account_id: the account's id.
        base_url: the value of ``FIREWORKS_BASE_URL`` for a client of this account.
        inference_base_url: the base URL of OpenAI-compatible clients.
        api_key: an API key of the account.
        clock: the clock of the account.
        plans: the plans that resources follow.
        faults: the faults that are applied to requests.
        replies: what models say in place of the emulator's own replies.
        usage: the tokens and simulated costs of inference requests.
        packs: named sets of plans and faults that expose common client bugs.
        journal: the requests of clients and the responses.
    """

    def __init__(self, transport: Transport, account_id: str, api_key: str) -> None:
        self._transport = transport
        self.account_id = account_id
        self.base_url = transport.base_url
        self.inference_base_url = f"{transport.base_url}/inference/v1"
        self.api_key = key_of(account_id) if api_key == ANY_KEY else api_key
        self._moves = Moves()
        self.clock = Clock(self.call, self._moves)
        self.plans = Plans(self.call, transport)
        self.faults = Faults(self.call, transport)
        self.replies = Replies(self.call)
        self.usage = Usage(self.call)
        self.packs = Packs(self.call, transport)
        self.journal = Journal(self.call)

    def __repr__(self) -> str:
        return f"<account {self.account_id} at {self.base_url}>"

    @property
    def env(self) -> dict[str, str]:
        """The environment variables that connect a client to this account."""
        return {
            "FIREWORKS_BASE_URL": self.base_url,
            "FIREWORKS_API_KEY": self.api_key,
            "FIREWORKS_ACCOUNT_ID": self.account_id,
        }

    def call(
        self, method: str, path: str, body: Body = None, query: Optional[Mapping[str, Any]] = None, timeout: float = 60
    ) -> Any:
        """Sends any request to the control API for this account, such as ``call("POST", "/clock:freeze")`` or ``call("POST", ":reset")``.

        Returns the parsed JSON of the response, or its bytes if it is not JSON.

        Args:
            path: relative to the account.
            timeout: of each read from the connection, in seconds.

        Raises:
            RefusedError: the emulator rejected the request.
            UnreachableError: there was no response.
        """
        return self._transport.call(method, f"/accounts/{self.account_id}{path}", body, query, timeout)

    def resource(self, collection: str, id: ResourceReference) -> Resource:
        """Returns a handle for a resource, which need not exist. Sends no request.

        Args:
            collection: the collection in the URL of the API, such as ``supervisedFineTuningJobs``.
            id: the id of the resource, its full name, or an object of the SDK.
        """
        return Resource(self.call, self._moves, collection, resource_id(id))

    def supervised_fine_tuning_job(self, id: ResourceReference) -> Resource:
        """Returns a handle for a job, given its id, its full name, or an object of the SDK."""
        return self.resource("supervisedFineTuningJobs", id)

    def dpo_job(self, id: ResourceReference) -> Resource:
        """Returns a handle for a job, given its id, its full name, or an object of the SDK."""
        return self.resource("dpoJobs", id)

    def deployment(self, id: ResourceReference) -> Resource:
        """Returns a handle for a deployment, given its id, its full name, or an object of the SDK."""
        return self.resource("deployments", id)

    def deployed_model(self, id: ResourceReference) -> Resource:
        """Returns a handle for a deployed model, given its id, its full name, or an object of the SDK. The API chooses the id."""
        return self.resource("deployedModels", id)

    def resources(self, collection: str = "") -> list[ResourceDescription]:
        """Returns the resources that have states, oldest first and at most 1,000, of one collection or of all."""
        answer = self.call("GET", "/resources", query={"collection": collection})
        return [ResourceDescription.of(each) for each in answer["resources"]]

    def reset(self) -> None:
        """Deletes everything in the account, including the journal."""
        self.call("POST", ":reset")
        self._moves.forget()

    def snapshot(self) -> bytes:
        """Returns a ZIP archive of everything in the account, including files. Secrets are masked."""
        archive: bytes = self.call("POST", ":snapshot")
        return archive

    def restore(self, archive: bytes) -> None:
        """Replaces everything in this account by the contents of a snapshot, which may be of another account."""
        self.call("POST", ":restore", archive)
        self._moves.forget()

    def fork(self, into: Optional[str] = None, at: Optional[Moment] = None) -> Account:
        """Copies everything in this account to another account, which must be empty, and returns that account.

        Args:
            into: the id of the other account; by default a new one.
            at: copies the state of this earlier time, by this account's clock, and stops the clock of the copy there; by default now.
        """
        key = ANY_KEY if self.api_key == key_of(self.account_id) else self.api_key
        copy = Account(self._transport, into or fresh_id("fork"), key)
        body = {"account": copy.account_id, **({} if at is None else {"at": moment_text(at)})}
        self.call("POST", ":fork", body)
        return copy

    def seed(self, **parts: Mapping[str, Any]) -> None:
        """Creates the resources of a seed that do not exist, and updates those that differ.

        Args:
            parts: the part of a seed document for one account: ``clock``, ``plans``, ``faults``, and collections such as
                ``datasets`` and ``supervisedFineTuningJobs``.
        """
        self._transport.call("POST", ":seed", {"accounts": {self.account_id: parts}})

    def timeline(self) -> str:
        """Returns a readable report of the account: resources, requests, faults and clock moves."""
        clock = "stands still" if self.clock.is_frozen() else "goes on"
        return timeline.of(
            f"account {self.account_id} at {self.base_url}; its clock {clock} at {self.clock.now():%Y-%m-%d %H:%M:%S} UTC",
            f"/v1/accounts/{self.account_id}/",
            self.resources(),
            self.journal.requests(),
            self.faults.told(),
            self._moves.all(),
        )
