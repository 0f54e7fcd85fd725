"""Dates: every date, month, weekday and period is one of the facts', and the one that belongs there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.dated import ENDING, Dated, dates_of, is_of_play
from generator.checking.fits import Fit, fit_date
from generator.checking.found import Found, Value
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.rules._before import YEAR_BEFORE, year_before
from generator.checking.rules._lookalikes import opens_with_date
from generator.checking.rules._near import near_of
from generator.facts.values import Grain, When
from generator.language import say

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CLEARLY = 1.6
_BESIDE_DATELINE = 0.7
"""By how much another day has to be the better bound, where a day is that of the story alone."""
_LEAST = 0.6


def _find(page: Page) -> Iterator[Claim]:
    dates = dates_of(page.index)
    if not dates:
        return
    for judged in page.spoken:
        found = judged.found
        for value in found.values:
            said = value.mention.value
            if isinstance(said, When) and page.index.foreign and said.grain is Grain.HALF and said.yearless:
                continue  # a match has halves too
            if (
                isinstance(said, When)
                and said.yearless
                and said.grain is Grain.QUARTER
                and is_of_play(page.index, said)
            ):
                continue
            if value.mention.kind == "date" and isinstance(said, When):
                yield from _judge(page, judged, value, said, dates)


def _judge(page: Page, judged: Judgement, value: Value, said: When, dates: list[Dated]) -> Iterator[Claim]:
    text, mention = page.text, value.mention
    start, end = mention.start, mention.end
    if YEAR_BEFORE.search(mention.text):
        yield year_before(page, value, said)
        return
    if _ends_before(page, judged.found, value, said):
        yield claim(text, start, end, "date", Verdict.CONTRADICTED, "date", "the range ends no later than it begins")
        return
    if said.weekday is not None and said.start == said.end and said.start.weekday() != said.weekday:
        right = _WEEKDAYS[said.start.weekday()]
        yield claim(text, start, end, "date", Verdict.CONTRADICTED, "date", f"that day is a {right}", (), right)
        return
    if _is_of_shorter(page, value, said):
        right = f"{mention.text.split()[0]} year"
        message = "a quarter is not of a month"
        yield claim(text, start, end, "date", Verdict.CONTRADICTED, "date", message, (), right)
        return
    day = page.ledger.dateline
    if day and opens_with_date(text, judged.found, value) and _fit(said, When(day, day)) is Fit.YES:
        yield claim(text, start, end, "date", Verdict.SUPPORTED, "date", facts=("dateline",))
        return
    near = near_of(page, judged.found, value)
    fits_by: dict[int, Fit] = {}  # most facts share the day or the period of others
    for dated in dates:
        if id(dated.when) not in fits_by:
            fits_by[id(dated.when)] = _fit(said, dated.when)
    fits_of = [(fits_by[id(dated.when)], dated) for dated in dates]
    scored = [
        (near.score(dated) - (0.8 if fits is Fit.YES and dated.when.grain is not said.grain else 0.0), fits, dated)
        for fits, dated in fits_of
        if fits is not Fit.NO or dated.when.grain is said.grain
    ] or [(near.score(dated), fits, dated) for fits, dated in fits_of]
    named = 1.6 if said.grain is Grain.YEAR and _same_of(page, judged.found, value) else 0.0
    if _ends(page, judged.found, value) and said.grain in (Grain.MONTH, Grain.DAY):
        ends = [(fits, dated) for fits, dated in fits_of if dated.fact == "period"]
        if ends and all(fits is Fit.NO for fits, _ in ends):
            dated = ends[0][1]
            yield claim(
                text, start, end, "date", Verdict.CONTRADICTED, "date", "the period ends on another day",
                (dated.fact,), _reads(page, dated.when, said),
            )  # fmt: skip
            return
    alike = any(dated.own and dated.when.grain is said.grain for dated in dates)
    since = value.first > judged.found.first and text.words[value.first - 1].norm == "since"
    right_ones = [
        (points, dated)
        for points, fits, dated in scored
        if fits is Fit.YES
        and not (since and _is_finer(dated.when, said))
        and _allowed(said, dated, points + named, alike, page.index.foreign)
    ]
    best_points, _, best = max(scored, key=lambda entry: entry[0] + (1.0 if entry[2].when.grain is said.grain else 0.0))
    elsewhere = _of_another(page, judged, value, said, right_ones, dates)
    if elsewhere is not None:
        yield claim(
            text, start, end, "date", Verdict.MISBOUND, "date", f"this is the date of {right_ones[0][1].fact}",
            (right_ones[0][1].fact, elsewhere.fact), _reads(page, elsewhere.when, said),
        )  # fmt: skip
        return
    if right_ones:
        points, dated = max(right_ones, key=lambda entry: entry[0])
        if (owner := _owner(page, judged, value, dated)) is not None:
            right = page.ledger.entities[owner].later
            message = f"this is a date of {right}"
            yield claim(text, start, end, "date", Verdict.MISBOUND, "date", message, (dated.fact,), right)
            return
        clearly = _CLEARLY if dated.fact != "dateline" or not best.own else _BESIDE_DATELINE
        if points >= best_points - clearly or best_points < clearly or best.when.grain is not said.grain:
            yield claim(text, start, end, "date", Verdict.SUPPORTED, "date", facts=(dated.fact,))
            return
        yield claim(
            text, start, end, "date", Verdict.MISBOUND, "date", f"this is the date of {dated.fact}",
            (dated.fact, best.fact), _reads(page, best.when, said),
        )  # fmt: skip
        return
    unsure = [(points, dated) for points, fits, dated in scored if fits is Fit.UNSURE]
    if unsure and max(entry[0] for entry in unsure) >= 1.0 and not said.yearless:
        points, dated = max(unsure, key=lambda entry: entry[0])
        yield claim(
            text, start, end, "date", Verdict.UNRESOLVED, "date",
            "finer than the facts, which have the expected one", (dated.fact,), _reads(page, dated.when, said),
        )  # fmt: skip
        return
    if said.grain is not Grain.DAY and _is_relative(mention.text):
        return
    bound = best_points >= (_LEAST if best.when.grain is said.grain else 1.0)
    verdict = Verdict.CONTRADICTED if bound else Verdict.ABSENT
    expected = _reads(page, best.when, said) if bound else ""
    facts = (best.fact,) if bound else ()
    yield claim(text, start, end, "date", verdict, "date", "no fact has this date", facts, expected)


def _owner(page: Page, judged: Judgement, value: Value, dated: Dated) -> str | None:
    """Whose a date of the facts is, where the sentence gives it to another company: "Brekke has until June 11"."""
    fact = page.ledger.get(dated.fact)
    types = page.index.types
    if not dated.own or page.index.foreign or fact is None or types.get(fact.subject) != "company":
        return None
    named = [hit.sense.value for hit in judged.found.of("entity", "ticker") if types.get(hit.sense.value) == "company"]
    before = [hit for hit in judged.found.of("entity") if hit.sense.value in named and hit.last < value.first]
    if not before or fact.subject in named or judged.told or fact.claimant in named or page.index.main in named:
        return None
    return fact.subject if not set(named) & (dated.names | set(fact.chain)) else None


def _ends_before(page: Page, found: Found, value: Value, said: When) -> bool:
    """Whether a date ends a range that begins no earlier: "from 2021 to 2021"."""
    words = page.text.words
    for other in found.values:
        begin = other.mention.value
        if other.last + 2 != value.first or not isinstance(begin, When) or begin.grain is not said.grain:
            continue
        opens = words[other.first - 1].norm if other.first > found.first else ""
        if (opens, words[other.last + 1].norm) in (("from", "to"), ("between", "and"), ("from", "until")):
            return begin.start >= said.start and not (begin.yearless and begin.start > said.start)
    return False


def _is_of_shorter(page: Page, value: Value, said: When) -> bool:
    """Whether a quarter is said to be of a month or a week: "the same quarter of last month"."""
    before = [word.norm for word in page.text.words[max(0, value.first - 2) : value.first]]
    return said.grain in (Grain.MONTH, Grain.WEEK) and before in (["quarter", "of"], ["half", "of"], ["year", "of"])


def _ends(page: Page, found: Found, value: Value) -> bool:
    """Whether a date is said to end a period: "the three months through September"."""
    if value.first - 1 <= found.first or page.text.words[value.first - 1].norm not in ENDING:
        return False
    return any(
        word.norm in ("month", "quarter", "week", "year")
        for word in page.text.words[max(found.first, value.first - 4) : value.first - 1]
    )


def _same_of(page: Page, found: Found, value: Value) -> bool:
    """Whether a year is that of the period compared with: "in the same three months of 2024"."""
    before = page.text.words[max(found.first, value.first - 6) : value.first]
    after = page.text.words[value.last + 1].norm if value.last + 1 < found.last else ""
    return after in _PERIOD or any(word.norm in ("same", "corresponding", "comparable") for word in before)


_PERIOD = ("period", "quarter", "result", "figure", "level", "third", "number")


def _is_finer(when: When, said: When) -> bool:
    """Whether a day or a week stands for a month: "since January" is of what began in it, not of a day within."""
    return said.grain is Grain.MONTH and when.grain in (Grain.DAY, Grain.WEEK)


def _is_relative(words: str) -> bool:
    return words.lower().startswith(("this ", "the past", "recent", "the last"))


def _allowed(said: When, dated: Dated, points: float, alike: bool, foreign: bool) -> bool:
    """Whether a date may speak of a date of the facts that it holds.

    The story's own day supports a day, not a week or a year around it; the day of a publication or the end of a period
    no month or year of something else. Where the facts date things as coarsely (`alike`), a coarse date of something
    finer has to be named. Foreign facts say too little of what their dates are for that.
    """
    if said.grain is dated.when.grain or (foreign and dated.fact != "dateline"):
        return True
    if said.grain is Grain.SPAN and dated.when.grain is Grain.DAY and points < _BOUND:
        return False  # "between July and November" dates no day
    if dated.own:
        return not alike or points >= _SPOKEN_OF or said.grain is Grain.DAY
    if dated.fact == "dateline":
        return said.grain is Grain.DAY
    return said.grain is Grain.DAY or points >= (_ENDED if dated.fact == "period" else _NAMED)


_ENDED, _NAMED = -0.2, 1.6
"""Points from which on a coarse date is taken for a period's end, or for the day of a saying or a publication."""
_BOUND, _SPOKEN_OF = 1.0, 0.2
_BEFORE = frozenset("after since before earlier previous following other those began begin until from prior".split())


def _of_another(
    page: Page, judged: Judgement, value: Value, said: When, right: list[tuple[float, Dated]], dates: list[Dated]
) -> Dated | None:
    """The date that a date should be, where it is only that of list items the sentence does not tell; or None.

    "Fourteen models were approved last month" where the fourteen are last week's, and another batch is last month's.
    """
    items = {item.known.fact.item for item in judged.judged if item.known is not None} - {""}
    right = [(points, dated) for points, dated in right if dated.item or dated.own or points >= _BOUND]
    if not right or any(not dated.item or dated.item in items for _, dated in right):
        return None
    if said.grain in (Grain.QUARTER, Grain.HALF):
        return next((dated for dated in dates if not dated.item and dated.when.grain is said.grain), None)
    if len(items) != 1 or _is_listed(judged.found, value) or _beside_words(page, judged.found, value) & _BEFORE:
        return None
    lists = {dated.item.rsplit(".", 1)[0] for _, dated in right}
    (item,) = items
    if item.rsplit(".", 1)[0] not in lists:
        return None
    return next((dated for dated in dates if dated.item == item and dated.own), None)


def _is_listed(found: Found, value: Value) -> bool:
    """Whether a date stands in a list of them: "August, November and December"."""
    days = [other for other in found.values if other.mention.kind == "date"]
    return any(0 < other.first - value.last <= 2 or 0 < value.first - other.last <= 2 for other in days)


def _beside_words(page: Page, found: Found, value: Value) -> set[str]:
    """The words of a date's own clause, up to the next comma behind it."""
    words, text = page.text.words, page.text.view.text
    first, last = value.first, value.last
    while first > found.first and not set(text[words[first - 1].end : words[first].start]) & _MARKS:
        first -= 1
    while last + 1 < found.last and not set(text[words[last].end : words[last + 1].start]) & (_MARKS | {","}):
        last += 1
    return {word.norm for word in words[first : last + 1]}


_MARKS = frozenset(";:—–()")


_WEEK = 7


def _fit(said: When, fact: When) -> Fit:
    plain = fit_date(said, fact)
    if plain is Fit.NO and said.yearless and said.weekday is not None and said.start == said.end:
        ahead = fact.start == fact.end and fact.start.weekday() == said.weekday
        return Fit.YES if ahead and 0 < (fact.start - said.start).days <= _WEEK else Fit.NO
    if plain is Fit.NO and said.yearless and said.start.month == fact.start.month and fact.grain is said.grain:
        return Fit.YES if said.start.day == fact.start.day and said.end.month == fact.end.month else Fit.NO
    return plain


def _reads(page: Page, when: When, like: When) -> str:
    """A date as it would read in the place of `like`."""
    dateline = page.ledger.dateline
    if like.start == like.end and when.start == when.end:
        if like.yearless and like.weekday is not None and dateline and abs((dateline - when.start).days) < 7:
            return say(when, style="weekday", dateline=dateline)
        return say(when, style="long", dateline=dateline)
    return say(when, style="month_year" if when.grain is Grain.MONTH else "body", dateline=dateline)


RULE = Rule(
    "date",
    "A date, month, weekday or period that is not the facts'.",
    _find,
    "Reuters reported it on Tuesday.",
    "Reuters reported it on Monday.",
)
