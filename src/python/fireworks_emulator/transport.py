"""Sends requests to the control API, using only the standard library."""

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

# The emulator runs on this machine or nearby, so proxies from the environment are ignored.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

_TAKES_A_BODY = {"POST", "PUT", "PATCH"}


class Transport:
    """Thread-safe, because each request has its own connection.

    Attributes:
        explain: returns details for the error message if the emulator does not respond.
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
        """Returns the parsed JSON of the response, or its bytes if it is not JSON.

        Args:
            path: relative to ``/_emulator/v1``.
            body: a mapping, which is sent as JSON, or the bytes of an archive.
            query: parameters; those that are ``None`` or empty are omitted.
            timeout: of each read from the connection, in seconds.

        Raises:
            RefusedError: the emulator rejected the request.
            UnreachableError: there was no response.
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
