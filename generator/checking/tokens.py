"""Words of a text with their places, in a form that phrases can be compared in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# "Alibaba's" is one word, "U.S." one, "year-ago" one, "3.5%" "3.5", "AT&T" one, "n't" stays in its word
WORD = re.compile(r"[^\W_]+(?:[’'.&\-_][^\W_]+)*\.?|&")
_ABBREVIATION = re.compile(r"(?:[A-Za-z]\.){2,}\Z")


@lru_cache(maxsize=16_384)
def normal(word: str) -> str:
    """A word as phrases are compared: lower case, no possessive, no plural s, no final full stop."""
    word = word.replace("’", "'")
    if word.endswith("."):
        word = word[:-1]
    low = word.lower()
    if low.endswith("'s"):
        low = low[:-2]
    elif low.endswith("s'"):
        low = low[:-1]
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


class _Norms(dict[str, str]):
    """Normal forms by word, worked out once each; emptied before it grows without end."""

    def __missing__(self, word: str) -> str:
        if len(self) > 50_000:
            self.clear()
        made = self[word] = normal(word)
        return made


_NORMS = _Norms()


def words_of(text: str) -> list[Word]:
    """All words of a text in order."""
    made: list[Word] = []
    append, new, norms = made.append, tuple.__new__, _NORMS
    for match in WORD.finditer(text):
        start, end = match.span()
        raw = match.group()
        if raw[-1] == "." and not _ABBREVIATION.match(raw):
            end -= 1
        append(new(Word, (start, end, norms[raw])))
    return made
