"""What a figure of foreign facts is measured in: its currency, and the quarter or year that its own record names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.article import Claim, Verdict
from generator.checking.found import Value
from generator.checking.index import Index
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.facts.values import Grain, Quantity, When

_SIGN = re.compile(r"[$€£¥₹]|\b(?:USD|EUR|GBP|JPY|CNY|CHF|CAD|AUD|INR|HKD)\b|\b(?:dollar|euro|pound|yen|yuan)s?\b")
_OF_SIGN = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR",
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "yuan": "CNY",
}  # fmt: skip
_DOLLARS = frozenset(("USD", "CAD", "AUD", "HKD"))
_MONEY = frozenset("USD EUR GBP JPY CNY CHF CAD AUD INR HKD".split())


@lru_cache(maxsize=1024)
def _signs(text: str) -> frozenset[str]:
    """The currencies that a text of the facts names."""
    found = {match[0].removesuffix("s") for match in _SIGN.finditer(text)}
    return frozenset(_OF_SIGN.get(sign, sign) for sign in found)


def _currencies(index: Index) -> set[str]:
    """Every currency of the facts' figures and texts."""
    found: set[str] = set()
    for fact in index.ledger:
        value = fact.value
        if isinstance(value, Quantity):
            if (unit := value.unit.partition("/")[0]) in _MONEY:
                found.add(unit)
        elif isinstance(value, str) and not fact.entity:
            found |= _signs(value)
    return found


def _strange(page: Page) -> Iterator[Claim]:
    """Money in a currency that stands nowhere in the facts, which are in another."""
    if not page.index.foreign:
        return
    known: set[str] | None = None
    for judged in page.sentences:
        for value in judged.found.values:
            said = value.mention.value
            if not isinstance(said, Quantity):
                continue
            unit = said.unit.partition("/")[0]
            if unit not in _signs(value.mention.text):
                continue  # no money, or of a sign that stands for several currencies
            known = _currencies(page.index) if known is None else known
            if not known or unit in known or (unit in _DOLLARS and known & _DOLLARS):
                continue
            mention = value.mention
            yield claim(
                page.text, mention.start, mention.end, "number", Verdict.CONTRADICTED, "currency",
                "the facts have no figure in this currency", (), ", ".join(sorted(known)),
            )  # fmt: skip


_TIME = re.compile(
    r"\bq(?P<q>[1-4])\b|\b(?P<word>first|second|third|fourth)[ -]quarter\b|\b(?P<some>quarterly|qtrly)\b"
    r"|\b(?P<year>full[ -]year|fy|annual)\b",
    re.IGNORECASE,
)
_WORDS = {"first": "1", "second": "2", "third": "3", "fourth": "4"}


def _time_of(match: re.Match[str]) -> str:
    """A quarter's number, "q" for any quarter, "y" for a year."""
    if match["year"]:
        return "y"
    return match["q"] or _WORDS.get((match["word"] or "").lower(), "q")


@lru_cache(maxsize=4096)
def _time_in(text: str) -> str:
    match = _TIME.fullmatch(text.strip())
    return _time_of(match) if match else ""


def _stated(index: Index) -> dict[str, str]:
    """By list item the quarter or year that it names in a field of its own."""
    made: dict[str, str] = {}
    for fact in index.ledger:
        if not fact.item:
            continue
        value = fact.value
        if isinstance(value, When) and value.grain is Grain.QUARTER:
            made[fact.item] = str((value.start.month + 2) // 3)
        elif isinstance(value, When) and value.grain is Grain.YEAR:
            made.setdefault(fact.item, "y")
        elif isinstance(value, str) and (time := _time_in(value)):
            made[fact.item] = time
    return made


def _times(page: Page) -> Iterator[Claim]:
    """A figure told of another quarter than its record's, or of the year instead of a quarter."""
    if not page.index.foreign or not (stated := _stated(page.index)):
        return
    for judged in page.sentences:
        told = {item.place: item.known for item in judged.judged if item.known is not None}
        for place, value in enumerate(judged.found.values):
            known = told.get(place)
            if known is None or not (right := stated.get(known.fact.item, "")):
                continue
            match = _before(page, judged, value, judged.found.values[place - 1] if place else None)
            if match is None or _agree(said := _time_of(match), right):
                continue
            twins = (k for k in page.index.quantities if k.fact.value == known.fact.value)
            if any(_agree(said, stated.get(twin.fact.item, said)) for twin in twins):
                continue
            yield claim(
                page.text, match.start(), match.end(), "date", Verdict.MISBOUND, "quarter",
                "the figure's own record is of another period", (known.fact.id,), _reads(right),
            )  # fmt: skip


def _agree(said: str, right: str) -> bool:
    return said == right or (said != "y" and right != "y" and "q" in (said, right))


def _reads(time: str) -> str:
    return {"y": "the year", "q": "a quarter"}.get(time, f"Q{time}")


def _before(page: Page, judged: Judgement, value: Value, other: Value | None) -> re.Match[str] | None:
    """The quarter or year that leads to a figure, with no other figure between."""
    start = judged.found.start if other is None or other.mention.kind == "date" else other.mention.end
    last = None
    for match in _TIME.finditer(page.text.view.text, start, value.mention.start):
        last = match
    return last


CURRENCY = Rule(
    "currency",
    "Money in a currency that stands nowhere in facts of any shape, which are in another.",
    _strange,
    'Sales were €5 million (of the facts {"sales": "$5 million"}).',
    'Sales were $5 million (of the facts {"sales": "$5 million"}).',
)
QUARTER = Rule(
    "quarter",
    "A figure told of another quarter than the record names that gives it, in facts of any shape.",
    _times,
    "Sales in the third quarter were $5 million (of a record whose quarter is Q2).",
    "Sales in the second quarter were $5 million (of a record whose quarter is Q2).",
)
