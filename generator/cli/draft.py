"""`neurowire draft`: a fact sheet in, a checked article out; what the editor should know goes to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from generator import confidence
from generator.article import Article, Gate
from generator.cli.asking import Asked, Line, Writer, on_the_line
from generator.cli.controls import controlled, need_model
from generator.cli.reading import read_facts
from generator.cli.settings import at_the_door
from generator.cli.showing import show_report
from generator.cli.terminal import note, wants_colour
from generator.cli.variants import set_beside
from generator.cli.writing import write_whole
from generator.drafting.controls import Controls, obeyed
from generator.facts.ledger import Ledger
from generator.facts.sheet import Sheet
from generator.kinds import read_sheet
from generator.newsroom import Desk, assemble, write_story
from generator.settings import code_folder, dollars
from generator.story import Form, StoryKind

T = TypeVar("T")
_FILE = click.Path(path_type=Path)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


def _options(command: Callable[..., int]) -> Callable[..., int]:
    """The options of asking a model."""
    for option in reversed(
        (
            click.option("--cassette", metavar="FILE", type=_FILE, help="Take the model's answers from this file."),
            click.option("--record", metavar="FILE", type=_FILE, help="Record the model's answers in this file."),
            click.option("--archive", metavar="PATH|URL", help="Keep paid answers there, and take them from there."),
            click.option("--fresh", is_flag=True, help="Ask again, also what the archive holds."),
            click.option("--max-cost", metavar="USD", help="Make no call that could take the story above this."),
            click.option("--variants", metavar="N", type=click.IntRange(1, 9), default=1, help="So many drafts."),
        )
    ):
        command = option(command)
    return command


@click.command()
@click.argument("sheet")
@click.option(
    "--writer",
    type=click.Choice(["auto", "template", "model"]),
    default="auto",
    show_default=True,
    help="auto: the model if one is set, else the template.",
)
@click.option("--form", type=click.Choice(["alert", "brief", "full"]), default="full", show_default=True)
@click.option(
    "--format", "shape", type=click.Choice(["markdown", "html", "json"]), default="markdown", show_default=True
)
@click.option("--out", metavar="PATH", type=_FILE, help="Write the article to this file instead of stdout.")
@click.option("--seed", metavar="N", type=int, default=0, show_default=True, help="Another choice of phrasings.")
@click.option("--templates", metavar="DIR", type=_FOLDER, help="A folder whose templates go before the shipped ones.")
@_options
@controlled
def draft(
    sheet: str,
    writer: Writer,
    form: Form,
    shape: str,
    out: Path | None,
    seed: int,
    templates: Path | None,
    cassette: Path | None,
    record: Path | None,
    archive: str | None,
    fresh: bool,
    max_cost: str | None,
    variants: int,
    judge: bool,
    controls: Controls,
) -> int:
    """Write the article that the fact sheet SHEET holds, and check every sentence of it; - is stdin.

    The article goes to stdout, notices, findings and cost to stderr. Exit code 0: the gate is ready; 1: it is not, or
    the story was refused. With --variants the drafts stand beside each other, each below its report; one that is ready
    is enough.
    """
    facts = read_facts(sheet)
    kind, read = read_sheet(facts.file)
    settings = at_the_door()
    asked = Asked(writer, cassette, record, archive, fresh, dollars(max_cost, "--max-cost") if max_cost else None)
    controls = controls._replace(variants=variants)
    with on_the_line(asked, settings) as line:
        need_model(judge, line)
        model = line.model if line else None
        desk = Desk(form, seed, templates=templates, sheet_hash=facts.sha, writer=writer, model=model, judge=judge)
        desk = desk._replace(kept=code_folder(os.environ))
        try:
            articles = _run(variants_of(kind, read, desk._replace(controls=controls)), line)
        finally:
            if line is not None and line.asked:
                note(line.words)
        if line is not None and variants == 1:
            articles = [replace(articles[0], cost={**articles[0].cost, **line.cost})]
    text = set_beside([_formatted(article, shape) for article in articles], articles, shape)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text)
    for number, article in enumerate(articles, 1):
        _tell(article, kind, read, controls, str(out or "article") + (f" {number}" if variants > 1 else ""))
    return 0 if any(article.report.gate is Gate.READY for article in articles) else 1


async def variants_of(kind: StoryKind, sheet: Sheet, desk: Desk) -> list[Article]:
    """The story, as often as there are to be variants of it."""
    numbers = range(1, desk.controls.variants + 1)
    return [
        await write_story(
            kind, sheet, desk._replace(seed=desk.seed + n - 1, controls=desk.controls._replace(variant=n))
        )
        for n in numbers
    ]


def _tell(article: Article, kind: StoryKind, sheet: Sheet, controls: Controls, name: str) -> None:
    """What the editor should know of a draft, on stderr."""
    for notice in article.notices:
        note(notice)
    colour = wants_colour(sys.stderr)
    findings = article.report.findings
    ledger = obeyed(assemble(kind, sheet), controls, kind.required) if findings else Ledger({})
    for line in show_report(name, article.text, article.report, ledger, colour):
        click.echo(line, err=True)
    if said := confidence.line(article.confidence):
        note(said)


def _run(story: Coroutine[Any, Any, T], line: Line | None) -> T:
    """The story's outcome. Without a model nothing is awaited, and the start of an event loop is spared."""
    if line is None:
        try:
            story.send(None)
        except StopIteration as end:
            finished: T = end.value
            return finished
        raise RuntimeError("a story without a model awaited something")
    import asyncio

    async def told() -> T:
        try:
            return await story
        finally:
            await line.endpoint.close()

    return asyncio.run(told())


def _formatted(article: Article, shape: str) -> str:
    """The article in one of the formats; each is imported when it is asked for."""
    if shape == "html":
        from generator.formats.html import to_html

        return to_html(article)
    if shape == "json":
        from generator.formats.json import to_json

        return to_json(article)
    from generator.formats.markdown import to_markdown

    return to_markdown(article)
