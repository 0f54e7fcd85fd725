"""What stands around an amount: hedges, range words, per-share tails, and the names whose digits are no amount."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.facts.values import Hedge
from generator.language.hedges import (
    BEFORE,
    DURING,
    HEDGE_SIGNS,
    HEDGES_AFTER,
    LAST_PAIRS,
    LAST_WORDS,
    LONGEST,
    MODIFIERS,
    SINGLE_WORDS,
)
from generator.language.lexicon import CURRENCY_CODES, CURRENCY_SIGNS, NUMBERED_NAMES

# " a share", " per diluted share", "-a-share", "/share", " per ADS", " per American depositary share"
_TAIL = re.compile(
    r"(?:[ \xa0-](?:a|an|per|each)[ \xa0-]|/)(?:(?:diluted|basic|adjusted|common|ordinary|class [ab]) ){0,2}"
    r"(?:share|unit|ADS|ADR|American depositary (?:share|receipt))\b",
    re.IGNORECASE,
)
_TAIL_FIRST = frozenset("aApPeE")
_AFTER = re.compile("|".join(re.escape(words) for words in sorted(HEDGES_AFTER, key=len, reverse=True)))
_AFTER_FIRST = frozenset(words[:2] for words in HEDGES_AFTER) | {"+"}
_WORD_END = re.compile(r"(?!\w)")
_LEFT = 48
_MARKS = "([{\"'“‘*_|"


class Left(NamedTuple):
    """What stands left of an amount: the hedge with its start, and the words before it, last first."""

    start: int
    hedge: Hedge


def hedge_before(text: str, start: int, floor: int, unit: str | None) -> Left | None:
    """The hedge that ends at `start`, at or right of `floor`: "slightly more than ", "~". None if there is none."""
    if start <= floor:
        return None
    if text[start - 1] == " ":
        last = text[text.rfind(" ", floor, start - 1) + 1 or floor : start - 1]
        if last not in LAST_WORDS and last.isalpha() and last.islower():
            return None  # most words are no hedge
    sign = HEDGE_SIGNS.get(text[start - 1])
    if sign is not None:
        return Left(start - 1, sign)
    if text[start - 1] not in " \n\xa0\t":
        return None
    space = max(text.rfind(" ", floor, start - 1), text.rfind("\n", floor, start - 1)) + 1
    last = text[space or floor : start - 1].lower().lstrip(_MARKS)
    if last not in LAST_WORDS and last not in HEDGE_SIGNS and "\n" not in last and last.isalpha():
        return None
    left = text[max(floor, start - _LEFT) : start].lower()
    if last not in SINGLE_WORDS and " ".join(left.rsplit(None, 2)[-2:]).lstrip(_MARKS) not in LAST_PAIRS:
        return None
    words = left.split()
    if not words:
        return None
    if words[-1] in HEDGE_SIGNS:
        return Left(text.rfind(words[-1], floor, start), HEDGE_SIGNS[words[-1]])
    for count in range(min(LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[-count:]).lstrip(_MARKS)
        hedge = BEFORE.get(phrase)
        if hedge is None or (phrase in DURING and unit in ("day", "week", "month", "quarter", "year", "decade")
                             and phrase in ("over", "above", "under")):  # fmt: skip
            continue
        while count < len(words) and (words[-count - 1] in MODIFIERS or (
            words[-count - 1] == "a" and words[-count] in MODIFIERS)):  # fmt: skip
            count += 1
        return Left(_back(text, start, floor, count), hedge)
    return None


def _back(text: str, at: int, floor: int, words: int) -> int:
    """The start of the word that stands `words` words left of `at`."""
    for _ in range(words):
        while at > floor and text[at - 1].isspace():
            at -= 1
        while at > floor and not text[at - 1].isspace():
            at -= 1
    while text[at] in _MARKS:
        at += 1
    return at


def hedge_after(text: str, end: int) -> tuple[int, Hedge] | None:
    """End and sense of the hedge behind an amount: " or more", "-plus". None if there is none."""
    if text[end : end + 2] not in _AFTER_FIRST and text[end : end + 1] != "+":
        return None
    match = _AFTER.match(text, end)
    if match is None or (match[0] != "+" and not _WORD_END.match(text, match.end())):
        return None
    if match[0] == " plus" or (match[0] == "+" and text[match.end() : match.end() + 1].isdigit()):
        return None
    return match.end(), HEDGES_AFTER[match[0]]


def share_tail(text: str, end: int) -> int:
    """The end of " a share" behind an amount, or `end` itself if there is none."""
    mark = text[end : end + 1]
    if mark != "/" and (mark not in (" ", "\xa0", "-") or text[end + 1 : end + 2] not in _TAIL_FIRST):
        return end
    match = _TAIL.match(text, end)
    return match.end() if match else end


class Prefix(NamedTuple):
    """Sign and currency before a figure, and where they begin."""

    start: int
    unit: str | None
    negative: bool


_JOINED = ("mid", "pre", "post", "sub")
"""What may be joined to a figure with a hyphen: mid-2024, sub-5%."""

_OPEN = frozenset(" \t\n\xa0([\"'“‘*_~><≥≤≈|:;,/–—+-−\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u200b")


def prefix_before(text: str, start: int, floor: int) -> Prefix | None:
    """Sign and currency left of the figure at `start`; None if the digits are part of a name, code or number."""
    if start > 1 and text[start - 1] == " " and (last := text[start - 2]) != "s" and last.islower():
        return Prefix(start, None, False)  # a figure after a word, the most common: no sign, code or "minus "
    at, unit = start, None
    if at > floor and text[at - 1] in "-−" and at - 1 > floor and text[at - 2] in "$€£¥":
        at -= 1
    if at > floor and (text[at - 1] in CURRENCY_SIGNS or (text[at - 1] == " " and text[at - 2 : at - 1] in ("$", "€"))):
        at -= 1 if text[at - 1] in CURRENCY_SIGNS else 2
        unit = CURRENCY_SIGNS[text[at]]
        for letters in (2, 1):
            sign = text[max(floor, at - letters) : at + 1]
            if sign in CURRENCY_SIGNS and len(sign) == letters + 1:
                at, unit = at - letters, CURRENCY_SIGNS[sign]
                break
    elif at - 4 >= floor and text[at - 1] in " \xa0" and (code := CURRENCY_CODES.get(text[at - 4 : at - 1])):
        if at - 4 == 0 or not text[at - 5].isalnum():
            at, unit = at - 4, code
    elif at - 3 >= floor and (code := CURRENCY_CODES.get(text[at - 3 : at])):
        at, unit = at - 3, code
    elif text[at - 3 : at - 1] == "Rs" and at - 3 >= floor:
        at, unit = at - 3, "INR"
    negative = at < start and text[start - 1] in "-−"
    if at <= floor:
        return None if at and text[at - 1].isalnum() else Prefix(at, unit, negative)
    return _signed(text, at, floor, unit, negative)


def _signed(text: str, at: int, floor: int, unit: str | None, negative: bool) -> Prefix | None:
    before = text[at - 1]
    if before in "-−+" and (at == 1 or text[at - 2] in _OPEN):
        at, negative = at - 1, negative or before != "+"
    elif before in "-−" and at > 1:
        if not text[max(floor, at - 6) : at - 1].lower().endswith(_JOINED):
            return None
    elif (
        before == "."
        or before not in _OPEN
        or (before in "/_" and text[at - 2 : at - 1].isalnum())
        or (before in ",:" and at - 1 > floor and text[at - 2].isdigit())
    ):
        return None
    elif before == " " and text[max(floor, at - 6) : at].lower().endswith("minus "):
        at, negative = at - 6, True
    return Prefix(at, unit, negative)


_NAME_ENDS = frozenset(name[-1] for name in NUMBERED_NAMES)


def is_numbered_name(text: str, start: int, floor: int) -> bool:
    """Whether the word before a figure makes it part of a name: S&P 500, Chapter 11, Phase 3."""
    if start == 0 or text[start - 1] not in " \xa0-":
        return False
    last = text[start - 2 : start - 1]
    if last not in _NAME_ENDS and not last.isspace():
        return False
    word = text[max(0, start - 16) : start - 1].rsplit(None, 1)
    return bool(word) and word[-1].lstrip("(\"“'*[") in NUMBERED_NAMES
