"""Wishes: what a right sentence may be asked for, and what it may not."""

from __future__ import annotations

import pytest

from generator.article import Filled, Origin, SlotSpan
from generator.drafting.controls import NONE, Controls, Tone, contraction, mean_length
from generator.drafting.wishes import wishes
from generator.facts.files import read_file
from generator.kinds import read_sheet
from generator.newsroom import assemble
from tests.conftest import CHINA

LONG = "word " * 24 + "end."


def told(text: str, *slots: SlotSpan) -> Filled:
    return Filled("m1", text, slots, Origin("model"))


def slot(fact: str, start: int = 0, end: int = 3) -> SlotSpan:
    return SlotSpan(start, end, fact, "")


WISHED: dict[str, tuple[Tone, Filled, str]] = {
    "long, and brisk is asked for": ("brisk", told(LONG), "has 25 words as printed"),
    "a contraction, and formal is asked for": ("formal", told("They don't say."), "'don't' is a contraction"),
    "another contraction": ("formal", told("It’s said."), "is a contraction"),
    "a quiet dispute": ("plain", told("A, B were first, Reuters said.", slot("first_recipients")), "source.filings"),
}
NOT_WISHED: dict[str, tuple[Tone, Filled]] = {
    "long, and nothing is asked for": ("plain", told(LONG)),
    "a contraction, and nothing is asked for": ("plain", told("They don't say.")),
    "a contraction in a quotation": ("formal", told("They “don't say”, it said.", slot("quote", 5, 16))),
    "a possessive": ("formal", told("The company's rivals say so.")),
    "short": ("brisk", told("They say so.")),
    "two short ones in one": ("brisk", told(("word " * 12 + "said. ") + "Word " + "word " * 11 + "end.")),
    "a dispute told": ("plain", told("A was first, B said; others differ.", slot("first_recipients"))),
    "a dispute told by its rival": (
        "plain",
        told("A was first; not so in the records.", slot("first_recipients"), slot("source.filings", 16, 38)),
    ),
    "its source alone": ("plain", told("Reuters said so.", SlotSpan(0, 7, "first_recipients", "source"))),
}


@pytest.mark.parametrize("name", WISHED)
def test_must_wish(name: str) -> None:
    tone, sentence, says = WISHED[name]
    (wish,) = wishes(Controls(tone), "", [sentence], assemble(*read_sheet(read_file(CHINA))))
    assert (wish.fault.sentence, wish.may_go) == ("m1", False)
    assert says.replace("'", "") in wish.fault.message.replace("'", "").replace('"', "")


@pytest.mark.parametrize("name", NOT_WISHED)
def test_must_not_wish(name: str) -> None:
    tone, sentence = NOT_WISHED[name]
    assert list(wishes(Controls(tone), "", [sentence], assemble(*read_sheet(read_file(CHINA))))) == []


@pytest.mark.parametrize(
    ("angle", "top", "wished"),
    [
        pytest.param("", "A headline", "", id="none is asked for"),
        pytest.param("the fall in earnings", "Saia Earnings Fall", "", id="it shows"),
        pytest.param("the fall in earnings", "Saia Earned Less, Falling Short", "", id="in other forms of its words"),
        pytest.param("the fall in earnings", "Saia Beats Estimates", "'fall', 'earnings'", id="it does not"),
        pytest.param("what approval means for Baidu", "China Approves AI Models", "'Baidu'", id="half of it"),
        pytest.param("what it means", "A headline", "", id="it says nothing"),
    ],
)
def test_an_angle_is_wished_for_in_the_headline(angle: str, top: str, wished: str) -> None:
    found = list(wishes(Controls(angle=angle), top, [], assemble(*read_sheet(read_file(CHINA)))))
    says = [f"the editor asks for an angle that it does not show: {wished}"] if wished else []
    assert [tuple(wish.fault) for wish in found] == [("headline", text) for text in says]


def test_words_that_no_fact_has_may_go() -> None:
    (wish,) = wishes(NONE, "", [told("Regulators feared job losses.")], assemble(*read_sheet(read_file(CHINA))))
    assert wish == (("m1", "no row has 'feared' or 'job'; say it in the words of the rows, or take it out"), True)


def test_the_template_s_and_the_editor_s_words_are_theirs() -> None:
    theirs = told("Regulators feared job losses.")._replace(origin=Origin("template"))
    assert list(wishes(NONE, "", [theirs], assemble(*read_sheet(read_file(CHINA))))) == []


def test_a_mean_of_nothing_is_nothing() -> None:
    assert mean_length([]) == 0
    assert mean_length([told("Acme Inc. said so on Jan. 5.")]) == 7
    assert contraction(told("")) == ""
