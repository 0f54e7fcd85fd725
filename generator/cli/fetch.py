"""`neurowire fetch`: from an API's answer, or a file, to validated fact sheets."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

import click
import httpx2

from generator.assembling import to_yaml
from generator.assembling.fetching import Ask, Outcome, Story, fetch_stories
from generator.cli.filed import from_file
from generator.cli.settings import at_the_door
from generator.cli.terminal import note
from generator.errors import UsageError
from generator.settings import Settings
from generator.sources.asked import Asked
from generator.sources.cache import Cache, default_folder
from generator.sources.wire import Terms

_FILE = click.Path(path_type=Path)
_AGE = re.compile(r"(\d+)\s*(s|m|h|d)\Z")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Keeping(NamedTuple):
    """Where answers are kept, replayed from or recorded to."""

    cache: Path | None
    max_age: str
    offline: bool
    cassette: Path | None
    record: Path | None


@click.command()
@click.argument("provider")
@click.argument("call")
@click.option("--tickers", metavar="A,B", default="", help="Tickers, or a source's own keys (CIK, drug, series).")
@click.option("--date", "day", metavar="DAY", help="One day (2026-01-05), or a span (2026-01-05..2026-01-09).")
@click.option("--since", metavar="TIME", help="Only what changed since: 2026-01-05T14:00:00Z.")
@click.option("--kind", metavar="KIND", default="", help="The story kind; left out, the call's own.")
@click.option("--with", "others", metavar="PROVIDER:CALL", multiple=True, help="A further call to join by identity.")
@click.option("--param", "params", metavar="NAME=VALUE", multiple=True, help="A further parameter of the call.")
@click.option("--mapping", metavar="FILE", type=_FILE, help="For `file`: columns to facts, units, constants.")
@click.option("--limit", metavar="N", type=click.IntRange(0), default=0, help="At most N records.")
@click.option("--out", metavar="DIR|-", default="-", show_default=True, help="A folder for the sheets, or stdout.")
@click.option("--cache", metavar="DIR", type=_FILE, help="Where answers are kept.")
@click.option("--max-age", metavar="15m", default="0s", show_default=True, help="How old a kept answer may be.")
@click.option("--offline", is_flag=True, help="Answer from the cache alone, or say what is missing.")
@click.option("--cassette", metavar="FILE", type=_FILE, help="Take the answers from this recording.")
@click.option("--record", metavar="FILE", type=_FILE, help="Record the answers in this file, keys scrubbed.")
def fetch(
    provider: str, call: str, tickers: str, day: str | None, since: str | None, kind: str, others: tuple[str, ...],
    params: tuple[str, ...], mapping: Path | None, limit: int, out: str, cache: Path | None, max_age: str,
    offline: bool, cassette: Path | None, record: Path | None,
) -> int:  # fmt: skip
    """Fetch CALL of PROVIDER and write a fact sheet for each story: benzinga, openfda, sec, bls, or file.

    Several calls are joined by identity: `fetch benzinga earnings,quotes --tickers AAPL`. Sheets go to DIR, or to
    stdout; problems to stderr. Exit code 0: all was written; 2: a sheet does not validate; 3: a source failed.
    """
    settings = at_the_door()
    if provider == "file":
        return deliver(from_file(call, mapping, kind, settings.now or datetime.now(UTC), limit), out)
    keys = tuple(each.strip() for each in tickers.split(",") if each.strip())
    first, last = _span(day)
    asked = Asked(keys, first if first == last else None, first if first != last else None,
                  last if first != last else None, _moment(since), _params(params), limit)  # fmt: skip
    keeping = Keeping(cache, max_age, offline, cassette, record)
    ask = Ask(_calls(provider, call, others), kind, asked)
    outcome = asyncio.run(run(lambda terms, wire: fetch_stories(ask, settings, terms, wire), settings, keeping))
    return deliver(outcome, out)


Asking = Callable[[Terms, httpx2.AsyncBaseTransport | None], Awaitable[Outcome]]


async def run(asking: Asking, settings: Settings, keeping: Keeping) -> Outcome:
    """Fetch and assemble, with the cache, the cassette or the recorder that was asked for."""
    if keeping.cassette and keeping.record:
        raise UsageError("--cassette replays and --record records; give one of them")
    transport: httpx2.AsyncBaseTransport | None = None
    if keeping.cassette:
        from generator.sources.tape import Player

        transport = Player(keeping.cassette)
    recorder = None
    if keeping.record:
        from generator.sources.wire import recording

        transport = recorder = recording([each.key for each in settings.providers.values()])

    def clock() -> datetime:
        return settings.now or datetime.now(UTC)

    store = None if keeping.cassette else Cache(keeping.cache or default_folder())
    terms = Terms(store, age(keeping.max_age), keeping.offline, clock=clock)
    outcome = await asking(terms, transport)
    if recorder is not None and keeping.record:
        recorder.save(keeping.record)
    return outcome


def deliver(outcome: Outcome, out: str) -> int:
    """Write the sheets, say what is missing, and give the exit code."""
    for line in (*outcome.notices, *outcome.failures):
        note(line)
    if out == "-":
        click.echo(_as_one(outcome.stories), nl=False)
    else:
        _into(Path(out), outcome.stories)
    for story in outcome.stories:
        for line in story.notices:
            note(line)
    return outcome.exit_code


def _as_one(stories: Sequence[Story]) -> str:
    """Several sheets as YAML documents' JSON lines; one alone as YAML."""
    if len(stories) == 1 and not stories[0].loose:
        return to_yaml(stories[0].data)
    return "".join(json.dumps(story.data, ensure_ascii=False, default=str) + "\n" for story in stories)


def _into(folder: Path, stories: Sequence[Story]) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out {folder}: cannot be made ({error.strerror or error})") from error
    taken: Counter[str] = Counter()
    for story in stories:
        taken[story.name] += 1
        name = story.name if taken[story.name] == 1 else f"{story.name}-{taken[story.name]}"
        if name != story.name:
            note(f"{story.name}: another record has this id; written as {name}")
        loose = json.dumps(story.data, ensure_ascii=False, indent=1, default=str) + "\n" if story.loose else ""
        _put(folder / f"{name}{'.json' if loose else '.yaml'}", loose or to_yaml(story.data))
    note(f"{len(stories)} {'sheet' if len(stories) == 1 else 'sheets'} in {folder}")


def _put(path: Path, text: str) -> None:
    """Write a sheet so that a reader sees it whole or not at all. What a crash loses is fetched again."""
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        scratch.write_text(text, "utf-8", errors="backslashreplace")
        scratch.replace(path)
    except OSError as error:
        raise UsageError(f"--out {path}: cannot be written ({error.strerror or error})") from error


def _calls(provider: str, call: str, others: Sequence[str]) -> tuple[tuple[str, str], ...]:
    calls = [(provider, each.strip()) for each in (call.split(",")) if each.strip()]
    for other in others:
        name, colon, each = other.partition(":")
        if not colon or not each:
            raise UsageError(f"--with {other!r}: write PROVIDER:CALL, as in benzinga:quotes")
        calls.append((name, each))
    return tuple(calls)


def _span(text: str | None) -> tuple[date | None, date | None]:
    if not text:
        return None, None
    first, dots, last = text.partition("..")
    try:
        begin = date.fromisoformat(first)
        return begin, date.fromisoformat(last) if dots else begin
    except ValueError as error:
        raise UsageError(f"--date {text!r}: write a day (2026-01-05) or a span (2026-01-05..2026-01-09)") from error


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--since {text!r}: write a time as 2026-01-05T14:00:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _params(given: Sequence[str]) -> dict[str, str]:
    made = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise UsageError(f"--param {each!r}: write NAME=VALUE")
        made[name] = value
    return made


def age(text: str) -> timedelta:
    """The age that --max-age names: 0s, 90s, 15m, 2h, 1d. Raises UsageError."""
    match = _AGE.match(text)
    if not match:
        raise UsageError(f"--max-age {text!r}: write 90s, 15m, 2h or 1d")
    return timedelta(seconds=int(match[1]) * _SECONDS[match[2]])
