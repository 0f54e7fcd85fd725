"""Scores of two sides: "won 3-1", "2-0 at half-time", "29-8 in the third quarter". Foreign facts only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from generator.article import Verdict
from generator.checking.found import Found, Text
from generator.checking.making import claim, reads
from generator.checking.parts import judge_parts
from generator.checking.scopes import Scope
from generator.checking.sides import ORDINALS, Pair, Sides, sides_of
from generator.checking.verdicts import Judged, drop

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
            drop(text, made, match.start(), match.end())
            made.extend(_score(text, found, sides, sides.result, match))
    parts = sides.parts()
    if parts:
        places = [match.span() for match in _SCORE.finditer(text.view.text, found.start, found.end)]
        judge_parts(text, scope, made, parts, subject, places)
    return made


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
    ended = _ended_part(text, found, sides, match)
    if ended is not None:
        if not _same(said, _sums(sides)[ended.pair.part - 1]):
            yield from _of_part(text, match, said, ended)
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
    number = ORDINALS[named[1]]
    if named[2] == parts[0].noun:
        pair = next((pair for pair in parts if pair.part == number), None)
        return _Stretch(f"{named[1]} {named[2]}", pair.values, pair) if pair is not None else None
    if named[2] != "half" or len(parts) != 4 or number > 2:
        return None
    one, two = parts[2 * number - 2], parts[2 * number - 1]
    sums = one.values[0] + two.values[0], one.values[1] + two.values[1]
    return _Stretch(f"{named[1]} half", sums, one)


def _ended_part(text: Text, found: Found, sides: Sides, match: re.Match[str]) -> _Stretch | None:
    """The part that ended with a score: "the second period ending 2-0"."""
    before = text.view.text[max(found.start, match.start() - 60) : match.start()].lower()
    named = _ENDING.search(before)
    pair = next((pair for pair in sides.parts() if named and pair.noun == named[2]
                 and pair.part == ORDINALS[named[1]]), None)  # fmt: skip
    return _Stretch(f"{pair.part}. {pair.noun}", pair.values, pair) if pair is not None else None


_ENDING = re.compile(
    r"\b(first|second|third|fourth|1st|2nd|3rd|4th|opening) (\w+) "
    r"(?:ended|ending|ends|finished|finishing|closed|closing)(?: in| with| at)?(?: a| the)?(?: score of)? \Z"
)
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
