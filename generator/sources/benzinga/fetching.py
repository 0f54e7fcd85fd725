"""Fetching from Benzinga: pages to the end, deltas with their overlap, records read, each as a dossier of facts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from generator.errors import UsageError
from generator.sources.asked import Asked
from generator.sources.benzinga.calls import CALLS, Call
from generator.sources.benzinga.telling import told
from generator.sources.failures import Unanswered
from generator.sources.found import Dossier
from generator.sources.records import Record, Unread
from generator.sources.wire import Answer, Wire

OVERLAP: Final = timedelta(seconds=5)
"""A delta asks for this much before the last `updated` seen, as the documents advise; doubles are dropped."""
MOST_PAGES: Final = 1_000
MOST_REMOVED: Final = 10_000


class Read(NamedTuple):
    """A record as it was read, its raw form, what could not be read of it, and the answer it stood in."""

    record: Record
    raw: Any
    unread: tuple[Unread, ...]
    answer: Answer
    tickers: tuple[str, ...] = ()
    """Those of its call: an answer about one ticker need not name it."""


async def fetch_records(wire: Wire, call: Call, asked: Asked) -> list[Read]:
    """All records of a call, page by page until a short one, without doubles. Raises Unanswered, or UsageError."""
    if call.needs == "tickers" and not asked.tickers:
        raise UsageError(f"benzinga {call.name} needs tickers; give --tickers AAPL,MSFT")
    found: list[Read] = []
    for tickers in _portions(asked.tickers, call.most):
        async for read in _pages(wire, call, asked._replace(tickers=tickers)):
            found.append(read)
            if asked.limit and len(found) >= asked.limit:
                return _single(found)
    return _single(found)


async def dossiers(wire: Wire, name: str, asked: Asked) -> list[Dossier]:
    """The dossiers of a call's records. Raises Unanswered, or UsageError for a call that there is not."""
    call = CALLS.get(name)
    if call is None:
        raise UsageError(f"benzinga has no call {name!r}; it has {', '.join(CALLS)}")
    read = await fetch_records(wire, call, asked)
    return [
        dossier for each in read if (dossier := told(call.name, each.record, each.answer, each.unread, each.tickers))
    ]


async def _pages(wire: Wire, call: Call, asked: Asked) -> AsyncIterator[Read]:
    family, page, seen = call.family, 0, 0
    section = asked.more.get("section", "") if call.name == "fundamentals" else ""
    path = f"{call.path}/{section}" if section.isalnum() else call.path
    while page < MOST_PAGES:
        query = dict(_query(call, asked))
        if family.size_name:
            size = min(family.size, asked.limit) if asked.limit else family.size
            query |= {"page": str(page), family.size_name: str(size)}
        got = await wire.json(path, query)
        if got is None:
            return
        body, answer = got
        rows = _rows(wire, call, body)
        for row in rows:
            record, unread = call.record.read(row)
            yield Read(record, row, unread, answer, asked.tickers)
        seen += len(rows)
        if not family.size_name or len(rows) < size or not rows:
            return
        page += 1
        if call.name == "removed-news" and (page + 1) * size > MOST_REMOVED:
            wire.notices.append("benzinga: removed-news ends at 10,000 records; ask again from the last `updated`")
            return
    wire.notices.append(f"benzinga: {call.name} has more than {seen:,} records; the rest was not read")


def _rows(wire: Wire, call: Call, body: Any) -> list[Any]:
    """The records of an answer; of one in another shape than documented the only list of objects, with a notice."""
    try:
        return call.shelf(body)
    except Unanswered as error:
        lists = {"the answer itself": body} if isinstance(body, list) else body if isinstance(body, dict) else {}
        found = {name: rows for name, rows in lists.items()
                 if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows)}  # fmt: skip
        if len(found) != 1:
            raise
        name, rows = next(iter(found.items()))
        wire.notices.append(f"{error}; its {len(rows)} records were taken from {name}")
        return list(rows)


def _query(call: Call, asked: Asked) -> Iterator[tuple[str, str]]:
    family = call.family
    yield from call.fixed.items() if asked.tickers or "search_keys_type" not in call.fixed else ()
    if asked.tickers and family.tickers:
        yield family.tickers, ",".join(asked.tickers)
    first, last = asked.first, asked.last
    if asked.day and family.day:
        yield family.day, asked.day.isoformat()
    elif asked.day:
        first = last = asked.day
    if first and family.first:
        yield family.first, first.isoformat()
    if last and family.last:
        yield family.last, last.isoformat()
    if asked.since and family.since:
        yield family.since, str(int((asked.since - OVERLAP).timestamp()))
    yield from ((name, value) for name, value in asked.more.items() if (call.name, name) != ("fundamentals", "section"))


def _single(found: Iterable[Read]) -> list[Read]:
    """Each record once, the one with the latest `updated`; records without an id all stay."""
    kept: dict[object, Read] = {}
    for place, read in enumerate(found):
        name = getattr(read.record, "id", None) or getattr(read.record, "accession_number", None) or ("", place)
        before = kept.get(name)
        if before is None or _updated(read) >= _updated(before):
            kept[name] = read
    return list(kept.values())


def _updated(read: Read) -> float:
    updated = getattr(read.record, "updated", None)
    return updated.timestamp() if isinstance(updated, datetime) else 0.0


def _portions(tickers: tuple[str, ...], most: int) -> Iterator[tuple[str, ...]]:
    if not tickers:
        yield ()
    for place in range(0, len(tickers), most):
        yield tickers[place : place + most]
