"""The one client of all sources: polite, bounded, patient, and silent about its key.

Only https, unless the host is this machine. The key goes in a header, never in a URL, a log, an error or the cache. No
redirect is followed to another host. An answer has a size, each try a deadline, each host a pace.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

import httpx2

from generator import __version__
from generator.errors import UsageError
from generator.net import Patience, asked_pause, retrying
from generator.settings import Provider
from generator.sources.bodies import decoded, error_of, text_of
from generator.sources.cache import Cache
from generator.sources.failures import AGAIN, Outcome, Told, Unanswered, outcome_of, words_of
from generator.sources.tape import KEYS, Recorder

MOST_BYTES: Final = 64_000_000
BASIC: Final = "basic"
"""The form of a key that goes as a user's name."""
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS: Final = 3

Query = Mapping[str, str]


class Manners(NamedTuple):
    """How a provider wants to be called: name, base URL, seconds between two calls, key header ("{}" is the key)."""

    name: str
    base: str
    pace: float = 0.0
    key_header: str = ""
    key_form: str = "{}"
    accept: str = "application/json"
    agent: str = f"neurowire/{__version__}"
    elsewhere: tuple[tuple[str, str], ...] = ()
    """Beginnings of paths that stand on another host of the same provider, unless a base URL is set."""


class Answer(NamedTuple):
    """An answer: its text, the URL it came from (without a key), when it was fetched, and whether from the cache."""

    text: str
    url: str
    fetched: datetime
    stored: bool = False


class Terms(NamedTuple):
    """How calls are made in this run. `most_age` is how old a stored answer may be to stand for a call."""

    cache: Cache | None = None
    most_age: timedelta = timedelta(0)
    offline: bool = False
    patience: Patience = Patience(tries=4, first=0.5, most=20.0, deadline=120.0)
    try_seconds: float = 30.0
    most_bytes: int = MOST_BYTES
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)


class Wire(AbstractAsyncContextManager["Wire"]):
    """A client for one provider. `transport` replaces the network: a cassette's Player, a Recorder, a test's own."""

    def __init__(
        self,
        manners: Manners,
        provider: Provider = Provider(),  # noqa: B008
        terms: Terms = Terms(),  # noqa: B008
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self.manners = manners
        self.terms = terms
        self.notices: list[str] = []
        self._base = _checked(provider.url or manners.base, manners.name)
        self._base_is_set = bool(provider.url)
        self._key = provider.key
        self._turn = asyncio.Lock()
        self._next = 0.0
        headers = {"accept": manners.accept, "user-agent": manners.agent, "accept-encoding": "gzip, deflate"}
        if self._key and manners.key_header:
            headers[manners.key_header] = _with_key(manners.key_form, self._key)
        self._http = httpx2.AsyncClient(
            headers=headers,
            timeout=httpx2.Timeout(terms.try_seconds),
            follow_redirects=False,
            transport=transport,
            trust_env=transport is None,
        )

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        """The client itself."""
        return self

    async def get(self, path: str, query: Query | None = None) -> Answer | None:
        """The answer of a call, or None where there is nothing (204, or "no data" in any of its shapes).

        Raises Unanswered with a named outcome.
        """
        url = httpx2.URL(f"{self._base_of(path)}{path}")
        if query:
            _no_key(query)
            url = url.copy_merge_params(dict(query))
        address = str(url)
        kept = self.terms.cache.read(address) if self.terms.cache else None
        now = self.terms.clock()
        if kept and (self.terms.offline or now - kept.fetched < self.terms.most_age):
            self.notices.append(f"{self.manners.name}: {path} from the cache, {_age(now - kept.fetched)} old")
            return Answer(kept.body, address, kept.fetched, True) if kept.body else None
        if self.terms.offline:
            raise Unanswered(f"{self.manners.name}: {address} is not stored; fetch it once without --offline",
                             Outcome.NOT_STORED)  # fmt: skip
        text = await self._patiently(url)
        if self.terms.cache:
            self.terms.cache.write(address, text or "", now)
        return Answer(text, address, now) if text else None

    def _base_of(self, path: str) -> str:
        other = () if self._base_is_set else self.manners.elsewhere
        return next((base for start, base in other if path.startswith(start)), self._base)

    async def json(self, path: str, query: Query | None = None) -> tuple[Any, Answer] | None:
        """The decoded answer, its decimals as written, or None where there is nothing. Raises Unanswered."""
        answer = await self.get(path, query)
        if answer is None:
            return None
        return decoded(answer.text, self.manners.name, answer.url), answer

    async def _patiently(self, url: httpx2.URL) -> str | None:
        def again(error: BaseException) -> bool:
            return isinstance(error, Unanswered) and error.outcome in AGAIN

        def pause(error: BaseException) -> float | None:
            return error.pause if isinstance(error, Unanswered) else None

        try:
            return await retrying(lambda: self._once(url), again=again, pause=pause, patience=self.terms.patience)
        except TimeoutError as error:
            raise Unanswered(self._says(url, f"no answer in time ({error})"), Outcome.TOO_SLOW) from error

    async def _once(self, url: httpx2.URL) -> str | None:
        await self._my_turn()
        try:
            async with asyncio.timeout(self.terms.try_seconds):
                return await self._exchange(url)
        except (TimeoutError, httpx2.TimeoutException) as error:
            seconds = f"{self.terms.try_seconds:g}"
            raise Unanswered(self._says(url, f"no whole answer within {seconds} s"), Outcome.TOO_SLOW) from error
        except httpx2.RemoteProtocolError as error:
            raise Unanswered(self._says(url, f"the answer broke off ({error})"), Outcome.CUT_SHORT) from error
        except httpx2.DecodingError as error:
            raise Unanswered(self._says(url, f"cannot be unpacked ({error})"), Outcome.CUT_SHORT) from error
        except httpx2.TransportError as error:
            why = str(error) or type(error).__name__
            raise Unanswered(self._says(url, f"cannot be reached ({why})"), Outcome.UNREACHABLE) from error

    async def _exchange(self, url: httpx2.URL) -> str | None:
        for _ in range(_MOST_REDIRECTS + 1):
            async with self._http.stream("GET", url) as answer:
                if answer.status_code in _REDIRECTS:
                    url = self._redirected(url, answer.headers.get("location", ""))
                    continue
                return self._judged(url, answer, await self._whole(url, answer))
        raise Unanswered(self._says(url, "redirects without end"), Outcome.REDIRECTED)

    async def _whole(self, url: httpx2.URL, answer: httpx2.Response) -> bytes:
        parts, size, most = [], 0, self.terms.most_bytes
        async for part in answer.aiter_bytes():
            size += len(part)
            if size > most:
                raise Unanswered(self._says(url, f"the answer is larger than {most:,} bytes"), Outcome.TOO_LARGE)
            parts.append(part)
        return b"".join(parts)

    def _judged(self, url: httpx2.URL, answer: httpx2.Response, body: bytes) -> str | None:
        """The text of a good answer, None for an empty one; else the failure."""
        status = answer.status_code
        text = text_of(body, answer.headers.get("content-type", ""))
        if status == 204 or (status < 300 and not text.strip()):
            return None
        told = error_of(text) if status >= 400 or text.lstrip()[:1] in '{"' else None
        if told and told[0] is Told.NOTHING:
            return None
        if status >= 400:
            words = told[1] if told else words_of(text)
            pause = asked_pause(answer.headers, self.terms.clock())
            raise Unanswered(self._says(url, f"answered {status}: {words}"), outcome_of(status), status, pause)
        if told:
            raise Unanswered(self._says(url, f"answered {status} with an error: {told[1]}"), Outcome.REPORTED, status)
        if self.manners.accept == "application/json" and text.lstrip()[:1] == "<":
            message = f"answered with a page instead of JSON: {words_of(text)}"
            raise Unanswered(self._says(url, message), Outcome.NOT_JSON, status)
        return text

    def _redirected(self, url: httpx2.URL, place: str) -> httpx2.URL:
        onward = url.join(place)
        if not place or (onward.host, onward.port, onward.scheme) != (url.host, url.port, url.scheme):
            raise Unanswered(
                self._says(url, f"redirects to {onward.scheme}://{onward.host or '?'}, another place; not followed"),
                Outcome.REDIRECTED,
            )
        return onward

    async def _my_turn(self) -> None:
        """Wait until the host's pace allows another call."""
        if not self.manners.pace:
            return
        async with self._turn:
            loop = asyncio.get_running_loop()
            wait = self._next - loop.time()
            if wait > 0:
                await asyncio.sleep(wait)
            self._next = loop.time() + self.manners.pace

    def _says(self, url: httpx2.URL, what: str) -> str:
        said = f"{self.manners.name}: {url} {what}"
        return said.replace(self._key, "****") if self._key else said


def recording(secrets: Sequence[str]) -> Recorder:
    """A transport over the network that keeps what passes, for `--record`."""
    return Recorder(httpx2.AsyncHTTPTransport(), secrets)


def _with_key(form: str, key: str) -> str:
    """The key as its header carries it: in the form's place, or as a user's name without password (RFC 7617)."""
    if form == BASIC:
        return f"Basic {b64encode(f'{key}:'.encode()).decode('ascii')}"
    return form.format(key)


def _checked(base: str, name: str) -> str:
    """The base URL without its last slash. Raises UsageError for plain http to another machine, or a key inside."""
    url = httpx2.URL(base)
    if url.scheme not in ("http", "https") or not url.host:
        raise UsageError(f"NEUROWIRE_{name.upper()}_URL: {base!r} is not an address; write https://host")
    if url.scheme == "http" and not _loopback(url.host):
        raise UsageError(f"NEUROWIRE_{name.upper()}_URL: {base!r} is not https; only this machine may be called so")
    if url.userinfo or url.query:
        raise UsageError(f"NEUROWIRE_{name.upper()}_URL: holds a password or a query; set NEUROWIRE_{name.upper()}_KEY")
    return base.rstrip("/")


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _no_key(query: Query) -> None:
    if carried := [name for name in query if name.lower() in KEYS]:
        raise UsageError(f"a key may not stand in a URL: leave out {', '.join(carried)}")


def _age(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    if minutes < 120:
        return f"{minutes} min"
    return f"{minutes // 60} h" if minutes < 2880 else f"{minutes // 1440} days"
