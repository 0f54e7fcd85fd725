"""`neurowire check`: a text, or a stream of them, against its facts."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from generator.article import Gate
from generator.checking import check as checked
from generator.checking.waivers import read_waivers
from generator.cli.behind import behind, beside, profile_at
from generator.cli.jsonl import check_stream
from generator.cli.reading import STDIN, name_of, read_article, read_facts
from generator.cli.settings import at_the_door
from generator.cli.showing import show_report
from generator.cli.terminal import wants_colour
from generator.cli.waive import DEFAULT_FILE
from generator.errors import UsageError
from generator.formats.json import report_json


@click.command()
@click.argument("text", required=False)
@click.option("--facts", metavar="FILE", help="The fact sheet, or any JSON or YAML, that TEXT is checked against.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--profile", metavar="FILE", help="What the fields of facts that are no sheet are called (YAML).")
@click.option("--jsonl", metavar="FILE", help='Check a stream instead: lines of {"id", "facts", "text"}; - is stdin.')
def check(text: str | None, facts: str | None, form: str, profile: str | None, jsonl: str | None) -> int:
    """Check TEXT, sentence by sentence, against its facts; - is stdin.

    Without --facts the fact sheet is looked for beside the article, by the hash in its front matter.
    Exit code 0: the gate is ready; 1: it is not.
    """
    settings = at_the_door()
    fields = profile_at(profile) if profile is not None else None
    if jsonl is not None:
        if text is not None or facts is not None:
            raise UsageError("--jsonl takes each line's text and facts; leave out TEXT and --facts")
        return check_stream(jsonl, settings.check, fields)
    if text is None:
        raise UsageError("name the TEXT to check, or - for stdin; or lines of JSON with --jsonl FILE")
    if text == facts == STDIN:
        raise UsageError("TEXT and --facts cannot both be stdin")
    words = read_article(text)
    given = read_facts(facts) if facts is not None else beside(text, words)
    against = behind(given.file, fields)
    waivers = read_waivers(Path(settings.waivers or DEFAULT_FILE))
    report = checked(words, against.ledger, against.kind, settings.check, waivers)
    if form == "json":
        click.echo(json.dumps(report_json(report), ensure_ascii=False, indent=2))
    else:
        for line in show_report(name_of(text), words, report, against.ledger, wants_colour(sys.stdout)):
            click.echo(line)
    return 0 if report.gate is Gate.READY else 1
