"""Series told as a whole: from when to when the data run, which way they went in a stretch, peaks that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from generator.article import Claim, Verdict
from generator.checking.found import Found, Hit, Text, Value
from generator.checking.lines import Line, Point, lines_of
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.checking.windows import named_times
from generator.facts.values import When
from generator.language import say

_PICTURES = frozenset("chart graph plot data dataset figure table series".split())
_SHOWING = frozenset(
    "show showing display displaying illustrate depict present represent cover span collected contain track "
    "compare".split()
)
_OPENING = frozenset("from between".split())
_JOINING = re.compile(r",?\s*(?:to|through|until|and|–|—|-)\s*\Z")
_SIGNS = {"up": 1, "down": -1}
_NEAR = 9
_FLAT = 50
"""What part of the whole stretch of a line's figures a movement has to be, at least, to have a direction: one in 50."""


class Stretch(NamedTuple):
    """Two dates told as the ends of one stretch: "from March 2020 to May 2022"."""

    begins: Value
    ends: Value


def _find(page: Page) -> Iterator[Claim]:
    lines = lines_of(page.index)
    if not lines:
        return
    for judged in page.spoken:
        found = judged.found
        for stretch in _stretches(page.text, found):
            move = _move_before(found, stretch)
            if move is not None:
                yield from _went(page, found, stretch, move, lines)
            elif len(lines) == 1 and _shows(page.text, found):
                yield from _runs(page, stretch, lines[0])
        yield from _peaks(page, found, lines)


def _stretches(text: Text, found: Found) -> list[Stretch]:
    dates = [value for value in found.values if value.mention.kind == "date"]
    made = []
    for one, two in pairwise(dates):
        opened = one.first > found.first and text.words[one.first - 1].norm in _OPENING
        if opened and _JOINING.match(text.view.text[one.mention.end : two.mention.start]):
            made.append(Stretch(one, two))
    return made


def _shows(text: Text, found: Found) -> bool:
    """Whether a sentence says what a picture or data show."""
    near = found.words_of(text)
    return not near.isdisjoint(_PICTURES) and not near.isdisjoint(_SHOWING)


def _move_before(found: Found, stretch: Stretch) -> Hit | None:
    """The word of direction that a stretch follows, or None."""
    moves = [hit for hit in found.of("direction") if 0 < stretch.begins.first - hit.last <= _NEAR]
    moves = [hit for hit in moves if found.clause(hit.first) == found.clause(stretch.begins.first)]
    return moves[-1] if moves else None


def _runs(page: Page, stretch: Stretch, line: Line) -> Iterator[Claim]:
    """From when to when data are said to run."""
    for value, when, word in ((stretch.begins, line.times[0], "begin"), (stretch.ends, line.times[-1], "end")):
        said = value.mention.value
        if isinstance(said, When) and not said.yearless and not said.meets(when):
            yield claim(
                page.text, value.mention.start, value.mention.end, "date", Verdict.CONTRADICTED, "trend",
                f"the records {word} with {_told(when)}", (), _told(when),
            )  # fmt: skip


def _went(page: Page, found: Found, stretch: Stretch, move: Hit, lines: tuple[Line, ...]) -> Iterator[Claim]:
    """Which way a line is said to have gone in a stretch."""
    sign = _SIGNS.get(move.sense.value, 0)
    named = {hit.sense.value for hit in found.of("metric")}
    line = lines[0] if len(lines) == 1 else next((each for each in lines if each.metrics & named), None)
    one, two = stretch.begins.mention.value, stretch.ends.mention.value
    if line is None or not sign or not isinstance(one, When) or not isinstance(two, When):
        return
    first = [point for point in line.points if point.when.meets(one)]
    last = [point for point in line.points if point.when.meets(two)]
    if not first or not last:
        return
    went = last[-1].value - first[0].value
    values = [point.value for point in line.points]
    if went * sign < 0 and abs(went) * _FLAT >= max(values) - min(values):
        right = "up" if went > 0 else "down"
        yield claim(
            page.text, move.start, move.end, "direction", Verdict.CONTRADICTED, "trend",
            f"the facts have it {right} in that time, from {first[0].value} to {last[-1].value}",
            (first[0].known.fact.id, last[-1].known.fact.id), right,
        )  # fmt: skip


def _peaks(page: Page, found: Found, lines: tuple[Line, ...]) -> Iterator[Claim]:
    """ "A peak in July 2021", which is lower than the month before it or after it."""
    if len(lines) != 1:
        return
    line, words = lines[0], page.text.words
    for place in range(found.first, found.last):
        if words[place].norm not in ("peak", "peaked", "peaking"):
            continue
        named = next((each for each in named_times(page.text, found, line) if 0 < each.first - place <= _NEAR), None)
        if named is None or not named.times or found.clause(named.first) != found.clause(place):
            continue
        inside = [point for point in line.points if point.when in named.times]
        beside = _beside(line, inside)
        top = max(point.value for point in inside)
        higher = [point for point in beside if point.value > top + (top - min(p.value for p in line.points)) / _FLAT]
        if higher and len(inside) < len(line.points):
            best = max(higher, key=lambda point: point.value)
            yield claim(
                page.text, words[place].start, words[named.last].end, "rank", Verdict.CONTRADICTED, "trend",
                f"it is higher beside that: {best.value}, of {_told(best.when)}", (best.known.fact.id,),
                _told(best.when),
            )  # fmt: skip


def _beside(line: Line, inside: list[Point]) -> list[Point]:
    """As many points before and after some as these are."""
    points = sorted(line.points, key=lambda point: point.when.start)
    places = [place for place, point in enumerate(points) if point in inside]
    low, high, many = places[0], places[-1], len(places)
    return [*points[max(0, low - many) : low], *points[high + 1 : high + 1 + many]]


def _told(when: When) -> str:
    return say(when, style="long" if when.start == when.end else "body")


RULE = Rule(
    "trend",
    "A series told with another beginning, end, direction or peak than its records have.",
    _find,
    "The chart shows sales from 2019 to 2024 (of records that end with 2022).",
    "The chart shows sales from 2019 to 2022 (of the same records).",
)
