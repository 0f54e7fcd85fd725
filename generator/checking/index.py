"""A ledger made ready for checking: its phrases, and its facts with all that binding asks of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from generator.checking.inner import within
from generator.checking.lexicon import Phrases
from generator.checking.marks import Mark
from generator.checking.phrasebook import (
    Meaning,
    MetricKey,
    lower_words,
    meaning,
    meaning_of_one,
    plain_names_of,
    terms_of,
    vocabulary,
    with_names,
)
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import Metric
from generator.facts.values import Quantity, When


class Known(NamedTuple):
    """A fact as binding sees it."""

    fact: Fact
    metric: str
    roles: frozenset[str]
    """What it is beside a plain actual figure: estimate, prior, guidance, surprise, target."""
    nouns: frozenset[str]
    """Normal forms of what it counts."""
    subjects: frozenset[str]
    """Entities that a text may name for it: its subject, and the parents and products of that."""
    terms: frozenset[str]
    """Normal forms of the words that speak of it: label, metric words, dims."""
    kin: frozenset[str] = frozenset()
    """The metrics that it is of: its own, and what that is made from ("eps" for "eps_surprise")."""
    sort: str = ""
    """The type of its subject: company, agency, place, ..."""
    against: frozenset[str] = frozenset()
    """For a change or a surprise: the roles of what it is measured against."""
    earlier: bool = False
    """Whether the facts have the same measure of a later period."""
    mark: Mark = ("", "")
    """The symbol of measure behind a figure in a text, and what it is per."""
    inherent: frozenset[str] = frozenset()
    """Roles that every fact of its metric has, so that naming the metric says them: a consensus target is expected."""
    wider: frozenset[str] = frozenset()
    """What that is a part of: 14 large language models are 14 AI models too."""


class Index(NamedTuple):
    """A ledger's phrases and facts, made once a check."""

    ledger: Ledger
    phrases: Phrases
    quantities: tuple[Known, ...]
    dates: tuple[Known, ...]
    by_id: dict[str, Known]
    nouns: frozenset[str]
    name_words: frozenset[str]
    """Every word (lower case) that stands in a name, label or text of the facts: no such word is unknown."""
    statuses: dict[str, list[Known]]
    types: Mapping[str, str]
    """The type of each entity."""
    measured: frozenset[str]
    """Names of the metrics that have a figure."""
    main: str
    """The entity that "the company" means, or ""."""
    kept: dict[object, Any]
    """What is made from the index alone, once, for those who ask: by the function, or by the unit of a figure."""
    foreign: bool = False
    """Whether the facts are no sheet: without annotations what stands in them alone is not held against a text."""
    figures: frozenset[str] = frozenset()
    """Every figure that stands in a text of foreign facts, as it is printed."""
    marks_percent: bool = False
    """Whether the facts mark their percentages, so that a figure without a unit is none."""
    tabular: bool = False
    """Whether the facts are tables for the most part, whose rows name few of the things that a text may name."""
    plain_names: frozenset[tuple[str, ...]] = frozenset()
    """Names that are written small ("earnings calendar data"), by their normal words."""


_NOBODY: frozenset[str] = frozenset()
_NO_TYPES: Mapping[str, str] = MappingProxyType({})


_READY: dict[int, Index] = {}
_MOST_READY = 64


def index_of(ledger: Ledger) -> Index:
    """A ledger made ready; once for those of late, since a text is checked again after each mend."""
    known = _READY.get(id(ledger))
    if known is not None and known.ledger is ledger:
        return known
    if len(_READY) >= _MOST_READY:
        _READY.clear()
    made = _READY[id(ledger)] = _made_ready(ledger)
    return made


def _made_ready(ledger: Ledger) -> Index:
    main = _main_subject(ledger)
    quantities: list[Known] = []
    dates: list[Known] = []
    by_id: dict[str, Known] = {}
    statuses: dict[str, list[Known]] = defaultdict(list)
    metrics: dict[MetricKey, Metric] = {}
    words: set[str] = set()
    family = _families(ledger)
    types: dict[str, str] = {name: entity.type for name, entity in ledger.entities.items()}
    wholes = _wholes(ledger)
    for fact in ledger:
        metric = fact.metric
        means = meaning(metric)
        known = _known(fact, means, family, types)
        if fact.inputs or "surprise" in known.roles:
            known = known._replace(against=_against(known, by_id))
        by_id[fact.id] = known
        metrics.setdefault(means.key, metric)
        if metric.says:
            statuses[metric.name].append(known)
        value = fact.value
        if isinstance(value, Quantity):
            if value.population in wholes:
                known = by_id[fact.id] = known._replace(wider=wholes[value.population])
            quantities.append(known)
            if value.population:
                words.update(lower_words(value.population))
        elif isinstance(value, When):
            dates.append(known)
        elif isinstance(value, str) and not fact.entity:
            words.update(lower_words(value))
            for inner, mark in within(fact, value, ledger):
                mine = _known(inner, meaning_of_one(inner.metric), family)
                if isinstance(inner.value, Quantity):
                    nouns = terms_of(inner.value.population)
                    quantities.append(mine._replace(nouns=nouns, subjects=frozenset(), mark=mark))
                else:
                    dates.append(mine)
        for rival in fact.rivals:  # what a source says against it may be told too
            words.update(lower_words(rival.claim))
            for inner, _ in within(fact, rival.claim, ledger):
                mine = _known(inner, meaning_of_one(inner.metric), family)
                (quantities if isinstance(inner.value, Quantity) else dates).append(mine)
        if fact.claimant_role:
            words.update(lower_words(fact.claimant_role))
        if fact.evidence:
            words.update(lower_words(fact.evidence))
    spoken = vocabulary(metrics)
    words |= spoken.words
    phrases = with_names(spoken.phrases, ledger, words)
    quantities = [known._replace(earlier=True) if later else known for known, later in _with_later(quantities)]
    by_id.update((known.fact.id, known) for known in quantities if known.earlier)
    quantities = list(_with_inherent(quantities))
    by_id.update((known.fact.id, known) for known in quantities if known.inherent and known.fact.id in by_id)
    nouns = frozenset().union(*(known.nouns for known in quantities)) if quantities else frozenset()
    return Index(
        ledger,
        phrases,
        tuple(quantities),
        tuple(dates),
        by_id,
        nouns,
        frozenset(words),
        dict(statuses),
        types,
        frozenset([known.metric for known in quantities]),
        main,
        {},
        not ledger.kind,
        _figures(ledger) if not ledger.kind else frozenset(),
        any(isinstance(known.fact.value, Quantity) and known.fact.value.unit == "%" for known in quantities),
        _is_tabular(quantities),
        plain_names_of(ledger),
    )


def _wholes(ledger: Ledger) -> dict[str, frozenset[str]]:
    """By what is counted as a part of something: the words for the whole ("AI models" of "large language models")."""
    made = {}
    for item in ledger.items("part_of"):
        part, whole = ledger.get(f"{item}.part"), ledger.get(f"{item}.whole")
        if part is not None and whole is not None and isinstance(part.value, str) and isinstance(whole.value, str):
            made[part.value] = terms_of(whole.value)
    return made


_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def _figures(ledger: Ledger) -> frozenset[str]:
    return frozenset(
        figure
        for fact in ledger
        if isinstance(fact.value, str) and not fact.entity
        for figure in _FIGURE.findall(fact.value)
    )


_CELL = re.compile(r"/\d+/\d+\Z")


def _is_tabular(quantities: list[Known]) -> bool:
    """Whether most figures stand in columns."""
    cells = sum(_CELL.search(known.fact.id) is not None for known in quantities)
    return 2 * cells > len(quantities)


_SAID_BY_NAME = frozenset(("estimate", "target", "guidance"))


def _with_inherent(quantities: list[Known]) -> Iterator[Known]:
    """The figures, each with the roles that all of its metric share."""
    shared: dict[str, frozenset[str]] = {}
    for known in quantities:
        roles = known.roles & _SAID_BY_NAME
        shared[known.metric] = shared.get(known.metric, roles) & roles
    for known in quantities:
        inherent = shared[known.metric]
        yield known._replace(inherent=inherent) if inherent else known


def _with_later(quantities: list[Known]) -> list[tuple[Known, bool]]:
    """Each figure, and whether there is one of the same meaning but of a later period."""
    last: dict[tuple[str, str, frozenset[str], tuple[tuple[str, str], ...]], date] = {}
    keys = [(known.metric, known.fact.subject, known.roles, known.fact.dims) for known in quantities]
    ends = [known.fact.period.end if known.fact.period is not None else None for known in quantities]
    for key, end in zip(keys, ends, strict=True):
        if end is not None and ((before := last.get(key)) is None or before < end):
            last[key] = end
    return [
        (known, end is not None and end < last[key]) for known, key, end in zip(quantities, keys, ends, strict=True)
    ]


def _known(
    fact: Fact, means: Meaning, family: dict[str, frozenset[str]], types: Mapping[str, str] = _NO_TYPES
) -> Known:
    metric, _, roles, terms, kin = means
    value, subject, dims = fact.value, fact.subject, fact.dims
    population = value.population if isinstance(value, Quantity) else ""
    subjects = family.get(subject, frozenset((subject,))) if subject else _NOBODY
    return Known(
        fact,
        metric.name,
        roles,
        terms_of(population) if population else _NOBODY,
        subjects | {fact.claimant} if fact.claimant else subjects,
        terms_of(metric.label, *metric.words, *(word for _, word in dims)) if dims else terms,
        kin,
        types.get(subject, ""),
    )


def _against(known: Known, by_id: dict[str, Known]) -> frozenset[str]:
    inputs = (by_id[name].roles for name in known.fact.inputs if name in by_id)
    own = frozenset(("estimate",)) if "surprise" in known.roles else frozenset()
    return own.union(*inputs)


def _families(ledger: Ledger) -> dict[str, frozenset[str]]:
    """Each entity with its parents: a text may say "Baidu" for Baidu's chatbot."""
    families = {}
    for name, entity in ledger.entities.items():
        line = [name]
        parent = entity.parent
        while parent and parent not in line:
            line.append(parent)
            known = ledger.entities.get(parent)
            parent = known.parent if known else None
        families[name] = frozenset(line)
    return families


def _main_subject(ledger: Ledger) -> str:
    for name in ("company", "issuer", "applicant"):
        fact = ledger.get(name)
        if fact is not None and isinstance(fact.value, str) and fact.entity:
            return fact.value
    companies = [name for name, entity in ledger.entities.items() if entity.type == "company"]
    return companies[0] if len(companies) == 1 else ""
