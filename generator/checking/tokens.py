"""Words of a text with their places, in a form that phrases can be compared in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from generator.language.anchors import Anchor, anchors

# "Alibaba's" is one word, "U.S." one, "year-ago" one, "3.5%" "3.5", "AT&T" one, "n't" stays in its word
WORD = re.compile(r"[^\W_]+(?:[’'.&\-_][^\W_]+)*\.?|&")
_ABBREVIATION = re.compile(r"(?:[A-Za-z]\.){2,}\Z")


_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss",
                          "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ə": "a", "Ə": "A", "ħ": "h"})  # fmt: skip


@lru_cache(maxsize=16_384)
def folded(word: str) -> str:
    """A word with its accents left out, as English texts often print names: "Kramar" of "Kramár"."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(char for char in parts if not unicodedata.combining(char))


_UNITS = {
    f"{name}{plural}": symbol
    for symbol, names in {
        "mg": ("milligram", "milligramme"), "mcg": ("microgram", "microgramme"), "kg": ("kilogram", "kilogramme"),
        "ml": ("milliliter", "millilitre"), "mm": ("millimeter", "millimetre"), "cm": ("centimeter", "centimetre"),
        "km": ("kilometer", "kilometre"),
    }.items()
    for name in names
    for plural in ("", "s")
}  # fmt: skip
"""Units of measure in full, by the symbols that the facts mostly have."""


@lru_cache(maxsize=16_384)
def normal(word: str) -> str:
    """A word as phrases are compared: lower case, no accents, no possessive, no plural s, no final full stop."""
    word = folded(word.replace("’", "'"))
    if word.endswith("."):
        word = word[:-1]
    low = word.lower()
    if low.endswith("'s"):
        low = low[:-2]
    elif low.endswith("s'"):
        low = low[:-1]
    if low in _UNITS:
        return _UNITS[low]
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is", "ns's")):
        if low.endswith("ies"):
            return low[:-3] + "y"
        return low[:-1]
    return low


@lru_cache(maxsize=4096)
def normal_words(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, each in its normal form."""
    return tuple(normal(match) for match in WORD.findall(phrase))


class Word(NamedTuple):
    """One word: its place in the text (code points) and its normal form."""

    start: int
    end: int
    norm: str


class _Form(NamedTuple):
    """What is known of a token by its letters alone."""

    length: int
    """Without a full stop that is no part of it."""
    norm: str
    anchors: tuple[Anchor, ...]
    """Where in it a value may begin."""


class _Forms(dict[str, _Form]):
    """The forms of tokens, worked out once each; emptied before it grows without end."""

    def __missing__(self, token: str) -> _Form:
        if len(self) > 50_000:
            self.clear()
        stop = token[-1] == "." and not _ABBREVIATION.match(token)
        made = self[token] = _Form(len(token) - stop, normal(token), tuple(anchors(token)))
        return made


_FORMS = _Forms()


class Words(NamedTuple):
    """All words of a text in order, and the places where a value may begin."""

    words: list[Word]
    anchors: list[Anchor]


def words_of(text: str) -> Words:
    """The words of a text with their places."""
    made = Words([], [])
    append, mark, new, forms, index = made.words.append, made.anchors.append, tuple.__new__, _FORMS, text.index
    at = 0
    for token in WORD.findall(text):
        # what stands between two tokens begins none, so the first place of the token from here on is its own
        at = index(token, at)
        length, norm, inner = forms[token]
        append(new(Word, (at, at + length, norm)))
        for offset, sort, word in inner:
            mark(new(Anchor, (at + offset, sort, word)))
        at += len(token)
    return made
