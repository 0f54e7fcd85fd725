"""Recorded answers of sources: a transport that replays a cassette, and one that writes it with keys scrubbed.

The files are vcrpy's (version 1), so that other tools read them. A request matches by method, path and query without
its key; the host does not count, so that a recording serves any base URL. Each answer is given once in order; the last
one of a request is given again and again.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import httpx2

from generator.errors import UsageError
from generator.sources.failures import Outcome, Unanswered

KEYS: Final = frozenset({"token", "apikey", "api_key", "api-key", "key", "registrationkey", "access_token"})
"""Query parameters that carry a key."""
_KEPT: Final = frozenset({"content-type", "retry-after", "retry-after-ms", "location"})
SCRUBBED: Final = "REDACTED"
_COMMENT: Final = "# Recorded by neurowire. Keys are scrubbed.\n"


class _Request(NamedTuple):
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    body: str


def without_key(url: httpx2.URL) -> httpx2.URL:
    """The URL without the parameters that carry a key."""
    kept: list[tuple[str, str | int | float | bool | None]] = [
        (name, value) for name, value in url.params.multi_items() if name.lower() not in KEYS
    ]
    return url.copy_with(query=str(httpx2.QueryParams(kept)).encode() if kept else None)


def _request(method: str, url: httpx2.URL, body: str) -> _Request:
    items = sorted(without_key(url).params.multi_items())
    return _Request(method.upper(), url.path, tuple(items), body)


class Player(httpx2.AsyncBaseTransport):
    """Answers from a cassette alone. Raises UsageError if the file is not one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._answers: dict[_Request, deque[dict[str, Any]]] = defaultdict(deque)
        for interaction in _interactions(path):
            asked = interaction["request"]
            body = asked.get("body") or ""
            said = body if isinstance(body, str) else ""
            wanted = _request(asked.get("method", "GET"), httpx2.URL(asked["uri"]), said)
            self._answers[wanted].append(interaction["response"])

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The recorded answer. Raises Unanswered for a request that the cassette does not hold."""
        wanted = _request(request.method, request.url, (await request.aread()).decode("utf-8", "replace"))
        waiting = self._answers.get(wanted)
        if not waiting:
            asked = f"{wanted.method} {without_key(request.url)}"
            raise Unanswered(f"{self.path}: the cassette does not hold {asked}", Outcome.NOT_STORED)
        kept = waiting.popleft() if len(waiting) > 1 else waiting[0]
        body = kept.get("body", {}).get("string", "")
        raw = body.encode("utf-8") if isinstance(body, str) else bytes(body)
        headers = {name: value for name, value in _headers(kept) if name in _KEPT}
        return httpx2.Response(int(kept["status"]["code"]), headers=headers, content=raw)


class Recorder(httpx2.AsyncBaseTransport):
    """Passes calls on and keeps each with its answer; `save` writes the cassette."""

    def __init__(self, inner: httpx2.AsyncBaseTransport, secrets: Sequence[str] = ()) -> None:
        self._inner = inner
        self._secrets = [secret for secret in secrets if secret]
        self._kept: list[dict[str, Any]] = []

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The real answer, read whole (gzip undone) so that no secret hides in it."""
        answer = await self._inner.handle_async_request(request)
        try:
            body = await answer.aread()
        finally:
            await answer.aclose()
        text = self._scrubbed(body.decode(answer.encoding or "utf-8", "replace"))
        headers = {name: [value] for name, value in answer.headers.items() if name.lower() in _KEPT}
        self._kept.append({
            "request": {
                "method": request.method,
                "uri": self._scrubbed(str(without_key(request.url))),
                "body": self._scrubbed((await request.aread()).decode("utf-8", "replace")),
                "headers": {},
            },
            "response": {
                "status": {"code": answer.status_code, "message": answer.reason_phrase},
                "headers": headers,
                "body": {"string": text},
            },
        })  # fmt: skip
        plain = {name: value for name, value in answer.headers.items() if name.lower() in _KEPT}
        return httpx2.Response(answer.status_code, headers=plain, content=body)

    async def aclose(self) -> None:
        """Close the transport behind it."""
        await self._inner.aclose()

    def save(self, path: Path) -> None:
        """Write the cassette. Raises UsageError if it cannot be written."""
        import yaml

        text = yaml.safe_dump(
            {"interactions": self._kept, "version": 1}, sort_keys=False, allow_unicode=True, width=120
        )
        try:
            path.write_text(_COMMENT + text, "utf-8")
        except OSError as error:
            raise UsageError(f"--record {path}: cannot be written ({error.strerror or error})") from error

    def _scrubbed(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, SCRUBBED)
        names = "|".join(sorted(map(re.escape, KEYS)))
        return re.sub(rf"(?i)([?&](?:{names})=)[^&\s\"']+", rf"\g<1>{SCRUBBED}", text)


def _headers(kept: dict[str, Any]) -> list[tuple[str, str]]:
    headers = kept.get("headers") or {}
    return [(n.lower(), str(v[0] if isinstance(v, list) else v)) for n, v in headers.items()]


def _interactions(path: Path) -> list[dict[str, Any]]:
    import yaml

    try:
        cassette = yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found = cassette["interactions"]
        for interaction in found:
            interaction["request"]["uri"], interaction["response"]["status"]["code"]
        return list(found)
    except OSError as error:
        raise UsageError(f"cannot read the cassette {path}: {error.strerror or error}") from error
    except (yaml.YAMLError, LookupError, TypeError, ValueError) as error:
        raise UsageError(f"{path} is not a cassette; record one with --record") from error
