"""Rows of a table become fact sheets; a mapping that is wrong says where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.batch.mapping import Field, read_mapping
from generator.errors import FactsError, UsageError

ROW = {"a": "TABLET, CHEWABLE;ORAL", "b": "", "c": "5MG; 10MG", "n": "NDA 1/2", "s": "XTAMPZA ER 24HR"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("a", "TABLET, CHEWABLE;ORAL"),
        ({"column": "b"}, None),
        ({"column": "b", "otherwise": "not stated"}, "not stated"),
        ({"column": "a", "split": ";", "part": 2, "change": "lower"}, "oral"),
        ({"column": "a", "split": ";", "part": 3}, None),
        ({"column": "a", "split": ";", "part": 1, "values": {"TABLET, CHEWABLE": "chewable"}}, "chewable"),
        ({"column": "a", "values": {"x": "y"}}, None),
        ({"column": "a", "values": {"x": "y"}, "otherwise": "z"}, "z"),
        ({"column": "c", "split": ";", "replace": [["(\\d+)MG", "\\1 mg"]]}, ["5 mg", "10 mg"]),
        ({"column": "c", "split": ";", "only": "\\dMG"}, None),
        ({"column": "c", "split": ";", "items": {"id": "slug", "dose": "lower"}}, [
            {"id": "5MG", "dose": "5mg"}, {"id": "10MG", "dose": "10mg"}]),
        ({"text": "{n}-{c}", "change": "slug"}, "NDA-1-2-5MG-10MG"),
        ({"column": "s", "change": "title"}, "Xtampza ER 24HR"),
        ({"column": "n", "only": "NDA.*", "set": True}, True),
        ({"column": "n", "only": "BLA.*", "set": True}, None),
        ({"column": "n", "unit": "%"}, "NDA 1/2%"),
    ],
)  # fmt: skip
def test_fields(field: Any, value: object) -> None:
    assert Field.model_validate(field).of(ROW) == value


def _mapping(folder: Path, data: object) -> Path:
    path = folder / "m.yaml"
    path.write_text(json.dumps(data))
    return path


def test_a_sheet(tmp_path: Path) -> None:
    fields = {
        "id": "n",
        "eps.actual": "c",
        "entities.co.listings.0.ticker": "s",
        "entities.co.listings.0.exchange": "n",
    }
    mapping = read_mapping(
        _mapping(tmp_path, {"kind": "k", "constants": {"entities": {"co": {"name": "N"}}}, "fields": fields})
    )
    listing = {"ticker": "XTAMPZA ER 24HR", "exchange": "NDA 1/2"}
    wanted = {"kind": "k", "entities": {"co": {"name": "N", "listings": [listing]}}, "id": "NDA 1/2"}
    assert mapping.sheet(ROW) == {**wanted, "eps": {"actual": "5MG; 10MG"}}
    assert mapping.sheet(ROW) == mapping.sheet(ROW)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"kind": "k"}, "fields: Field required"),
        ({"kind": "k", "fields": {"a": {"column": "x", "text": "{y}"}}}, "fields.a: needs a column, or a text"),
        ({"kind": "k", "fields": {"a": {"colum": "x"}}}, "fields.a.colum"),
        ({"kind": "k", "fields": {"a": {"column": "x", "only": "("}}}, "is not a regular expression"),
        ({"kind": "k", "fields": {"a": {"column": "x", "part": 1}}}, "part and items need split"),
    ],
)
def test_a_wrong_mapping(tmp_path: Path, data: object, said: str) -> None:
    with pytest.raises(FactsError, match=rf"m.yaml:1: .*{said}"):
        read_mapping(_mapping(tmp_path, data))


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    mapping = read_mapping(_mapping(tmp_path, {"kind": "k", "fields": {"a": "x", "b": {"text": "{y}-{z}"}}}))
    with pytest.raises(UsageError, match="the table has no column x, z; it has y"):
        mapping.against(["y"])


def test_a_required_cell(tmp_path: Path) -> None:
    mapping = read_mapping(_mapping(tmp_path, {"kind": "k", "fields": {"a": {"column": "b", "required": True}}}))
    with pytest.raises(FactsError, match="a: column b is empty"):
        mapping.sheet(ROW)
