"""Hostile text: no crash, no long run, and what can be read is still right."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts.values import Quantity
from generator.language import read, sentences

BIG = 1_000_000
HOSTILE = {
    "digits": "1" * BIG,
    "digit groups": "1,111" * (BIG // 5),
    "thousands": "111," * (BIG // 4),
    "decimals": "1.1" * (BIG // 3),
    "brackets": "(" * BIG,
    "bracketed": "($1) " * (BIG // 50),
    "nul": "\0" * BIG + " 14 models",
    "spaces": " " * BIG + "14",
    "newlines": "\n" * BIG,
    "at signs": "@" * BIG,
    "dots": "." * BIG,
    "word run": "ten" * (BIG // 3) + " ten",
    "hyphens": "one-" * (BIG // 40),
    "hedges": "more than " * (BIG // 10) + "40",
    "dollars": "$" * BIG,
    "minus": "-" * BIG + "5",
    "months": "Jan. " * (BIG // 100),
    "capitals": "U.S. " * (BIG // 50),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_time_is_linear(text: str) -> None:
    start = time.perf_counter()
    read(text)
    sentences(text)
    assert time.perf_counter() - start < 8


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    end = 0
    for mention in read(text):
        assert end <= mention.start <= mention.core_start < mention.core_end <= mention.end
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


PIECES = ["$", "1.2", " billion", "%", "(", ")", "-", " to ", "Jan. ", "29", ", 2024", "Q3", "one", "-for-", " ", "a ",
          "third", "half", "more than ", "Monday", ":", "/", ".", "EUR ", " a share", " cents", "last ", "year", "１４",
          "\u200b", "\u202e", "no. ", "~", "between ", " and ", "fiscal ", "4th", "mid-", "single digits"]  # fmt: skip


@settings(max_examples=2000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_order_of_pieces_is_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    for mention in read(text):
        assert text[mention.start : mention.end] == mention.text


def test_full_width_digits_are_digits() -> None:
    assert read("１４ models")[0].value == Quantity(Decimal(14))


def test_marks_of_direction_do_not_hide_a_figure() -> None:
    assert read("\u202e14 models")[0].value == Quantity(Decimal(14))
    assert read("\u200b14 models")[0].value == Quantity(Decimal(14))
