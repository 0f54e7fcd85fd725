"""Figures of a line: ranges, highs and lows, and what was measured at a time, held against the records of that time.

"Temperatures range from 9 to 24 degrees" is the lowest and the highest of all records; "a high of 17 on Tuesday" the
highest of that day; "52.1 years in 1950" the one of that year. Foreign facts only: a list of records with a time.
"""

from __future__ import annotations

from generator.article import Verdict
from generator.checking.ends import Said, ends_of
from generator.checking.found import Found, Text, Value
from generator.checking.gauges import Gauge, gauge_at
from generator.checking.lines import Line, lines_of
from generator.checking.making import claim
from generator.checking.readings import Finding, against
from generator.checking.scopes import Scope, Topic, context_of
from generator.checking.verdicts import Judged
from generator.checking.weighing import reread, small_word, spelled
from generator.checking.windows import Times, Window, named_times, speaks_of_all, window_of
from generator.facts.values import DURATIONS, Hedge, Quantity

_CHANGES = frozenset("by increase decrease drop rise gain fall total per change difference jump accumulation".split())
"""Words that lead to a size of a change or a sum, not to a reading."""


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
    findings = [against(text, found, said, end, gauge, line, line.within(times), value) for times in tries if times]
    if not findings or None in findings:
        return None
    return findings[0] if window.sure else None


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
