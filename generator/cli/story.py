"""`neurowire story`: fetch, write and check one story in one step."""

from __future__ import annotations

import asyncio
import sys
from datetime import date
from pathlib import Path

import click
import httpx2

from generator import confidence
from generator.article import Gate
from generator.assembling import to_yaml
from generator.assembling.fetching import Outcome
from generator.assembling.recipes import fetch_story
from generator.cli.fetch import Keeping, run
from generator.cli.settings import at_the_door
from generator.cli.showing import show_report
from generator.cli.terminal import note, wants_colour
from generator.cli.writing import write_whole
from generator.errors import SourceError, UsageError
from generator.formats.markdown import to_markdown
from generator.newsroom import Desk, assemble, write_story
from generator.sources.wire import Terms
from generator.story import Form
from generator.texts import content_hash

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("kind")
@click.argument("ticker")
@click.option("--date", "day", metavar="DAY", help="The day of the news: 2026-01-05; left out, the newest.")
@click.option("--form", type=click.Choice(["alert", "brief", "full"]), default="full", show_default=True)
@click.option("--seed", metavar="N", type=int, default=0, show_default=True, help="Another choice of phrasings.")
@click.option("--sheet", metavar="FILE", type=_FILE, help="Write the fact sheet to this file as well.")
@click.option("--out", metavar="PATH", type=_FILE, help="Write the article to this file instead of stdout.")
@click.option("--cache", metavar="DIR", type=_FILE, help="Where answers are kept.")
@click.option("--max-age", metavar="15m", default="0s", show_default=True, help="How old a kept answer may be.")
@click.option("--offline", is_flag=True, help="Answer from the cache alone, or say what is missing.")
@click.option("--cassette", metavar="FILE", type=_FILE, help="Take the answers from this recording.")
@click.option("--record", metavar="FILE", type=_FILE, help="Record the answers in this file, keys scrubbed.")
def story(
    kind: str, ticker: str, day: str | None, form: Form, seed: int, sheet: Path | None, out: Path | None,
    cache: Path | None, max_age: str, offline: bool, cassette: Path | None, record: Path | None,
) -> int:  # fmt: skip
    """Fetch the facts of KIND for TICKER (or a drug, a CIK, a filing), write the story by template, and check it.

    Exit code 0: the gate is ready; 1: it is not, or the story was refused; 2: the facts do not validate; 3: the source
    failed.
    """
    settings = at_the_door()
    wanted = _day(day)

    async def asking(terms: Terms, transport: httpx2.AsyncBaseTransport | None) -> Outcome:
        return await fetch_story(kind, ticker, settings, terms, transport, wanted)

    outcome = asyncio.run(run(asking, settings, Keeping(cache, max_age, offline, cassette, record)))
    for line in outcome.notices:
        note(line)
    if not outcome.stories:
        if outcome.failures:
            return outcome.exit_code
        raise SourceError(f"{kind} {ticker}: no record found")
    made = outcome.stories[0]
    for line in made.notices:
        note(line)
    if made.kind is None or made.sheet is None:
        raise UsageError(f"{kind}: no story kind takes these facts")
    text = to_yaml(made.data)
    if sheet is not None:
        write_whole(sheet, text)
    article = asyncio.run(write_story(made.kind, made.sheet, Desk(form, seed, sheet_hash=content_hash(text))))
    printed = to_markdown(article)
    if out is None:
        click.echo(printed, nl=False)
    else:
        write_whole(out, printed)
    for notice in article.notices:
        note(notice)
    ledger = assemble(made.kind, made.sheet)
    for line in show_report(str(out or "article"), article.text, article.report, ledger, wants_colour(sys.stderr)):
        click.echo(line, err=True)
    if said := confidence.line(article.confidence):
        note(said)
    return 0 if article.report.gate is Gate.READY else 1


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"--date {text!r}: write a day as 2026-01-05") from error
