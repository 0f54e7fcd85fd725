"""Small sheets for the tests of this folder."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from generator import kinds
from generator.article import Article
from generator.facts.files import read_bytes, read_file
from generator.facts.ledger import Ledger
from generator.newsroom import Desk, assemble, write_story
from generator.story import Form

FACTS = Path(__file__).parents[2] / "fixtures" / "facts"
FIXTURES = sorted(FACTS.glob("*/*.yaml"))

EARNINGS = """\
kind: earnings_report
id: ACME-1
dateline: {date: 2025-10-30}
defaults: {source: release}
sources:
  release: {name: a company statement, type: release}
entities:
  acme: {name: Acme Corp., short: Acme, listings: [{exchange: NYSE, ticker: ACME}]}
company: acme
reported: 2025-10-30
"""


def article(text: str, form: Form = "full", seed: int = 0) -> Article:
    """The article of a sheet's text."""
    kind, sheet = kinds.read_sheet(read_bytes(text.encode(), "sheet.yaml"))
    return asyncio.run(write_story(kind, sheet, Desk(form=form, seed=seed)))


def shipped(path: Path, form: Form = "full", seed: int = 0) -> Article:
    """The article of a shipped sheet."""
    return article(path.read_text("utf-8"), form, seed)


def ledger(text: str) -> Ledger:
    """The ledger of a sheet's text, with the kind's derived facts."""
    kind, sheet = kinds.read_sheet(read_bytes(text.encode(), "sheet.yaml"))
    return assemble(kind, sheet)


def earnings(**fields: Any) -> str:
    """A sheet of an earnings report with these fields: earnings(eps="{actual: 1.62}")."""
    return EARNINGS + "".join(f"{name}: {value}\n" for name, value in fields.items())


def value_of(found: Ledger, name: str) -> Any:
    """The value of a fact as its plain number, or None if there is no such fact."""
    fact = found.get(name)
    return None if fact is None else getattr(fact.value, "value", fact.value)


def read_fixture(path: Path) -> tuple[Any, Any]:
    """The kind and sheet of a shipped file."""
    return kinds.read_sheet(read_file(path))
