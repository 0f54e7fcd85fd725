"""Shapes of data: columns by index, records that name their measure, tables with their own column names."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from generator.evidence.fields import dates_something, is_role, names_something, pieces, says_nothing

_NAMING = ("metric", "measure", "name", "label", "field", "category", "property", "key", "title", "item", "indicator",
           "statistic", "attribute", "type", "line")  # fmt: skip
_HEADINGS = ("category", "name", "label", "section", "group", "type", "key")
_VALUES = ("value", "values", "amount", "actual", "figure", "display")
_TABLES = (("columns", "rows"), ("columns", "data"), ("header", "rows"), ("headers", "rows"), ("fields", "rows"))


class Named(NamedTuple):
    """A record whose measure is named by one of its own texts: {"name": "eps", "prior": 1.02, "actual": 1.25}."""

    key: str
    measure: str


def rows_of(data: dict[str, Any]) -> list[list[Any]] | None:
    """A table given as column names and rows, or None."""
    for columns, rows in _TABLES:
        head, body = data.get(columns), data.get(rows)
        if isinstance(head, list) and is_table(body) and all(isinstance(name, str) for name in head):
            return [head, *body]  # type: ignore[misc]
    return None


def is_table(data: Any) -> bool:
    """Whether data is a list of rows of scalars."""
    return (
        isinstance(data, list) and len(data) > 1 and all(isinstance(row, list) and row for row in data)
        and not any(isinstance(cell, list | dict) for row in data[:40] for cell in row)
    )  # fmt: skip


def transposed(data: dict[str, Any]) -> dict[str, dict[str, Any]] | None:
    """Records of a mapping of columns ({"NAME": {"0": ...}, "PTS": {"0": ...}}), or None if it is none."""
    if len(data) < 2:
        return None
    columns = list(data.values())
    first = columns[0]
    if not isinstance(first, dict) or len(first) < 1 or not all(str(key).isdigit() for key in first):
        return None
    if not all(isinstance(column, dict) and column.keys() == first.keys() for column in columns):
        return None
    return {str(place): {key: column[place] for key, column in data.items()} for place in first}


def named(data: dict[str, Any]) -> Named | None:
    """The measure that a record names itself, or None: its other fields only say which figure it is."""
    for key in _NAMING:
        measure = data.get(key)
        if not isinstance(measure, str) or not measure.strip() or len(measure) > 80:
            continue
        others = [other for other in data if other != key]
        if others and all(is_role(other) or other in _ABOUT for other in others) and _has_figure(data, others):
            return Named(key, measure)
    return None


_ABOUT = frozenset(
    "period year quarter date currency unit units direction hedge guidance note display source type comment".split()
)


def _has_figure(data: dict[str, Any], others: list[str]) -> bool:
    return any(key in _VALUES or "value" in pieces(key) for key in others) or any(
        isinstance(data[key], Decimal | int) and is_role(key) and not says_nothing(key) for key in others
    )


def group_of(data: dict[str, Any]) -> Named | None:
    """The heading that a record gives the records in it ({"category": "Body", "specifications": [...]}), or None."""
    texts = [key for key, value in data.items() if isinstance(value, str)]
    inner = [key for key, value in data.items() if isinstance(value, list | dict)]
    if len(texts) == 1 and inner and texts[0] in _HEADINGS and len(data) == len(inner) + 1:
        return Named(texts[0], data[texts[0]])
    return None


def key_of(records: list[Any]) -> str:
    """The field that tells the records of a list apart by name: the first text that is another in each; or ""."""
    dicts = [record for record in records if isinstance(record, dict)]
    if len(dicts) < 2 or len(dicts) < len(records):
        return ""
    for key in dicts[0]:
        if dates_something(str(key)) or "period" in pieces(str(key)):
            continue
        values = [record[key] for record in dicts if isinstance(record.get(key), str)]
        if len(values) < len(dicts) or len(set(values)) < len(values):
            continue
        if not all(value.strip() and len(value) <= 80 for value in values):
            continue
        if names_something(str(key)) or not any(ch.isdigit() for value in values for ch in value):
            return str(key)
    return ""
