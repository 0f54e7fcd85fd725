"""Where a value may begin: the digits of a text, and the words that start a number, a date or an amount."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from operator import itemgetter
from typing import NamedTuple

from generator.language.lexicon import FRACTION_WORDS, MONTH_FORMS, NUMBER_WORDS, ORDINAL_WORDS, WEEKDAY_FORMS
from generator.language.phrases import DIGIT_STARTS, MULTIPLE_WORDS, VAGUE_STARTS


class Sort(IntEnum):
    """What may begin at an anchor."""

    DIGITS = 0
    NUMBER = 1
    ORDINAL = 2
    MONTH = 3
    WEEKDAY = 4
    STEP = 5
    PERIOD = 6
    MULTIPLE = 7
    VAGUE = 8
    BANDS = 9
    FRACTION = 10
    ARTICLE = 11
    DAY_WORD = 12
    FISCAL = 13
    NOON = 14
    YEAR_AGO = 15


class Anchor(NamedTuple):
    """A place where a value may begin, with the word that stands there ("" for digits)."""

    start: int
    sort: Sort
    word: str


def _forms(words: Iterable[str], sort: Sort, *, upper: bool = True) -> dict[str, Sort]:
    table: dict[str, Sort] = {}
    for word in words:
        table[word] = sort
        table[word.capitalize()] = sort
        if upper:
            table[word.upper()] = sort
    return table


WORDS: dict[str, Sort] = {
    **_forms(FRACTION_WORDS, Sort.FRACTION),
    **_forms(NUMBER_WORDS, Sort.NUMBER),
    "hundred": Sort.ARTICLE,
    **_forms(ORDINAL_WORDS, Sort.ORDINAL),
    **_forms(MULTIPLE_WORDS, Sort.MULTIPLE),
    **_forms(VAGUE_STARTS, Sort.VAGUE),
    **_forms(DIGIT_STARTS, Sort.BANDS),
    **_forms(("last", "this", "next", "previous", "prior", "current", "past"), Sort.STEP),
    **_forms(("today", "yesterday", "tomorrow"), Sort.DAY_WORD),
    **_forms(("fiscal",), Sort.FISCAL),
    **_forms(("noon", "midnight"), Sort.NOON),
    **_forms(("year",), Sort.YEAR_AGO, upper=False),
    **_forms(("thousand", "million", "billion", "trillion", "dozen", "decade"), Sort.ARTICLE),
    **dict.fromkeys(MONTH_FORMS, Sort.MONTH),
    **dict.fromkeys(WEEKDAY_FORMS, Sort.WEEKDAY),
    "Q": Sort.PERIOD,
    "H": Sort.PERIOD,
    "FY": Sort.PERIOD,
}
"""The first word of every expression that starts with a word, in the letter cases in which it is read."""

_WORD = re.compile(r"[A-Za-z]+")
_DIGITS = re.compile(r"\d+")
_ASCII_DIGITS = re.compile(r"[0-9]+")


def anchors(text: str) -> list[Anchor]:
    """Every place in `text` where a value may begin, in order."""
    digits = _ASCII_DIGITS if text.isascii() else _DIGITS
    found = [Anchor(match.start(), Sort.DIGITS, "") for match in digits.finditer(text)]
    at = 0
    table = WORDS
    for word in [word for word in _WORD.findall(text) if word in table]:
        at = _place(text, word, at)
        found.append(Anchor(at, table[word], word))
        at += len(word)
    found.sort(key=_START)
    return found


_START = itemgetter(0)


def _place(text: str, word: str, at: int) -> int:
    """The start of `word` as a whole word (ASCII letters) at or right of `at`."""
    size = len(word)
    while True:
        at = text.index(word, at)
        before, after = text[at - 1 : at], text[at + size : at + size + 1]
        if not (before.isascii() and before.isalpha()) and not (after.isascii() and after.isalpha()):
            return at
        at += 1
