"""Windows: which of a line's times a figure's sentence names: a day, a weekday, "the third day", a month, a year."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from generator.checking.found import Found, Text, Value
from generator.checking.lines import Line
from generator.checking.owning import borders_between
from generator.facts.values import Grain, Quantity, When
from generator.language import read

Times = frozenset[When]
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven")
_LEADING = frozenset("in on by at for during of as".split())
_JOINING = re.compile(r"\s*(?:to|through|until|till|–|—|-|and)\s*\Z")
_OPENING = frozenset("from between".split())
_ALL = frozenset("overall throughout period week entire whole across forecast".split())
_DAY_NUMBER = re.compile(r"\bday (one|two|three|four|five|six|seven|[1-7])\b", re.I)
_DECADE = re.compile(r"\b((?:18|19|20)\d0)s\b")
_NEAR = 1.0
"""By how many words one time must be nearer to a figure than another."""


class Named(NamedTuple):
    """A time that a sentence names: its first and last word, and the times of the line that it is of."""

    first: int
    last: int
    times: Times


class Window(NamedTuple):
    """The times that a figure is said of. `sure` is off where two times stand alike near."""

    times: Times
    named: bool
    """Whether its own sentence names them."""
    sure: bool = True


def named_times(text: Text, found: Found, line: Line) -> list[Named]:
    """The times of a line that a sentence names, in order; a stretch counts as one."""
    made: list[Named] = []
    last_day = False
    for value in found.values:
        times = _times(text, found, value, line, last_day)
        if times is None:
            continue
        last_day = value.mention.kind == "date"
        before = made[-1] if made else None
        if before is not None and _is_stretch(text, found, before, value):
            made[-1] = _stretch(before, value, times, line)
        else:
            made.append(Named(value.first, value.last, times))
    for match in _DECADE.finditer(text.view.text, found.start, found.end):
        years = range(int(match[1]), int(match[1]) + 10)
        places = [p for p in range(found.first, found.last) if match.start() <= text.words[p].start < match.end()]
        made.append(Named(places[0], places[-1], frozenset(w for w in line.times if w.start.year in years)))
    for match in _DAY_NUMBER.finditer(text.view.text, found.start, found.end):
        word = match[1].lower()
        number = _NUMBERS.index(word) + 1 if word in _NUMBERS else int(word)
        places = [p for p in range(found.first, found.last) if match.start() <= text.words[p].start < match.end()]
        made.append(Named(places[0], places[-1], _day(line, number)))
    return sorted(made)


def _times(text: Text, found: Found, value: Value, line: Line, after_date: bool) -> Times | None:
    """The times of a line that one value names, or None if it names none."""
    said = value.mention.value
    if said is None and value.mention.kind == "date":
        said = _dated(value.mention.text, line.times[0].start)
    if isinstance(said, When):
        if said.yearless:
            mark = (said.start.month, said.start.day if said.grain is Grain.DAY else 0)
            return frozenset(
                when for when in line.times if (when.start.month, when.start.day if mark[1] else 0) == mark
            )
        return frozenset(when for when in line.times if when.meets(said))
    if value.mention.kind == "date":
        low = value.mention.text.lower()
        weekday = next((place for place, name in enumerate(_WEEKDAYS) if name in low), None)
        if weekday is None or len(line.times) > 10:
            return None
        return frozenset(when for when in line.times if when.grain is Grain.DAY and when.start.weekday() == weekday)
    if not isinstance(said, Quantity) or said.unit != "ordinal" or said.upper is not None:
        return None
    after = text.words[value.last + 1].norm if value.last + 1 < found.last else ""
    if after == "day" or (after == "and" and _ends_in_day(text, found, value)):
        return _day(line, int(said.value))
    if said.value > 31 or (after in ("quarter", "half", "century", "week", "month", "hour", "time")):
        return None
    if after_date or (value.first and text.words[value.first - 1].norm == "the"):
        return (
            frozenset(when for when in line.times if when.grain is Grain.DAY and when.start.day == said.value)
            if len(line.times) <= 31
            else None
        )
    return None


def _dated(text: str, first: date) -> When | None:
    """A date without a year, or a weekday, as it reads beside a line that begins on a day; weekdays are no dates."""
    if not any(char.isdigit() for char in text):
        return None
    return next((item.value for item in read(text, first) if isinstance(item.value, When)), None)


def _ends_in_day(text: Text, found: Found, value: Value) -> bool:
    """Whether a second ordinal and "day" follow: "the first and second days"."""
    return any(word.norm == "day" for word in text.words[value.last + 2 : min(value.last + 4, found.last)])


def _day(line: Line, number: int) -> Times:
    times = line.times
    return frozenset((times[number - 1],)) if 0 < number <= len(times) <= 10 else frozenset()


def _is_stretch(text: Text, found: Found, before: Named, value: Value) -> bool:
    """Whether two times are the ends of one stretch: "from 1950 to 2021", "between May and July"."""
    between = text.view.text[text.words[before.last].end : value.mention.start]
    opened = before.first > found.first and text.words[before.first - 1].norm in _OPENING
    return opened and _JOINING.match(between) is not None


def _stretch(before: Named, value: Value, times: Times, line: Line) -> Named:
    ends = [*before.times, *times]
    if not ends:
        return Named(before.first, value.last, frozenset())
    low, high = min(when.start for when in ends), max(when.end for when in ends)
    return Named(before.first, value.last, frozenset(w for w in line.times if low <= w.start and w.end <= high))


def window_of(text: Text, found: Found, value: Value, line: Line, named: list[Named]) -> Window:
    """The times that a figure is of: those named nearest; of all named where it is a sentence of the whole."""
    others = [each for each in named if not (each.first <= value.last and value.first <= each.last)]
    owners = [_owner(text, found, each) for each in others]
    mine = [each for each, owner in zip(others, owners, strict=True) if owner and _is_of(text, owner, value)]
    others = mine or [each for each, owner in zip(others, owners, strict=True) if owner is None]
    if not others:
        return Window(frozenset(line.times), False)
    ranked = sorted(((_gap(text, found, value, each), each) for each in others), key=_distance)
    (gap, nearest), rest = ranked[0], ranked[1:]
    sure = all(other - gap > _NEAR or each.times == nearest.times for other, each in rest)
    joined = [each for _, each in ranked if _is_joined(text, nearest, each)]
    return Window(nearest.times.union(*(each.times for each in joined)), True, sure and bool(nearest.times))


def _owner(text: Text, found: Found, named: Named) -> Value | None:
    """The figure that a time stands right behind: "313.5 in April"."""
    for value in reversed(found.values):
        if value.last >= named.first or not isinstance(value.mention.value, Quantity):
            continue
        between = text.words[value.last + 1 : named.first]
        close = len(between) <= 4 and not borders_between(found, value.first, named.first)
        apart = "," in text.view.text[value.mention.end : text.words[named.first].start]
        led = not between or any(word.norm in _LEADING for word in between)
        return value if close and not apart and led else None
    return None


_ENDS = re.compile(r"\s?[^,;.\d]{0,24}\b(?:to|and)\s[^,;.\d]{0,24}\Z")


def _is_of(text: Text, owner: Value, value: Value) -> bool:
    """Whether a time behind one figure is another's too: the other end of its range, "from 3 to 8 on Tuesday"."""
    if owner is value:
        return True
    between = text.view.text[value.mention.end : owner.mention.start]
    return value.last < owner.first and _ENDS.match(between) is not None and " a " not in between


def _distance(entry: tuple[float, Named]) -> float:
    return entry[0]


def _gap(text: Text, found: Found, value: Value, named: Named) -> float:
    """Words between a figure and a time; what follows with "in" or "on" is nearer, behind a comma farther."""
    if named.first > value.last:
        gap = float(named.first - value.last)
        between = text.words[value.last + 1 : named.first]
        leads = any(word.norm in _LEADING for word in between[-2:])
        gap += -1.5 if leads else 1.0
        if "," in text.view.text[value.mention.end : text.words[named.first].start]:
            gap += 4
    else:
        gap = float(value.first - named.last)
    return gap + 4 * borders_between(found, named.first, value.first)


_BOTH = re.compile(r"\s*,?\s*(?:and|or|,)\s*(?:the\s)?\s*\Z")


def _is_joined(text: Text, one: Named, two: Named) -> bool:
    """Whether two times are told together: "on Monday and Tuesday"."""
    first, second = (one, two) if one.first < two.first else (two, one)
    if first is second or second.first <= first.last:
        return False
    return _BOTH.match(text.view.text[text.words[first.last].end : text.words[second.first].start]) is not None


def speaks_of_all(text: Text, found: Found) -> bool:
    """Whether a sentence that names no time speaks of all of them: "overall", "throughout the week"."""
    return not _ALL.isdisjoint(found.words_of(text)) or "next" in found.words_of(text)
