"""The client: what becomes of every fault of a server, manners, secrets, redirects, sizes, cache, recordings."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from generator.errors import UsageError
from generator.settings import Provider
from generator.sources.benzinga import MANNERS
from generator.sources.cache import Cache
from generator.sources.failures import Outcome, Unanswered
from generator.sources.tape import Player, Recorder
from generator.sources.wire import Terms, Wire
from tests.sources.answers import SECRET
from tests.sources.wired import QUICK

Handler = Callable[[httpx2.Request], httpx2.Response]
PATH = "/api/v2.1/calendar/ratings"


def wire(handler: Handler | httpx2.AsyncBaseTransport, terms: Terms = QUICK, url: str = "") -> Wire:
    transport = handler if isinstance(handler, httpx2.AsyncBaseTransport) else httpx2.MockTransport(handler)
    return Wire(MANNERS, Provider(url, SECRET), terms, transport)


def got(handler: Handler | httpx2.AsyncBaseTransport, terms: Terms = QUICK, path: str = PATH, **query: str) -> Any:
    async def ask() -> Any:
        async with wire(handler, terms) as client:
            return await client.json(path, query)

    return asyncio.run(ask())


class Slow(httpx2.AsyncByteStream):
    """A body that drips without end."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.02)


class Endless(httpx2.AsyncByteStream):
    """A body without end, as fast as it is read."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            yield b"x" * 65536


class Broken(httpx2.AsyncByteStream):
    """A body that breaks off."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b'{"ratings": ['
        raise httpx2.RemoteProtocolError("peer closed connection without sending complete message body")


def refused(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ConnectError("connection refused")


def reset(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.ReadError("connection reset by peer")


def says(status: int, body: Any = None, text: str | None = None, **headers: str) -> Handler:
    content = text if text is not None else json.dumps(body)
    return lambda request: httpx2.Response(status, text=content, headers=headers)


def streams(stream: httpx2.AsyncByteStream) -> Handler:
    return lambda request: httpx2.Response(200, stream=stream)


LISTED = {"data": None, "errors": [{"code": "database_query_error", "id": "x", "value": "it broke"}], "ok": False}
FAULTS = [
    # name, the server, the outcome, how often it is asked, words of the message
    ("429", says(429, {"message": "API rate limit exceeded"}), Outcome.RATE_LIMITED, 3, "rate limit exceeded"),
    ("500", says(500, LISTED), Outcome.SERVER_ERROR, 3, "database_query_error: it broke"),
    ("503 page", says(503, text="<html><title>Down</title></html>"), Outcome.SERVER_ERROR, 3, "Down"),
    ("401", says(401, {"ok": False, "errors": [{"code": "auth_failed"}]}), Outcome.KEY_REFUSED, 1, "auth_failed"),
    ("403", says(403, {"message": "Forbidden"}), Outcome.KEY_REFUSED, 1, "Forbidden"),
    ("400 text", says(400, "Invalid or Missing Query Parameters"), Outcome.BAD_REQUEST, 1, "Invalid or Missing"),
    ("404 path", says(404, {"message": "no Route matched"}), Outcome.NOT_FOUND, 1, "no Route matched"),
    ("404 XML", says(404, text="<Error><Code>NoSuchKey</Code><Message>The key is not there.</Message></Error>"),
     Outcome.NOT_FOUND, 1, "The key is not there."),
    ("slow", streams(Slow()), Outcome.TOO_SLOW, 1, "no whole answer within 0.3 s"),
    ("endless", streams(Endless()), Outcome.TOO_LARGE, 1, "larger than"),
    ("cut JSON", says(200, text='{"ratings": [{"id": "1", "na'), Outcome.CUT_SHORT, 1, "breaks off"),
    ("cut body", streams(Broken()), Outcome.CUT_SHORT, 3, "broke off"),
    ("page as 200", says(200, text="<!doctype html><title>Sign in</title>", **{"content-type": "text/html"}),
     Outcome.NOT_JSON, 1, "Sign in"),
    ("XML as 200", says(200, text="<a/>", **{"content-type": "text/xml"}), Outcome.NOT_JSON, 1, "instead of JSON"),
    ("text as 200", says(200, text="hello there"), Outcome.NOT_JSON, 1, "not JSON"),
    ("200 with an error", says(200, LISTED), Outcome.REPORTED, 1, "it broke"),
    ("200 with a message", says(200, {"message": "Not subscribed"}), Outcome.REPORTED, 1, "Not subscribed"),
    ("200 with a bare text", says(200, "Invalid or Missing Query Parameters"), Outcome.REPORTED, 1, "Missing"),
    ("refused", refused, Outcome.UNREACHABLE, 3, "connection refused"),
    ("reset", reset, Outcome.UNREACHABLE, 3, "connection reset"),
    ("redirect", says(302, {}, location="https://elsewhere.example/x"), Outcome.REDIRECTED, 1, "elsewhere.example"),
    ("redirect to http", says(302, {}, location="http://api.benzinga.com/x"), Outcome.REDIRECTED, 1, "not followed"),
    ("redirect round and round", says(302, {}, location=PATH), Outcome.REDIRECTED, 1, "without end"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "server", "outcome", "asked", "words"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_faulty_server(name: str, server: Handler, outcome: Outcome, asked: int, words: str) -> None:
    calls = 0

    def counted(request: httpx2.Request) -> httpx2.Response:
        nonlocal calls
        calls += 1
        return server(request)

    with pytest.raises(Unanswered) as error:
        got(counted, QUICK._replace(most_bytes=1_000_000))
    assert error.value.outcome is outcome
    assert words in str(error.value)
    assert "benzinga: https://api.benzinga.com/api/v2.1/calendar/ratings" in str(error.value)
    assert SECRET not in str(error.value)
    assert calls == asked or outcome is Outcome.REDIRECTED
    assert error.value.exit_code == 3


@pytest.mark.parametrize(
    "server",
    [
        lambda request: httpx2.Response(204),
        says(200, text=""),
        says(404, {"ok": False, "errors": [{"code": "no_data_found", "id": "not_found", "value": "No data"}]}),
        says(404, {"error": {"code": "NOT_FOUND", "message": "No matches found!"}}),
    ],
    ids=["204", "empty", "no_data_found", "openFDA"],
)
def test_nothing_there_is_an_empty_answer_and_no_failure(server: Handler) -> None:
    assert got(server) is None


@pytest.mark.parametrize("charset", ["utf-8", "latin-1", "utf-16", "windows-1252"])
def test_another_charset_is_read(charset: str) -> None:
    raw = json.dumps({"name": "Nestlé"}, ensure_ascii=False).encode(charset)
    headers = {"content-type": f"application/json; charset={charset}"}
    assert got(lambda request: httpx2.Response(200, content=raw, headers=headers))[0] == {"name": "Nestlé"}


def test_a_wrong_charset_and_a_byte_order_mark_are_read() -> None:
    raw = b"\xef\xbb\xbf" + json.dumps({"a": 1}).encode()
    headers = {"content-type": "application/json; charset=no-such-thing"}
    assert got(lambda request: httpx2.Response(200, content=raw, headers=headers))[0] == {"a": 1}


def test_a_gzip_bomb_is_refused() -> None:
    raw = gzip.compress(b" " * 5_000_000)
    with pytest.raises(Unanswered) as error:
        got(lambda request: httpx2.Response(200, content=raw, headers={"content-encoding": "gzip"}),
            QUICK._replace(most_bytes=1_000_000))  # fmt: skip
    assert error.value.outcome is Outcome.TOO_LARGE


def test_after_a_failure_that_passes_the_answer_is_taken() -> None:
    answers = iter([httpx2.Response(429, headers={"retry-after": "0"}), httpx2.Response(200, json={"ratings": []})])
    assert got(lambda request: next(answers))[0] == {"ratings": []}


def test_the_key_goes_in_a_header_and_the_accept_header_is_sent() -> None:
    seen: list[httpx2.Request] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        seen.append(request)
        return httpx2.Response(200, json={"ratings": []})

    answer = got(handler, page="0")[1]
    assert seen[0].headers["authorization"] == f"token {SECRET}"
    assert seen[0].headers["accept"] == "application/json"
    assert SECRET not in str(seen[0].url) + answer.url


@pytest.mark.parametrize("name", ["token", "apikey", "api_key", "registrationkey"])
def test_a_key_in_a_query_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="may not stand in a URL"):
        got(says(200, {}), **{name: "x"})


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://replay.example", True),
        ("http://127.0.0.1:8900", True),
        ("http://localhost:8900/", True),
        ("http://[::1]:8900", True),
        ("http://replay.example", False),
        ("http://10.0.0.1", False),
        ("ftp://replay.example", False),
        ("https://user:secret@replay.example", False),
        ("https://replay.example?token=1", False),
        ("replay.example", False),
    ],
)
def test_only_https_unless_the_host_is_this_machine(url: str, allowed: bool) -> None:
    if allowed:
        wire(says(200, {}), url=url)
    else:
        with pytest.raises(UsageError):
            wire(says(200, {}), url=url)


def test_a_redirect_on_the_same_host_is_followed() -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        if request.url.path == PATH:
            return httpx2.Response(301, headers={"location": "/moved"})
        return httpx2.Response(200, json={"ratings": []})

    assert got(handler)[0] == {"ratings": []}


def test_a_host_is_called_no_faster_than_its_pace() -> None:
    async def ask() -> float:
        manners = MANNERS._replace(pace=0.05)
        transport = httpx2.MockTransport(says(200, {"a": 1}))
        async with Wire(manners, terms=QUICK, transport=transport) as client:
            loop = asyncio.get_running_loop()
            begun = loop.time()
            await asyncio.gather(*(client.json(PATH, {"page": str(n)}) for n in range(4)))
            return loop.time() - begun

    assert asyncio.run(ask()) >= 0.14


def stored(folder: Path, **more: Any) -> Terms:
    return QUICK._replace(cache=Cache(folder), **more)


def test_a_stored_answer_stands_while_it_is_young_enough_and_its_age_is_said(tmp_path: Path) -> None:
    now = datetime(2026, 1, 5, 15, tzinfo=UTC)
    calls: list[int] = []

    def handler(request: httpx2.Request) -> httpx2.Response:
        calls.append(1)
        return httpx2.Response(200, json={"call": len(calls)})

    async def ask(at: datetime, age: timedelta) -> tuple[Any, list[str]]:
        terms = stored(tmp_path, most_age=age, clock=lambda: at)
        async with wire(handler, terms) as client:
            answer = await client.json(PATH)
            assert answer is not None
            return answer[0]["call"], client.notices

    assert asyncio.run(ask(now, timedelta(0))) == (1, [])
    later = now + timedelta(minutes=12)
    assert asyncio.run(ask(later, timedelta(minutes=15))) == (1, [f"benzinga: {PATH} from the cache, 12 min old"])
    assert asyncio.run(ask(later, timedelta(minutes=5))) == (2, [])


def test_offline_answers_from_the_cache_or_says_what_is_missing(tmp_path: Path) -> None:
    assert got(says(200, {"a": 1}), stored(tmp_path))[0] == {"a": 1}
    assert got(refused, stored(tmp_path, offline=True))[0] == {"a": 1}
    with pytest.raises(Unanswered, match=r"page=2 is not stored; fetch it once without --offline") as error:
        got(refused, stored(tmp_path, offline=True), page="2")
    assert error.value.outcome is Outcome.NOT_STORED
    assert not [path for path in tmp_path.rglob("*.json") if SECRET in path.read_text("utf-8")]


def test_a_spoiled_stored_answer_counts_as_none(tmp_path: Path) -> None:
    got(says(200, {"a": 1}), stored(tmp_path))
    next(tmp_path.rglob("*.json")).write_text("{", "utf-8")
    with pytest.raises(Unanswered):
        got(refused, stored(tmp_path, offline=True))


def test_a_recording_replays_without_its_secrets(tmp_path: Path) -> None:
    body = {"url": f"https://api.benzinga.com/next?token={SECRET}", "note": "x?apikey=abcdef123&y=1"}
    packed = gzip.compress(json.dumps(body).encode())
    answer = httpx2.Response(200, content=packed, headers={"content-encoding": "gzip", "set-cookie": f"k={SECRET}"})
    recorder = Recorder(httpx2.MockTransport(lambda request: answer), [SECRET])
    first = got(recorder, page="0")
    path = tmp_path / "tape.yaml"
    recorder.save(path)
    text = path.read_text("utf-8")
    assert SECRET not in text
    assert "abcdef123" not in text
    assert "cookie" not in text
    assert "authorization" not in text.lower()
    again = got(Player(path), page="0")
    assert again[0].keys() == first[0].keys()
    with pytest.raises(Unanswered, match="the cassette does not hold GET"):
        got(Player(path), page="1")


def test_a_recording_replays_for_any_base_url(tmp_path: Path) -> None:
    recorder = Recorder(httpx2.MockTransport(says(200, {"a": 1})))
    got(recorder, page="0")
    recorder.save(tmp_path / "tape.yaml")

    async def ask() -> Any:
        async with wire(Player(tmp_path / "tape.yaml"), url="http://127.0.0.1:9") as client:
            return await client.json(PATH, {"page": "0"})

    assert asyncio.run(ask())[0] == {"a": 1}


@pytest.mark.parametrize("text", ["", "[]", "interactions: 3", "a: b", "interactions: [{request: {}}]", "\t:"])
def test_a_file_that_is_no_cassette_is_said_so(text: str, tmp_path: Path) -> None:
    path = tmp_path / "tape.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(UsageError, match="is not a cassette"):
        Player(path)
