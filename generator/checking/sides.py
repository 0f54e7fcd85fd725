"""Two sides: measures that foreign facts give for both, such as the goals of the home and of the away team."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from generator.checking.index import Index, Known
from generator.checking.kept import kept
from generator.checking.tokens import normal_words
from generator.evidence.fields import pieces, terms
from generator.facts.values import Quantity

# "/homeScore/period1", "/score/halftime/home", "/vis_line/TEAM-PTS"
_SIDE = re.compile(r"(?:(?<=/)|(?<=[_-]))(home|away|visitors?|visiting|vis|hosts?|guests?)(?=[A-Z_/-]|\Z)")
_FIRST = frozenset(("home", "host", "hosts"))
_SCORED = frozenset("goal score point run final".split())
_SHOT = frozenset("penalty penalties shootout".split())
_GENERIC = frozenset("home away team score goal point the value display line".split()) | _FIRST
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
ORDINALS = {
    "first": 1, "1st": 1, "opening": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
}  # fmt: skip
"""Words that number the parts of a whole."""
_MOST = 1_000


class Pair(NamedTuple):
    """One measure of both sides; `part` is which part of the whole it is of (1 for the first period), or 0."""

    home: Known
    away: Known
    words: frozenset[str]
    """Normal forms of what tells it from other pairs: "halftime", "first", "period"."""
    part: int
    noun: str
    """What the part is called: "period", "quarter"."""

    @property
    def values(self) -> tuple[Decimal, Decimal]:
        """The figures, the home side's first."""
        return _figure(self.home), _figure(self.away)


class Sides(NamedTuple):
    """All pairs of two sides, and the one of the result."""

    pairs: tuple[Pair, ...]
    result: Pair | None

    def parts(self) -> list[Pair]:
        """The pairs of the parts of the whole, in order."""
        return sorted((pair for pair in self.pairs if pair.part), key=_part)


def _part(pair: Pair) -> int:
    return pair.part


def _figure(known: Known) -> Decimal:
    value = known.fact.value
    assert isinstance(value, Quantity)
    return value.value


_NONE = Sides((), None)


@kept
def sides_of(index: Index) -> Sides:
    """The two sides of foreign facts; none where they have no such measures."""
    if not index.foreign:
        return _NONE
    found: dict[str, dict[bool, Known]] = defaultdict(dict)
    for known in index.quantities:
        side = _SIDE.search(known.fact.id)
        value = known.fact.value
        if side is None or not isinstance(value, Quantity) or value.upper is not None or abs(value.value) >= _MOST:
            continue
        found[_SIDE.sub("*", known.fact.id)][side[1] in _FIRST] = known
    pairs = [_pair(path, both[True], both[False]) for path, both in found.items() if len(both) == 2]
    pairs = [pair for pair in pairs if pair.home.fact.subject != pair.away.fact.subject]
    scored = [
        pair for pair in pairs
        if not pair.part and _SCORED & _all_words(pair) and not _SHOT & pair.words and _is_whole(pair)
    ]  # fmt: skip
    return Sides(tuple(pairs), max(scored, key=_total, default=None))


def _is_whole(pair: Pair) -> bool:
    return all(value == value.to_integral_value() for value in pair.values)


def _total(pair: Pair) -> Decimal:
    return sum(pair.values, Decimal(0))


def _all_words(pair: Pair) -> frozenset[str]:
    path = frozenset(word for part in pair.home.fact.id.split("/") for word in pieces(part))
    return pair.home.terms | frozenset(normal_words(" ".join(path)))


def _pair(path: str, home: Known, away: Known) -> Pair:
    called = [home.fact.metric.label, *home.fact.metric.words]
    for key in path.split("/")[1:]:
        own = " ".join(word for word in pieces(key.replace("*", "")) if word)
        called += [own, *terms().measures.get(own, ())]
    words = frozenset(word for phrase in called for word in normal_words(phrase)) - _GENERIC
    label = normal_words(home.fact.metric.label)
    part = _NUMBERS.get(label[0], 0) if len(label) > 1 else 0
    return Pair(home, away, words, part, label[1] if part else "")
