"""`neurowire new-kind`: the skeleton of a story kind: one Python file, template, brief and a sheet to start from."""

from __future__ import annotations

import re
from pathlib import Path

import click

from generator.cli.terminal import note
from generator.cli.writing import write_whole
from generator.errors import UsageError
from generator.kinds import names

_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")

_KIND = '''\
"""{title}: say in one line what such a story is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.facts.given import Moment, Ref, Words
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Sheet
from generator.parts.background import Statement
from generator.parts.price_action import PriceMove
from generator.parts.report import report_facts, statement_facts
from generator.story import StoryKind


class {model}Sheet(Sheet):
    """The facts of one such story."""

    about: ClassVar[About] = About(subject="company")

    kind: Literal["{name}"] = Field(description="{name}")
    company: Annotated[Ref, Metric("company", "company", must=True)] = Field(description="Whom: an entity's id.")
    day: Annotated[Moment, Metric("{name}_day", "day of the event", ("on", "said"))] = Field(
        description="The day it happened: 2026-01-05."
    )
    what: Annotated[Words, Metric("{name}", "what happened", ("said",), must=True)] = Field(
        description="What happened, as a clause: 'opened a plant in Ohio'."
    )
    quotes: tuple[PriceMove, ...] = Field(default=(), description="Share prices after the event, if known.")
    background: tuple[Statement, ...] = Field(default=(), description="Statements of context, each with its source.")


def _derive(ledger: Ledger) -> Iterator[Fact]:
    """What follows from the given facts by named formulas."""
    yield from report_facts(ledger, "what")
    yield from statement_facts(ledger)


def _refuse(ledger: Ledger) -> Iterable[str]:
    """Reasons, beside missing facts, not to tell the story."""
    return ()


EXAMPLE = """\\
{example}"""

KIND = StoryKind(
    name="{name}",
    title="{title}",
    about="say in one line what such a story is about",
    sheet={model}Sheet,
    required=("company", "day", "what"),
    derive=_derive,
    refuse=_refuse,
    subject="company",
    example=EXAMPLE,
)
"""The kind, as the shelf finds it."""
'''
_EXAMPLE = """\
# {title}. Fill in the words in CAPITALS; leave out what you do not know.
kind: {name}
id: TICKER-2026-01-05                  # your record id: letters, digits, - and _
dateline: {{date: 2026-01-05}}           # the day the story is written for
defaults: {{source: release}}
sources:
  release: {{name: a company statement, type: release, published: 2026-01-05}}
entities:
  company:
    name: FULL COMPANY NAME Inc.
    short: COMPANY
    listings: [{{exchange: NASDAQ, ticker: TICKER}}]
company: company
day: 2026-01-05
what: opened a plant in Ohio
"""
_TEMPLATE = """\
{{# {title}: say in one line what such a story is about. #}}
headline: [[company]] Announces News In [[day|month_year]]
teaser: The news came on [[day]].
alert: [[company]] announces news

[[company]] [[what]] on [[day]], according to [[what|source]].

{{% if form == "full" %}}
{{% for b in items("background") %}}
[[{{{{ b }}}}.says]], according to [[{{{{ b }}}}.says|source]].
{{% endfor %}}
{{% include "_price_action.md.j2" %}}
{{% endif %}}
"""
_BRIEF = """\
{{# How this kind of story is written. Fixed text. #}}
This story is about say what.
- Lead: who did what, and when.
- What Happened: the figures that measure it, if rows give them.
- Why It Matters: what it changes, if rows say so; what the source leaves open. No guesses.
"""


@click.command("new-kind")
@click.argument("name")
@click.option(
    "--into", metavar="DIR", default=".", show_default=True, type=click.Path(path_type=Path), help="The checkout."
)
def new_kind(name: str, into: Path) -> int:
    """Write the skeleton of the story kind NAME: its file, template, prompt brief and first fact sheet.

    It drafts and checks at once; no file is overwritten. Golden articles are written by `pytest --golden`.
    """
    if not _NAME.match(name):
        raise UsageError(f"{name!r} is not a kind's name; write lower case words joined by _: share_buyback")
    if name in names():
        raise UsageError(f"the kind {name!r} is there already; choose another name")
    if not (into / "generator" / "kinds").is_dir():
        raise UsageError(f"--into {into}: is no checkout of neurowire; name the folder that holds generator/")
    words = name.split("_")
    fields = {"name": name, "title": " ".join(words).capitalize(), "model": "".join(map(str.capitalize, words))}
    example = _EXAMPLE.format(**fields)
    filled = example.replace("FULL COMPANY NAME", "Saltmarsh Foods").replace("COMPANY", "Saltmarsh")
    sheet = "# Made up: a sheet to start from.\nmade_up: true\n" + filled.replace("TICKER", "SMF")
    files = {
        into / "generator" / "kinds" / f"{name}.py": _KIND.format(**fields, example=example),
        into / "templates" / f"{name}.md.j2": _TEMPLATE.format(**fields),
        into / "prompts" / f"brief_{name}.md.j2": _BRIEF.format(**fields),
        into / "fixtures" / "facts" / name / "first.yaml": sheet,
    }
    if taken := [str(path) for path in files if path.exists()]:
        raise UsageError(f"not written, for {', '.join(taken)} is there already")
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
        note(str(path))
    note(f"next: fill in generator/kinds/{name}.py, then pytest tests/test_golden.py --golden")
    return 0
