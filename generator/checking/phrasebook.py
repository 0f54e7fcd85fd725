"""How texts speak of a ledger's metrics, entities and sources: the phrases that the one pass looks for."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from generator.checking.lexicon import Entry, Phrases, Sense, add, lexicon, settle
from generator.checking.tokens import folded, normal_words
from generator.evidence.fields import terms
from generator.facts.entities import EXCHANGES
from generator.facts.ledger import Ledger
from generator.facts.metric import Metric

_STOP = frozenset("a an the of in on for to and or by per with from at as its their than more".split())


# "surprise" in "eps_surprise", "estimate" in "revenue estimate"
_ROLE_WORDS = {
    "estimate": "estimate",
    "consensus": "estimate",
    "expected": "estimate",
    "forecast": "estimate",
    "est": "estimate",
    "guidance": "guidance",
    "prior": "prior",
    "previous": "prior",
    "surprise": "surprise",
    "target": "target",
}
_MOST = 5_000
"""Metrics that are remembered."""


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


class Meaning(NamedTuple):
    """What a metric's facts have in common, as binding asks for it."""

    metric: Metric
    """Kept, so that its id is not given to another."""
    key: MetricKey
    roles: frozenset[str]
    terms: frozenset[str]
    kin: frozenset[str]


class Vocabulary(NamedTuple):
    """How texts speak of several metrics: the phrases, settled, and all words of them in lower case."""

    phrases: Phrases
    words: frozenset[str]


_MEANINGS: dict[int, Meaning] = {}
_SPOKEN: dict[MetricKey, _Spoken] = {}
_VOCABULARIES: dict[tuple[MetricKey, ...], Vocabulary] = {}


def meaning(metric: Metric) -> Meaning:
    """What a metric's facts have in common, worked out once for each metric of a kind."""
    known = _MEANINGS.get(id(metric))
    if known is not None:
        return known
    if len(_MEANINGS) > _MOST:
        _MEANINGS.clear()
    made = _MEANINGS[id(metric)] = meaning_of_one(metric)
    return made


def meaning_of_one(metric: Metric) -> Meaning:
    """The meaning of a metric that one fact alone has."""
    return Meaning(
        metric,
        (metric.name, metric.label, metric.words, id(metric.says)),
        _roles(metric.kind, metric.prior, metric.name),
        terms_of(metric.label, *metric.words),
        _kin(metric.name, metric.derived_from),
    )


def vocabulary(metrics: dict[MetricKey, Metric]) -> Vocabulary:
    """How texts speak of a ledger's metrics, worked out once for all ledgers that have the same ones."""
    name = tuple(metrics)
    known = _VOCABULARIES.get(name)
    if known is not None:
        return known
    if len(_SPOKEN) > _MOST or len(_VOCABULARIES) > 250:
        _SPOKEN.clear()
        _VOCABULARIES.clear()
    phrases: Phrases = {}
    words: set[str] = set()
    for key, metric in metrics.items():
        said = _SPOKEN.get(key) or _spoken(key, metric)
        for first, entry in said.entries:
            phrases.setdefault(first, []).append(entry)
        words |= said.words
    for first, entries in phrases.items():
        phrases[first] = list(dict.fromkeys(entries))  # several metrics share their words
    made = _VOCABULARIES[name] = Vocabulary(settle(phrases), frozenset(words))
    return made


def _spoken(key: MetricKey, metric: Metric) -> _Spoken:
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


@lru_cache(maxsize=4096)
def _roles(kind: str, prior: bool, name: str) -> frozenset[str]:
    roles = {kind} - {"actual", "consensus"}
    if kind == "consensus":
        roles.add("estimate")
    if prior:
        roles.add("prior")
    for word in WORD_PIECE.findall(name.replace("_", " ").lower()):
        if word in _ROLE_WORDS:
            roles.add(_ROLE_WORDS[word])
    return frozenset(roles)


@lru_cache(maxsize=4096)
def _kin(name: str, made_from: tuple[str, ...]) -> frozenset[str]:
    parts = name.split("_")
    return frozenset("_".join(parts[:length]) for length in range(1, len(parts) + 1)) | frozenset(made_from)


@lru_cache(maxsize=8192)
def lower_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without accents."""
    return tuple(word.lower() for word in WORD_PIECE.findall(folded(text)))


@lru_cache(maxsize=4096)
def terms_of(*phrases: str) -> frozenset[str]:
    """The normal forms of the telling words of some phrases."""
    return frozenset(word for phrase in phrases for word in normal_words(phrase) if word not in _STOP)


def with_names(known: Phrases, ledger: Ledger, words: set[str]) -> Phrases:
    """The phrases, settled, with the names of entities and sources, tickers and adjectives; `words` gets theirs."""
    names: Phrases = {}
    _enter_names(ledger, names, words)
    made = dict(known)
    for first in names:
        names[first] = [*made.get(first, ()), *names[first]]
    made.update(settle(names))
    return made


_PAPERS = frozenset(
    "Courier Journal Gazette Herald Tribune Chronicle Telegraph Guardian Observer Register Bulletin Dispatch".split()
)


def _later(name: str) -> tuple[str, ...]:
    """What a paper is called once its name has been told: "the Courier" of the Fjord Courier."""
    head, _, last = name.rpartition(" ")
    return (last,) if head and last in _PAPERS else ()


@cache
def long_names() -> dict[str, tuple[str, ...]]:
    """The full names of agencies and the like, by their abbreviations in lower case."""
    return {short.lower(): names for short, names in terms().names.items()}


def _enter_names(ledger: Ledger, phrases: Phrases, words: set[str]) -> None:
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
            full = EXCHANGES.get(listing.exchange.upper(), "")
            words.update((listing.ticker.lower(), *lower_words(f"{listing.exchange} {full}")))
    for short in words & long_names().keys():
        words.update(lower_words(" ".join(long_names()[short])))
    for name, source in ledger.sources.items():
        for said in (source.name, *source.aliases, *_later(source.name)):
            add(phrases, said, Sense("source", name))
            words.update(lower_words(said))
        if source.descriptor:
            words.update(lower_words(source.descriptor))
