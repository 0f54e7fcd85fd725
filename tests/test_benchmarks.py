"""The benchmarks run: their baselines are whole, and an unknown measure is an error. The figures are taken apart."""

from __future__ import annotations

import sys

import pytest

from tests.benchmarks.__main__ import MEASURES, main
from tests.benchmarks.measuring import Figure, seconds
from tests.benchmarks.stories import NUMBERS, plain_story, shipped, whole_story


def test_the_plain_story_is_whole() -> None:
    text = plain_story()()
    assert 250 <= len(text.split()) <= 400
    assert "{{" not in text
    assert "  " not in text
    assert "more than 40 AI models" in text


def test_our_story_is_the_same_size() -> None:
    ours, plain = len(whole_story()().text.split()), len(plain_story()().split())
    assert abs(ours - plain) <= 0.2 * plain


def test_the_scan_for_numbers() -> None:
    assert NUMBERS.findall("$1.2 billion, 41.18% of 4Paradigm's 1,000") == ["$1.2", "41.18%", "4", "1,000"]
    assert len(shipped()) >= 20


def test_a_measure_has_its_marks() -> None:
    assert Figure("P1", "", 1, 1, 4, 5, 3).reached == "first step"
    assert Figure("P15", "", 1, 1, 900, 1000, 3000, higher=True).reached == "not yet"
    assert seconds(lambda: None, at_least=0.001) > 0


def test_an_unknown_measure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["P99"]) == 2
    said = capsys.readouterr().err
    assert all(name in said for name in MEASURES)


def test_a_measure_whose_baseline_is_not_installed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    assert main(["P4"]) == 0
    assert "P4   skipped: spaCy is not installed" in capsys.readouterr().out
