"""Lengths of periods by the month that they end in: "the three months ended December 31, 2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.index import Index
from generator.facts.values import Grain

_WORDS = {word: number for number, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve".split(), 1)}  # fmt: skip
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SAID = re.compile(
    rf"\b(?P<length>{'|'.join(_WORDS)}|\d{{1,2}})[ -]months? (?:period )?end(?:ed|ing) (?:\d{{1,2}} )?"
    rf"(?P<month>{_MONTHS})\b",
    re.IGNORECASE,
)
_DAYS = 30.4


def length_of(match: re.Match[str]) -> tuple[str, int]:
    """The month, in lower case, and the length in months that a match says."""
    said = match["length"].lower()
    return match["month"].lower(), _WORDS.get(said) or int(said)


def lengths_of(index: Index) -> dict[str, set[int]]:
    """By the month that they end in: the lengths of all periods that the facts name."""
    made: dict[str, set[int]] = {}
    for text in _texts(index):
        for match in SAID.finditer(text):
            month, length = length_of(match)
            made.setdefault(month, set()).add(length)
    names = _MONTHS.lower().split("|")
    for known in index.quantities:
        period = known.fact.period
        if period is not None and period.grain is not Grain.DAY:
            months = round(((period.end - period.start).days + 1) / _DAYS)
            made.setdefault(names[period.end.month - 1], set()).add(months)
    return made


def _texts(index: Index) -> Iterator[str]:
    for fact in index.ledger:
        yield fact.metric.label
        yield from (word for _, word in fact.dims)
        if isinstance(fact.value, str) and not fact.entity:
            yield fact.value
