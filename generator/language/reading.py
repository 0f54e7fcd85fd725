"""Read every value mentioned in a text: text -> mentions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time

from generator.facts.values import Clock, Grain, When
from generator.language import dates, number_words, periods, relative
from generator.language.anchors import Anchor, Sort, anchors
from generator.language.digits import digits
from generator.language.lexicon import WEEKDAY_FORMS
from generator.language.mention import Mention
from generator.language.page import Page, dated, is_grown, whole


def read(
    text: str, dateline: date | None = None, *, currency: str = "USD", places: list[Anchor] | None = None
) -> list[Mention]:
    """Every value in `text`, in order, non-overlapping.

    `dateline` resolves relative dates ("Monday", "last month", "Jan. 29"); without it they have the value None.
    `currency` is the ISO code meant by cents and by "0.66 per share" without a sign. Digits in names, codes and web
    addresses (GPT-4, S&P 500, 10-K) are no values. `places` are the text's `anchors`, where they are known.
    """
    page = Page(text, dateline, currency)
    found: list[Mention] = []
    floor = 0
    skips = _addresses(text)
    for anchor in anchors(text) if places is None else places:
        start = anchor.start
        if start < floor:
            continue
        while skips and skips[0][1] <= start:
            skips.pop(0)
        if skips and skips[0][0] <= start:
            continue
        mention = _HANDLERS[anchor.sort](page, anchor, floor)
        if mention is not None:
            if anchor.sort is Sort.WEEKDAY and found and text[floor:start] in _APPOSED:
                mention = _beside(found[-1], mention, anchor.word)
            found.append(mention)
            floor = mention.end
    return found


_APPOSED = frozenset({", a ", " (", ", on a "})
"""What stands between a date and its own weekday: "March 17, a Tuesday", "Oct. 30 (Thursday)"."""


def _beside(day: Mention, weekday: Mention, word: str) -> Mention:
    """The weekday of a date just named: that date, with the weekday as the text has it."""
    if not isinstance(day.value, When) or day.value.grain is not Grain.DAY or word not in WEEKDAY_FORMS:
        return weekday
    return weekday._replace(value=replace(day.value, weekday=WEEKDAY_FORMS[word]))


_SPACE = re.compile(r"\s")


def _addresses(text: str) -> list[tuple[int, int]]:
    """Spans of web and mail addresses, whose digits are no values."""
    found: list[tuple[int, int]] = []
    for mark in ("://", "www.", "@"):
        at = text.find(mark)
        while at >= 0:
            begin = at
            while begin > 0 and at - begin < 200 and not text[begin - 1].isspace():
                begin -= 1
            space = _SPACE.search(text, at)
            end = space.start() if space else len(text)
            found.append((begin, end))
            at = text.find(mark, end)
    found.sort()
    return found


def _month(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    if is_grown(page.text, anchor.start):
        return None
    return dated(page, dates.month_date(page.text, anchor.start, page.dateline))


def _weekday(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    if is_grown(page.text, anchor.start):
        return None
    return dated(page, dates.weekday_date(page.text, anchor.start, anchor.word, page.dateline))


def _step(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    return dated(page, relative.step(page.text, anchor.start, page.dateline))


def _period(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    if is_grown(page.text, anchor.start):
        return None
    return dated(page, periods.letter_period(page.text, anchor.start, page.dateline))


def _fiscal(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    return dated(page, periods.ordinal_period(page.text, anchor.start, page.dateline))


def _day_word(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    return dated(page, relative.day_word(page.text, anchor.start, anchor.word, page.dateline))


def _year_word(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    start = anchor.start - 2 if page.text[max(floor, anchor.start - 2) : anchor.start].lower() == "a " else anchor.start
    return dated(page, relative.year_ago(page.text, start, page.dateline))


_ZONE = re.compile(r" (ET|EST|EDT|CT|MT|PT|UTC|GMT|BST|CET|JST|HKT)\b")


def _noon(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    end = anchor.start + len(anchor.word)
    zone = _ZONE.match(page.text, end)
    value = Clock(time(12 if anchor.word.lower() == "noon" else 0), zone[1] if zone else "")
    return whole(page, anchor.start, zone.end() if zone else end, "clock", value)


_HANDLERS = {
    Sort.DIGITS: digits,
    Sort.NUMBER: number_words.number,
    Sort.ORDINAL: number_words.ordinal,
    Sort.MONTH: _month,
    Sort.WEEKDAY: _weekday,
    Sort.STEP: _step,
    Sort.PERIOD: _period,
    Sort.MULTIPLE: number_words.multiple,
    Sort.VAGUE: number_words.vague,
    Sort.BANDS: number_words.bands,
    Sort.FRACTION: number_words.fraction,
    Sort.ARTICLE: number_words.article,
    Sort.DAY_WORD: _day_word,
    Sort.FISCAL: _fiscal,
    Sort.NOON: _noon,
    Sort.YEAR_AGO: _year_word,
}
