"""A first profile of some data: what its fields seem to be called, as YAML for a person to correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from generator.evidence.amounts import figure
from generator.evidence.fields import dates_something, field, names_something, pieces, says_nothing
from generator.evidence.shapes import is_table, transposed
from generator.evidence.times import when_of

MAX_FIELDS = 500
_FIRST, _LAST = {"first", "given"}, {"last", "second", "family", "sur"}


def propose(data: Any, name: str = "") -> str:
    """The profile as YAML: each field with its label, other words, unit; fields for machines marked `skip`."""
    found = dict.fromkeys(islice(_fields(data, ()), MAX_FIELDS * 20))
    several = Counter(key for key, _ in found)
    fields = {key: note for key, note in list(found)[:MAX_FIELDS] if several[key] == 1}
    lines = [
        f"# Profile of {name or 'these facts'}: correct the labels, add the words that texts use, delete the rest."
    ]
    lines += ["fields:", *(f"  {_quoted(key)}: {note}" for key, note in fields.items())] if fields else []
    names = _names(data)
    if names:
        lines += ["names:", *(f"  - {{of: [{', '.join(map(_quoted, of))}], kind: person}}" for of in names)]
    return "\n".join(lines) + "\n"


def _fields(data: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(data, dict):
        rows = transposed(data)
        items = next(iter(rows.values())).items() if rows else data.items()
        for key, value in items:
            if isinstance(value, dict | list):
                yield from _fields(value, (*path, str(key)))
            else:
                yield str(key), _note(str(key), value, (*path, str(key)))
    elif isinstance(data, list) and not is_table(data):
        for item in data[:50]:
            yield from _fields(item, path)


def _note(key: str, value: Any, path: tuple[str, ...]) -> str:
    """One field's entry in YAML's short form."""
    if says_nothing(key):
        return "{skip: true}"
    what = field(path[-3:])
    parts = [f"label: {_quoted(what.label)}"]
    if what.words:
        parts.append(f"words: [{', '.join(map(_quoted, what.words[:6]))}]")
    unit = "ordinal" if what.ordinal else what.unit
    amount = figure(value) if isinstance(value, str) else None
    if amount is not None and amount.unit != "?":
        unit = amount.unit
    if unit != "?" and (isinstance(value, Decimal | int) or amount is not None):
        parts.append(f"unit: {_quoted(unit)}")
    if what.role:
        parts.append(f"role: {what.role}")
    known = isinstance(value, str) and (when_of(value) is not None or names_something(key))
    if isinstance(value, str) and dates_something(key) and not known:
        parts.append('date: "%Y-%m-%d"')
    return "{" + ", ".join(parts) + "}"


def _names(data: Any) -> list[tuple[str, str]]:
    """Fields that are a first and a last name, found anywhere."""
    found: dict[tuple[str, str], None] = {}
    stack = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            keys = [str(key) for key in item]
            first = next((key for key in keys if _FIRST.intersection(pieces(key)) and "name" in pieces(key)), "")
            last = next((key for key in keys if _LAST.intersection(pieces(key)) and "name" in pieces(key)), "")
            if first and last:
                found[first, last] = None
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item[:50])
    return list(found)


def _quoted(text: str) -> str:
    """A YAML scalar."""
    plain = text and all(ch.isalnum() or ch in " _-./" for ch in text) and text[0].isalpha() and text.strip() == text
    if plain and text.lower() not in ("null", "true", "false", "yes", "no", "on", "off", "y", "n"):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
