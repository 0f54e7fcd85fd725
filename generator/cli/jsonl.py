"""`neurowire check --jsonl`: one line of JSON in, one line out; a broken line costs no other."""

from __future__ import annotations

import json
import sys
import traceback
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import click

from generator.article import Claim, Gate, Report
from generator.checking import check
from generator.cli.behind import Behind, behind
from generator.cli.reading import MAX_LINE, MAX_TEXT, lines_of, name_of
from generator.cli.terminal import note
from generator.errors import FactsError, NeurowireError
from generator.facts.files import FactsFile, read_json
from generator.settings import CheckSettings

if TYPE_CHECKING:
    from generator.evidence import Profile

_SEVERITY: Final = {Gate.BLOCKED: "blocked", Gate.EDITOR: "editor"}


def check_stream(path: str, settings: CheckSettings, profile: Profile | None = None) -> int:
    """Check every line of {"id", "facts", "text"}; print {"id", "spans", "label"} or {"id", "error"} for each.

    Gives the exit code: 2 if a line was broken, else 1 if a text's gate is not ready, else 0.
    """
    code = 0
    last = _Last(profile)
    for number, line in enumerate(lines_of(path), 1):
        if line is not None and not line.strip():
            continue
        answer, line_code = _answer(line, f"{name_of(path)}:{number}", last, settings)
        code = max(code, line_code)
        click.echo(json.dumps(answer, ensure_ascii=False, default=_number))
        sys.stdout.flush()
    return code


class _Last:
    """The facts of the line before: streams tell many texts from one set of facts."""

    def __init__(self, profile: Profile | None) -> None:
        self.profile = profile
        self.written = ""
        self.behind: Behind | None = None

    def of(self, data: Any, name: str) -> Behind:
        """The ledger of these facts."""
        written = repr(data)  # not the data: 1.10 equals 1.1, but says more
        if self.behind is None or written != self.written:
            self.behind = behind(FactsFile(data, {}, name), self.profile)
            self.written = written
        return self.behind


def _answer(line: bytes | None, where: str, last: _Last, settings: CheckSettings) -> tuple[dict[str, Any], int]:
    identity: Any = None
    try:
        item = _item(line, where)
        identity = item.get("id")
        text = _text(item, where)
        against = last.of(item["facts"], f"{where}: facts")
        report = check(text, against.ledger, against.kind, settings)
    except NeurowireError as error:
        note(str(error))
        return {"id": identity, "error": str(error)}, 2
    except Exception as error:  # noqa: BLE001 - one text of a stream; the others are still checked
        note(f"{where}: {traceback.format_exc()}")
        return {"id": identity, "error": f"{type(error).__name__}: {error}"}, 2
    spans = spans_of(report)
    return {"id": identity, "spans": spans, "label": int(bool(spans))}, int(bool(spans))


def _item(line: bytes | None, where: str) -> dict[str, Any]:
    if line is None:
        raise FactsError(f"{where}: longer than {MAX_LINE:,} bytes; split the facts")
    try:
        item = read_json(line.decode("utf-8-sig"), where)
    except UnicodeDecodeError as error:
        raise FactsError(f"{where}: not UTF-8 at byte {error.start}") from error
    if not isinstance(item, dict):
        raise FactsError(f'{where}: is not an object {{"id", "facts", "text"}}')
    return item


def _text(item: dict[str, Any], where: str) -> str:
    """The line's text, once it is sure that the line is whole."""
    text = item.get("text")
    if not isinstance(text, str):
        raise FactsError(f"{where}: text: is missing or not a text")
    if "facts" not in item:
        raise FactsError(f"{where}: facts: is missing; give a sheet or any JSON")
    if len(text) > MAX_TEXT:
        raise FactsError(f"{where}: text: longer than {MAX_TEXT:,} characters")
    return text


def spans_of(report: Report) -> list[dict[str, Any]]:
    """Everything that keeps a text from being ready, in order."""
    return [_span(finding) for finding in report.findings]


def _span(finding: Claim) -> dict[str, Any]:
    return {
        "start": finding.start,
        "end": finding.end,
        "type": finding.kind,
        "verdict": finding.verdict.value,
        "severity": _SEVERITY[finding.gate],
        "text": finding.text,
        "facts": list(finding.facts),
        "expected": finding.expected,
        "message": finding.message,
    }


def _number(value: object) -> int | str:
    """A line's id that is a number, as it was."""
    if isinstance(value, Decimal) and value == value.to_integral_value() and value.adjusted() < 40:
        return int(value)
    return str(value)
