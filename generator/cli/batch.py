"""`neurowire batch`: many fact sheets in; checked stories, a manifest and a summary out."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from generator.archive import Archive, alone, path_of
from generator.batch.items import count
from generator.batch.progress import Log, Progress
from generator.batch.run import Means, Plan, run
from generator.batch.spending import price_of, rate_of
from generator.batch.telling import Order, Shape
from generator.cli.controls import controlled, need_model
from generator.cli.settings import at_the_door
from generator.drafting.controls import Controls
from generator.errors import UsageError
from generator.settings import Settings
from generator.story import Form

if TYPE_CHECKING:
    from generator.batch.paid import OpeningModel

ARCHIVE: Final = "neurowire.db"
"""The archive where no other is set: in the working folder, like the settings."""
_FILE = click.Path(path_type=Path)
_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)


@click.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option("--out", metavar="DIR|FILE.jsonl", help="A folder for the stories, or one file of JSON lines.")
@click.option("--mapping", "mappings", metavar="FILE", type=_FILE, multiple=True, help="The mapping of a CSV file.")
@click.option("--writer", type=click.Choice(["auto", "template", "model"]), default="auto", show_default=True)
@click.option("--form", type=click.Choice(["alert", "brief", "full"]), default="full", show_default=True)
@click.option(
    "--format", "shape", type=click.Choice(["markdown", "html", "json"]), default="markdown", show_default=True
)
@click.option("--seed", metavar="N", type=int, default=0, show_default=True, help="Another choice of phrasings.")
@click.option("--templates", metavar="DIR", type=_FOLDER, help="A folder whose templates go before the shipped ones.")
@click.option(
    "--concurrency",
    metavar="N",
    type=click.IntRange(1, 10_000),
    help="Stories in flight at a model (20), or processes for template stories (all cores).",
)
@click.option("--rate", metavar="N/min", help="The most calls of a model, or template stories, a minute.")
@click.option("--budget", metavar="USD", help="Stop asking a model once this is spent; needs --price.")
@click.option("--price", metavar="ASKED,SAID[,CACHED]", help="Dollars for a million tokens.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="Tell the first N stories only.")
@click.option("--again", is_flag=True, help="Tell stories anew that are unchanged since an earlier run.")
@click.option("--optional", is_flag=True, help="Stories may be refused or fail without exit code 1.")
@click.option("--archive", metavar="PATH|URL", help="The record (NEUROWIRE_ARCHIVE, or neurowire.db here).")
@click.option("--log", type=click.Choice(["text", "json"]), default="text", show_default=True)
@controlled
def batch(
    inputs: tuple[str, ...],
    out: str | None,
    mappings: tuple[Path, ...],
    writer: Literal["auto", "template", "model"],
    form: Form,
    shape: Shape,
    seed: int,
    templates: Path | None,
    concurrency: int | None,
    rate: str | None,
    budget: str | None,
    price: str | None,
    limit: int | None,
    again: bool,
    optional: bool,
    archive: str | None,
    log: Log,
    judge: bool,
    controls: Controls,
) -> int:
    """Tell the stories of all INPUTS: files of JSON lines, folders of sheets, CSV files with a mapping; - is stdin.

    Run the same command again after a crash: it goes on where it was. Stories whose sheet is unchanged are not told
    again, and what a person changed is left alone. The editor's controls hold for every story; one whose sheet lacks a
    fact that they name fails. Exit code 1: a required story failed, was refused or blocked, or
    nothing was delivered.
    """
    settings = at_the_door()
    in_flight = concurrency or 20
    model = model_for(writer, settings, in_flight)
    need_model(judge, model)
    own = str(templates.resolve()) if templates else ""
    plan = Plan(
        inputs,
        out or "",
        Order(form, shape, seed, own, model.name if model else "", controls, judge),
        mappings,
        limit or 0,
        in_flight,
        rate_of(rate) if rate else 0.0,
        dollars(budget) if budget else None,
        price_of(price) if price else None,
        again,
        not optional,
        0 if model else concurrency or 0,
    )
    if budget and model is None:
        raise UsageError("--budget: template stories cost nothing; leave it out, or take --writer model")
    with opened(archive, settings) as kept:
        progress = progress_on_stderr(log, min(count(inputs), limit or sys.maxsize))
        ended = run(plan, Means(kept, progress, clock_of(settings), model=model))
    if log == "text":
        click.echo(ended.summary, nl=False, err=True)
    return ended.code


def model_for(writer: Literal["auto", "template", "model"], settings: Settings, in_flight: int) -> OpeningModel | None:
    """The model that is to write, with room for so many calls at a time; None where the template does."""
    if writer == "template" or (writer == "auto" and not settings.has_model):
        return None
    if not settings.has_model:
        raise UsageError("no model is set; set NEUROWIRE_MODEL and OPENAI_API_KEY")
    from generator.cli.asking import remembering
    from generator.net import Patience

    return remembering(settings, Patience(tries=8, first=0.5, most=20.0, deadline=240.0), in_flight)


@contextmanager
def opened(place: str | None, settings: Settings, locked: bool = True) -> Iterator[Archive]:
    """The archive of a command, locked against a second run; closed at the end."""
    place = place or settings.archive or ARCHIVE
    path = path_of(place)
    with ExitStack() as stack:
        if path is not None and locked:
            stack.enter_context(alone(path))
        archive = Archive(place, clock_of(settings))
        stack.callback(archive.close)
        yield archive


def clock_of(settings: Settings) -> Callable[[], datetime]:
    """What tells the time: NEUROWIRE_NOW if it is set, else the clock."""
    fixed = settings.now
    return (lambda: fixed) if fixed is not None else (lambda: datetime.now(UTC))


def progress_on_stderr(log: Log, total: int) -> Progress:
    """Progress for a person or a program that reads stderr."""
    return Progress(sys.stderr, time.monotonic, log, sys.stderr.isatty(), total)


def dollars(text: str) -> Decimal:
    """An amount of dollars. Raises UsageError if it is none."""
    try:
        amount = Decimal(text.removeprefix("$"))
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount <= 0:
        raise UsageError(f"--budget {text!r} is not an amount of dollars; write 5 or 0.50")
    return amount
