"""The highest and the lowest of a series, told of the wrong time: "the warmest day will be Friday"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.article import Claim, Verdict
from generator.checking.found import Found, Text
from generator.checking.index import Known
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
        if page.index.foreign and not page.index.tabular:
            yield from _of_subjects(page)
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


_ENDS = {"highest": max, "largest": max, "biggest": max, "lowest": min, "smallest": min}
_FEWER = frozenset("second third fourth next one among".split())
"""Words before a rank with which it is not the first."""


def _of_subjects(page: Page) -> Iterator[Claim]:
    """ "Norway had the highest share", of several whose shares the records give for one time."""
    for judged in page.spoken:
        found, words = judged.found, page.text.words
        for place in range(found.first + 1, found.last):
            of_end = _ENDS.get(words[place].norm)
            if of_end is None or words[place - 1].norm != "the" or words[max(found.first, place - 2)].norm in _FEWER:
                continue
            before = [hit for hit in found.of("entity") if hit.last < place]
            names = {hit.sense.value for hit in found.of("metric") if 0 < hit.first - place <= 3}
            field = _field(page, names, judged.scope.periods)
            mine = next((each for each in field if before and each.fact.subject == before[-1].sense.value), None)
            if mine is None or found.clause(before[-1].first) != found.clause(place):
                continue
            right = of_end(field, key=_figure)
            if _figure(right) != _figure(mine):
                yield claim(
                    page.text, words[place].start, words[place].end, "rank", Verdict.CONTRADICTED, "topmost",
                    f"it is {right.fact.subject}, with {_figure(right)}", (right.fact.id, mine.fact.id),
                    right.fact.subject,
                )  # fmt: skip


def _field(page: Page, names: set[str], periods: tuple[When, ...]) -> list[Known]:
    """The facts of a measure by subject at one time: the one that is named, or the only one."""
    field = [
        known for known in page.index.quantities
        if known.metric in names and known.fact.subject and not known.roles and isinstance(known.fact.value, Quantity)
        and (not periods or known.fact.period is None or known.fact.period.meets(periods[0]))
    ]  # fmt: skip
    subjects = [known.fact.subject for known in field]
    alone = len(set(subjects)) == len(subjects) >= _SUBJECTS and len({known.metric for known in field}) == 1
    return field if alone and len(periods) < 2 else []


_SUBJECTS = 3
"""From how many subjects on a measure ranks them."""


def _figure(known: Known) -> Decimal:
    value = known.fact.value
    assert isinstance(value, Quantity)
    return value.value


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
