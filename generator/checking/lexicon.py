"""The house lexicon, loaded once: phrases by what they do. The words stand in `lexicon.txt`, not here."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.checking.tokens import normal_words


class Sense(NamedTuple):
    """What a phrase does: its kind ("direction") and value ("up"); for names, the id it stands for."""

    kind: str
    value: str


Phrases = dict[str, list[tuple[tuple[str, ...], Sense]]]
"""Phrases by their first word: the remaining words and the sense, longest first."""


class Lexicon(NamedTuple):
    """The static phrases, and the synonyms that metrics of these names get."""

    phrases: Phrases
    metrics: dict[str, tuple[str, ...]]
    operations: dict[str, frozenset[str]]


def add(phrases: Phrases, phrase: str, sense: Sense) -> None:
    """Enter a phrase under its first word; call `settle` when all are in."""
    words = normal_words(phrase)
    if words:
        phrases.setdefault(words[0], []).append((words[1:], sense))


def settle(phrases: Phrases) -> Phrases:
    """Order the phrases of each first word, longest first."""
    for entries in phrases.values():
        entries.sort(key=_length, reverse=True)
    return phrases


def _length(entry: tuple[tuple[str, ...], Sense]) -> int:
    return len(entry[0])


@cache
def lexicon() -> Lexicon:
    """The house lexicon."""
    phrases: Phrases = {}
    metrics: dict[str, tuple[str, ...]] = {}
    operations: dict[str, set[str]] = {}
    for line in (Path(__file__).parent / "lexicon.txt").read_text("utf-8").splitlines():
        head, _, tail = line.partition(": ")
        if not tail or head.startswith("#"):
            continue
        kind, value = head.split(" ", 1)
        entries = tuple(entry.strip() for entry in tail.split(","))
        if kind == "metric":
            metrics[value] = entries
        elif kind == "operation":
            operations[value] = {word for entry in entries for word in normal_words(entry)[:1]}
        else:
            for entry in entries:
                add(phrases, entry, Sense(kind, value))
    return Lexicon(settle(phrases), metrics, {name: frozenset(words) for name, words in operations.items()})
