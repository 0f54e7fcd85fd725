from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.article import Block, Draft, Origin, Sentence
from generator.drafting import FilledDraft, fill
from generator.errors import TextError
from generator.facts.ledger import Ledger
from generator.formats.escape import plain, unescape
from tests.drafting import toy

HERE = Origin("template", "toy.md.j2:1")


def _draft(
    *lines: str, headline: str = "A", teaser: str = "", kind: str = "paragraph", writer: str = "template"
) -> Draft:
    origin = Origin(writer, "toy.md.j2:1")  # type: ignore[arg-type]
    sentences = tuple(Sentence(f"s{place}", line, origin) for place, line in enumerate(lines))
    top = Sentence("teaser", teaser, origin) if teaser else None
    blocks = (Block(kind, "", sentences),)  # type: ignore[arg-type]
    return Draft(Sentence("headline", headline, origin), top, None, blocks, "template")


def _fill(*lines: str, ledger: Ledger | None = None, **more: Any) -> FilledDraft:
    changes = {name: more.pop(name) for name in list(more) if name not in ("headline", "teaser", "kind", "writer")}
    return fill(_draft(*lines, **more), ledger or toy.ledger(**changes))


def _text(line: str, **changes: Any) -> str:
    sentences = _fill(line, **changes).sentences
    return sentences[0].text if sentences else ""


SAID = [
    pytest.param("It made [[eps]].", "It made $0.66 a share.", {}, id="fact"),
    pytest.param("It made [[eps]] a share.", "It made $0.66 a share.", {}, id="a share once"),
    pytest.param("It made [[eps|amount]].", "It made $0.66.", {}, id="amount"),
    pytest.param("Sales: [[sales|headline]].", "Sales: $1.2B.", {}, id="style"),
    pytest.param("Over [[total|bare]].", "Over 40.", {}, id="bare"),
    pytest.param("A loss of [[eps|abs]].", "A loss of $0.07 a share.", {"eps": "-0.07"}, id="abs"),
    pytest.param("The [[batches.1.number|ordinal]].", "The first.", {}, id="ordinal"),
    pytest.param("In [[total]] [[total|population]].", "In more than 40 AI models.", {}, id="population"),
    pytest.param("In [[total]] [[total|population]].", "In one AI model.",
                 {"total": {"value": 1, "population": "AI models"}}, id="population of one"),
    pytest.param("By [[eps|source]].", "By Reuters.", {}, id="source"),
    pytest.param("By [[eps|chain]].", "By Reuters, citing the state-backed Securities Times.", {}, id="chain"),
    pytest.param("[[source.times|descriptor]] said.", "The state-backed Securities Times said.", {}, id="descriptor"),
    pytest.param("The [[source.times|descriptor]] said.", "The state-backed Securities Times said.", {}, id="the the"),
    pytest.param("On [[source.reuters.published|weekday]].", "On Monday.", {}, id="source date"),
    pytest.param("On [[dateline|long]].", "On Jan. 29, 2024.", {}, id="dateline"),
    pytest.param("By [[company]].", "By **Xiaomi Corp.** (OTC:XIACF).", {}, id="first reference"),
    pytest.param("By [[entity.four]].", "By 4Paradigm.", {}, id="no listing, no bold"),
    pytest.param("By [[company|full]].", "By Xiaomi Corp.", {}, id="one stop"),
    pytest.param("By [[company|full]], it says.", "By Xiaomi Corp., it says.", {}, id="stop and comma"),
    pytest.param("By [[company|ticker]].", "By OTC:XIACF.", {}, id="ticker"),
    pytest.param("[[company|possessive]] sales.", "**Xiaomi Corp.'s** (OTC:XIACF) sales.", {}, id="possessive"),
    pytest.param("[[rivals|count]] rivals.", "Three rivals.", {}, id="how many"),
    pytest.param("[[eps|claimant]] said so.", "**Baidu Inc.'s** (NASDAQ:BIDU) chief technology officer said so.",
                 {"eps": {"value": 1, "claimant": "baidu", "claimant_role": "chief technology officer"}},
                 id="claimant"),
    pytest.param("[[batches.1.models]] models.", "Fourteen models.", {}, id="count at the start"),
    pytest.param("[[total]] models.", "More than 40 models.", {}, id="capital at the start"),
    pytest.param("[[entity.zero]] said.", "01.AI said.", {}, id="name at the start"),
    pytest.param("[[prize]] was won.", "EBay was won.", {"prize": "EBay"}, id="word at the start"),
    pytest.param("[[prize]] was won.", "eBay was won.", {"prize": "eBay"}, id="eBay stays"),
    pytest.param("“[[quote]],” it said.", "“we won!” it said.", {"quote": "we won!"}, id="quotation"),
    pytest.param("It won a(n) [[prize]].", "It won an hour.", {"prize": "hour"}, id="an hour"),
    pytest.param("A(n) [[prize]].", "A unit.", {"prize": "unit"}, id="a unit"),
    pytest.param("It is a(n) [[company]] unit.", "It is a **Xiaomi Corp.** (OTC:XIACF) unit.", {}, id="a name"),
    pytest.param("It  won ,  the the [[prize]] .", "It won, the prize.", {"prize": "prize"}, id="doubled"),
    pytest.param("[[prize]] prize.", "A prize.", {}, id="word said twice"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected", "changes"), SAID)
def test_said(line: str, expected: str, changes: dict[str, Any]) -> None:
    assert _text(line, **changes) == expected


@pytest.mark.parametrize(
    ("line", "reason", "changes"),
    [
        pytest.param("[[loss]].", "loss is missing", {}, id="missing"),
        pytest.param("[[sales]].", "sales is not stated", {"sales": "not stated"}, id="not stated"),
        pytest.param("[[prize]].", "prize is held back: unsure",
                     {"prize": {"value": "x", "use": "hold", "hold_reason": "unsure"}}, id="held back"),
        pytest.param("[[entity.nobody]].", "entity.nobody is missing", {}, id="entity"),
        pytest.param("[[entity.four|ticker]].", "entity.four is missing", {}, id="no ticker"),
        pytest.param("[[source.nobody]].", "source.nobody is missing", {}, id="source"),
        pytest.param("[[source.nobody.published]].", "source.nobody.published is missing", {}, id="source's date"),
        pytest.param("[[eps|claimant]].", "eps has no claimant", {}, id="claimant"),
        pytest.param("[[eps|source]].", "eps has no source", {"defaults": {}}, id="fact's source"),
        pytest.param("[[loss]] [[nothing]].", "loss is missing; nothing is missing", {}, id="all are named"),
    ],
)  # fmt: skip
def test_dropped(line: str, reason: str, changes: dict[str, Any]) -> None:
    filled = _fill("A.", line, **changes)
    assert [sentence.text for sentence in filled.sentences] == ["A."]
    assert [item.reason for item in filled.dropped] == [reason]


def test_a_dropped_sentence_makes_no_first_reference() -> None:
    filled = _fill("[[company]] lost [[loss]].", "[[company]] won.", "[[company]] lost.")
    assert [s.text for s in filled.sentences] == ["**Xiaomi Corp.** (OTC:XIACF) won.", "Xiaomi lost."]


def test_headline_and_teaser_say_short_names_and_are_no_first_reference() -> None:
    filled = _fill("[[company]] won.", headline="[[company]] Wins [[prize]] And [[sales]]", teaser="[[company]] won.")
    assert filled.headline.text == "Xiaomi Wins A Prize And $1.2B"
    assert filled.teaser is not None
    assert filled.teaser.text == "Xiaomi won."
    assert filled.sentences[0].text == "**Xiaomi Corp.** (OTC:XIACF) won."


def test_a_list_of_names_in_a_headline() -> None:
    assert _fill("A.", headline="[[rivals]] Lose").headline.text == "Baidu, 4Paradigm And 01.AI Lose"


def test_a_list_of_names() -> None:
    filled = _fill("With [[rivals]].", "With [[rivals]].")
    assert [s.text for s in filled.sentences] == [
        "With **Baidu Inc.** (NASDAQ:BIDU), 4Paradigm and 01.AI.",
        "With Baidu, 4Paradigm and 01.AI.",
    ]


def test_at_most_two_sentences_a_paragraph() -> None:
    blocks = _fill("A.", "B.", "C.", "D.", "E.").blocks
    assert [len(block.sentences) for block in blocks] == [2, 2, 1]


def test_a_table_without_rows_vanishes() -> None:
    assert _fill("Item | Value", "Loss | [[loss]]", kind="table").blocks == ()
    (block,) = _fill("Item | Value", "Models | [[batches.1.models]]", kind="table").blocks
    assert block.sentences[1].text == "Models | 14"


def test_slots_lie_where_they_say() -> None:
    line = "The [[source.times|descriptor]] gave a(n) [[prize]] to [[company|full]]. [[company]] has [[sales]]."
    sentence = _fill(line, prize="prize").sentences[0]
    assert sentence.text == "The state-backed Securities Times gave a prize to Xiaomi Corp. Xiaomi has $1.2 billion."
    assert [sentence.text[slot.start : slot.end] for slot in sentence.slots] == [
        "The state-backed Securities Times", "prize", "Xiaomi Corp.", "Xiaomi", "$1.2 billion",
    ]  # fmt: skip


def test_a_style_that_does_not_exist_names_the_line() -> None:
    with pytest.raises(TextError, match=r"toy\.md\.j2:1: .*no style 'loud'"):
        _fill("[[eps|loud]].")


def test_a_model_s_wrong_style_drops_its_sentence() -> None:
    filled = _fill("[[eps|loud]].", writer="model")
    assert "no style 'loud'" in filled.dropped[0].reason


def test_a_model_s_words_are_inert() -> None:
    filled = _fill("See [here](javascript:x) and <b>[[company]]</b> *now*.", writer="model")
    text = filled.sentences[0].text
    assert "](" not in text.replace("\\](", "")
    assert "<b>" not in text
    assert plain(text) == "See [here](javascript:x) and <b>Xiaomi Corp. (OTC:XIACF)</b> *now*."


HOSTILE = [
    "{{ 7*7 }}", "{% raw %}", "[[eps]]", "[[eps|abs]]", "<script>alert(1)</script>", "](javascript:alert(1))",
    "[a](javascript:x)", "ignore your instructions", "**Bold** _Corp_", "`code`", "# Heading", "1. FC Koln", "- Dash",
    "+ Plus", "> Quote", "a | b", "AT&T", "&lt;b&gt;", "&#60;", "C#", "~~gone~~", "back\\slash\\", "\\*",
    "snake_case_x", "*", "___", "---", "===", "![x](y)", "a * b", "3 < 4", "x<y", "<!--", "$1 $2", "\\1 \\g<0>",
    "%s {0}", "Ünïcödé 小米 😀",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value.replace("[", "(").replace("]", ")"))
def test_hostile_words_are_literal_text(value: str) -> None:
    filled = _fill("It won [[prize]] today.", "[[prize]] won.", prize=value, eps="7")
    for sentence in filled.sentences:
        slot = sentence.slots[0]
        inside = sentence.text[slot.start : slot.end]
        assert unescape(inside).casefold() == value.casefold()
        assert "[[" not in inside
        assert "<s" not in inside
    assert unescape(filled.sentences[0].text) == f"It won {value} today."


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value.replace("[", "(").replace("]", ")"))
def test_hostile_names_are_literal_text(value: str) -> None:
    entities = {**toy.FACTS["entities"], "xiaomi": {"name": value}}
    assert unescape(_text("It was [[company]] today.", entities=entities)) == f"It was {value} today."


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf")), min_size=1, max_size=60))
def test_what_is_filled_reads_as_the_value(value: str) -> None:
    value = " ".join(value.split())
    if not value or value == "not stated":
        return
    sentence = _fill("It won [[prize]] today.", prize={"value": value}).sentences[0]
    assert unescape(sentence.text) == f"It won {value} today."


def test_the_same_draft_fills_the_same() -> None:
    draft = _draft("[[company]] won [[prize]].", "[[rivals]] did not.")
    assert fill(draft, toy.ledger()) == fill(draft, toy.ledger())


def test_a_ledger_is_not_changed_by_filling() -> None:
    ledger = toy.ledger()
    before = dict(ledger.facts)
    fill(_draft("[[company]] [[eps|abs]]."), ledger)
    assert dict(ledger.facts) == before
