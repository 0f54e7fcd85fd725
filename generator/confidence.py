"""Sheet confidence: how well the required facts of a story are backed, beside the gate of its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from generator.facts.ledger import Fact, Ledger
from generator.story import StoryKind


class Backing(NamedTuple):
    """What stands behind one required fact: its sources by name, and whether one is a primary document."""

    fact: str
    sources: tuple[str, ...]
    primary: bool

    @property
    def level(self) -> str:
        """primary, two sources, one source, or no source."""
        if self.primary:
            return "primary"
        return ("no source", "one source", "two sources")[min(len(self.sources), 2)]


LEVELS = ("primary", "two sources", "one source", "no source")


def backing(kind: StoryKind, ledger: Ledger) -> tuple[Backing, ...]:
    """What stands behind each required fact; of alternatives, behind the first that is stated."""
    return tuple(_backings(kind, ledger))


def by_level(kind: StoryKind, ledger: Ledger) -> Mapping[str, tuple[str, ...]]:
    """The required facts by how they are backed, the best first; empty levels are left out."""
    found = backing(kind, ledger)
    made = {level: tuple(each.fact for each in found if each.level == level) for level in LEVELS}
    return {level: facts for level, facts in made.items() if facts}


def line(levels: Mapping[str, tuple[str, ...]]) -> str:
    """The confidence in one line: "sheet confidence: primary: decision, decided; one source: drug"; "" if none."""
    said = "; ".join(f"{level}: {', '.join(facts)}" for level, facts in levels.items())
    return f"sheet confidence: {said}" if said else ""


def _backings(kind: StoryKind, ledger: Ledger) -> Iterator[Backing]:
    for wanted in kind.required:
        name = next((each for each in wanted.split("|") if ledger.stated(each)), "")
        fact = ledger.get(name)
        if fact is not None:
            ids = list(dict.fromkeys(_sources(fact, ledger)))
            known = [ledger.sources[each] for each in ids if each in ledger.sources]
            names = tuple(dict.fromkeys(source.name for source in known))
            yield Backing(name, names, any(source.primary for source in known))


def _sources(fact: Fact, ledger: Ledger) -> Iterator[str]:
    """The sources of a fact and of those it was computed from. A report that cites another rests on that one alone."""
    if fact.chain:
        yield fact.chain[-1]
    yield from fact.also
    for each in fact.inputs:
        below = ledger.get(each)
        if below is not None and below.id != fact.id:
            yield from _sources(below, ledger)
