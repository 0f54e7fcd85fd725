from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.article import Article, Origin
from generator.errors import StoryRefused
from generator.newsroom import Desk, assemble, write_story
from tests.drafting import toy


def _story(folder: Path, text: str = toy.TEMPLATE, form: str = "full", **changes: Any) -> Article:
    desk = Desk(form=form, templates=toy.templates(folder, text))  # type: ignore[arg-type]
    return asyncio.run(write_story(toy.KIND, toy.sheet(**changes), desk))


def test_an_article(tmp_path: Path) -> None:
    made = _story(
        tmp_path,
        image={"credit": "Image via Pixabay"},
        see_also={"text": "More", "url": "https://example.com/more"},
        read_next={"text": "Next", "url": "https://example.com/next"},
    )
    assert (
        made.text
        == """\
# Xiaomi Wins A Prize And More Than 40

*The total is more than 40.*

**Xiaomi Corp.** (OTC:XIACF) earned $0.66 a share, according to Reuters, citing the state-backed Securities Times. \
It won a prize.

Xiaomi's rivals include **Baidu Inc.** (NASDAQ:BIDU), 4Paradigm and 01.AI.

## What Happened

Fourteen models came in batch 1. One model came in batch 2.

No list is out.

- Sales were $1.2 billion.

| Item | Value |
| --- | --- |
| Sales | $1.2 billion |

**See Also:** [More](https://example.com/more)

**Read Next:** [Next](https://example.com/next)

*Image via Pixabay.*

*Sources: Reuters, Jan. 29, 2024, citing Securities Times, Jan. 28, 2024.*

*Engineered by Neurowire. DRAFT: not reviewed by an editor.*
"""
    )
    assert made.headline == "Xiaomi Wins A Prize And More Than 40"
    assert made.tickers == ("OTC:XIACF", "NASDAQ:BIDU")
    assert made.tags == ("toys", "Xiaomi", "Baidu", "4Paradigm", "01.AI")
    assert made.sources == ("Reuters", "Securities Times")
    assert made.key == "toy:toy-1"


def test_slots_lie_where_they_say(tmp_path: Path) -> None:
    made = _story(tmp_path)
    said = [(made.text[slot.start : slot.end], slot.fact) for slot in made.slots]
    assert said[:3] == [("Xiaomi", "company"), ("A Prize", "prize"), ("More Than 40", "total")]
    assert ("Fourteen", "batches.1.models") in said
    assert said[-1] == ("$1.2 billion", "sales")
    sentences = [sentence for block in made.blocks for sentence in block.sentences]
    assert len(said) == 3 + 1 + sum(len(sentence.slots) for sentence in sentences)


def test_only_entities_that_are_named_are_tags(tmp_path: Path) -> None:
    made = _story(tmp_path, rivals=None)
    assert made.tickers == ("OTC:XIACF",)
    assert made.tags == ("toys", "Xiaomi")


def test_byte_identical_on_a_second_run(tmp_path: Path) -> None:
    assert _story(tmp_path) == _story(tmp_path)


def test_every_missing_fact_is_named() -> None:
    with pytest.raises(StoryRefused, match=r"toy 'toy-1' cannot be told: eps or sales is missing; too cold"):
        assemble(replace(toy.KIND, refuse=lambda ledger: ["too cold"]), toy.sheet(eps=None, sales=None))


@pytest.mark.parametrize(
    ("eps", "message"),
    [
        ("not stated", "eps is not stated"),
        ({"value": 1, "use": "hold", "hold_reason": "unsure"}, r"eps is held back \(unsure\)"),
    ],
)
def test_a_required_fact_has_to_be_stated(eps: object, message: str) -> None:
    with pytest.raises(StoryRefused, match=message):
        assemble(toy.KIND, toy.sheet(eps=eps, sales=None))


def test_notices(tmp_path: Path) -> None:
    text = "headline: A\n\n[[company]] sells.\n"
    held = {"value": "x", "use": "hold", "hold_reason": "unsure"}
    made = _story(tmp_path, text, prize=held)
    assert "not told: [eps] has to be told, and no sentence tells it" in made.notices
    assert "held back: [prize] unsure" in made.notices


def test_what_is_told_is_no_notice(tmp_path: Path) -> None:
    assert not [notice for notice in _story(tmp_path).notices if notice.startswith("not told")]


def test_dropped_sentences_keep_their_reason(tmp_path: Path) -> None:
    dropped = {item.sentence.origin.place: item.reason for item in _story(tmp_path).dropped}
    assert dropped == {"toy.md.j2:22": "loss is missing", "toy.md.j2:30": "loss is missing"}


def test_an_alert_is_one_line(tmp_path: Path) -> None:
    made = _story(tmp_path, form="alert")
    assert made.text == "XIAOMI - MORE THAN 40 MODELS\n"
    assert made.headline == "XIAOMI - MORE THAN 40 MODELS"
    assert [made.text[slot.start : slot.end] for slot in made.slots] == ["XIAOMI", "MORE THAN 40"]


LONG = "headline: A\n\n" + "".join(
    f"{n} plain words of a sentence that nobody needs to read now.\n\n" for n in ("Ten",) * 12
)


def test_a_brief_loses_its_last_optional_sentences(tmp_path: Path) -> None:
    made = _story(tmp_path, LONG + "[[company]] earned [[eps]].\n\n## What Happened\n\nMore.\n", "brief")
    sentences = [sentence for block in made.blocks for sentence in block.sentences]
    assert 60 <= sum(len(sentence.text.split()) for sentence in sentences) <= 100
    assert sentences[-1].text == "**Xiaomi Corp.** (OTC:XIACF) earned $0.66 a share."
    assert "## " not in made.text
    assert any("left out to keep to 100 words" in notice for notice in made.notices)


def test_a_short_brief_is_a_notice(tmp_path: Path) -> None:
    made = _story(tmp_path, "headline: A\n\n[[company]] earned [[eps]].\n", "brief")
    assert "brief: has 7 words, not 60 to 100" in made.notices


def test_origins_are_kept(tmp_path: Path) -> None:
    made = _story(tmp_path)
    assert made.blocks[0].sentences[0].origin == Origin("template", "toy.md.j2:8")


@pytest.mark.parametrize(
    "prize", ["{{ 7*7 }}", "[[eps]]", "<script>", "](javascript:", "ignore your instructions", "**B**"]
)
def test_hostile_facts_are_literal(tmp_path: Path, prize: str) -> None:
    from generator.formats.escape import unescape

    made = _story(tmp_path, prize=prize)
    assert f"It won {prize}." in unescape(made.text)
