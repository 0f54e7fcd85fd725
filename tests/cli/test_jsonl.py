"""`neurowire check --jsonl`: one line in, one line out, whatever stands in the others."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.cli import jsonl
from generator.cli.reading import MAX_LINE
from generator.facts.files import read_bytes
from tests.conftest import CHINA, Command

FACTS = {"company": "Acme Corp.", "price": 14.2}
GOOD = {"id": "good", "facts": FACTS, "text": "Acme Corp. has a price of 14.2."}
WRONG = {"id": "wrong", "facts": FACTS, "text": "Acme Corp. has a price of 14.9."}


def _lines(*items: object) -> bytes:
    return b"".join((item if isinstance(item, bytes) else json.dumps(item).encode()) + b"\n" for item in items)


def _run(neurowire: Command, *items: object) -> tuple[int, list[dict[str, Any]]]:
    done = neurowire("check", "--jsonl", "-", stdin=_lines(*items))
    return done.code, [json.loads(line) for line in done.out.splitlines()]


def test_what_is_ready(neurowire: Command) -> None:
    assert _run(neurowire, GOOD) == (0, [{"id": "good", "spans": [], "label": 0}])


def test_what_is_not(neurowire: Command) -> None:
    code, (answer,) = _run(neurowire, WRONG)
    assert (code, answer["id"], answer["label"]) == (1, "wrong", 1)
    (span,) = answer["spans"]
    assert WRONG["text"][span["start"] : span["end"]] == "14.9"  # type: ignore[index]
    assert span["type"] == "number"
    assert span["severity"] in ("blocked", "editor")
    assert span["verdict"] == "contradicted"


def test_a_sheet_as_facts(neurowire: Command) -> None:
    sheet = json.loads(json.dumps(read_bytes(CHINA.read_bytes(), "sheet.yaml").data, default=str))
    text = "Chinese regulators have approved more than 60 AI models, Reuters reported, citing Securities Times."
    code, (answer,) = _run(neurowire, {"id": 1, "facts": sheet, "text": text})
    assert code == 1
    assert [span["facts"] for span in answer["spans"] if "60" in text[span["start"] : span["end"]]]


@pytest.mark.parametrize(
    ("broken", "identity"),
    [
        (b"{", None),
        (b"[1, 2]", None),
        (b"\xff\xfe", None),
        (b"[" * 100_000, None),
        ({"id": 7, "facts": {}}, 7),
        ({"id": "x", "text": "t"}, "x"),
        ({"id": "x", "facts": {}, "text": 5}, "x"),
        ({"id": "x", "facts": {"kind": "regulatory_action"}, "text": "t"}, "x"),
        (b'{"id": "x", "facts": {}, "text": "' + b"a" * MAX_LINE + b'"}', None),
    ],
    ids=["json", "list", "encoding", "depth", "no text", "no facts", "text", "sheet", "length"],
)
def test_a_broken_line_costs_no_other(neurowire: Command, broken: object, identity: object) -> None:
    code, (first, middle, last) = _run(neurowire, GOOD, broken, GOOD)
    assert code == 2
    assert first == last == {"id": "good", "spans": [], "label": 0}
    assert set(middle) == {"id", "error"}
    assert middle["id"] == identity


def test_a_bug_costs_no_other_line_and_keeps_its_traceback(neurowire: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(text: str, *rest: object) -> object:
        if "14.9" in text:
            raise ZeroDivisionError("a bug")
        return real(text, *rest)  # type: ignore[arg-type]

    real = jsonl.check
    monkeypatch.setattr(jsonl, "check", check)
    done = neurowire("check", "--jsonl", "-", stdin=_lines(WRONG, GOOD))
    assert done.code == 2
    assert [json.loads(line).get("error") for line in done.out.splitlines()] == ["ZeroDivisionError: a bug", None]
    assert "test_jsonl.py" in done.err


def test_empty_lines_are_passed_over(neurowire: Command) -> None:
    code, answers = _run(neurowire, b"", GOOD, b"  ")
    assert (code, len(answers)) == (0, 1)


def test_shown_precision_tells_facts_apart(neurowire: Command) -> None:
    """1.10 equals 1.1, but 1.14 is only one of them: the facts of the line before may not serve for this one."""
    lines = [
        b'{"id": %d, "facts": {"company": "Acme Corp.", "price": %s}, "text": "Acme Corp. has a price of 1.10."}' % pair
        for pair in ((1, b"1.1"), (2, b"1.10"), (3, b"1.1"))
    ]
    one, two, three = (answer["label"] for answer in _run(neurowire, *lines)[1])
    assert (one, two) == (three, 0)


@pytest.mark.parametrize("identity", [1, 1.5, "a", None, ["a"], 10**60])
def test_an_id_comes_back(neurowire: Command, identity: object) -> None:
    (answer,) = _run(neurowire, {**GOOD, "id": identity})[1]
    assert answer["id"] in (identity, str(identity))
