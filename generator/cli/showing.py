"""Findings for the eye: the sentence with its span marked, the fact's value, where it comes from, what was expected."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

import click

from generator.article import Claim, Gate, Report
from generator.cli.terminal import readable
from generator.facts.ledger import Fact, Ledger
from generator.facts.values import Quantity, When
from generator.language import join_names, say, sentences

WIDTH = 80
_MARGIN = "  "
_COLOURS = {Gate.BLOCKED: "red", Gate.EDITOR: "yellow", Gate.READY: "green"}


def show_report(name: str, text: str, report: Report, ledger: Ledger, colour: bool) -> Iterator[str]:
    """The lines that show a report: each finding, then the gate with the count of each verdict."""
    for finding in (made for made in report.claims if made.is_finding or made.waived):
        yield from show_finding(name, text, finding, ledger, colour)
        yield ""
    counts = ", ".join(f"{count} {verdict}" for verdict, count in report.counts.items()) or "no claims"
    gate = report.gate
    yield from _wrapped(f"{click.style(gate.value, _COLOURS[gate], bold=True) if colour else gate.value}: {counts}", "")


def show_finding(name: str, text: str, finding: Claim, ledger: Ledger, colour: bool) -> Iterator[str]:
    """The lines of one finding: place and verdict, the marked sentence, what is wrong, what the facts say."""
    line = text.count("\n", 0, finding.start) + 1
    column = finding.start - (text.rfind("\n", 0, finding.start) + 1) + 1
    verdict = f"{finding.verdict.value}: {finding.kind}"
    yield f"{name}:{line}:{column}: " + (click.style(verdict, _COLOURS[finding.gate], bold=True) if colour else verdict)
    yield from _marked(text, finding, colour)
    if finding.message:
        yield from _wrapped(readable(finding.message), _MARGIN)
    for fact_id in finding.facts:
        fact = ledger.get(fact_id)
        if fact is not None:
            yield from _wrapped(fact_line(fact, ledger), f"{_MARGIN}fact      ")
    if finding.waived:
        yield from _wrapped(readable(f"marked as no error: {finding.waived}"), _MARGIN)
    if finding.expected:
        yield from _wrapped(readable(finding.expected), f"{_MARGIN}expected  ")


def fact_line(fact: Fact, ledger: Ledger) -> str:
    """A fact with its value, where it came from, and how it was computed."""
    names = [source.name for name in fact.chain if (source := ledger.sources.get(name)) is not None]
    origin = f"{names[0]}, citing {join_names(names[1:])}" if names[1:] else "".join(names)
    if fact.formula:
        origin = f"computed: {fact.formula}" + (f" of {join_names(list(fact.inputs))}" if fact.inputs else "")
    dispute = ", disputed" if fact.standing == "disputed" else ""
    said = readable(f"{fact.id} = {value_of(fact, ledger)}")
    return said + (readable(f" ({origin}{dispute})") if origin or dispute else "")


def value_of(fact: Fact, ledger: Ledger) -> str:
    """A fact's value in words."""
    value = fact.value
    if value is None:
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Quantity):
        said = say(value, dateline=ledger.dateline)
        return f"{said} {value.population}" if value.population else said
    if isinstance(value, When):
        return say(value, style="long" if value.start == value.end else "body", dateline=ledger.dateline)
    names = value if isinstance(value, tuple) else (value,)
    if fact.entity:
        names = tuple(ledger.entities[name].name if name in ledger.entities else name for name in names)
    return join_names(list(names))


def _marked(text: str, finding: Claim, colour: bool) -> Iterator[str]:
    """The sentence around the span, folded, the span in colour or with carets below."""
    start, end = _sentence(text, finding)
    line: list[tuple[str, bool]] = []
    used = 0
    for at, word_end in _words(text, start, end):
        cells = [
            (part, finding.start <= place < finding.end) for place in range(at, word_end) for part in _cell(text[place])
        ]
        wide = sum(_columns(part) for part, _ in cells)
        if line and used + wide > WIDTH - len(_MARGIN):
            yield from _line(line, colour)
            line, used = [], 0
        if line or not text[at].isspace():
            line += cells
            used += wide
    yield from _line(line, colour)


def _line(cells: list[tuple[str, bool]], colour: bool) -> Iterator[str]:
    while cells and cells[-1][0].isspace():
        cells.pop()
    if colour:
        yield _MARGIN + "".join(click.style(part, "red", bold=True) if marked else part for part, marked in cells)
        return
    yield _MARGIN + "".join(part for part, _ in cells)
    if any(marked for _, marked in cells):
        yield (_MARGIN + "".join(("^" if marked else " ") * _columns(part) for part, marked in cells)).rstrip()


def _sentence(text: str, finding: Claim) -> tuple[int, int]:
    """The span of the sentence, or sentences, that the finding lies in."""
    first = text.rfind("\n", 0, finding.start) + 1
    last = text.find("\n", max(finding.end - 1, finding.start))
    last = len(text) if last < 0 else last
    spans = [(first + start, first + end) for start, end in sentences(text[first:last])]
    around = [span for span in spans if span[0] < finding.end and finding.start < span[1]]
    return (around[0][0], around[-1][1]) if around else (first, last)


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of words and of the white space between them; long words are cut to fit a line."""
    at = start
    while at < end:
        stop = at + 1
        while stop < end and stop - at < 36 and text[stop].isspace() == text[at].isspace():
            stop += 1
        yield at, stop
        at = stop


def _cell(character: str) -> str | tuple[str]:
    return " " if character in "\n\t" else (readable(character),)


def _columns(part: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in part)


def _wrapped(text: str, margin: str) -> list[str]:
    """The text folded to the width, its first line behind `margin`, the others as far in."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=margin, subsequent_indent=" " * len(margin), break_on_hyphens=False
    )
