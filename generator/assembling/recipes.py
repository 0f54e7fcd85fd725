"""Recipes: which calls tell a kind's story of one ticker, and which of the records found is the story."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

import httpx2

from generator.assembling.fetching import Ask, Outcome, assembled, day_of, gather, own_kind
from generator.errors import SourceError, UsageError
from generator.settings import Settings
from generator.sources.asked import Asked
from generator.sources.found import Dossier, Found
from generator.sources.wire import Terms

_QUARTERS: Final = 4
_TICKER: Final = re.compile(r"[A-Za-z]{1,6}(?:[./-][A-Za-z]{1,2})?\Z")


class Recipe(NamedTuple):
    """The call that names the story, and calls that enrich it where they answer."""

    head: tuple[str, str]
    others: tuple[tuple[str, str], ...] = ()


RECIPES: Final[Mapping[str, tuple[Recipe, ...]]] = MappingProxyType({
    "earnings_preview": (Recipe(("benzinga", "earnings"), (("benzinga", "quotes"), ("benzinga", "consensus"))),),
    "earnings_report": (Recipe(("benzinga", "earnings"), (("benzinga", "quotes"), ("benzinga", "guidance"))),),
    "rating_change": (Recipe(("benzinga", "ratings"), (("benzinga", "quotes"), ("benzinga", "consensus"))),),
    "insider_trade": (
        Recipe(("benzinga", "insider"), (("benzinga", "quotes"),)), Recipe(("sec", "form4"), (("benzinga", "quotes"),)),
    ),
    "drug_decision": (Recipe(("openfda", "drugs")),),
})  # fmt: skip
"""The ways to a kind's facts, the preferred one first; the first one whose provider is set is taken."""


def recipe_for(kind: str, settings: Settings, key: str) -> Recipe:
    """The recipe to follow. Raises UsageError for a kind that no source tells by itself."""
    ways = RECIPES.get(kind)
    if not ways:
        raise UsageError(f"no source tells {kind} by itself; it tells {', '.join(RECIPES)}. Use `neurowire fetch`")
    if "/" in key:
        return ways[-1]
    return next((way for way in ways if _is_set(way.head[0], settings)), ways[-1])


def _is_set(provider: str, settings: Settings) -> bool:
    known = settings.providers.get(provider)
    return known is not None and bool(known.key or known.url)


async def fetch_story(
    kind: str, key: str, settings: Settings, terms: Terms, transport: httpx2.AsyncBaseTransport | None = None,
    day: date | None = None,
) -> Outcome:  # fmt: skip
    """The newest story of a kind for one ticker (or drug, CIK, filing), as an outcome with at most one story.

    A further call that fails or knows nothing is named in the notices; the story is told without it. Raises Unanswered
    where the first call fails.
    """
    recipe = recipe_for(kind, settings, key)
    ask = Ask((recipe.head, *(call for call in recipe.others if _is_set(call[0], settings))), kind,
              Asked((key,), first=day, last=day))  # fmt: skip
    outcome = Outcome()
    lists, lacking = await gather(ask, settings, terms, transport, outcome)
    now = settings.now or terms.clock()
    answered = [dossier for dossier in lists[0] if _is_of(key, dossier)]
    if lists[0] and not answered:
        others = ", ".join(sorted({dossier.who.symbol for dossier in lists[0]}))
        raise SourceError(f"{' '.join(recipe.head)}: asked for {key}, answered about {others}; no story is told of it")
    fitting = [dossier for dossier in answered if own_kind(recipe.head, dossier) == kind]
    if not fitting:
        raise SourceError(f"{' '.join(recipe.head)}: no record of {key} that tells a {kind}")
    head = _chosen(kind, fitting, now.date())
    extra = [past] if kind == "earnings_preview" and (past := _history(head, answered)) else []
    assembled([head, *extra], lists[1:], ask, lacking, now, outcome)
    for line in outcome.failures:
        outcome.notices.append(line)
    return outcome


def _is_of(key: str, dossier: Dossier) -> bool:
    """Whether a record is about the ticker asked for; keys of other kinds (a drug, a CIK, a filing) name no ticker."""
    symbol = dossier.who.symbol
    return not symbol or not _TICKER.match(key) or _plain(symbol) == _plain(key)


def _plain(ticker: str) -> str:
    """A ticker without the way it is written: BRK.B, BRK/B and brk-b are one."""
    return re.sub(r"[^A-Z0-9]", "", ticker.upper())


def _chosen(kind: str, found: Sequence[Dossier], today: date) -> Dossier:
    """The next report for a preview, the newest record for all else."""
    if kind != "earnings_preview":
        return max(found, key=lambda d: day_of(d) or date.min)
    coming = [d for d in found if (day_of(d) or date.max) >= today]
    return min(coming or found, key=lambda d: day_of(d) or date.max)


def _history(head: Dossier, rows: Sequence[Dossier]) -> Dossier | None:
    """The last four reports against their estimates, as a dossier beside the preview's own."""
    past = sorted((d for d in rows if d is not head and any(f.metric == "reported" for f in d.facts)),
                  key=lambda d: day_of(d) or date.min)[-_QUARTERS:]  # fmt: skip
    facts: list[Found] = []
    for place, dossier in enumerate(reversed(past), 1):
        for found in dossier.facts:
            if found.prior or found.metric not in ("period", "eps"):
                continue
            facts.append(found._replace(metric=f"past_{found.metric}", item=f"q{place}", record=dossier.record))
    return Dossier(head.origin, head.record, tuple(facts), head.who, url=head.url) if facts else None
