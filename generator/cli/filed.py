"""Files as a source: JSON, JSON lines, YAML, CSV with a mapping, stdin; each fact with its file, line and time.

The mapping is that of `neurowire batch`: columns to fields, units, constants. It serves rows of CSV and JSON records.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from generator.assembling.fetching import Outcome, Story
from generator.assembling.stamping import stamped
from generator.batch.items import STDIN, items
from generator.batch.mapping import Mapping as Table
from generator.batch.mapping import read_mapping
from generator.errors import FactsError, UsageError
from generator.facts.files import FactsFile, read_bytes
from generator.kinds import read_sheet

_MOST = 64_000_000


class _Record(NamedTuple):
    """One record of a file: its place, its data, or what is wrong with it."""

    place: str
    data: dict[str, Any]
    fault: str = ""


def from_file(path: str, mapping: Path | None, kind: str, now: datetime, limit: int) -> Outcome:
    """The stories of a file's records; one that does not validate stops no other. Raises UsageError, FactsError."""
    outcome = Outcome()
    for number, record in enumerate(_records(path, mapping)):
        if limit and number >= limit:
            break
        try:
            if record.fault:
                raise FactsError(record.fault)
            data = {**record.data, **({"kind": kind} if kind and "kind" not in record.data else {})}
            story, _ = read_sheet(FactsFile(data, {}, record.place))
            data = stamped(story.sheet, data, record.place, path, now)
            _, sheet = read_sheet(FactsFile(data, {}, record.place))
        except FactsError as error:
            outcome.failed(error)
            continue
        outcome.stories.append(Story(sheet.id, data, story, sheet))
    return outcome


def _records(path: str, mapping: Path | None) -> Iterator[_Record]:
    if mapping is None or path.endswith(".csv"):
        yield from _sheets(path, mapping)
        return
    table = read_mapping(mapping)
    name = "stdin" if path == STDIN else path
    raw = _bytes(path)
    text = raw.decode("utf-8-sig", "strict") if _is_text(raw, name) else ""
    if text.lstrip()[:1] in "[{" or path.endswith((".json", ".jsonl", ".yaml", ".yml")):
        rows = _rows_of_data(raw, name)
    else:
        rows = ((f"{name}:{n}", row) for n, row in enumerate(csv.DictReader(io.StringIO(text)), 2))
    yield from _mapped(table, rows)


def _sheets(path: str, mapping: Path | None) -> Iterator[_Record]:
    for item in items([path], [mapping] if mapping else []):
        if item.fault:
            yield _Record(item.name, {}, item.fault)
            continue
        try:
            data = read_bytes(item.raw, item.name).data
        except FactsError as error:
            yield _Record(item.name, {}, str(error))
            continue
        fault = "" if isinstance(data, dict) else f"{item.name}: is not a fact sheet; give --mapping FILE for records"
        yield _Record(item.name, data if isinstance(data, dict) else {}, fault)


def _rows_of_data(raw: bytes, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The records of JSON, JSON lines or YAML, nested fields by dotted name."""
    lines = raw.splitlines()
    if name.endswith(".jsonl") or (len(lines) > 1 and all(line.lstrip()[:1] in (b"{", b"") for line in lines)
                                   and all(line.rstrip()[-1:] in (b"}", b"") for line in lines)):  # fmt: skip
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield f"{name}:{number}", _cells(read_bytes(line, f"{name}:{number}").data, "")
        return
    data = read_bytes(raw, name).data
    rows = data if isinstance(data, list) else next((v for v in data.values() if isinstance(v, list)), [data])
    for number, row in enumerate(rows, 1):
        yield f"{name} record {number}", _cells(row, "")


def _cells(data: Any, prefix: str) -> dict[str, str]:
    if isinstance(data, Mapping):
        made: dict[str, str] = {}
        for key, value in data.items():
            made |= _cells(value, f"{prefix}{key}.")
        return made
    if isinstance(data, list):
        return {prefix.rstrip("."): ";".join(str(each) for each in data)}
    return {prefix.rstrip("."): "" if data is None else str(data).lower() if isinstance(data, bool) else str(data)}


def _mapped(table: Table, rows: Iterator[tuple[str, Mapping[str, Any]]]) -> Iterator[_Record]:
    wanted = {column for field in table.fields.values() for column in field.columns}
    seen: set[str] = set()
    for place, row in rows:
        seen |= row.keys()
        try:
            yield _Record(place, table.sheet({**dict.fromkeys(wanted, ""), **{k: str(v) for k, v in row.items()}}))
        except FactsError as error:
            yield _Record(place, {}, f"{place}: {error}")
    if lacking := sorted(wanted - seen):
        raise UsageError(f"no record has the field {', '.join(lacking)}; they have {', '.join(sorted(seen)) or 'none'}")


def _bytes(path: str) -> bytes:
    try:
        raw = sys.stdin.buffer.read(_MOST + 1) if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from error
    if len(raw) > _MOST:
        raise UsageError(f"{path}: larger than {_MOST:,} bytes; split it")
    return raw


def _is_text(raw: bytes, name: str) -> bool:
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FactsError(f"{name}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    return True
