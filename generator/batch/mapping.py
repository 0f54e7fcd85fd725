"""From a row of a table to a fact sheet: a mapping file names the kind, the constants, and where each field comes from.

    kind: earnings_report
    constants: {dateline: {date: 2025-10-30}}
    fields:
      eps.actual: eps                                   # field: column
      eps.surprise: {column: surprise_pct, unit: "%"}
      entities.company.listings.0.ticker: ticker

An empty cell leaves its field out. A field's further words are those of `Field`.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping as Mapped
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, field_validator, model_validator

from generator.errors import FactsError, UsageError
from generator.facts.files import read_model

Change = Literal["lower", "upper", "title", "slug"]
_SLOT = re.compile(r"\{([^{}]+)\}")
_SLUG = re.compile(r"[^A-Za-z0-9_-]+")
_KEPT = re.compile(r"[A-Z]{2}|\W*|.*\d.*")
"""Words of a name that stay in capitals: two letters (ER, XR), or any with a digit (24HR)."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _pattern(text: Any) -> re.Pattern[str]:
    try:
        return re.compile(str(text))
    except re.error as error:
        raise ValueError(f"{text!r} is not a regular expression: {error}") from error


Pattern = Annotated[re.Pattern[str], BeforeValidator(_pattern)]


class Field(_Strict):
    """Where a field comes from.

    `column`, or `text` with columns in braces ("{number}-{class}"). `only`: the field is left out unless the cell (each
    part of a split one) matches wholly. `split` makes a list, `part` takes one of its parts, counted from 1. `replace`
    is a list of pattern and replacement, `values` the cell's words and the sheet's (others are left out, or become
    `otherwise`), `change` lower, upper, title or slug; `unit` is set behind a number. `items` gives the fields of a
    list's items and the change that each makes (null: none). `set` is the value to set where `only` holds.
    """

    column: str = ""
    text: str = ""
    only: Pattern | None = None
    split: str = ""
    part: int = 0
    replace: tuple[tuple[Pattern, str], ...] = ()
    values: dict[str, Any] | None = None
    otherwise: Any = None
    change: Change | None = None
    unit: str = ""
    items: dict[str, Change | None] | None = None
    set: Any = None
    required: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_column(cls, raw: Any) -> Any:
        return {"column": raw} if isinstance(raw, str) else raw

    @field_validator("part", mode="before")
    @classmethod
    def _whole(cls, raw: Any) -> Any:
        return int(raw) if not isinstance(raw, str) else raw

    @model_validator(mode="after")
    def _one_origin(self) -> Field:
        if bool(self.column) == bool(self.text):
            raise ValueError("needs a column, or a text with columns in braces; one of them")
        if (self.part or self.items) and not self.split:
            raise ValueError("part and items need split")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it reads."""
        return (self.column,) if self.column else tuple(_SLOT.findall(self.text))

    def of(self, row: Mapped[str, str]) -> Any:
        """The field's value in a row; None leaves it out."""
        text = f"{{{self.column}}}" if self.column else self.text
        cell = _SLOT.sub(lambda match: row[match[1]].strip(), text)
        if not cell:
            return self.otherwise
        if not self.split:
            return self._value(cell)
        parts = [part.strip() for part in cell.split(self.split) if part.strip()]
        if self.part:
            return self._value(parts[self.part - 1]) if len(parts) >= self.part else self.otherwise
        made = [value for part in parts if (value := self._value(part)) is not None]
        if len(made) < len(parts):
            return self.otherwise
        return [self._item(value) for value in made] if self.items else made

    def _value(self, text: str) -> Any:
        if self.only is not None and not self.only.fullmatch(text):
            return self.otherwise
        if self.set is not None:
            return self.set
        for pattern, new in self.replace:
            text = pattern.sub(new, text)
        if self.values is not None:
            return self.values.get(text, self.otherwise)
        return _changed(text, self.change) + self.unit

    def _item(self, value: Any) -> dict[str, Any]:
        return {name: _changed(str(value), change) for name, change in (self.items or {}).items()}


class Mapping(_Strict):
    """A mapping file. `required: false` says that its stories may fail without the run's failing."""

    kind: str
    constants: dict[str, Any] = {}
    fields: dict[str, Field]
    required: bool = True

    def against(self, columns: Sequence[str]) -> None:
        """Raise UsageError if the table lacks a column that is named here."""
        lacking = sorted({name for field in self.fields.values() for name in field.columns} - set(columns))
        if lacking:
            raise UsageError(f"the table has no column {', '.join(lacking)}; it has {', '.join(columns) or 'none'}")

    def sheet(self, row: Mapped[str, str]) -> dict[str, Any]:
        """The fact sheet of a row. Raises FactsError if a required cell is empty."""
        made: dict[str, Any] = {"kind": self.kind, **copy.deepcopy(self.constants)}
        for name, field in self.fields.items():
            value = field.of(row)
            if value is None or value == []:
                if field.required:
                    raise FactsError(f"{name}: column {', '.join(field.columns)} is empty or does not fit")
                continue
            _put(made, name.split("."), value)
        return made


def read_mapping(path: Path) -> Mapping:
    """The mapping in a file. Raises FactsError if it is missing or wrong, with its lines."""
    return read_model(path, Mapping, "the mapping")


def _put(made: dict[str, Any], steps: list[str], value: Any) -> None:
    """Set the value at a dotted place; a step that is a number is a list's, counted from 0."""
    here: Any = made
    for step, following in pairwise(steps):
        fresh: Any = [] if following.isdigit() else {}
        if isinstance(here, list):
            while len(here) <= int(step):
                here.append({})
            here = here[int(step)]
        else:
            here = here.setdefault(step, fresh)
    if isinstance(here, list):
        here.append(value)
    else:
        here[steps[-1]] = value


def _changed(text: str, change: Change | None) -> str:
    match change:
        case "lower":
            return text.lower()
        case "upper":
            return text.upper()
        case "slug":
            return _SLUG.sub("-", text).strip("-_")[:64]
        case "title":
            return " ".join(word if _KEPT.fullmatch(word) else word.capitalize() for word in text.split())
    return text
