"""Bad sheets: each is a file whose first line is the error it has to give, alone and with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import kinds
from generator.errors import FactsError
from generator.facts.files import MAX_BYTES, read_bytes, read_file

SHEETS = sorted((Path(__file__).parent / "bad_sheets").glob("*.yaml"))
JARGON = ("pydantic", "errors.pydantic", "type=", "input_value", "Value error", "validation error", "Traceback")


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_one_clear_error(path: Path) -> None:
    expected = path.read_text("utf-8").splitlines()[0].removeprefix("# ")
    with pytest.raises(FactsError) as caught:
        kinds.read_sheet(read_file(path))
    message = str(caught.value)
    assert expected in message
    assert message.count("\n") == 0, "one error for one mistake"
    assert re.match(rf"{re.escape(str(path))}:\d+: ", message), "names file and line"
    assert not any(word in message for word in JARGON)


def test_several_mistakes_are_several_lines_in_the_order_of_the_file() -> None:
    text = "kind: earnings_report\nid: a b\ncompany: acme\nreported: never\ndateline: {date: 2025-10-30}\n"
    with pytest.raises(FactsError) as caught:
        kinds.read_sheet(read_bytes(text.encode(), "sheet.yaml"))
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[1] for line in lines] == ["id", "reported"]
    assert [line.split(": ")[0] for line in lines] == ["sheet.yaml:2", "sheet.yaml:4"]


@pytest.mark.parametrize("size", [5_000, MAX_BYTES + 10])
def test_a_field_that_is_too_long(size: int) -> None:
    text = f"kind: earnings_report\nid: a\nentities:\n  acme: {{name: {'x' * size}}}\n"
    with pytest.raises(FactsError) as caught:
        kinds.read_sheet(read_bytes(text.encode(), "sheet.yaml"))
    assert len(str(caught.value)) < 1000
    assert "is longer than" in str(caught.value) or "larger than" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b\n", "is not a fact sheet"),
        ("id: a\n", "kind: is missing"),
        ("kind: 7\n", "kind: "),
        ("", "is empty"),
        ("kind: [a]\n", "kind: is missing or not a word"),
    ],
    ids=["list", "no kind", "number", "nothing", "list for a kind"],
)
def test_no_sheet_at_all(text: str, expected: str) -> None:
    with pytest.raises(FactsError, match=expected):
        kinds.read_sheet(read_bytes(text.encode(), "sheet.yaml"))
