"""`neurowire waive`: mark a finding as no error, with the reason; or export the marked ones as examples."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from generator.article import Claim
from generator.checking import check as checked
from generator.checking.waivers import Waiver, around, read_waivers
from generator.cli.behind import behind, beside
from generator.cli.reading import read_article, read_facts
from generator.cli.settings import at_the_door
from generator.cli.writing import write_whole
from generator.errors import UsageError

DEFAULT_FILE = "neurowire-waivers.yaml"


@click.command()
@click.argument("text", required=False)
@click.option("--facts", metavar="FILE", help="The fact sheet, or any JSON or YAML, behind TEXT.")
@click.option("--words", help="The words that the finding marks.")
@click.option("--rule", help="The rule's code, where several mark the same words.")
@click.option("--scope", type=click.Choice(["story", "subject", "rule"]), default="story", show_default=True)
@click.option("--subject", default="", help="For scope subject: the name that the sentence has to hold.")
@click.option("--reason", help="Why it is no error.")
@click.option("--export", is_flag=True, help="Print the marked findings as examples that must not be found (JSONL).")
def waive(
    text: str | None,
    facts: str | None,
    words: str | None,
    rule: str | None,
    scope: str,
    subject: str,
    reason: str | None,
    export: bool,
) -> int:
    """Mark the finding on WORDS of TEXT as no error. It stays in every report, with the reason.

    The marks are kept in the file that NEUROWIRE_WAIVERS names, else in neurowire-waivers.yaml.
    """
    settings = at_the_door()
    path = Path(settings.waivers or DEFAULT_FILE)
    known = read_waivers(path)
    if export:
        for waiver in known:
            click.echo(json.dumps(waiver.model_dump(), ensure_ascii=False))
        return 0
    if text is None or not words or not reason:
        raise UsageError("name the TEXT, the --words that the finding marks, and the --reason why it is no error")
    if scope == "subject" and not subject:
        raise UsageError("scope subject needs the --subject: the name that the sentence has to hold")
    article = read_article(text)
    against = behind((read_facts(facts) if facts is not None else beside(text, article)).file)
    report = checked(article, against.ledger, against.kind, settings.check)
    found = _finding(report.findings, words, rule)
    made = Waiver(
        rule=found.rule, text=found.text, reason=reason, scope=scope, story=against.ledger.sheet_id,  # type: ignore[arg-type]
        subject=subject, sentence=around(article, found),
    )  # fmt: skip
    write_whole(path, _page((*known, made)))
    print(f"{path}: marked {found.text!r} ({found.rule}) as no error", file=sys.stderr)
    return 0


def _finding(findings: tuple[Claim, ...], words: str, rule: str | None) -> Claim:
    fitting = [made for made in findings if made.text == words and rule in (None, made.rule)]
    if not fitting:
        marked = "; ".join(sorted({f"{made.text!r} ({made.rule})" for made in findings})[:6])
        raise UsageError(f"no finding marks {words!r}; the findings are {marked or 'none'}")
    if len({made.rule for made in fitting}) > 1:
        raise UsageError(f"several rules mark {words!r}: {', '.join(sorted({m.rule for m in fitting}))}; give --rule")
    return fitting[0]


def _page(waivers: tuple[Waiver, ...]) -> str:
    """The file: a YAML list; each value is written as JSON, which YAML reads."""
    lines = ["# Findings marked as no error. Written by `neurowire waive`."]
    for waiver in waivers:
        for place, (name, value) in enumerate(waiver.model_dump().items()):
            lines.append(f"{'- ' if place == 0 else '  '}{name}: {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
