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


NAME_KINDS = frozenset(("entity", "source", "ticker", "adjective"))
"""Kinds of phrases that count only where they are written as names."""
_GROUP = {"compare": "move", "direction": "move", "idiom": "move"}
"""Kinds of which only the longest phrase at a place counts: "fell short of" is no fall."""


class Entry(NamedTuple):
    """A phrase without its first word, with all that looking for it asks and what it means."""

    second: str | None
    rest: tuple[str, ...]
    length: int
    group: str
    """Of phrases of one group only the longest at a place counts."""
    kind: str
    senses: tuple[Sense, ...]
    """All of one kind: the same words may name several metrics."""


Phrases = dict[str, list[Entry]]
"""Phrases by their first word, the longest first."""


class Lexicon(NamedTuple):
    """The static phrases, and the synonyms that metrics of these names get."""

    phrases: Phrases
    metrics: dict[str, tuple[str, ...]]
    operations: dict[str, frozenset[str]]


def add(phrases: Phrases, phrase: str, sense: Sense) -> None:
    """Enter a phrase under its first word; call `settle` when all are in."""
    words = normal_words(phrase)
    if words:
        first, *rest = words
        kind = sense.kind
        entry = Entry(rest[0] if rest else None, tuple(rest), len(rest), _GROUP.get(kind, kind), kind, (sense,))
        phrases.setdefault(first, []).append(entry)


def settle(phrases: Phrases) -> Phrases:
    """Order the phrases of each first word, longest first, and bring those of the same words and kind together."""
    for first, entries in phrases.items():
        if len(entries) > 1:
            phrases[first] = _brought_together(sorted(entries, key=_order))
    return phrases


def _brought_together(entries: list[Entry]) -> list[Entry]:
    made = entries[:1]
    for entry in entries[1:]:
        last = made[-1]
        if last.rest == entry.rest and last.kind == entry.kind:
            made[-1] = last._replace(senses=last.senses + entry.senses)
        else:
            made.append(entry)
    return made


def _order(entry: Entry) -> tuple[int, tuple[str, ...]]:
    return -entry.length, entry.rest


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
