"""How texts speak of a ledger's metrics, entities and sources: the phrases that the one pass looks for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.checking.lexicon import Entry, Phrases, Sense, add, lexicon
from generator.checking.tokens import normal_words
from generator.facts.ledger import Ledger
from generator.facts.metric import Metric

_STOP = frozenset("a an the of in on for to and or by per with from at as its their than more".split())


WORD_PIECE = re.compile(r"[^\W_]+")


def plain_names_of(ledger: Ledger) -> frozenset[tuple[str, ...]]:
    """Names that are written small ("earnings calendar data"), by their normal words."""
    names = [name for entity in ledger.entities.values() for name in entity.names]
    names += [name for source in ledger.sources.values() for name in (source.name, *source.aliases)]
    return frozenset(normal_words(name) for name in names if name[:1].islower())


MetricKey = tuple[str, str, tuple[str, ...], int]


class _Spoken(NamedTuple):
    """How texts speak of a metric: its phrases by their first word, and all words of them in lower case."""

    entries: tuple[tuple[str, Entry], ...]
    words: frozenset[str]
    says: object
    """Kept, so that its id is not given to another."""


def _forms(phrase: str) -> tuple[str, ...]:
    """A status and, for a single past tense, its other forms: "rejected" -> "reject", "rejecting"."""
    if " " in phrase or not phrase.endswith("ed") or len(phrase) < 5:
        return (phrase,)
    stem = phrase[:-2]
    single = stem[:-1] if stem[-1] == stem[-2] else stem
    return (phrase, stem, stem + "e", single, stem + "ing")


_SPOKEN: dict[MetricKey, _Spoken] = {}


def spoken(key: MetricKey, metric: Metric) -> _Spoken:
    """How texts speak of a metric, worked out once for each metric of a kind."""
    known = _SPOKEN.get(key)
    if known is not None:
        return known
    if len(_SPOKEN) > 5000:
        _SPOKEN.clear()
    phrases: Phrases = {}
    own = (metric.label, *metric.words, *lexicon().metrics.get(metric.name, ()))
    for phrase in own:
        add(phrases, phrase, Sense("metric", metric.name))
    for state, said in metric.says.items():
        for form in dict.fromkeys(form for phrase in said for form in _forms(phrase)):
            add(phrases, form, Sense("status", f"{metric.name}={state}"))
    entries = tuple((first, entry) for first, many in phrases.items() for entry in many)
    words = frozenset(word for phrase in own for word in lower_words(phrase))
    made = _SPOKEN[key] = _Spoken(entries, words, metric.says)
    return made


@lru_cache(maxsize=8192)
def lower_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case."""
    return tuple(word.lower() for word in WORD_PIECE.findall(text))


@lru_cache(maxsize=4096)
def terms_of(*phrases: str) -> frozenset[str]:
    """The normal forms of the telling words of some phrases."""
    return frozenset(word for phrase in phrases for word in normal_words(phrase) if word not in _STOP)


def enter_names(ledger: Ledger, phrases: Phrases, words: set[str]) -> None:
    """Enter names of entities and sources, tickers, adjectives and roles."""
    for name, entity in ledger.entities.items():
        for said in entity.names:
            add(phrases, said, Sense("entity", name))
            words.update(lower_words(said))
        if entity.adjective:
            add(phrases, entity.adjective, Sense("adjective", name))
            words.update(lower_words(entity.adjective))
        for text in (entity.role or "", entity.descriptor or ""):
            words.update(lower_words(text))
        for listing in entity.listings:
            add(phrases, listing.ticker, Sense("ticker", name))
            words.update((listing.ticker.lower(), *lower_words(listing.exchange)))
    for name, source in ledger.sources.items():
        for said in (source.name, *source.aliases):
            add(phrases, said, Sense("source", name))
            words.update(lower_words(said))
        if source.descriptor:
            words.update(lower_words(source.descriptor))
