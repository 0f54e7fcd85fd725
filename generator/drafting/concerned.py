"""Which rows of the ledger failing sentences are about: a mend round sends these and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.drafting.slots import SLOT, slots
from generator.drafting.table import Row
from generator.facts.ledger import Ledger

_FIGURE = re.compile(r"\d[\d.,]*\d|\d")


def concerned(texts: Iterable[str], messages: Iterable[str], rows: Iterable[Row], ledger: Ledger) -> frozenset[str]:
    """The ids of the facts that sentences and their findings are about.

    Those placed as slots or named in a finding, all that stand in one group with them (`eps.actual` with
    `eps.estimate`), those that read like a figure written out, and those that have to be told.
    """
    sentences, findings = list(texts), list(messages)
    placed = {slot.id for text in sentences for slot in slots(text)}
    named = {word for message in findings for word in re.findall(r"[\w.]+", message) if ledger.get(word) is not None}
    groups = tuple(
        f"{name.rpartition('.')[0]}." for name in placed | named if "." in name and ledger.get(name) is not None
    )
    figures = {figure for text in sentences for figure in _FIGURE.findall(SLOT.sub(" ", text))}
    return frozenset(
        row.fact
        for row in rows
        if row.fact in placed | named
        or row.use == "must"
        or row.fact.startswith(groups or ("\0",))
        or figures.intersection(_FIGURE.findall(row.cells[2]))
    )


def concerned_names(texts: Iterable[str], facts: Iterable[str], ledger: Ledger) -> frozenset[str]:
    """The keys of the entities and sources that sentences name, and that these facts speak of or come from."""
    sentences = list(texts)
    found = {slot.id.partition(".")[2].partition(".")[0] for text in sentences for slot in slots(text)}
    for fact in filter(None, map(ledger.get, facts)):
        found.update(
            (fact.subject, fact.claimant, *fact.chain, *(rival.source for rival in fact.rivals if rival.source))
        )
        if fact.entity and fact.value is not None:
            found.update((fact.value,) if isinstance(fact.value, str) else fact.value)  # type: ignore[arg-type]
    outside = " ".join(SLOT.sub(" ", text) for text in sentences)
    known: Mapping[str, tuple[str, ...]] = {
        **{key: tuple(entity.names) for key, entity in ledger.entities.items()},
        **{key: (source.name, *source.aliases) for key, source in ledger.sources.items()},
    }
    return frozenset(key for key, names in known.items() if key in found or any(name in outside for name in names))
