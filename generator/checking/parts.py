"""Parts of a whole told one by one: "two goals in the first period, one in the second". Foreign facts only."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from generator.article import Verdict
from generator.checking.found import Found, Text
from generator.checking.index import Known
from generator.checking.making import claim, reads
from generator.checking.scopes import Scope
from generator.checking.sides import ORDINALS, Pair
from generator.checking.verdicts import Judged, drop
from generator.facts.values import Hedge, Quantity


class _Mention(NamedTuple):
    """A part that a sentence names: "the first period"."""

    first: int
    last: int
    pair: Pair


def _mentions(text: Text, found: Found, parts: list[Pair]) -> list[_Mention]:
    words = text.words
    noun = parts[0].noun
    if all(word.norm != noun for word in words[found.first : found.last]):
        return []
    by_number = {pair.part: pair for pair in parts}
    made = []
    for place in range(found.first, found.last):
        number = ORDINALS.get(words[place].norm)
        if number is None or number not in by_number:
            continue
        after = words[place + 1].norm if place + 1 < found.last else ""
        before = words[place - 1].norm if place > found.first else ""
        if after == noun or before in ("the", "and"):
            made.append(_Mention(place, place + (after == noun), by_number[number]))
    return made


class _Count(NamedTuple):
    """A count: its first and last word, its place in the text, what it says (None where that is no plain number)."""

    first: int
    last: int
    start: int
    end: int
    number: Decimal | None


def judge_parts(
    text: Text, scope: Scope, made: list[Judged], parts: list[Pair], subject: str, scores: list[tuple[int, int]]
) -> None:
    """Hold the counts of parts against them: "two goals in the first period, one in the second".

    `scores` are the places of scores ("3-1"), which are no counts.
    """
    found = scope.found
    mentions = _mentions(text, found, parts)
    if not mentions:
        return
    for mention in mentions:
        drop(text, made, text.words[mention.first].start, text.words[mention.last].end)
    taken = {place for mention in mentions for place in range(mention.first, mention.last + 1)}
    counts = _counts(text, found)
    for count in counts:
        if count.first in taken or any(start <= count.start < end for start, end in scores):
            continue
        drop(text, made, count.start, count.end)
        mine = _part_of(text, found, count, mentions, counts)
        known = _of_side(text, scope, count, mine, subject) if mine is not None else None
        if known is None or count.number is None:
            continue
        fact = known.fact
        if isinstance(fact.value, Quantity) and fact.value.value != count.number:
            owner = text.index.ledger.entities.get(fact.subject)
            whose = owner.later if owner is not None else fact.subject
            made.append(_wrong(text, count.start, count.end, known, f"in the {fact.metric.label} for {whose}"))
    made.extend(_scoreless(text, found, mentions))


def _wrong(text: Text, start: int, end: int, known: Known, where: str) -> Judged:
    right = reads(known.fact, text.index.ledger)
    made = claim(
        text, start, end, "number", Verdict.CONTRADICTED, "number", f"the facts have {right} {where}",
        (known.fact.id,), right,
    )  # fmt: skip
    return Judged(made, known)


def _counts(text: Text, found: Found) -> list[_Count]:
    """The counts of a sentence, "a goal" and "one goal" among them, in order."""
    made = []
    taken = {place for value in found.values for place in range(value.first, value.last + 1)}
    measures = {hit.first for hit in found.of("metric")}
    for value in found.values:
        said = value.mention.value
        if isinstance(said, Quantity) and not said.unit and said.upper is None:
            plain = said.value if said.hedge is Hedge.NONE else None
            made.append(_Count(value.first, value.last, value.mention.start, value.mention.end, plain))
    for place in range(found.first, found.last - 1):
        word = text.words[place]
        if word.norm in ("one", "a") and place not in taken and place + 1 in measures:
            made.append(_Count(place, place, word.start, word.end, Decimal(1)))
    return sorted(made)


def _scoreless(text: Text, found: Found, mentions: list[_Mention]) -> list[Judged]:
    """A part told to be without a score, in which the facts have one."""
    made = []
    for mention in mentions:
        for place in range(mention.last + 1, min(mention.last + 5, found.last)):
            if text.words[place].norm not in _NOTHING or found.clause(place) != found.clause(mention.first):
                continue
            known = next((each for each, value in zip((mention.pair.home, mention.pair.away), mention.pair.values,
                                                      strict=True) if value), None)  # fmt: skip
            if known is not None and len(mentions) == 1:
                word = text.words[place]
                made.append(_wrong(text, word.start, word.end, known, f"in the {known.fact.metric.label}"))
    return made


_NOTHING = frozenset(("scoreless", "goalless", "pointless"))


def _part_of(text: Text, found: Found, value: _Count, mentions: list[_Mention], counts: list[_Count]) -> Pair | None:
    """The part that a count is of: the one right after it ("two in the second"), else the one before it."""
    figures = [other.first for other in counts if other is not value]
    named = {place for mention in mentions for place in range(mention.first, mention.last + 1)}
    after = next((mention for mention in mentions if mention.first > value.last), None)
    if after is not None and after.first - value.last <= 6:
        between = range(value.last + 1, after.first)
        led = {"in", "during"} & {text.words[place].norm for place in between}
        together = any(0 < other.first - after.last <= 2 for other in mentions)
        if led and not together and not any(place in figures and place not in named for place in between):
            return after.pair
    before = [mention for mention in mentions if mention.last < value.first]
    if before and found.clause(before[-1].first) == found.clause(value.first):
        opens = before[-1].first - found.first <= 4
        return before[-1].pair if opens and len(mentions) == 1 else None
    return None


def _of_side(text: Text, scope: Scope, value: _Count, pair: Pair, subject: str) -> Known | None:
    """The fact of the side that a count is of, or None where it is not clear."""
    words = text.words
    home, away = pair.home.fact.subject, pair.away.fact.subject
    for place in range(value.first - 1, scope.found.first - 1, -1):
        for hit in scope.entities:
            if hit.last == place and hit.sense.value in (home, away):
                return pair.home if hit.sense.value == home else pair.away
        following = words[place + 1].norm if place + 1 < len(words) else ""
        if following in ("team", "side") or words[place].norm in ("host", "visitor"):
            if words[place].norm in ("home", "host"):
                return pair.home
            if words[place].norm in ("away", "visiting", "visitor"):
                return pair.away
    if subject in (home, away):
        return pair.home if subject == home else pair.away
    return None
