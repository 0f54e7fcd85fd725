"""The highest and the lowest of a series, told of the wrong time: "the warmest day will be Friday"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.article import Claim, Verdict
from generator.checking.found import Found, Text
from generator.checking.lines import Line, Point, lines_of
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.checking.windows import Named, named_times
from generator.facts.values import Quantity, When
from generator.language import say

_TOP = frozenset("highest warmest hottest strongest heaviest peak peaked".split())
_BOTTOM = frozenset("lowest coldest coolest weakest".split())
READINGS = _TOP | _BOTTOM
"""Words for the highest and the lowest of a series; the largest of its changes is another thing."""
_BY_WORD = {"warmest": "temperature", "hottest": "temperature", "coldest": "temperature", "coolest": "temperature"}
_PEAKS = frozenset(("peak", "peaked"))
_LIKE = Decimal("0.01")
"""What part of a line's whole stretch two figures may lie apart and pass for the same height."""
_REACH = 9
"""Words behind a rank in which its time stands."""


def _find(page: Page) -> Iterator[Claim]:
    lines = lines_of(page.index)
    if not lines:
        return
    for judged in page.spoken:
        found = judged.found
        for place in range(found.first, found.last):
            norm = page.text.words[place].norm
            before = page.text.words[place - 1].norm if place > found.first else ""
            if (norm not in _TOP and norm not in _BOTTOM) or (norm in _PEAKS and before not in ("the", "its")):
                continue  # "reaching a peak in May" may be one of several
            line = _line(page.text, found, place, lines)
            if line is None:
                continue
            when = _time(page.text, found, place, line)
            if when is None or not when.times:
                continue
            right = (max if norm in _TOP else min)(line.points, key=_value)
            near = abs(max(line.points, key=_value).value - min(line.points, key=_value).value) * _LIKE
            ends = [point for point in line.points if abs(point.value - right.value) <= near]
            if any(point.when in when.times for point in ends):
                continue
            word = page.text.words[place]
            yield claim(
                page.text, word.start, page.text.words[when.last].end, "rank", Verdict.CONTRADICTED, "topmost",
                f"the {norm} {line.name.replace('_', ' ')} in the facts is {right.value}, of {_told(right.when)}",
                (right.known.fact.id,), _told(right.when),
            )  # fmt: skip


def _told(when: When) -> str:
    return say(when, style="long" if when.start == when.end else "body")


def _value(point: Point) -> Decimal:
    return point.value


def _line(text: Text, found: Found, place: int, lines: tuple[Line, ...]) -> Line | None:
    """The line that a rank word speaks of: named right behind it or right before it, or the only one."""
    measure = _BY_WORD.get(text.words[place].norm)
    if measure is not None:
        return next((line for line in lines if line.name == measure), None)
    for hits in ([hit for hit in found.of("metric") if 0 < hit.first - place <= 4],
                 [hit for hit in reversed(found.of("metric")) if 0 < place - hit.last <= 4]):  # fmt: skip
        named = [line for hit in hits for line in lines if hit.sense.value in line.metrics]
        if named:
            return named[0]
    return lines[0] if len(lines) == 1 else None


def _time(text: Text, found: Found, place: int, line: Line) -> Named | None:
    """The time that a sentence gives a rank: the next one behind it, before another figure or clause."""
    for named in named_times(text, found, line):
        if not 0 < named.first - place <= _REACH:
            continue
        if found.clause(named.first) != found.clause(place):
            return None
        figures = [value for value in found.values if place < value.first < named.first]
        return named if all(not isinstance(value.mention.value, Quantity) or _is_it(value.last, named)
                            for value in figures) else None  # fmt: skip
    return None


def _is_it(last: int, named: Named) -> bool:
    """Whether a time stands right behind the figure: "the highest temperature, 29 degrees on January 8"."""
    return named.first - last <= 4


RULE = Rule(
    "topmost",
    "The highest or the lowest of a series of records, told of the wrong time.",
    _find,
    "The highest temperature is expected on Friday (of records where it is Monday's).",
    "The highest temperature is expected on Monday (of the same records).",
)
