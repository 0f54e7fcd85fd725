"""Many fact sheets, each with a key and a prompt of its own, made of the shipped FDA table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.batch.mapping import read_mapping

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "fixtures" / "batches" / "fda-approvals.csv"
MAPPING = ROOT / "fixtures" / "batches" / "fda-approvals.map.yaml"


def sheets(count: int) -> Iterator[dict[str, Any]]:
    """So many fact sheets."""
    mapping = read_mapping(MAPPING)
    with TABLE.open(encoding="utf-8") as stream:
        rows = [mapping.sheet(row) for row in csv.DictReader(stream)]
    for number in range(count):
        yield {**rows[number % len(rows)], "id": f"S{number:06}", "application": f"NDA{number + 100_000:06}"}


def write_sheets(path: Path, count: int) -> Path:
    """A file of so many sheets as lines of JSON."""
    with path.open("w", encoding="utf-8") as stream:
        for sheet in sheets(count):
            stream.write(json.dumps(sheet, default=str) + "\n")
    return path
