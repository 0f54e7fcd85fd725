"""The ledger: every fact of a story with its id, meaning, value, standing, dates, sources and use.

The writer may say only what stands here or is computed from it by a named formula; the checker ties every mention of
the finished text back to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from generator.facts.entities import Entity
from generator.facts.given import Rival, Standing, Use
from generator.facts.metric import Metric
from generator.facts.sources import Source
from generator.facts.values import Quantity, When

Value = Quantity | When | str | bool | tuple[str, ...] | None
"""A fact's value: a quantity, a date, words, a truth value, ids of entities, or None where it is not stated."""


class Fact(NamedTuple):
    """One thing that may be said. `subject` is an entity id; `chain` are source ids, the carrier first."""

    id: str
    metric: Metric
    value: Value
    subject: str = ""
    period: When | None = None
    dims: tuple[tuple[str, str], ...] = ()
    standing: Standing = "confirmed"
    as_of: When | None = None
    undated: bool = False
    """The source explicitly gives no as-of date: not comparable with anything dated."""
    said_on: When | None = None
    published_on: When | None = None
    claimant: str = ""
    claimant_role: str = ""
    chain: tuple[str, ...] = ()
    evidence: str = ""
    url: str = ""
    record: str = ""
    use: Use = "may"
    hold_reason: str = ""
    rivals: tuple[Rival, ...] = ()
    formula: str = ""
    inputs: tuple[str, ...] = ()
    closed: bool = False
    quoted: bool = False
    """The value is a quotation: verbatim or not at all."""
    entity: bool = False
    """The value is an entity's id, or several."""
    item: str = ""
    """The id of the list item it belongs to ("batches.4"), or ""."""
    also: tuple[str, ...] = ()
    """Further sources that give the same value."""

    @property
    def needs_source(self) -> bool:
        """Whether a text has to name the source: it is somebody's word, not an established fact."""
        return self.standing in ("reported", "disputed")


@dataclass(frozen=True)
class Ledger:
    """All facts of a story by id, with the entities and sources they speak of and the day it is written for."""

    facts: Mapping[str, Fact]
    entities: Mapping[str, Entity] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    dateline: date | None = None
    currency: str = "USD"
    sheet_id: str = ""
    kind: str = ""
    closed_items: frozenset[str] = frozenset()
    """Prefixes of lists that are known to be complete ("batches")."""

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts.values())

    def get(self, name: str) -> Fact | None:
        """The fact with this id, or None."""
        return self.facts.get(name)

    def stated(self, name: str) -> bool:
        """Whether the fact is there, stated and not held back."""
        fact = self.facts.get(name)
        return fact is not None and fact.value is not None and fact.use != "hold"

    def items(self, prefix: str) -> tuple[str, ...]:
        """The ids of a list's items in order: items("batches") -> ("batches.1", "batches.2", ...)."""
        start = prefix + "."
        return tuple(item for item in self._items if item.startswith(start))

    @cached_property
    def _items(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fact.item for fact in self.facts.values() if fact.item))

    def plus(self, facts: Iterable[Fact]) -> Ledger:
        """This ledger with derived facts added."""
        return Ledger(
            {**self.facts, **{fact.id: fact for fact in facts}},
            self.entities,
            self.sources,
            self.dateline,
            self.currency,
            self.sheet_id,
            self.kind,
            self.closed_items,
        )

    def chain_of(self, source: str | None) -> tuple[str, ...]:
        """The source and those it cites, in order."""
        chain: list[str] = []
        while source and source not in chain:
            chain.append(source)
            known = self.sources.get(source)
            source = known.cites if known else None
        return tuple(chain)
