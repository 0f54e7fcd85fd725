"""Tense against dates: what is still to come told as done, and what is over told as to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.article import Claim, Verdict
from generator.checking.found import Found, Value
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.facts.values import Grain, When
from generator.language import say

_DONE = frozenset(
    "reported released posted announced published closed completed paid approved met expired ended began started "
    "launched acquired bought sold filed appealed took rose fell happened held opened received issued unveiled "
    "disclosed presented delivered".split()
)
"""Verbs of events, as they are written when the event is over."""
_AHEAD = frozenset(
    "will would may might can could shall should must due scheduled expected expects expect planned plans plan set "
    "slated likely until by before deadline next upcoming payable ahead intends aims hopes to if for through".split()
)
"""Words that say that something is still to come, or how far it reaches."""
_COMING = frozenset(("will", "shall"))
_COMING_VERBS = frozenset(
    "report release post announce publish close complete pay meet expire end begin start launch acquire buy sell file "
    "appeal take happen hold open receive issue unveil disclose present deliver".split()
)
_FAR = 8
_GRAINS = frozenset((Grain.DAY, Grain.MONTH, Grain.QUARTER))


def _find(page: Page) -> Iterator[Claim]:
    today = page.ledger.dateline
    if today is None:
        return
    for judged in page.spoken:
        found = judged.found
        for value in found.values:
            when = value.mention.value
            if not isinstance(when, When) or when.grain not in _GRAINS or (when.yearless and when.weekday is not None):
                continue
            if when.start > today:
                yield from _too_early(page, found, value, when, today)
            elif when.end < today and when.grain is Grain.DAY:
                yield from _too_late(page, found, value, when, today)


def _raw(page: Page, first: int, last: int) -> list[str]:
    text = page.text.view.text
    return [text[word.start : word.end].lower() for word in page.text.words[first:last]]


def _before(page: Page, found: Found, value: Value) -> tuple[int, list[str]]:
    """The words of the clause before a date, back to the figure or the date before it."""
    first = max(found.first, value.first - _FAR)
    for border in found.borders:
        if first < border <= value.first:
            first = border
    return first, _raw(page, first, value.first)


def _too_early(page: Page, found: Found, value: Value, when: When, today: date) -> Iterator[Claim]:
    first, words = _before(page, found, value)
    done = next((place for place in reversed(range(len(words))) if words[place] in _DONE), None)
    if done is None or not _AHEAD.isdisjoint(words[done + 1 :]) or not _AHEAD.isdisjoint(words[:done]):
        return
    after = _raw(page, value.last + 1, min(found.last, value.last + 4))
    if (done and words[done - 1] in ("be", "been", "being", "is", "are")) or not _AHEAD.isdisjoint(after[:2]):
        return
    yield _claim(page, first + done, value, f"{say(when, style='body', dateline=today)} is still to come")


def _too_late(page: Page, found: Found, value: Value, when: When, today: date) -> Iterator[Claim]:
    first, words = _before(page, found, value)
    for place, word in enumerate(words[:-1]):
        if word in _COMING and words[place + 1] in _COMING_VERBS:
            between = words[place + 2 :]
            if not any(other in ("said", "announced", "reported", "since", "from", "after") for other in between):
                yield _claim(page, first + place, value, f"{say(when, style='body', dateline=today)} is over")
            return


def _claim(page: Page, first: int, value: Value, why: str) -> Claim:
    start, end = page.text.words[first].start, value.mention.end
    return claim(page.text, start, end, "date", Verdict.CONTRADICTED, "tense", f"on the story's day {why}")


RULE = Rule(
    "tense",
    "Something still to come told as done, or something over told as to come, by the story's own day.",
    _find,
    "Northmere appealed on Feb. 27.",
    "Northmere may appeal until Feb. 27.",
)
