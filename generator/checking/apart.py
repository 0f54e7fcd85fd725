"""The time between two dates of the facts: "thirty days after the decision", "ten months out"."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from generator.checking.dated import Dated, dates_of
from generator.checking.found import Found, Text, Value
from generator.facts.values import Grain, Hedge, Quantity, When

_CUES = frozenset("after before later earlier ago since until off out from hence left away".split())
"""Words right behind a length of time that is the time between two dates."""
_LEAVES = frozenset(("leave", "counting", "for"))
_DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.4375"), "year": Decimal("365.25")}
_SLACK = {"day": Decimal(0), "week": Decimal("0.15"), "month": Decimal("0.55"), "year": Decimal("0.1")}
"""By how much of its unit a length of time may be out, unless it is hedged."""
_REACH = 4


def apart(text: Text, found: Found, value: Value, said: Quantity) -> tuple[str, ...]:
    """The two dates of the facts that lie so far apart, where the words around a length of time speak of that.

    Both are dates of their own that this sentence or the one before tells, or of what the words name; any such date
    and the story's own day where the words count from it ("ten months out").
    Empty where there are none.
    """
    if said.unit not in _DAYS or not _is_cued(text, found, value):
        return ()
    told = _told(text, found)
    words = text.words[with_one_before(text, found)[0].first : found.last]
    terms = frozenset(word.norm for word in words) - _PLAIN
    now = not _NOW.isdisjoint(word.norm for word in text.words[value.last + 1 : min(found.last, value.last + _REACH)])
    dates = [
        dated for dated in dates_of(text.index)
        if (dated.own or dated.fact == "dateline")
        and (dated.when.grain is Grain.DAY or (dated.when.grain is Grain.MONTH and said.unit in _COARSE))
        and _is_near(dated, told, terms, now)
    ]  # fmt: skip
    pairs = ((one, other) for one, other in combinations(dates, 2) if not now or "dateline" in (one.fact, other.fact))
    return next(((one.fact, other.fact) for one, other in pairs if _is_apart(said, one.when, other.when)), ())


def with_one_before(text: Text, found: Found) -> tuple[Found, ...]:
    """A sentence, behind the one before it where there is one."""
    place = next((at for at, each in enumerate(text.sentences) if each is found), 0)
    return text.sentences[max(0, place - 1) : place + 1]


_NOW = frozenset("ago since off out now today hence left away".split())
_PLAIN = frozenset("said say told reported report day date month year period the of in on".split())
_COARSE = ("month", "year")


def _is_cued(text: Text, found: Found, value: Value) -> bool:
    after = {word.norm for word in text.words[value.last + 1 : min(found.last, value.last + _REACH)]}
    before = {word.norm for word in text.words[max(found.first, value.first - 2) : value.first]}
    return not after.isdisjoint(_CUES) or not before.isdisjoint(_LEAVES)


def _told(text: Text, found: Found) -> list[When]:
    """The dates of the sentence and of the one before it."""
    values = (value.mention.value for each in with_one_before(text, found) for value in each.values)
    return [said for said in values if isinstance(said, When)]


def _is_near(dated: Dated, told: list[When], terms: frozenset[str], now: bool) -> bool:
    if now or not dated.terms.isdisjoint(terms):
        return True
    return any(when.start.month == dated.when.start.month and when.meets(dated.when) for when in told)


def _is_apart(said: Quantity, one: When, other: When) -> bool:
    if Grain.DAY not in (one.grain, other.grain) and one.grain is not other.grain:
        return False
    if one.grain is other.grain or said.unit in ("day", "week"):
        spans = [abs((one.start - other.start).days)]
    else:
        spans = [abs((one.start - other.start).days), abs((one.end - other.end).days)]
    for days in spans:
        length = Decimal(days) / _DAYS[said.unit]
        slack = _SLACK[said.unit] if said.quantum >= 1 else min(_SLACK[said.unit], said.quantum / 2)
        room = max(Decimal(1), said.value / 4)
        match said.hedge:
            case Hedge.NONE | Hedge.EXACTLY:
                fits = abs(length - said.value) <= slack
            case Hedge.ABOUT:
                fits = abs(length - said.value) <= max(slack, said.value / 10)
            case Hedge.MORE_THAN | Hedge.AT_LEAST:
                fits = said.value < length < said.value + room
            case _:
                fits = said.value - room < length < said.value
        if fits and length:
            return True
    return False
