"""Sentences end where a reader would end them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language import sentences

CASES = {
    "two": ["Sales rose.", "Costs fell."],
    "country": ["It trades in the U.S.", "Shares fell 2%."],
    "country inside": ["The U.S. Food and Drug Administration approved it."],
    "company": ["Apple Inc. reported on Monday.", "It beat."],
    "corp": ["Xiaomi Corp. and Baidu Inc. were named."],
    "company at the end": ["It was bought by Acme Corp.", "The price was $5."],
    "number one": ["It is No. 1 in China.", "No. 2 is Baidu."],
    "magnitude": ["It paid $1.2B.", "The rest was cash."],
    "magnitude with decimals": ["It stood at $3.32B.", "Compared with before, it grew."],
    "initial": ["Dr. J. Smith spoke.", "He left."],
    "degree": ["Jane Roe, M.D., will speak."],
    "date": ["It closed on Jan. 29, 2024.", "Trading resumed."],
    "date without year": ["It closed on Jan. 29 in Paris."],
    "clock": ["It closed at 4 p.m. ET on Monday.", "Then it rose."],
    "clock at the end": ["It closed at 4 p.m.", "Shares rose."],
    "saint": ["St. Louis is in Missouri."],
    "versus": ["Smith vs. Jones was heard."],
    "exclamation name": ["Yahoo! Inc. rose."],
    "exclamation": ["It rose!", "Then it fell."],
    "quote": ['"We won."', "He smiled."],
    "quote with speaker": ['"We won," he said.', "The rest fell."],
    "decimal": ["It was 3.5 percent.", "It was 4.0 before."],
    "lines": ["A headline", "Some body text.", "More."],
    "list": ["- one thing", "- another thing"],
    "question": ["Why now?", "Because."],
    "written small": ["q4 sales rose 4.7%.", "q4 profit was $1.87.", "sales rose 4 percent.", "sees more."],
    "small inside": ["It rose approx. two percent, e.g. in the U.S. and elsewhere... or so."],
    "site": ["Monday.com rose.", "So did 01.AI Ltd."],
}


@pytest.mark.parametrize("expected", CASES.values(), ids=CASES)
def test_a_text_splits(expected: list[str]) -> None:
    joined = "\n" if expected[0] in ("A headline", "- one thing") else " "
    text = joined.join(expected)
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(alphabet="aA1 .!?\n\"'”()U.S$", max_size=200))
def test_spans_cover_all_that_is_not_space(text: str) -> None:
    spans = sentences(text)
    assert (
        "".join(text[start:end] for start, end in spans).split()
        == "".join(text[start:end] for start, end in spans).split()
    )
    assert sum(len(text[start:end].replace(" ", "").replace("\n", "")) for start, end in spans) == len(
        text.replace(" ", "").replace("\n", "")
    )
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
