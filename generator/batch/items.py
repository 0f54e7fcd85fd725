"""What a run is to tell: fact sheets from JSON lines, a folder, or a table with its mapping, one at a time."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from generator.batch.mapping import Mapping, read_mapping
from generator.errors import FactsError, UsageError
from generator.facts.files import MAX_BYTES, read_bytes
from generator.texts import content_hash

STDIN: Final = "-"
SHEETS: Final = (".yaml", ".yml", ".json")
MAPPED: Final = ".map.yaml"
"""How the mapping of `approvals.csv` is named that stands beside it: `approvals.map.yaml`."""


class Item(NamedTuple):
    """One fact sheet: its place in the input, the name to show, its bytes; `fault` says why there are none."""

    place: int
    name: str
    raw: bytes
    fault: str = ""
    required: bool = True

    @property
    def sha(self) -> str:
        """The content hash of the sheet."""
        return content_hash(self.raw.decode("utf-8-sig", "replace"))


class _Row(NamedTuple):
    name: str
    raw: bytes
    fault: str = ""
    required: bool = True


def items(inputs: Sequence[str], mappings: Sequence[Path] = (), limit: int = 0) -> Iterator[Item]:
    """The fact sheets of all inputs in order, at most `limit` of them.

    Tables take the mappings in their order, or the one beside them. Raises UsageError if an input is not there.
    """
    waiting = list(mappings)
    place = 0
    for given in inputs:
        for row in _rows(given, waiting):
            if limit and place >= limit:
                return
            yield Item(place, *row)
            place += 1


def look(inputs: Sequence[str], mappings: Sequence[Path] = ()) -> None:
    """Raise UsageError or FactsError for an input that cannot be read, before anything is begun."""
    waiting = list(mappings)
    for given in inputs:
        path = Path(given)
        if given != STDIN and not path.exists():
            raise UsageError(f"{given}: there is no such file or folder; name JSON lines, a CSV file or a folder")
        if path.suffix == ".csv":
            next(_table(path, _mapping_of(path, waiting)), None)
    if waiting:
        raise UsageError(f"--mapping {waiting[0]}: there is no CSV file for it among the inputs")


def wanted(item: Item, kind: str, filters: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """Whether a sheet is of this kind and has one of the values in each named field; a broken one is, to be told of."""
    try:
        data = read_bytes(item.raw, item.name).data
    except FactsError:
        return True
    if not isinstance(data, dict):
        return True
    if kind and data.get("kind") != kind:
        return False
    return all(_at(data, name.split(".")) in values for name, values in filters)


def _at(data: Any, steps: Sequence[str]) -> str:
    """The value at a dotted place as text; a value in its full form is its `value`."""
    for step in steps:
        data = data.get(step) if isinstance(data, dict) else None
    if isinstance(data, dict) and "value" in data:
        data = data["value"]
    return str(data).lower() if isinstance(data, bool) else "" if data is None else str(data)


def count(inputs: Sequence[str]) -> int:
    """About how many stories the inputs hold, for the time that is left; 0 if it cannot be known beforehand."""
    found = 0
    for given in inputs:
        path = Path(given)
        if given == STDIN or not path.exists():
            return 0
        if path.is_dir():
            inside = [entry for entry in path.iterdir() if not entry.name.endswith(MAPPED)]
            known = [entry for entry in inside if entry.is_dir() or entry.suffix in (*SHEETS, ".csv", ".jsonl")]
            found += count([str(entry) for entry in known])
        elif path.suffix in SHEETS:
            found += 1
        else:
            with path.open("rb") as stream:
                lines = sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
            found += lines - (path.suffix == ".csv")
    return found


def _rows(given: str, waiting: list[Path]) -> Iterator[_Row]:
    path = Path(given)
    if given == STDIN:
        yield from _lines(sys.stdin.buffer, "stdin")
    elif path.is_dir():
        yield from _folder(path, waiting)
    elif path.suffix == ".csv":
        yield from _table(path, _mapping_of(path, waiting))
    elif path.suffix in SHEETS:
        yield _file(path)
    else:
        try:
            with path.open("rb") as stream:
                yield from _lines(stream, given)
        except OSError as error:
            yield _Row(given, b"", f"{given}: cannot be read ({error.strerror or error})")


def _folder(path: Path, waiting: list[Path]) -> Iterator[_Row]:
    names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
    for name in names:
        place = path / name
        if place.is_dir():
            yield from _folder(place, waiting)
        elif name.endswith(MAPPED):
            continue
        elif place.suffix in SHEETS:
            yield _file(place)
        elif place.suffix in (".csv", ".jsonl"):
            try:
                yield from _rows(str(place), waiting)
            except (FactsError, UsageError) as error:
                yield _Row(str(place), b"", str(error))


def _file(path: Path) -> _Row:
    try:
        if path.stat().st_size > MAX_BYTES:
            return _Row(
                str(path), b"", f"{path}: larger than {MAX_BYTES:,} bytes; a fact sheet holds one story's facts"
            )
        return _Row(str(path), path.read_bytes())
    except OSError as error:
        return _Row(str(path), b"", f"{path}: cannot be read ({error.strerror or error})")


def _lines(stream: BinaryIO, name: str) -> Iterator[_Row]:
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        where = f"{name}:{number}"
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield _Row(where, b"", f"{where}: longer than {MAX_BYTES:,} bytes; a fact sheet holds one story's facts")
        elif line.strip():
            yield _Row(where, line.strip())


def _mapping_of(path: Path, waiting: list[Path]) -> Mapping:
    if waiting:
        return read_mapping(waiting.pop(0))
    beside = path.with_suffix(MAPPED)
    if not beside.is_file():
        raise UsageError(f"{path}: a table needs a mapping of its columns; give --mapping FILE, or write {beside}")
    return read_mapping(beside)


def _table(path: Path, mapping: Mapping) -> Iterator[_Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            mapping.against(reader.fieldnames or ())
            for row in reader:
                name = f"{path}:{reader.line_num}"
                if None in row or None in row.values():
                    yield _Row(name, b"", f"{name}: has not as many cells as the table has columns", mapping.required)
                    continue
                try:
                    yield _Row(name, _json(mapping.sheet(row)), "", mapping.required)
                except FactsError as error:
                    yield _Row(name, b"", f"{name}: {error}", mapping.required)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        yield _Row(str(path), b"", f"{path}: cannot be read further ({error}); save it as UTF-8", mapping.required)


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, default=_number).encode("utf-8", "surrogatepass")


def _number(value: object) -> int | str:
    """A number of the mapping file; one with decimals is kept as it was written, as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else str(value)
    raise TypeError(f"{type(value).__name__} in a fact sheet")
