"""Words that exclude each other, and where they stand in the words of foreign facts, by what stands around them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from math import log
from pathlib import Path
from typing import NamedTuple

from generator.checking.index import Index
from generator.checking.kept import kept
from generator.checking.telling import LIGHT
from generator.checking.tokens import normal_words, words_of
from generator.facts.ledger import Ledger
from generator.language import sentences

NEITHER = "-"
"""The side of phrases that only look like one of a group: "sale of" a building."""
REACH = 9
"""Words on either side that tell what a contrasted word is about."""
LEAST_TOLD = 4
"""Words of meaning from which on a sentence of the facts tells something."""
DENYING = frozenset(
    "not no never without neither nor cannot none unable can't won't isn't wasn't aren't weren't didn't doesn't don't "
    "hasn't haven't hadn't couldn't wouldn't shouldn't".split()
)
_MOST_UNITS = 20_000
_LEAST_UNITS = 60
"""Few sentences do not make a word frequent."""


class Contrast(NamedTuple):
    """A group of words that exclude each other, and the class of one in it."""

    group: str
    side: str


class Place(NamedTuple):
    """A contrasted word in a row of words: its first and last place, what it is, the words around it."""

    first: int
    last: int
    what: Contrast
    before: tuple[str, ...]
    """The nearest first."""
    after: tuple[str, ...]
    around: frozenset[str]
    """Its words of meaning on both sides."""


class Echo(NamedTuple):
    """A contrasted word in the facts."""

    place: Place
    fact: str
    words: str
    """As it stands there, with its neighbours."""


class Told(NamedTuple):
    """A sentence of the facts: its words of meaning, and whether it denies something."""

    fact: str
    text: str
    telling: frozenset[str]
    denies: bool


class Echoes(NamedTuple):
    """All contrasted words of the facts, by the words of meaning around them, and the sentences that they stand in."""

    made: tuple[Echo, ...]
    by_word: dict[tuple[str, str], list[int]]
    """By group and word: places in `made`."""
    weight: dict[str, float]
    """How much a word of meaning tells: the rarer in the facts the more."""
    told: tuple[Told, ...]
    told_with: dict[str, list[int]]
    """By word: places in `told`."""


@cache
def _contrasts() -> dict[str, list[tuple[tuple[str, ...], Contrast]]]:
    """Contrasted phrases by their first word, the longest first."""
    made: dict[str, list[tuple[tuple[str, ...], Contrast]]] = defaultdict(list)
    for line in (Path(__file__).parent / "contrasts.txt").read_text("utf-8").splitlines():
        head, _, phrases = line.partition(": ")
        if not phrases or head.startswith("#"):
            continue
        group, _, side = head.partition(" ")
        for phrase in phrases.split(","):
            words = normal_words(phrase.strip())
            made[words[0]].append((words, Contrast(group, side)))
    for entries in made.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return made


def places_of(norms: list[str], alone: bool = False) -> Iterator[Place]:
    """The contrasted words in a row of words; with `alone` none of a pair side by side: "income (loss)"."""
    found: list[tuple[int, int, Contrast]] = []
    contrasts, until = _contrasts(), dict[str, int]()
    for at, norm in enumerate(norms):
        for words, what in contrasts.get(norm, ()):
            if until.get(what.group, -1) < at and (len(words) == 1 or tuple(norms[at : at + len(words)]) == words):
                until[what.group] = at + len(words) - 1
                found.append((at, at + len(words) - 1, what))
    for first, last, what in found:
        if what.side == NEITHER:
            continue
        if (alone or what.group == "sign") and any(
            other.group == what.group and other.side != what.side and (start - last == 1 or first - end == 1)
            for start, end, other in found
        ):
            continue
        before = tuple(reversed(norms[max(0, first - REACH) : first]))
        after = tuple(norms[last + 1 : last + 1 + REACH])
        around = frozenset(word for word in (*before, *after) if is_telling(word))
        yield Place(first, last, what, before, after, around)


@lru_cache(maxsize=8192)
def is_telling(word: str) -> bool:
    """Whether a word carries meaning: no figure, no light word."""
    return len(word) > 2 and word not in LIGHT and not word[0].isdigit()


@kept
def echoes_of(index: Index) -> Echoes:
    """The contrasted words of the labels and texts of the facts."""
    made: list[Echo] = []
    by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
    often: Counter[str] = Counter()
    told: list[Told] = []
    told_with: dict[str, list[int]] = defaultdict(list)
    units = 0
    for fact, text in _texts(index.ledger):
        if units >= _MOST_UNITS:
            break
        for unit in _units(text):
            units += 1
            often.update(unit.telling)
            if len(unit.telling) >= LEAST_TOLD:
                for word in unit.telling:
                    told_with[word].append(len(told))
                told.append(Told(fact, unit.text, unit.telling, unit.denies))
            for place, words in unit.places:
                for word in place.around:
                    by_word[place.what.group, word].append(len(made))
                made.append(Echo(place, fact, words))
    size = max(units, _LEAST_UNITS)
    weight = {word: log(1 + size / count) for word, count in often.items()}
    return Echoes(tuple(made), dict(by_word), weight, tuple(told), dict(told_with))


def _texts(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """The labels and texts of the facts, each once."""
    seen: set[str] = set()
    for fact in ledger:
        texts = [fact.metric.label, *(word for _, word in fact.dims)]
        if isinstance(fact.value, str) and not fact.entity:
            texts.append(fact.value[:60_000])
        for text in texts:
            if len(text) > 7 and text not in seen:
                seen.add(text)
                yield fact.id, text


class _Unit(NamedTuple):
    text: str
    telling: frozenset[str]
    denies: bool
    places: tuple[tuple[Place, str], ...]


@lru_cache(maxsize=2048)
def _units(text: str) -> tuple[_Unit, ...]:
    """The sentences or cells of a text with the contrasted words in them."""
    made = []
    for start, end in sentences(text):
        for part in text[start:end].split("|") if "|" in text[start:end] else (text[start:end],):
            words = words_of(part).words
            if len(words) < 2:
                continue
            norms = [word.norm for word in words]
            places = []
            for place in places_of(norms, alone=True):
                first, last = max(0, place.first - 2), min(len(words) - 1, place.last + 2)
                places.append((place, part[words[first].start : words[last].end]))
            telling = frozenset(word for word in norms if is_telling(word))
            made.append(_Unit(part, telling, not DENYING.isdisjoint(norms), tuple(places)))
    return tuple(made)
