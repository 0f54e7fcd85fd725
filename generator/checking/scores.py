"""Scores of two sides: "won 3-1", "2-0 at half-time", "two goals in the first period". Foreign facts only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from generator.article import Verdict
from generator.checking.found import Found, Text, Value
from generator.checking.index import Known
from generator.checking.making import claim, reads
from generator.checking.scopes import Scope
from generator.checking.sides import Pair, Sides, sides_of
from generator.checking.verdicts import Judged
from generator.facts.values import Hedge, Quantity

# "3-1", "113 - 107"
_SCORE = re.compile(r"(?<![\w.,/:()–-])(?<!\( )(\d{1,3}) ?[-–—] ?(\d{1,3})(?![\w/:–-]|[.,]\d| ?\))")
_FINAL = frozenset(
    "final won win wins winning victory beat defeat defeated ended end concluded result triumph edged victorious "
    "full-time fulltime".split()
)
_RUNNING = frozenset(
    "lead leading led ahead level tie tied equal equalized equalised advantage up made make trail trailed trailing "
    "behind down deficit gap come came draw drew".split()
)
_ORDINALS = {
    "first": 1, "1st": 1, "opening": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
}  # fmt: skip
_NEAR = 7


def scored(text: Text, scope: Scope, judged: list[Judged], subject: str) -> list[Judged]:
    """The sentence's figures, with the scores and the figures of parts judged by both sides' facts."""
    sides = sides_of(text.index)
    if not sides.pairs:
        return judged
    made = list(judged)
    found = scope.found
    if sides.result is not None:
        for match in _SCORE.finditer(text.view.text, found.start, found.end):
            _drop(text, made, match.start(), match.end())
            made.extend(_score(text, found, sides, sides.result, match))
    parts = sides.parts()
    if parts:
        _judge_parts(text, scope, made, parts, subject)
    return made


def _drop(text: Text, made: list[Judged], start: int, end: int) -> None:
    """Take out what was found of figures between two places."""
    first, last = text.view.span(start, end)
    made[:] = [item for item in made if item.claim.end <= first or item.claim.start >= last]


def _around(text: Text, found: Found, start: int, end: int) -> list[str]:
    """The words near a place, those of its sentence."""
    places = [p for p in range(found.first, found.last) if text.words[p].end > start]
    at = places[0] if places else found.last
    return [word.norm for word in text.words[max(found.first, at - _NEAR) : min(found.last, at + _NEAR)]]


def _score(text: Text, found: Found, sides: Sides, result: Pair, match: re.Match[str]) -> Iterator[Judged]:
    """What is wrong with a score."""
    said = Decimal(match[1]), Decimal(match[2])
    near = set(_around(text, found, match.start(), match.end()))
    part = _named_part(text, found, sides, match)
    if part is not None:
        yield from _of_part(text, match, said, part)
        return
    if any(_same(said, pair.values) for pair in sides.pairs) or any(_same(said, s) for s in _sums(sides)):
        return
    final = bool(near & _FINAL) and not near & _RUNNING
    named = [pair for pair in sides.pairs if pair.words and pair is not result and pair.words & near]
    if not final and (named or _within(said, result.values)):
        return
    start, end = match.span()
    if said[0] in result.values and said[1] not in result.values:
        start = match.start(2)
    elif said[1] in result.values and said[0] not in result.values:
        end = match.end(1)
    expected = f"{reads(result.home.fact, text.index.ledger)}-{reads(result.away.fact, text.index.ledger)}"
    made = claim(
        text, start, end, "number", Verdict.CONTRADICTED, "number", f"the facts have {expected}",
        (result.home.fact.id, result.away.fact.id), expected,
    )  # fmt: skip
    yield Judged(made, result.home)


class _Stretch(NamedTuple):
    """A part, or a half of four, with both sides' figures in it."""

    name: str
    values: tuple[Decimal, Decimal]
    pair: Pair


def _named_part(text: Text, found: Found, sides: Sides, match: re.Match[str]) -> _Stretch | None:
    """The part in which one side outscored the other: "outscoring them 29-8 in the third quarter"."""
    before = text.view.text[max(found.start, match.start() - 60) : match.start()].lower()
    if not _OUTSCORED.search(before):
        return None
    parts = sides.parts()
    after = text.view.text[match.end() : min(found.end, match.end() + 40)].lower()
    named = _IN_PART.match(after)
    if named is None or not parts:
        return None
    number = _ORDINALS[named[1]]
    if named[2] == parts[0].noun:
        pair = next((pair for pair in parts if pair.part == number), None)
        return _Stretch(f"{named[1]} {named[2]}", pair.values, pair) if pair is not None else None
    if named[2] != "half" or len(parts) != 4 or number > 2:
        return None
    one, two = parts[2 * number - 2], parts[2 * number - 1]
    sums = one.values[0] + two.values[0], one.values[1] + two.values[1]
    return _Stretch(f"{named[1]} half", sums, one)


_OUTSCORED = re.compile(r"\bout ?-? ?scor(?:e|ed|es|ing)\b[^.;]*\Z")
_IN_PART = re.compile(
    r"(?: margin)?[ ,]+(?:in|during|over) the (first|second|third|fourth|1st|2nd|3rd|4th|opening) (\w+)"
)


def _of_part(text: Text, match: re.Match[str], said: tuple[Decimal, Decimal], part: _Stretch) -> Iterator[Judged]:
    """The figures of a part's score that neither side has in it."""
    if _same(said, part.values):
        return
    shown = f"{part.values[0]}-{part.values[1]}"
    ids = (part.pair.home.fact.id, part.pair.away.fact.id)
    wrong = [place for place in (1, 2) if said[place - 1] not in part.values] or [1]
    for place in wrong:
        made = claim(
            text, match.start(place), match.end(place), "number", Verdict.CONTRADICTED, "number",
            f"the facts have {shown} in the {part.name}", ids, shown,
        )  # fmt: skip
        yield Judged(made, part.pair.home)


def _same(said: tuple[Decimal, Decimal], values: tuple[Decimal, Decimal]) -> bool:
    return said in (values, values[::-1])


def _within(said: tuple[Decimal, Decimal], values: tuple[Decimal, Decimal]) -> bool:
    """Whether a score may have stood at some time."""
    return any(said[0] <= one and said[1] <= two for one, two in (values, values[::-1]))


def _sums(sides: Sides) -> list[tuple[Decimal, Decimal]]:
    """The scores after each part."""
    made, home, away = [], Decimal(0), Decimal(0)
    for pair in sides.parts():
        home, away = home + pair.values[0], away + pair.values[1]
        made.append((home, away))
    return made


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
        number = _ORDINALS.get(words[place].norm)
        if number is None or number not in by_number:
            continue
        after = words[place + 1].norm if place + 1 < found.last else ""
        before = words[place - 1].norm if place > found.first else ""
        if after == noun or before in ("the", "and"):
            made.append(_Mention(place, place + (after == noun), by_number[number]))
    return made


def _judge_parts(text: Text, scope: Scope, made: list[Judged], parts: list[Pair], subject: str) -> None:
    """Hold the counts of parts against them: "two goals in the first period, one in the second"."""
    found = scope.found
    mentions = _mentions(text, found, parts)
    if not mentions:
        return
    for mention in mentions:
        _drop(text, made, text.words[mention.first].start, text.words[mention.last].end)
    taken = {place for mention in mentions for place in range(mention.first, mention.last + 1)}
    scores = [match.span() for match in _SCORE.finditer(text.view.text, found.start, found.end)]
    for value in found.values:
        said = value.mention.value
        if value.first in taken or not isinstance(said, Quantity) or said.unit or said.upper is not None:
            continue
        if any(start <= value.mention.start < end for start, end in scores):
            continue
        mine = _part_of(text, found, value, mentions)
        if mine is None:
            _drop(text, made, value.mention.start, value.mention.end)
            continue
        known = _of_side(text, scope, value, mine, subject)
        _drop(text, made, value.mention.start, value.mention.end)
        if known is None or said.hedge is not Hedge.NONE:
            continue
        fact = known.fact
        if isinstance(fact.value, Quantity) and fact.value.value != said.value:
            owner = text.index.ledger.entities.get(fact.subject)
            whose = owner.later if owner is not None else fact.subject
            wrong = claim(
                text, value.mention.start, value.mention.end, "number", Verdict.CONTRADICTED, "number",
                f"the facts have {reads(fact, text.index.ledger)} in the {fact.metric.label} for {whose}", (fact.id,),
                reads(fact, text.index.ledger),
            )  # fmt: skip
            made.append(Judged(wrong, known))


def _part_of(text: Text, found: Found, value: Value, mentions: list[_Mention]) -> Pair | None:
    """The part that a count is of: the one right after it ("two in the second"), else the one before it."""
    figures = [
        other.first for other in found.values if isinstance(other.mention.value, Quantity) and other is not value
    ]
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


def _of_side(text: Text, scope: Scope, value: Value, pair: Pair, subject: str) -> Known | None:
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
