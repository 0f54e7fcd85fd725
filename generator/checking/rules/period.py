"""Years that are not those of a change told of them: one of 2023 against 2022 told of 2021, a year against itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.article import Claim, Verdict
from generator.checking.found import Value
from generator.checking.index import Known
from generator.checking.lengths import SAID, length_of, lengths_of
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.phrasebook import terms_of
from generator.checking.verdicts import Judged
from generator.facts.values import Grain, Quantity, When
from generator.language import say

# what sets one period against another: "the year ended December 31, 2023 compared to the year ended December 31, 2022"
_AGAINST = re.compile(
    r"\s*,?\s*(?:as )?(?:compared|versus|vs\.?|relative)(?: (?:to|with))?\s+(?:the )?(?:\w+ ){0,4}\Z", re.IGNORECASE
)
_DIGITS = 3
_HALF = 0.5
_CELL = re.compile(r"/\d+/\d+\Z")


def _find(page: Page) -> Iterator[Claim]:
    yield from _of_lengths(page)
    for judged in page.spoken:
        yield from _at_start(page, judged)
        yield from _ahead(page, judged)
        dates = [value for value in judged.found.values if _is_year(value)]
        if not dates:
            continue
        twice = _twice(page, dates)
        if twice is not None:
            yield claim(
                page.text, twice[0].mention.start, twice[1].mention.end, "date", Verdict.CONTRADICTED, "period",
                "a period compared with itself",
            )  # fmt: skip
        elif page.index.foreign:
            yield from _of_others(page, judged, dates)


def _of_lengths(page: Page) -> Iterator[Claim]:
    """A length that no period of the facts has which ends in its month: "the four months ended December 31"."""
    told = list(SAID.finditer(page.text.view.text)) if page.index.foreign else []
    known = lengths_of(page.index) if told else {}
    for match in told:
        month, length = length_of(match)
        right = known.get(month, set())
        if len(right - {1, 12}) and length not in right:
            yield claim(
                page.text, match.start("length"), match.end("length"), "date", Verdict.CONTRADICTED, "period",
                f"the facts have {' and '.join(map(str, sorted(right)))} months", (), f"{min(right)} months",
            )  # fmt: skip


def _ahead(page: Page, judged: Judgement) -> Iterator[Claim]:
    """Guidance told of another quarter than the company gave it for: "for the fourth quarter it expects ..."."""
    named = [value for value in judged.found.values if _is_quarter(value)]
    given = [item.known.fact for item in judged.judged if item.known is not None and "guidance" in item.known.roles]
    if len(named) != 1 or not given or page.index.foreign:
        return
    mention = named[0].mention
    periods = [fact.period for fact in given if fact.period is not None and fact.period.grain is Grain.QUARTER]
    if len(periods) == len(given) and all(period.start.month != _month(mention.value) for period in periods):
        yield claim(
            page.text, mention.start, mention.end, "date", Verdict.MISBOUND, "period",
            "the guidance is for another quarter", (given[0].id,), say(periods[0], style="body"),
        )  # fmt: skip


def _is_quarter(value: Value) -> bool:
    said = value.mention.value
    return value.mention.kind == "date" and isinstance(said, When) and said.grain is Grain.QUARTER


def _month(said: object) -> int:
    return said.start.month if isinstance(said, When) else 0


_START = re.compile(r" (?:at|since|from) the (?:start|beginning) of the year\b")


def _at_start(page: Page, judged: Judgement) -> Iterator[Claim]:
    """A figure of a year ago told as one of the year's start, where the facts are in the midst of their year."""
    text = page.text.view.text
    for item in judged.judged:
        known = item.known
        if not page.index.foreign or known is None or item.place < 0 or known.fact.period is None:
            continue
        end = judged.found.values[item.place].mention.end
        match = _START.match(text, end)
        if match is not None and known.earlier and _in_midst(page, known.fact.period):
            yield claim(
                page.text, match.start() + 1, match.end(), "date", Verdict.MISBOUND, "period",
                "the figure is of a year before", (known.fact.id,), "a year earlier",
            )  # fmt: skip


def _in_midst(page: Page, before: When) -> bool:
    """Whether a day a year after `before` ends the first half or three quarters of a year in the facts."""
    for known in page.index.quantities:
        period = known.fact.period
        if period is None or not _PART_OF_YEAR[0] <= (period.end - period.start).days <= _PART_OF_YEAR[1]:
            continue
        if abs((period.end - before.end).days - _YEAR) <= _WEEKS:
            return True
    return False


_YEAR, _WEEKS = 365, 10
_PART_OF_YEAR = 150, 300
"""Days of half a year to three quarters of one."""


def _is_year(value: Value) -> bool:
    when = value.mention.value
    return isinstance(when, When) and not when.yearless and when.grain in (Grain.DAY, Grain.YEAR)


def _year(value: Value) -> int:
    when = value.mention.value
    assert isinstance(when, When)
    return when.end.year


def _twice(page: Page, dates: list[Value]) -> tuple[Value, Value] | None:
    """Two periods that are set against each other and are the same."""
    for one, two in pairwise(dates):
        between = page.text.view.text[one.mention.end : two.mention.start]
        if one.mention.text == two.mention.text and len(between) < 60 and _AGAINST.match(between):
            return one, two
    return None


def _of_others(page: Page, judged: Judgement, dates: list[Value]) -> Iterator[Claim]:
    """A year that is of none of the figures which a sentence about a change tells of a table's rows."""
    theirs: set[int] = set()
    facts: list[str] = []
    for item in judged.judged:
        if item.claim.kind != "number":
            continue
        years = _years(page, judged, item)
        if not years:
            return  # what is not known may well be of the year
        theirs |= years
        facts.extend(item.claim.facts)
    if not any(item.claim.formula in _CHANGES for item in judged.judged):
        return
    wrong = [value for value in dates if _year(value) not in theirs]
    right = sorted(theirs - {_year(value) for value in dates})
    if len(wrong) != 1 or not right:
        return
    value = wrong[0]
    yield claim(
        page.text, value.mention.start, value.mention.end, "date", Verdict.MISBOUND, "period",
        f"the figures told are of {', '.join(map(str, right))}", tuple(facts[:4]), str(right[-1]),
    )  # fmt: skip


def _years(page: Page, judged: Judgement, item: Judged) -> set[int]:
    """The years of a figure's facts, where it is surely theirs: rows that the sentence calls by half their label."""
    if item.claim.verdict not in (Verdict.SUPPORTED, Verdict.DERIVED):
        return set()
    value = item.said
    if value is None or len(value.value.normalize().as_tuple().digits) < _DISTINCT.get(value.unit, _DIGITS):
        return set()
    known = [page.index.by_id[name] for name in item.claim.facts if name in page.index.by_id]
    if not known or not all(_is_called(judged, each) for each in known):
        return set()
    years = {each.fact.period.end.year for each in known if each.fact.period is not None}
    twins = {
        other.fact.period.end.year
        for other in page.index.quantities
        for each in known
        if len(known) == 1 and other.fact.period is not None and _same(other, each)
    }
    return years | twins


_DISTINCT = {"%": 2}
_CHANGES = frozenset(("percent_change", "difference"))


def _is_called(judged: Judgement, known: Known) -> bool:
    words = terms_of(known.fact.metric.label)
    cell = bool(_CELL.search(known.fact.id)) and known.fact.period is not None
    return cell and len(words & judged.scope.terms) > _HALF * len(words)


def _same(one: Known, other: Known) -> bool:
    a, b = one.fact.value, other.fact.value
    return isinstance(a, Quantity) and isinstance(b, Quantity) and abs(a.value) == abs(b.value)


RULE = Rule(
    "period",
    "A year that is not the one of the figures told of it, or one that is compared with itself.",
    _find,
    "Revenue was $6.69 billion in the year ended December 31, 2024, compared to the year ended December 31, 2024.",
    "Revenue was $6.69 billion in the quarter.",
)
