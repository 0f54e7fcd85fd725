"""Stamping: the facts of a sheet that came from a file get their record and, where they have none, their source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from generator.assembling.sheets import plan
from generator.facts.sheet import Part, Sheet

_LONGEST: Final = 280


def stamped(sheet: type[Sheet], data: Mapping[str, Any], record: str, path: str, now: datetime) -> dict[str, Any]:
    """The data of a valid sheet with a record on every fact, and when its sources were read."""
    made = _part(sheet, data, record[-_LONGEST:])
    kept = {name: dict(source) for name, source in (data.get("sources") or {}).items()}
    defaults = dict(data.get("defaults") or {})
    if "source" not in defaults:
        name = Path(path).name if path != "-" else "stdin"
        kept.setdefault("file", {"name": name, "type": "database"})
        defaults["source"] = "file"
    for source in kept.values():
        if "retrieved_at" not in source:
            source["retrieved_at"] = now.isoformat(timespec="seconds")
    return {**made, "sources": kept, "defaults": defaults}


def _part(model: type[Part], data: Mapping[str, Any], record: str) -> dict[str, Any]:
    made = dict(data)
    for entry in plan(model):
        value = made.get(entry.name)
        if value is None:
            continue
        if entry.part is not None and entry.many and isinstance(value, list):
            made[entry.name] = [_part(entry.part, row, record) if isinstance(row, Mapping) else row for row in value]
        elif entry.part is not None and isinstance(value, Mapping):
            made[entry.name] = _part(entry.part, value, record)
        elif entry.given is not None:
            fact = dict(value) if isinstance(value, Mapping) else {"value": value}
            fact.setdefault("record", record)
            made[entry.name] = fact
    return made
