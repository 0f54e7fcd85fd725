"""`neurowire draft`: a fact sheet in, a checked article out; what the editor should know goes to stderr."""

from __future__ import annotations

import sys
from collections.abc import Coroutine
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

import click

from generator import confidence
from generator.article import Article, Gate
from generator.cli.reading import read_facts
from generator.cli.settings import at_the_door
from generator.cli.showing import show_report
from generator.cli.terminal import note, wants_colour
from generator.cli.writing import write_whole
from generator.errors import UsageError
from generator.facts.ledger import Ledger
from generator.kinds import read_sheet
from generator.newsroom import Desk, assemble, write_story
from generator.settings import Settings
from generator.story import Form

if TYPE_CHECKING:
    from generator.llm.openai import OpenAIModel

T = TypeVar("T")
Writer = Literal["auto", "template", "model"]
_FILE = click.Path(path_type=Path)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


class Tape(NamedTuple):
    """A cassette to replay, or one to record; not both."""

    replay: Path | None
    record: Path | None


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
@click.option("--cassette", metavar="FILE", type=_FILE, help="Take the model's answers from this recording.")
@click.option("--record", metavar="FILE", type=_FILE, help="Record the model's answers in this file.")
@click.option("--templates", metavar="DIR", type=_FOLDER, help="A folder whose templates go before the shipped ones.")
def draft(
    sheet: str,
    writer: Writer,
    form: Form,
    shape: str,
    out: Path | None,
    seed: int,
    cassette: Path | None,
    record: Path | None,
    templates: Path | None,
) -> int:
    """Write the article that the fact sheet SHEET holds, and check every sentence of it; - is stdin.

    The article goes to stdout, notices and findings to stderr. Exit code 0: the gate is ready; 1: it is not, or the
    story was refused.
    """
    facts = read_facts(sheet)
    kind, read = read_sheet(facts.file)
    settings = at_the_door()
    tape = Tape(cassette, record)
    model = _model(writer, settings, tape)
    desk = Desk(form=form, seed=seed, templates=templates, sheet_hash=facts.sha, writer=writer, model=model)
    with _turning(tape, settings):
        article = _run(write_story(kind, read, desk), model)
    text = _formatted(article, shape)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_whole(out, text)
    for notice in article.notices:
        note(notice)
    colour = wants_colour(sys.stderr)
    ledger = assemble(kind, read) if article.report.findings else Ledger({})
    for line in show_report(str(out or "article"), article.text, article.report, ledger, colour):
        click.echo(line, err=True)
    if said := confidence.line(article.confidence):
        note(said)
    return 0 if article.report.gate is Gate.READY else 1


def _model(writer: Writer, settings: Settings, tape: Tape) -> OpenAIModel | None:
    """The model that is to write; None where the template does."""
    if tape.replay and tape.record:
        raise UsageError("--cassette replays and --record records; give one of them")
    if writer == "template":
        if tape.replay or tape.record:
            raise UsageError("--writer template asks no model; leave out --cassette and --record")
        return None
    if tape.replay:
        from generator.llm.cassettes import replayed_model

        return replayed_model(tape.replay)
    if settings.has_model:
        from generator.llm.openai import OpenAIModel

        return OpenAIModel(settings.model, settings.openai_api_key, settings.openai_base_url)
    if writer == "model" or tape.record:
        raise UsageError("no model is set; set NEUROWIRE_MODEL and OPENAI_API_KEY, or give --cassette FILE")
    return None


def _turning(tape: Tape, settings: Settings) -> AbstractContextManager[None]:
    if not (tape.replay or tape.record):
        return nullcontext()
    from generator.llm.cassettes import record, replay

    if tape.replay:
        return replay(tape.replay)
    assert tape.record is not None
    return record(tape.record, secrets=[settings.openai_api_key])


def _run(story: Coroutine[Any, Any, T], model: OpenAIModel | None) -> T:
    """The story's outcome. Without a model nothing is awaited, and the start of an event loop is spared."""
    if model is None:
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
            await model.close()

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
