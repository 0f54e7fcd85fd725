from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.formats.escape import escape, plain, unescape

TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=80).map(
    lambda t: " ".join(t.split())
)


@pytest.mark.parametrize(
    "text",
    ["AT&T", "S&P 500", "a state-backed e-mail", "3 < 4", "No. 1", "snake_case", "Yahoo! Inc.", "(NYSE:BABA)", "C# 12",
     "{{ 7*7 }}".replace("*", ""), "$1.2 billion", "1.5%", "it's “so”", "a + b - c", "~5", "x=1"],
)  # fmt: skip
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert escape(text, at_start=True) == text


@pytest.mark.parametrize(
    ("text", "at_start", "expected"),
    [
        pytest.param("**b**", False, r"\*\*b\*\*", id="stars"),
        pytest.param("_b_", False, r"\_b\_", id="underscores"),
        pytest.param("](javascript:x)", False, r"\](javascript:x)", id="link"),
        pytest.param("[[eps]]", False, r"\[\[eps\]\]", id="slot"),
        pytest.param("<b>", False, "&lt;b>", id="tag"),
        pytest.param("&lt;", False, "&amp;lt;", id="entity"),
        pytest.param("a|b", False, "a&#124;b", id="bar"),
        pytest.param("~~a~~", False, "&#126;&#126;a&#126;&#126;", id="strike"),
        pytest.param("a\\b", False, r"a\\b", id="backslash"),
        pytest.param("# a", True, r"\# a", id="heading"),
        pytest.param("# a", False, "# a", id="no heading inside a line"),
        pytest.param("in C#", False, r"in C\#", id="closing of a heading"),
        pytest.param("1. FC", True, r"1\. FC", id="ordered list"),
        pytest.param("1) FC", True, r"1\) FC", id="ordered list, bracket"),
        pytest.param("1. FC", False, "1. FC", id="number inside a line"),
        pytest.param("- a", True, r"\- a", id="list"),
        pytest.param("+ a", True, r"\+ a", id="list, plus"),
        pytest.param("-0.07", True, "-0.07", id="negative"),
        pytest.param("> a", True, r"\> a", id="quote"),
        pytest.param("a\n\n# b", False, "a # b", id="lines are folded"),
    ],
)
def test_escaped(text: str, at_start: bool, expected: str) -> None:
    assert escape(text, at_start) == expected


@given(TEXT, st.booleans())
def test_unescape_is_the_way_back(text: str, at_start: bool) -> None:
    assert unescape(escape(text, at_start)) == text
    assert plain(escape(text, at_start)) == text


@given(TEXT.filter(bool))
def test_markdown_reads_the_text(text: str) -> None:
    made = markdown.markdown(f"It won {escape(text)} today.", extensions=["tables"])
    assert made.startswith("<p>It won ")
    assert made.count("<") == 2


def test_plain_takes_emphasis_off() -> None:
    assert plain(r"**Xiaomi \*Corp.** (OTC:X)") == "Xiaomi *Corp. (OTC:X)"
