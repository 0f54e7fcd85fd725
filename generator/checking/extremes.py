"""Figures of a line: ranges, highs and lows, and what was measured at a time, held against the records of that time.

"Temperatures range from 9 to 24 degrees" is the lowest and the highest of all records; "a high of 17 on Tuesday" the
highest of that day; "52.1 years in 1950" the one of that year. Foreign facts only: a list of records with a time.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from generator.article import Verdict
from generator.checking.ends import Said, ends_each, ends_of, spans
from generator.checking.found import Found, Text, Value
from generator.checking.gauges import Gauge, gauge_at
from generator.checking.lines import Line, Point, lines_of
from generator.checking.making import claim
from generator.checking.scopes import Scope, Topic, context_of
from generator.checking.verdicts import Judged
from generator.checking.weighing import reread, small_word, spelled
from generator.checking.windows import Times, Window, named_times, speaks_of_all, window_of
from generator.facts.values import DURATIONS, Hedge, Quantity

_PARTS = frozenset(
    "morning afternoon evening night overnight daytime nighttime midday noon midnight dawn early late later".split()
)
"""Words for a part of a day: records of six hours do not tell which of them is meant."""
_CHANGES = frozenset("by increase decrease drop rise gain fall total per change difference jump accumulation".split())
"""Words that lead to a size of a change or a sum, not to a reading."""
_SOFT = (Hedge.ABOUT, Hedge.NEARLY, Hedge.VAGUE, Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.LESS_THAN)
_ABOVE = (Hedge.MORE_THAN, Hedge.AT_LEAST)
_BELOW = (Hedge.LESS_THAN,)
_ABOUT = Decimal("0.05")
_SIGNIFICANT = 3
"""From how many digits on a reading is a record's own, and no round figure between records."""


class Finding(NamedTuple):
    """What is wrong with a figure, and the point that is right or that it belongs to."""

    verdict: Verdict
    message: str
    expected: str
    point: Point | None


def lined(text: Text, scope: Scope, judged: list[Judged], topic: Topic, carried: Times) -> tuple[list[Judged], Times]:
    """The sentence's figures, those of a line judged by it; and the times that the sentence leaves the text at."""
    lines = lines_of(text.index)
    found = scope.found
    if not lines or not found.values:
        return judged, carried
    ends = ends_of(text, found)
    named = {line.name: named_times(text, found, line) for line in lines}
    whole = speaks_of_all(text, found)
    made = list(judged)
    line: Line | None = None
    for place, value in enumerate(found.values):
        if any(each.first <= value.first <= each.last and each.times for each in named[lines[0].name]):
            _enter(text, value, place, made, None)
        said = reread(text, value)
        if said is None or place not in ends:
            continue
        gauge = gauge_at(text.view.text, value.mention.end)
        if not ends[place].second:
            line = _line_of(text, scope, place, said, gauge, lines, topic)
        if line is None or any(each.first <= value.first <= each.last for each in named[line.name]):
            continue
        window = window_of(text, found, value, line, named[line.name])
        tries = _tries(window, line, whole, carried)
        finding = _judge(text, found, value, said, ends[place], gauge, line, tries, window)
        if finding is not None and (plain := _plain_line(gauge, line, lines, ends[place], text, found, value)):
            finding = _judge(text, found, value, said, ends[place], gauge, plain, tries, window)
        _enter(text, value, place, made, finding)
    times = [each.times for each in named[lines[0].name]]
    return made, times[-1] if times else frozenset() if whole else carried


def _tries(window: Window, line: Line, whole: bool, carried: Times) -> list[Times]:
    """The times that a figure may be of, the likeliest first."""
    if window.named or whole or not carried:
        return [window.times]
    return [frozenset(line.times) & carried, window.times]


def _line_of(
    text: Text, scope: Scope, place: int, said: Quantity, gauge: Gauge | None, lines: tuple[Line, ...], topic: Topic
) -> Line | None:
    """The line that a figure is of: the one named nearest that its unit allows, or the only one."""
    value = scope.found.values[place]
    if said.unit in ("ordinal", "x", "pp", "bp") or said.is_money or small_word(said, value):
        return None
    if said.hedge is Hedge.VAGUE:
        return None  # "in the high teens"
    words = text.words
    before = {word.norm for word in words[max(scope.found.first, value.first - 3) : value.first]}
    own = words[value.first].norm if value.first < len(words) else ""
    to = value.first > scope.found.first and words[value.first - 1].norm in ("to", "at")
    if (before & _CHANGES and not to) or own == "by" or (said.unit == "%" and spelled(value)):
        return None
    if said.unit in DURATIONS:
        if len(lines) > 1 or said.unit + "s" not in text.index.name_words:
            return None
        return lines[0]
    if said.unit == "%":
        lines = tuple(line for line in lines if _may_be_percent(line))
    context = context_of(text, scope, place, topic)
    allowed = [line for line in lines if gauge is None or not gauge.measures.isdisjoint(line.words)]
    strengths = {line.name: max((context.metrics.get(name, 0.0) for name in line.metrics), default=0.0)
                 for line in allowed}  # fmt: skip
    best = max(strengths.values(), default=0.0)
    if best > 0:
        top = [line for line in allowed if strengths[line.name] == best]
        others = [s for name, s in context.metrics.items() if not any(name in line.metrics for line in lines)]
        if gauge is None and others and max(others) > best:
            return None
        return top[0] if len(top) == 1 else None
    if gauge is not None:
        plain = [line for line in allowed if line.words <= gauge.measures]
        return plain[0] if len(plain) == 1 else allowed[0] if len(allowed) == 1 else None
    if len(lines) != 1:
        return None
    counted = {known.metric for known in text.index.quantities if known.fact.id in text.index.by_id}
    return lines[0] if counted.isdisjoint(context.metrics) else None


def _may_be_percent(line: Line) -> bool:
    """Whether a line's figures may be told in percent: an index of 300 that rose 3% may not."""
    value = line.points[0].known.fact.value
    assert isinstance(value, Quantity)
    return value.unit == "%" or all(0 <= point.value <= 100 for point in line.points)


def _plain_line(
    gauge: Gauge | None, line: Line, lines: tuple[Line, ...], end: Said, text: Text, found: Found, value: Value
) -> Line | None:
    """The line of the unit's own measure, where a high or a low stands behind another: "feels like 5, low of 9"."""
    if gauge is None or end.end == "reading":
        return None
    apart = any(hit.last < other.first < value.first for hit in found.of("metric") if hit.sense.value in line.metrics
                for other in found.values)  # fmt: skip
    plain = [other for other in lines if other.words <= gauge.measures and other is not line]
    return plain[0] if apart and len(plain) == 1 else None


def _judge(
    text: Text, found: Found, value: Value, said: Quantity, end: Said, gauge: Gauge | None, line: Line,
    tries: list[Times], window: Window,
) -> Finding | None:  # fmt: skip
    """What is wrong with a figure, or None."""
    if window.named and not window.times:
        return None
    findings = [_against(text, found, said, end, gauge, line, line.within(times), value) for times in tries if times]
    if not findings or None in findings:
        return None
    return findings[0] if window.sure else None


def _against(
    text: Text, found: Found, said: Quantity, end: Said, gauge: Gauge | None, line: Line, points: tuple[Point, ...],
    value: Value,
) -> Finding | None:  # fmt: skip
    """What is wrong with a figure of these points, or None."""
    if not points:
        return None
    ways = _ways(said, gauge)
    if said.upper is not None:
        if not spans(text, found, value):
            return _outside(ways, points, line)
        if ends_each(text, found, value):
            return _outside(ways, points, line)
        low = [replace(way, upper=None) for way in ways]
        high = [replace(way, value=way.upper, upper=None) for way in ways if way.upper is not None]
        return _end(low, "low", points, line, False) or _end(high, "high", points, line, False)
    parts = not _PARTS.isdisjoint(found.words_of(text))
    if end.end == "reading":
        return _reading(ways, points, line, parts)
    if parts or end.each:
        return _outside(ways, points, line)
    return _end(ways, end.end, points, line, said.hedge in _SOFT)


def _ways(said: Quantity, gauge: Gauge | None) -> list[Quantity]:
    """A figure as printed, and as it is in the units that data mostly has."""
    ways = [said]
    if gauge is not None and not gauge.is_plain:
        upper = None if said.upper is None else gauge.in_data(said.upper)
        ways.append(replace(said, value=gauge.in_data(said.value), upper=upper, quantum=said.quantum * gauge.factor))
    if said.unit == "%":
        upper = None if said.upper is None else said.upper / 100
        ways.append(replace(said, value=said.value / 100, upper=upper, quantum=said.quantum / 100))
    return ways


def _slack(said: Quantity) -> Decimal:
    wide = abs(said.value) * _ABOUT if said.hedge in _SOFT else Decimal(0)
    return max(said.quantum, wide)


def _is_near(said: Quantity, value: Decimal) -> bool:
    """Whether a figure prints a value, cut off, rounded up or rounded."""
    gap = abs(said.value - value)
    return gap < said.quantum or gap <= said.quantum / 2 or (said.hedge in _SOFT and gap <= _slack(said))


def _end(ways: list[Quantity], end: str, points: tuple[Point, ...], line: Line, soft: bool) -> Finding | None:
    """Whether a figure is the lowest or the highest of the points."""
    of_end = min if end == "low" else max
    right = of_end(points, key=_value)
    for metric in line.metrics:  # the highest of the temperatures, or of the field for their highest
        own = [point for point in points if point.known.metric == metric]
        if own and any(_is_near(way, of_end(own, key=_value).value) for way in ways):
            return None
    if soft and any(_is_inside(way, points) for way in ways):
        return None
    other = next((point for point in line.points if any(_is_near(way, point.value) for way in ways)), None)
    where = "lowest" if end == "low" else "highest"
    message = f"the {where} {line.name.replace('_', ' ')} in the facts is {right.value} ({right.known.fact.id})"
    return Finding(Verdict.CONTRADICTED, message, f"{right.value}", other or right)


def _is_inside(said: Quantity, points: tuple[Point, ...]) -> bool:
    values = [point.value for point in points]
    top = said.value if said.upper is None else said.upper
    slack = _slack(said)
    if said.hedge in _ABOVE:
        return max(values) >= said.value
    if said.hedge in _BELOW:
        return min(values) <= said.value
    return min(values) - slack <= min(said.value, top) and max(said.value, top) <= max(values) + slack


def _outside(ways: list[Quantity], points: tuple[Point, ...], line: Line) -> Finding | None:
    """Whether a figure lies outside all that the points have."""
    if any(_is_inside(way, points) for way in ways):
        return None
    low, high = min(points, key=_value), max(points, key=_value)
    message = f"the facts have {low.value} to {high.value} for the {line.name.replace('_', ' ')} here"
    return Finding(Verdict.CONTRADICTED, message, f"{low.value} to {high.value}", low)


def _reading(ways: list[Quantity], points: tuple[Point, ...], line: Line, parts: bool) -> Finding | None:
    """Whether a figure is one of the points, or a round one between them."""
    if any(_is_near(way, point.value) for way in ways for point in points):
        return None
    outside = _outside(ways, points, line)
    if outside is not None:
        return outside
    exact = any(len(way.value.normalize().as_tuple().digits) >= _SIGNIFICANT and not way.hedge for way in ways)
    if not exact:
        return None
    own = next((point for point in line.points if any(point.value == way.value for way in ways)), None)
    if own is not None:
        message = f"the facts have this {line.name.replace('_', ' ')} at another time ({own.known.fact.id})"
        return Finding(Verdict.MISBOUND, message, "", own)
    return Finding(Verdict.ABSENT, f"no record has this {line.name.replace('_', ' ')}", "", None)


def _value(point: Point) -> Decimal:
    return point.value


def _enter(text: Text, value: Value, place: int, made: list[Judged], finding: Finding | None) -> None:
    """Put a figure's verdict in the place of what was found before."""
    start = text.view.span(value.mention.start, value.mention.end)[0]
    at = next((n for n, item in enumerate(made) if item.claim.start == start and item.claim.kind == "number"), None)
    if finding is None:
        if at is not None and made[at].claim.verdict not in (Verdict.SUPPORTED, Verdict.DERIVED):
            del made[at]
        return
    facts = (finding.point.known.fact.id,) if finding.point is not None else ()
    item = Judged(
        claim(
            text, value.mention.start, value.mention.end, "number", finding.verdict, "number", finding.message, facts,
            finding.expected,
        ),
        finding.point.known if finding.point is not None else None,
        place,
    )  # fmt: skip
    if at is None:
        made.append(item)
    else:
        made[at] = item
