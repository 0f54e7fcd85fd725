"""The ledger as a model sees it: compact rows of inert text. Held facts are not among them."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from generator.drafting.telling import quantity
from generator.drafting.told import rivals
from generator.facts.entities import Entity
from generator.facts.ledger import Fact, Ledger
from generator.facts.sources import Source
from generator.facts.values import Quantity, When
from generator.language import House, join_names, say

LONGEST = 200
"""Characters of a text value that a row shows."""
_INERT = str.maketrans({"|": "/", "<": "‹", ">": "›", "`": "'", "{": "(", "}": ")", "[": "(", "]": ")", "#": "№"})


class Way(NamedTuple):
    """How a fact came: its standing, where from, whether it has to be attributed."""

    standing: str = ""
    source: str = ""
    attribute: str = ""


class Row(NamedTuple):
    """One fact as a row: whether it is placed as a slot, its cells, and how it came."""

    fact: str
    slot: bool
    cells: tuple[str, ...]
    way: Way
    use: str

    def line(self, usual: Way) -> str:
        """The row as text; how it came is left out where it is the usual way, as are empty cells at its end."""
        cells = (*self.cells, *((Way()) if self.way == usual else self.way), self.use if self.use == "must" else "")
        return " | ".join(cells).rstrip(" |")


def inert(text: str, longest: int = LONGEST) -> str:
    """Text in one line that cannot close the fence, start a column, be a slot or markup, or hide characters."""
    shown = visible(text.translate(_INERT))
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def visible(text: str) -> str:
    """Text in one line, without control characters, invisible ones and lone surrogates."""
    spaced = (" " if char in "\t\n\r" else char for char in text)
    return " ".join("".join(c for c in spaced if unicodedata.category(c) not in ("Cf", "Cc", "Cs", "Co")).split())


def rows(ledger: Ledger, house: House, only: Iterable[str] | None = None) -> tuple[Row, ...]:
    """A row for every fact that may be told (or for those named in `only`), in the ledger's order."""
    wanted = None if only is None else set(only)
    return tuple(
        _row(fact, ledger, house) for fact in ledger if fact.use != "hold" and (wanted is None or fact.id in wanted)
    )


def has_slot(fact: Fact) -> bool:
    """Whether a fact's value is printed by a slot. Yes-or-no facts, states and what is not stated are told in words."""
    return fact.value is not None and not isinstance(fact.value, bool) and not fact.metric.says


def _row(fact: Fact, ledger: Ledger, house: House) -> Row:
    cells = (
        fact.id,
        inert(fact.metric.label + (f" ({fact.formula})" if fact.formula else ""), 90),
        inert(reads(fact, ledger, house)),
        _of(fact, ledger),
        _when(fact, ledger),
    )
    by = " and ".join(rivals(fact, ledger)) if fact.standing == "disputed" else ""
    standing = f"disputed by {by}" if by else fact.standing
    needs = "attribute" if fact.needs_source or fact.claimant else ""
    return Row(fact.id, has_slot(fact), cells, Way(standing, _from(fact, ledger), needs), fact.use)


def usual_way(rows: Iterable[Row]) -> Way:
    """How most of the rows came: said once above the table instead of in each row."""
    return max(counted, key=counted.__getitem__) if (counted := Counter(row.way for row in rows)) else Way()


def reads(fact: Fact, ledger: Ledger, house: House) -> str:
    """The value as a row shows it."""
    value = fact.value
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        value = "true" if value else "false"
    if fact.metric.says:
        words = fact.metric.says.get(str(value), ())[:4]
        return f"{value}; write: {', '.join(words)}" if words else str(value)
    if isinstance(value, Quantity):
        population = f" ({value.population})" if value.population else ""
        return quantity(value, fact.metric.style, house, ledger.dateline) + population
    if isinstance(value, When):
        return say(value, style=fact.metric.style, house=house, dateline=ledger.dateline)
    names = (value,) if isinstance(value, str) else value
    if not fact.entity:
        return ", ".join(names)
    some = "" if fact.closed or isinstance(value, str) else " (some of them)"
    return join_names([ledger.entities[name].later for name in names if name in ledger.entities]) + some


def _of(fact: Fact, ledger: Ledger) -> str:
    entity = ledger.entities.get(fact.subject)
    dims = " ".join(inert(f"{name}={value}", 40) for name, value in fact.dims)
    return " ".join(part for part in (inert(entity.later, 60) if entity else "", dims) if part)


def _when(fact: Fact, ledger: Ledger) -> str:
    parts = [
        f"{word} {say(when, style='', house=House(), dateline=ledger.dateline)}".strip()
        for word, when in (("", fact.period), ("as of", fact.as_of), ("said", fact.said_on))
        if when is not None
    ]
    return inert(", ".join(parts + (["undated: compare with nothing"] if fact.undated else [])), 90)


def _from(fact: Fact, ledger: Ledger) -> str:
    names = [inert(ledger.sources[name].name, 60) for name in fact.chain if name in ledger.sources]
    carried = " citing ".join(names)
    claimant = ledger.entities.get(fact.claimant)
    if claimant is None:
        return carried
    role = f"'s {inert(fact.claimant_role, 60)}" if fact.claimant_role else ""
    return f"{inert(claimant.later, 60)}{role} via {carried}" if carried else f"{inert(claimant.later, 60)}{role}"


def names(ledger: Ledger, only: Iterable[str] | None = None) -> tuple[str, ...]:
    """A row for every entity and source (or for those keyed in `only`): its slot, its name, what it is."""
    told, wanted = _told(ledger), None if only is None else set(only)
    found = [
        _entity_row(name, entity)
        for name, entity in ledger.entities.items()
        if name in told and (wanted is None or name in wanted)
    ]
    sources = ((name, source) for name, source in ledger.sources.items() if wanted is None or name in wanted)
    return (*found, *(_source_row(name, source) for name, source in sources))


def _told(ledger: Ledger) -> set[str]:
    """The entities that some fact that may be told speaks of, and their parents."""
    told: set[str] = set()
    for fact in ledger:
        if fact.use == "hold":
            continue
        told.update((fact.subject, fact.claimant))
        if fact.entity and fact.value is not None:
            told.update((fact.value,) if isinstance(fact.value, str) else fact.value)  # type: ignore[arg-type]
    told.update(ledger.entities[name].parent or "" for name in list(told) if name in ledger.entities)
    return told


def _entity_row(name: str, entity: Entity) -> str:
    unlisted = {"private": "private", "unknown": "listing unknown"}.get(entity.listing or "", "")
    ticker = f"{entity.ticker.exchange}:{entity.ticker.ticker}" if entity.ticker else unlisted
    about = ", ".join(
        inert(part, 60) for part in (entity.type, entity.role or "", entity.descriptor or "", ticker) if part
    )
    of = f", of entity.{entity.parent}" if entity.parent else ""
    short = f" / {inert(entity.later, 60)}" if entity.later != entity.name else ""
    verb = ", plural" if entity.plural else ""
    return f"entity.{name} | {inert(entity.name, 80)}{short} | {about}{of}{verb}"


def _source_row(name: str, source: Source) -> str:
    cites = f", cites source.{source.cites}" if source.cites else ""
    dated = f", published {source.published.start.isoformat()}" if source.published else ""
    about = f"{inert(source.descriptor, 60)} {source.type}" if source.descriptor else source.type
    read = ", read in full" if source.read == "full" else ""
    return f"source.{name} | {inert(source.name, 80)} | {about}{cites}{dated}{read}"
