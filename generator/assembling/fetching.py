"""Fetching stories: calls made side by side, their dossiers joined, a sheet for each; one that fails stops no other."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, NamedTuple

import httpx2

from generator.assembling.sheets import about_same, sheet_of
from generator.errors import FactsError, NeurowireError, SourceError
from generator.facts.sheet import Sheet
from generator.kinds import kind as kind_named
from generator.settings import Settings
from generator.sources.asked import Asked
from generator.sources.found import Dossier
from generator.sources.providers import check_call, place, wire_to
from generator.sources.wire import Terms
from generator.story import StoryKind

_NAME = re.compile(r"[^A-Za-z0-9_.-]+")
EITHER: Final = "earnings"
"""The kind of an earnings row by itself: a report once it has figures, a preview before."""


class Ask(NamedTuple):
    """The calls to join, the first of which names the stories; the kind ("" for the call's own); what is asked."""

    calls: tuple[tuple[str, str], ...]
    kind: str
    asked: Asked


@dataclass(frozen=True, repr=False)
class Story:
    """One story's sheet as data, and validated where a kind takes it; `loose` facts have no kind."""

    name: str
    data: Mapping[str, Any]
    kind: StoryKind | None = None
    sheet: Sheet | None = None
    notices: tuple[str, ...] = ()

    @property
    def loose(self) -> bool:
        """Whether these are facts without a story kind."""
        return self.kind is None


@dataclass(repr=False)
class Outcome:
    """The stories, and what went wrong with which. (Without a repr: asyncio would write thousands of sheets out.)"""

    stories: list[Story] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    exit_code: int = 0

    def failed(self, error: NeurowireError) -> None:
        """Note a failure; the exit code is the worst one seen."""
        self.failures.append(str(error))
        self.exit_code = max(self.exit_code, error.exit_code)


async def fetch_stories(
    ask: Ask, settings: Settings, terms: Terms, transport: httpx2.AsyncBaseTransport | None = None
) -> Outcome:
    """The stories of a call and of those joined to it.

    Raises Unanswered where the first call fails; a further call that fails is named with every story that lacks it.
    """
    outcome = Outcome()
    lists, lacking = await gather(ask, settings, terms, transport, outcome)
    if not lists[0]:
        outcome.notices.append(f"{' '.join(ask.calls[0])}: no record for what was asked")
    now = settings.now or terms.clock()
    for head in lists[0]:
        assembled([head], lists[1:], ask, lacking, now, outcome)
    return outcome


async def gather(
    ask: Ask, settings: Settings, terms: Terms, transport: httpx2.AsyncBaseTransport | None, outcome: Outcome
) -> tuple[list[Sequence[Dossier]], list[str]]:
    """The dossiers of each call, made side by side, and the names of further calls that failed (noted as failures)."""
    for provider, call in ask.calls:
        check_call(provider, call)
    jobs = [_one(provider, call, ask, settings, terms, transport, outcome) for provider, call in ask.calls]
    got = await asyncio.gather(*jobs, return_exceptions=True)
    lists: list[Sequence[Dossier]] = []
    lacking: list[str] = []
    for (provider, call), found in zip(ask.calls, got, strict=True):
        if isinstance(found, SourceError) and lists:
            outcome.failed(found)
            lacking.append(f"{provider} {call}")
            lists.append([])
        elif isinstance(found, BaseException):
            raise found
        else:
            lists.append(found)
    return lists, lacking


async def _one(
    provider: str, call: str, ask: Ask, settings: Settings, terms: Terms,
    transport: httpx2.AsyncBaseTransport | None, outcome: Outcome,
) -> Sequence[Dossier]:  # fmt: skip
    async with wire_to(provider, settings, terms, transport) as wire:
        found = await place(provider).dossiers(wire, call, ask.asked)
        outcome.notices += wire.notices
        return found


_OF_THE_DAY: Final = frozenset(("guidance",))
"""Calls whose records of other days than the story's are of other stories, and that mostly have none of it."""


def day_of(dossier: Dossier) -> date | None:
    """The day of what a record tells, or None if it gives none."""
    days = (str(f.value) for f in dossier.facts if f.metric in ("report_day", "reported"))
    return dossier.day or next((date.fromisoformat(text) for text in days), None)


def assembled(
    heads: Sequence[Dossier], further: Sequence[Sequence[Dossier]], ask: Ask, lacking: Sequence[str], now: datetime,
    outcome: Outcome,
) -> None:  # fmt: skip
    """Add the story of a record, joined with what the further calls know of the same security, or its failure."""
    head = heads[0]
    name = _NAME.sub("-", f"{head.who.symbol or ''}-{head.key or head.record}").strip("-.")[:100] or "unnamed"
    notices = [f"{name}: lacks {each}" for each in lacking]
    dossiers = list(heads)
    for (provider, call), known in zip(ask.calls[1:], further, strict=True):
        mine = [dossier for dossier in known if about_same(head.who, dossier.who)]
        if call in _OF_THE_DAY:
            dossiers += [dossier for dossier in mine if dossier.day is not None and dossier.day == day_of(head)]
            continue
        dossiers += mine
        if not mine and f"{provider} {call}" not in lacking:
            notices.append(f"{name}: lacks {provider} {call}, which has no record of {head.who.symbol or head.record}")
    chosen = ask.kind or own_kind(ask.calls[0], head)
    unread = _unread(dossiers)
    if not chosen:
        outcome.stories.append(Story(name, loose_facts(dossiers), notices=(*notices, *unread)))
        return
    kind = kind_named(chosen)
    try:
        sheet, made = sheet_of(kind, dossiers, now, head.called)
    except FactsError as error:
        outcome.notices += [*notices, *unread]
        outcome.failed(error)
        return
    outcome.stories.append(Story(name, made.data, kind, sheet, (*notices, *made.notices)))


def _unread(dossiers: Sequence[Dossier]) -> list[str]:
    return [str(each) for dossier in dossiers for each in dossier.unread]


def own_kind(call: tuple[str, str], head: Dossier) -> str:
    """The story kind that a call's record tells by itself, "" if none."""
    provider, name = call
    kind = place(provider).kinds[name]
    if kind == "drug_decision" and not any(f.metric == "decision" for f in head.facts):
        return ""
    if kind == EITHER:
        done = any(f.metric in ("eps", "revenue") and f.statement == "actual" and not f.prior for f in head.facts)
        return "earnings_report" if done else "earnings_preview"
    return kind


def loose_facts(dossiers: Sequence[Dossier]) -> dict[str, Any]:
    """Facts that no story kind takes, each with its source, record and address: evidence for `neurowire check`."""
    head = dossiers[0]
    return {
        "id": head.record,
        **{name: value for name, value in head.who._asdict().items() if value},
        "sources": {
            d.origin.id: {"name": d.origin.name, "url": d.origin.url, "retrieved_at": d.origin.fetched.isoformat()}
            for d in dossiers
        },
        "facts": [
            {
                "metric": found.metric, "value": found.value, **({"item": found.item} if found.item else {}),
                **({"statement": found.statement} if found.statement != "actual" else {}),
                **({"prior": True} if found.prior else {}), **found.about, "source": d.origin.id,
                "record": found.record or d.record, "url": found.url or d.url,
            }
            for d in dossiers
            for found in d.facts
        ],
    }  # fmt: skip
