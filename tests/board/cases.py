"""The texts of the board: template drafts with their slots, and prose written for the same facts by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from generator.checking import check
from generator.evidence import ledger_of_data
from generator.facts.files import read_file, read_json
from generator.facts.ledger import Ledger
from generator.facts.values import Quantity, When
from generator.kinds import read_sheet
from generator.newsroom import Desk, assemble, write_story
from generator.story import StoryKind
from tests.board.places import Place, in_prose

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "fixtures" / "facts"


class Case(NamedTuple):
    """A clean text with the facts behind it and the places that may be spoiled in it."""

    name: str
    style: str
    """draft (by template), model (fluent, from the facts alone) or human."""
    text: str
    ledger: Ledger
    kind: StoryKind | None
    places: tuple[Place, ...]


@cache
def facts_of(path: Path) -> tuple[Ledger, StoryKind | None]:
    """The ledger of a sheet, or of a plain JSON file."""
    if path.suffix == ".json":
        return ledger_of_data(read_json(path.read_text("utf-8"), path.name), path.name), None
    kind, sheet = read_sheet(read_file(path))
    return assemble(kind, sheet), kind


def drafts(seeds: int) -> Iterator[Case]:
    """Template drafts of every shipped sheet, in `seeds` phrasings."""
    for path in sorted(FIXTURES.glob("*/*.yaml")):
        kind, sheet = read_sheet(read_file(path))
        ledger = assemble(kind, sheet)
        seen = set()
        for seed in range(seeds):
            article = asyncio.run(write_story(kind, sheet, Desk(seed=seed, writer="template")))
            if article.text in seen:
                continue
            seen.add(article.text)
            places = []
            for slot in article.slots:
                fact = ledger.get(slot.fact)
                if fact is None:
                    continue
                places.extend(_of_slot(article.text, slot.start, slot.end, slot.fact, slot.style, ledger))
            yield Case(f"{path.parent.name}/{path.stem}#{seed}", "draft", article.text, ledger, kind, tuple(places))


def _of_slot(text: str, start: int, end: int, name: str, style: str, ledger: Ledger) -> Iterator[Place]:
    """What a slot printed, as places to spoil: the patterns of prose, kept to what its fact can be."""
    fact = ledger.facts[name]
    value = fact.value
    if style == "source" or (name.startswith(("report.carrier", "report.origin")) and not isinstance(value, When)):
        yield Place("source", start, end, name)
        return
    if isinstance(value, Quantity):
        allowed = {"number", "hedge", "ordinal", "duration"}
    elif isinstance(value, When):
        allowed = {"date", "weekday", "month", "year", "quarter", "relative"}
    elif fact.entity:
        allowed = {"entity", "ticker"}
    else:
        return
    for place in in_prose(text, ledger, start, end):
        if place.kind in allowed:
            named = place.kind in ("entity", "source")
            yield place if named else place._replace(fact=name, derived=bool(fact.formula))


def prose() -> Iterator[Case]:
    """The texts written by hand: `texts/*.md`, each with its facts and style in a head of two lines."""
    for path in sorted((HERE / "texts").glob("*.md")):
        head, _, text = path.read_text("utf-8").partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        source = fields["facts"]
        at = HERE / "sheets" / source if (HERE / "sheets" / source).exists() else FIXTURES / source
        ledger, kind = facts_of(at)
        yield Case(path.stem, fields["style"], text, ledger, kind, tuple(in_prose(text, ledger, 0, len(text))))


def cases(seeds: int = 4) -> list[Case]:
    """All texts of the board."""
    return [*drafts(seeds), *prose()]


def findings(case: Case, text: str) -> list[tuple[int, int, str, str, str, str]]:
    """What the check holds against a text: start, end, rule, verdict, message, expected."""
    report = check(text, case.ledger, case.kind)
    return [
        (made.start, made.end, made.rule, made.verdict.value, made.message, made.expected) for made in report.findings
    ]
