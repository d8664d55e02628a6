"""Calls of the control API over HTTP, with nothing but the standard library."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import Any, Callable, Optional, Union

from .errors import RefusedError, UnreachableError

Body = Union[Mapping[str, Any], bytes, None]

# An emulator is on this machine or near it: proxies of the environment are for what is far away.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

_TAKES_A_BODY = {"POST", "PUT", "PATCH"}


class Transport:
    """Each call has a connection of its own, so that any number of threads may call at the same time.

    Attributes:
        explain: tells what is known of an emulator that does not answer.
    """

    def __init__(self, base_url: str, control_token: Optional[str]) -> None:
        self.base_url = base_url.rstrip("/")
        self.explain: Callable[[], str] = str
        self._headers = {"Authorization": f"Bearer {control_token}"} if control_token else {}

    def call(
        self,
        method: str,
        path: str,
        body: Body = None,
        query: Optional[Mapping[str, Any]] = None,
        timeout: float = 60,
    ) -> Any:
        """Returns what the answer's JSON says, or the bytes of an answer that is none.

        Args:
            path: after ``/_emulator/v1``.
            body: JSON to be, or an archive.
            query: parameters; those that are ``None`` or empty are left out.
            timeout: of each read, in seconds.

        Raises:
            RefusedError: the emulator refused it.
            UnreachableError: there was no answer.
        """
        parameters = {name: value for name, value in (query or {}).items() if value not in (None, "")}
        url = f"{self.base_url}/_emulator/v1{path}" + (f"?{urllib.parse.urlencode(parameters)}" if parameters else "")
        request = urllib.request.Request(url, method=method, headers=dict(self._headers))
        if method in _TAKES_A_BODY:
            archive = isinstance(body, bytes)
            request.add_header("Content-Type", "application/zip" if archive else "application/json")
            request.data = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        try:
            with opener.open(request, timeout=timeout) as answer:
                return _read(answer.headers.get_content_type(), answer.read())
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise _refused(f"{method} {url}", refusal) from None
        except (OSError, http.client.HTTPException) as error:
            reason = error.reason if isinstance(error, urllib.error.URLError) else error
            raise UnreachableError(f"{method} {url}: no answer: {reason}\n{self.explain()}".rstrip()) from error


def _read(content_type: str, content: bytes) -> Any:
    return json.loads(content) if content_type == "application/json" else content


def _refused(call: str, refusal: urllib.error.HTTPError) -> RefusedError:
    content = refusal.read()
    try:
        body = json.loads(content)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        body = {"message": content.decode("utf-8", "replace").strip()}
    return RefusedError(call, refusal.code, body, refusal.headers.get("X-Emulator-Hint", ""))
