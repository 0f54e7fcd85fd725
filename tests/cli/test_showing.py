"""Findings for the eye: the mark stands under its span, whatever the sentence holds."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.article import Claim, Gate, Report, Verdict
from generator.cli.showing import WIDTH, show_finding, show_report
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import Metric
from generator.facts.values import Quantity

LEDGER = Ledger({"models": Fact("models", Metric("models", "models"), Quantity(Decimal(14), population="models"))})


def _claim(text: str, marked: str, **more: object) -> Claim:
    start = text.index(marked)
    fields = {"facts": ("models",), "expected": "14", "message": "the fact is 14", "gate": Gate.BLOCKED, **more}
    return Claim(start, start + len(marked), marked, "number", Verdict.CONTRADICTED, **fields)  # type: ignore[arg-type]


def _shown(text: str, marked: str) -> list[str]:
    return list(show_finding("story.md", text, _claim(text, marked), LEDGER, False))


@pytest.mark.parametrize(
    "text",
    [
        "It approved 41 models.",
        "First. It approved 41 models. Last.",
        "# Headline\n\nIt approved 41 models.\n",
        "Die 第四 Batch 備案 has 41 models.",
        "It\tapproved 41 models, e\u0301tude.",
        "It " + "really " * 30 + "approved 41 models.",
        "x" * 500 + " 41 models.",
    ],
    ids=["plain", "middle", "markdown", "wide", "combining", "folded", "long word"],
)
def test_the_carets_stand_under_the_span(text: str) -> None:
    lines = _shown(text, "41")
    carets = next(number for number, line in enumerate(lines) if line.strip() == "^^")
    above, at = lines[carets - 1], lines[carets].index("^")
    columns = "".join(
        character * 2 if character > "\u2e80" else character for character in above if character != "\u0301"
    )
    assert columns[at:].startswith("41")
    assert all(len(line) <= WIDTH for line in lines)


def test_only_the_sentence_is_shown() -> None:
    assert _shown("First. It approved 41 models. Last.", "41")[1] == "  It approved 41 models."


def test_place_fact_and_expected_value() -> None:
    lines = _shown("# A\n\nIt approved 41 models.\n", "41")
    assert lines[0] == "story.md:3:13: contradicted: number"
    assert lines[3:] == ["  the fact is 14", "  fact      models = 14 models", "  expected  14"]


def test_colour_in_place_of_carets() -> None:
    text = "It approved 41 models."
    lines = list(show_finding("story.md", text, _claim(text, "41"), LEDGER, True))
    assert not any("^" in line for line in lines)
    assert "\x1b[31m" in lines[1]


def test_a_report_ends_with_gate_and_counts() -> None:
    text = "It approved 41 models."
    report = Report((_claim(text, "41"),))
    assert list(show_report("story.md", text, report, LEDGER, False))[-1] == "blocked: 1 contradicted"
    assert list(show_report("story.md", text, Report(()), LEDGER, False)) == ["ready: no claims"]
