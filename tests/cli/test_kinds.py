"""`neurowire kinds`, `schema` and `new`, for every kind."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from generator.facts.files import read_bytes, read_file
from generator.kinds import kind, names, read_sheet
from tests.conftest import ROOT, Command

FIXTURES = sorted((ROOT / "fixtures" / "facts").rglob("*.yaml"))


def _plain(value: Any) -> Any:
    """As a YAML 1.2 plug-in sees it."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return float(value) if isinstance(value, Decimal) else value


def test_the_list_names_every_kind_in_a_line(neurowire: Command) -> None:
    lines = neurowire("kinds").out.splitlines()
    assert [line.split()[0] for line in lines] == list(names())
    assert all(kind(name).about in line for name, line in zip(names(), lines, strict=True))


@pytest.mark.parametrize("name", names())
def test_a_kind_is_shown_with_its_fields(neurowire: Command, name: str) -> None:
    done = neurowire("kinds", name)
    assert done.code == 0
    for required in kind(name).required:
        assert required.replace("|", " or ") in done.out
    assert f"fixtures/facts/{name}/" in done.out
    assert "dateline.date*" in done.out
    wide = [line for line in done.out.splitlines() if len(line) > 100]
    assert wide == []


@pytest.mark.parametrize("name", names())
def test_every_field_has_its_description(name: str) -> None:
    described = kind(name).sheet.model_json_schema()
    assert [field for field, part in described["properties"].items() if not part.get("description")] == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_plug_in_finds_no_fault_with_a_fixture(neurowire: Command, path: Path) -> None:
    schema = json.loads(neurowire("schema", path.parent.name).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    data = _plain(read_file(path).data)
    assert [f"{error.json_path}: {error.message[:90]}" for error in _faults(schema, data)] == []


def _faults(schema: Any, data: Any) -> list[jsonschema.ValidationError]:
    return list(jsonschema.Draft202012Validator(schema).iter_errors(data))


def test_a_plug_in_marks_an_unknown_field(neurowire: Command) -> None:
    schema = json.loads(neurowire("schema", "regulatory_action").out)
    data = _plain(read_file(ROOT / "fixtures/facts/regulatory_action/china-ai-models.yaml").data)
    assert _faults(schema, {**data, "totall": 5})
    assert _faults(schema, {**data, "total": {"valu": 5}})


@pytest.mark.parametrize("name", names())
def test_new_prints_a_sheet_that_reads(neurowire: Command, name: str) -> None:
    done = neurowire("new", name)
    assert done.code == 0
    assert "#" in done.out
    story, _ = read_sheet(read_bytes(done.out.encode(), "new.yaml"))
    assert story.name == name


@pytest.mark.parametrize("command", ["kinds", "schema", "new"])
def test_an_unknown_kind_is_answered_with_the_nearest(neurowire: Command, command: str) -> None:
    done = neurowire(command, "regulatory_acton")
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'regulatory_action'?" in done.err
