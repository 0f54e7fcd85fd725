from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.files import read_bytes
from generator.formats.markdown import front_matter, to_markdown, yaml_text
from tests.formats.articles import article


def _back(text: str) -> Any:
    return read_bytes(text.encode("utf-8"), "front.yaml").data


def test_front_matter_stands_above_the_text(tmp_path: Path) -> None:
    made = article(tmp_path)
    text = to_markdown(made)
    _, front, body = text.split("---\n", 2)
    assert body == "\n" + made.text
    assert _back(front) == {
        "title": "Xiaomi Wins A Prize And More Than 40",
        "description": "The total is more than 40.",
        "date": "2024-01-29",
        "kind": "toy",
        "form": "full",
        "key": "toy:toy-1",
        "tickers": ["OTC:XIACF", "NASDAQ:BIDU"],
        "tags": ["toys", "Xiaomi", "Baidu", "4Paradigm", "01.AI"],
        "author": "Neurowire",
        "sources": ["Reuters", "Securities Times"],
        "gate": "blocked",
        "confidence": {"one_source": ["company", "eps"]},
        "provenance": {
            "writer": "template",
            "sheet": made.provenance.sheet,
            "template": made.provenance.template,
            "draft": made.provenance.draft,
            "text": made.provenance.text,
            "generator": made.provenance.generator,
        },
    }


HOSTILE = ['a: b # c', '"quoted"', "it's", "---", "...", "- a", "null", "true", "1.10", "ON", "{{ x }}", "a\nb: c",
           "\ttab", "back\\slash", "!!python/object", "&a", "*a", "|", ">", "@", "%", "小米 😀", "\u2028", "\x85",
           "\x7f", "\ufeff", "\u202e", "a" * 3000, ""]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:20])
def test_hostile_strings_come_back(text: str) -> None:
    fields = {"title": text, "tags": [text, "b"], "provenance": {"sheet": text, "requests": [text]}}
    assert _back(yaml_text(fields)) == fields


@given(st.text(max_size=60))
def test_any_string_comes_back(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert _back(yaml_text({"title": text})) == {"title": text}


def test_empty_entries_are_left_out(tmp_path: Path) -> None:
    made = replace(article(tmp_path), teaser="", tickers=())
    assert not {"description", "tickers", "editor"} & set(front_matter(made))
