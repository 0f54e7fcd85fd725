"""The year before: comparisons with the same period a year earlier, which the facts have to hold."""

from __future__ import annotations

import re

from generator.article import Claim, Verdict
from generator.checking.found import Value
from generator.checking.index import Known
from generator.checking.making import claim
from generator.checking.page import Page
from generator.facts.values import Grain, When

YEAR_BEFORE = re.compile(
    r"\b(?:years?|twelve months|12 months)[ -](?:ago|earlier|before|previously)|\b(?:last|previous) year\b"
    r"|\bprior[ -]year\b",
    re.IGNORECASE,
)


def year_before(page: Page, value: Value, said: When) -> Claim:
    """ "A year earlier": a comparison with the same period of the year before, which the facts have to hold."""
    mention = value.mention
    right = _other_quarter(page, said)
    if right:
        return claim(
            page.text, mention.start, mention.end, "date", Verdict.CONTRADICTED, "date",
            "the facts compare with another quarter", ("period",), right,
        )  # fmt: skip
    earlier = [known for known in page.index.quantities if "prior" in known.roles]
    prior = tuple(known.fact.id for known in earlier)[:1]
    if not prior:
        periods = {known.fact.period.start.year for known in page.index.quantities if known.fact.period is not None}
        prior = ("period",) if any(year - 1 in periods for year in periods) else ()
    if prior and earlier and page.index.foreign and not _are_dated(page, earlier):
        return claim(
            page.text, mention.start, mention.end, "date", Verdict.UNRESOLVED, "date",
            "the facts do not say which period the figure before is of", prior,
        )  # fmt: skip
    if prior:
        return claim(page.text, mention.start, mention.end, "date", Verdict.SUPPORTED, "date", facts=prior)
    return claim(page.text, mention.start, mention.end, "date", Verdict.ABSENT, "date", "no fact is of the year before")


def _other_quarter(page: Page, said: When) -> str:
    """The quarter of the year before that a sheet compares with, where another one is named; "" if it is that one."""
    quarters = {known.fact.period for known in page.index.quantities if known.fact.period is not None}
    if page.index.foreign or said.grain is not Grain.QUARTER or {when.grain for when in quarters} != {Grain.QUARTER}:
        return ""
    starts = {(when.start.year - back, when.start.month) for when in quarters for back in (0, 1)}
    if (said.start.year, said.start.month) in starts:
        return ""
    last = max(quarters, key=lambda when: when.start)
    return f"{_NUMBERS[last.start.month // 3]} quarter"


_NUMBERS = ("first", "second", "third", "fourth")


def _are_dated(page: Page, earlier: list[Known]) -> bool:
    """Whether figures before say of which period they are: by a date of their own, or by their field: "prior_year"."""
    theirs = {known.fact.period for known in page.index.quantities if "prior" not in known.roles} | {None}
    return any(known.fact.period not in theirs or known.terms & {"year", "yoy", "annual"} for known in earlier)
