"""The anchors found token by token are those that a scan of the whole text finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking.tokens import words_of
from generator.language.anchors import anchors
from tests.benchmarks.stories import shipped

PIECES = st.sampled_from(
    ["Jan. 29", "1,234.56", "$", "two-thirds", "_", "twenty_one", "Q3'25", "year-ago", "٣", "²", "é", "third", " ", ".",
     "’s", "&", "-", "May", "half", "x", "\n", "FY24", "AT&T", "million", "５"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_text(text: str) -> None:
    assert words_of(text).anchors == anchors(text)


@pytest.mark.parametrize("place", range(20))
def test_shipped_stories(place: int) -> None:
    text = shipped()[place].text
    assert words_of(text).anchors == anchors(text)
