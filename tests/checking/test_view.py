"""The readable view: what of Markdown is read, as which region, and where it stands in the text as given."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.checking.view import view

# source, words as they read, the stretch of the source that they span
PLACES = {
    "bold": ("The **Alibaba** Group said", "Alibaba Group", "Alibaba** Group"),
    "italic": ("It was *not* approved", "not approved", "not* approved"),
    "underscores": ("It was __not__ approved", "not approved", "not__ approved"),
    "link": ("[14 models](https://x.example/a_b) now", "14 models now", "14 models](https://x.example/a_b) now"),
    "link with title": ('[14](https://x.example "a title") here', "14 here", '14](https://x.example "a title") here'),
    "bold ticker": ("**Xiaomi Corp.** (OTC:XIACF)", "Xiaomi Corp. (OTC:XIACF)", "Xiaomi Corp.** (OTC:XIACF)"),
    "escaped star": (r"5 \* 3", "5 * 3", r"5 \* 3"),
    "escaped dollar": (r"paid \$5 for it", "$5", "$5"),
    "entity": ("AT&amp;T earned $1", "AT&T earned", "AT&amp;T earned"),
    "numeric entity": ("earned &#36;1.60 a share", "$1.60", "&#36;1.60"),
    "no-break entity": ("more&nbsp;than 40", "more than 40", "more&nbsp;than 40"),
    "zero-width inside a number": ("more than 4\u200b0 models", "40 models", "4\u200b0 models"),
    "soft hyphen": ("regu\u00adlators approved", "regulators", "regu\u00adlators"),
    "right-to-left marks": ("\u202e40\u202c models", "40 models", "40\u202c models"),
    "byte-order mark": ("\ufeff40 models", "40 models", "40 models"),
    "full-width digits": ("more than ４０ models", "40 models", "４０ models"),
    "full-width percent": ("a share of ４０％ now", "40%", "４０％"),
    "no-break space": ("$7.82\u00a0billion", "$7.82 billion", "$7.82\u00a0billion"),
    "html tag": ("<b>40</b> models", "40", "40"),
    "code": ("`40` models", "40 models", "40` models"),
    "list item": ("- 40 models", "40 models", "40 models"),
    "quote": ("> 40 models", "40 models", "40 models"),
    "table cell": ("| Batch | Models |\n|---|---|\n| fourth | 14 |", "14", "14"),
    "front matter title": ('---\ntitle: "40 models"\ntags: [a]\n---\nBody.', "40 models", "40 models"),
}  # fmt: skip


@pytest.mark.parametrize(("source", "words", "stretch"), PLACES.values(), ids=PLACES.keys())
def test_words_lead_back_to_the_text_as_given(source: str, words: str, stretch: str) -> None:
    seen = view(source)
    read = " ".join(seen.text.split())
    assert words in read
    place = seen.text.find(words)
    if place < 0:  # a table's bars read as spaces, a tag as one
        pytest.fail(f"{words!r} is not in {seen.text!r} as it is")
    start, end = seen.span(place, place + len(words))
    assert source[start:end] == stretch


ARTICLE = """---
title: Four Models
description: What was approved.
secret: 99 bottles
---
# Four Models Approved

*A teaser of the story.*

The lead stands here. It has two sentences.

## What Happened

Body text with a [link](https://x.example).

| Company | Models |
| --- | --- |
| Xiaomi | 14 |

*A caption of a picture.*

*Engineered by Neurowire. DRAFT: not reviewed by an editor.*
"""
REGIONS = {
    "headline": ("Four Models Approved", "headline", ""),
    "title": ("Four Models\n", "headline", ""),
    "description": ("What was approved.", "teaser", ""),
    "teaser": ("A teaser", "teaser", ""),
    "lead": ("The lead", "body", ""),
    "section name": ("What Happened", "section", "What Happened"),
    "body": ("Body text", "body", "What Happened"),
    "table": ("Xiaomi", "table", "What Happened"),
    "caption": ("A caption", "caption", "What Happened"),
    "disclosure": ("Engineered by", "furniture", "What Happened"),
}


@pytest.mark.parametrize(("words", "kind", "section"), REGIONS.values(), ids=REGIONS.keys())
def test_every_part_is_a_region(words: str, kind: str, section: str) -> None:
    seen = view(ARTICLE)
    place = seen.text.index(words)
    region = next(region for region in seen.regions if region.start <= place < max(region.end, region.start + 1))
    assert (region.kind, region.section) == (kind, section)


def test_front_matter_is_read_for_title_and_description_only() -> None:
    assert "bottles" not in view(ARTICLE).text


def test_a_first_line_of_plain_prose_is_its_headline() -> None:
    seen = view("Southern Beats Estimates\n\nThe company earned $1.60 a share.")
    assert [region.kind for region in seen.regions] == ["headline", "body"]


def test_lines_of_one_paragraph_are_one_region() -> None:
    seen = view("# Head\n\nThe company earned\n$1.60 a share.")
    body = [region for region in seen.regions if region.kind == "body"]
    assert len(body) == 1
    assert " ".join(seen.text[body[0].start : body[0].end].split()) == "The company earned $1.60 a share."


@given(st.text(alphabet="ab4 *_[](){}<>&;#|\\`\n\u200b\u202e４$%-", max_size=120))
@settings(max_examples=300, deadline=None)
def test_places_never_leave_the_text(source: str) -> None:
    seen = view(source)
    for place in range(len(seen.text)):
        start, end = seen.span(place, place + 1)
        assert 0 <= start <= end <= max(len(source), 1)
    for region in seen.regions:
        assert 0 <= region.start <= region.end <= len(seen.text)


@given(st.text(alphabet="abc123 $%.,", min_size=1, max_size=60))
@settings(max_examples=200, deadline=None)
def test_plain_text_reads_as_it_is(source: str) -> None:
    seen = view("x" + source)
    assert seen.text == f"x{source}\n"
    assert html.unescape(source) == source
