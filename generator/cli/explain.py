"""`neurowire explain`: sentence by sentence, what a text rests on and where that came from."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from generator.article import Claim, Gate, Report, Verdict
from generator.checking import check as checked
from generator.cli.behind import behind, beside
from generator.cli.reading import STDIN, name_of, read_article, read_facts
from generator.cli.settings import at_the_door
from generator.cli.showing import fact_line
from generator.cli.terminal import readable
from generator.cli.writing import write_whole
from generator.errors import UsageError
from generator.facts.ledger import Ledger
from generator.language import sentences

_MARKS = {Gate.READY: "+", Gate.EDITOR: "?", Gate.BLOCKED: "!"}


@click.command()
@click.argument("text")
@click.option("--facts", metavar="FILE", help="The fact sheet, or any JSON or YAML, behind TEXT.")
@click.option("--format", "form", type=click.Choice(["text", "html"]), default="text", show_default=True)
@click.option("--out", metavar="PATH", help="Write to this file instead of stdout.")
def explain(text: str, facts: str | None, form: str, out: str | None) -> int:
    """Print what each sentence of TEXT rests on: the facts, their values, their sources, the formulas.

    With --format html as a page with every claim marked, green as well as red, and the evidence beside it.
    """
    if text == facts == STDIN:
        raise UsageError("TEXT and --facts cannot both be stdin")
    words = read_article(text)
    against = behind((read_facts(facts) if facts is not None else beside(text, words)).file)
    report = checked(words, against.ledger, against.kind, at_the_door().check)
    if form == "html":
        from generator.formats.proof import to_proof

        page = to_proof(words, report, {fact.id: fact_line(fact, against.ledger) for fact in against.ledger})
    else:
        page = "".join(f"{line}\n" for line in explained(words, report, against.ledger))
    if out is None:
        click.echo(page, nl=False)
    else:
        write_whole(Path(out), page)
    click.echo(f"{name_of(text)}: {report.gate.value}", err=True)
    return 0


def explained(text: str, report: Report, ledger: Ledger) -> Iterator[str]:
    """Each sentence, and below it a line for each of its claims."""
    for start, end in _sentences(text):
        claims = [made for made in report.claims if made.start < end and made.end > start]
        if not claims:
            continue
        yield from textwrap.wrap(" ".join(readable(text[start:end]).split()), 80)
        for made in claims:
            yield from _claim_lines(made, ledger)
        yield ""


def _claim_lines(made: Claim, ledger: Ledger) -> Iterator[str]:
    said = "" if made.verdict is Verdict.FRAMING else f"{readable(made.text)}: "
    tail = f" ({made.message})" if made.message else ""
    first = f"  {_MARKS[made.gate]} {said}{made.verdict.value}{readable(tail)}"
    yield from textwrap.wrap(first, 80, subsequent_indent="      ")
    for name in made.facts:
        fact = ledger.get(name)
        line = fact_line(fact, ledger) if fact is not None else readable(name)
        yield from textwrap.wrap(line, 80, initial_indent="      ", subsequent_indent="        ")
    if made.expected and made.is_finding:
        yield from textwrap.wrap(f"expected {readable(made.expected)}", 80, initial_indent="      ")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        for start, end in sentences(line):
            yield at + start, at + end
        at += len(line) + 1
