"""The lines of the facts that a question speaks of: rows and columns by its words, facts by its periods."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from generator.checking.found import Text
from generator.checking.index import Known
from generator.facts.values import Grain, Quantity, When

STOP = frozenset(
    "what was is were are the a an of in on for to and or by from between did do does how much many at as with its it "
    "be been which during over after before that this their there these those they he she who per than more most less "
    "year fiscal ended ending end december september june march january february april may july august october "
    "november respectively value amount figure number company".split()
)
_OF_CHANGE = frozenset("change increase decrease difference percentage".split())
"""Words that name what is to be reckoned; a column of changes is no line of what changes."""
_LINES = 6
_ENOUGH = 0.4


class Line(NamedTuple):
    """Facts of one row and column heading: one a period."""

    terms: frozenset[str]
    facts: tuple[Known, ...]
    score: float = 0.0
    matched: frozenset[str] = frozenset()


class Asked(NamedTuple):
    """What a question asks for: its words, the operations that they name, its periods."""

    words: frozenset[str]
    operations: frozenset[str]
    periods: tuple[When, ...]


def lines_of(text: Text, asked: Asked, money: bool = False) -> list[Line]:
    """The lines that the question speaks of, the best first: each next one by the words that are left.

    Where it is answered with `money`, lines of percentages alone are left out.
    """
    made = list(_joined(_grouped(text.index.quantities)))
    if money:
        made = [line for line in made if any(unit_of(known) != "%" for known in line.facts)]
    counts = Counter(term for line in made for term in line.terms)
    weight = {term: math.log(1 + len(made) / count) for term, count in counts.items()}
    chosen: list[Line] = []
    plain = asked.words - _OF_CHANGE
    words = plain if any(line.terms & plain for line in made) else asked.words
    left = words
    while len(chosen) < _LINES:
        total = sum(weight.get(term, 1.0) for term in left) or 1.0
        scored = [_scored(line, left, words, weight, total) for line in made if line not in chosen]
        scored = [line for line in scored if line.score > 0]
        best = max(scored, key=lambda line: line.score, default=None)
        if best is None or (chosen and best.score < _ENOUGH * chosen[0].score):
            break
        alike = [line for line in scored if line.score >= 0.8 * best.score and line is not best]
        chosen.extend([best, *sorted(alike, key=lambda line: -line.score)[:2]])
        left = left - best.matched
    return chosen


def _grouped(quantities: tuple[Known, ...]) -> Iterator[Line]:
    """Facts by row; by column too, where a row has several of one period."""
    rows: dict[tuple[str, str, str], list[Known]] = {}
    for known in quantities:
        if not known.fact.formula:
            section = "".join(text for name, text in known.fact.dims if name == "section")
            place = known.fact.id.rsplit("/", 1)[0] if known.fact.dims or "/" in known.fact.id else ""
            if ("column", known.fact.metric.label) in known.fact.dims:
                place = "/".join(column_of(known))  # rows that are periods: a column is a line
            rows.setdefault((known.metric, section, place), []).append(known)
    for facts in rows.values():
        heads: dict[tuple[tuple[str, str], ...], list[Known]] = {}
        for known in facts:
            heads.setdefault(known.fact.dims, []).append(known)
        periods = Counter(known.fact.period for known in facts)
        if len(heads) > 1 and (None in periods or max(periods.values()) > 1):
            yield from (Line(frozenset(_plain(same[0].terms)), tuple(same)) for same in heads.values())
        else:
            least = min((known.terms for known in facts), key=len)
            nameless = not facts[0].fact.metric.label
            yield Line(frozenset(("total",)) if nameless else frozenset(_plain(least)), tuple(facts))


def _joined(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines, those of one heading in a table's blocks of other dates as one."""
    blocks: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[Line]] = {}
    for line in lines:
        known = line.facts[0]
        of_one = len(line.facts) == 1 and known.fact.period is not None
        mark = (column_of(known)[0], known.metric, known.fact.dims) if of_one else (known.fact.id, "", ())
        blocks.setdefault(mark, []).append(line)
    for same in blocks.values():
        facts = tuple(known for line in same for known in line.facts)
        if len({known.fact.period for known in facts}) == len(facts):
            yield same[0]._replace(facts=facts)
        else:
            yield from same


def _plain(terms: frozenset[str]) -> Iterator[str]:
    for term in terms:
        yield from (part for part in (term, *term.split("-")) if part not in STOP and not part.isdigit())


def _scored(line: Line, left: frozenset[str], words: frozenset[str], weight: dict[str, float], total: float) -> Line:
    matched = line.terms & left
    if not matched:
        return line._replace(score=0.0)
    gained = sum(weight[term] for term in matched)
    covered = sum(weight[term] for term in line.terms & words) / sum(weight[term] for term in line.terms)
    recall = gained / total
    return line._replace(score=2 * covered * recall / (covered + recall), matched=matched)


def within(line: Line, asked: Asked, said: Quantity) -> list[Known]:
    """The facts of a line in the periods that the question names; all where it names none of theirs."""
    facts = [known for known in line.facts if said.unit == "%" or unit_of(known) != "%"]
    dated = [known for known in facts if known.fact.period is not None]
    if not asked.periods or not dated:
        return facts
    stretches = _stretches(asked)
    inside = [
        known
        for known in dated
        if known.fact.period is not None and any(_meets(known.fact.period, when) for when in stretches)
    ]
    return inside or facts


def unit_of(known: Known) -> str:
    """The unit of a figure, or ""."""
    return known.fact.value.unit if isinstance(known.fact.value, Quantity) else ""


def _stretches(asked: Asked) -> list[When]:
    """The periods asked for, and the stretch from the first to the last where there are two with years between."""
    years = [when for when in asked.periods if when.grain is Grain.YEAR]
    made = list(asked.periods)
    if len(years) == 2 and abs(years[0].start.year - years[1].start.year) > 1 and asked.operations & {"mean", "sum"}:
        low, high = sorted(years, key=lambda when: when.start)
        made.append(When(low.start, high.end, Grain.SPAN))
    return made


def _meets(period: When, asked: When) -> bool:
    if asked.yearless:
        return period.start.month == asked.start.month
    return period.meets(asked)


def tables_of(text: Text) -> dict[tuple[str, str], list[Known]]:
    """The cells of the facts' tables by table and column."""
    made: dict[tuple[str, str], list[Known]] = {}
    for known in text.index.quantities:
        if known.fact.id.count("/") > 2:
            made.setdefault(column_of(known), []).append(known)
    return made


def column_of(known: Known) -> tuple[str, str]:
    """The table and column that a cell stands in, by its id."""
    place = known.fact.id.split("/")
    return "/".join(place[:-2]), place[-1]


def is_total(known: Known) -> bool:
    """Whether a row is a total, by its label or for want of one."""
    label = known.fact.metric.label.lower()
    return any(word in label for word in ("total", "overall", "aggregate", "gross")) or not label
