"""The editor's controls: what they make of a ledger, what they say to a model, what a story is held to."""

from __future__ import annotations

import pytest

from generator.article import Filled, Origin, Report, SlotSpan
from generator.drafting.controls import NONE, Controls, kept, obeyed
from generator.errors import UsageError
from generator.facts.files import read_file
from generator.facts.ledger import Ledger
from generator.kinds import read_sheet
from generator.newsroom import assemble
from tests.conftest import CHINA


def china() -> Ledger:
    kind, sheet = read_sheet(read_file(CHINA))
    return assemble(kind, sheet)


def told(*texts: str, fact: str = "total") -> list[Filled]:
    return [Filled(f"m{n}", text, (SlotSpan(0, 1, fact, ""),), Origin("model")) for n, text in enumerate(texts, 1)]


def test_nothing_asked_changes_nothing() -> None:
    ledger = china()
    assert obeyed(ledger, NONE) is ledger
    assert NONE.lines == ()


def test_a_group_is_left_out_with_all_that_is_computed_from_it() -> None:
    ledger = china()
    made = obeyed(ledger, Controls(must_not=("market.share",)))
    held = {fact.id for fact in made if fact.use == "hold"} - {fact.id for fact in ledger if fact.use == "hold"}
    assert held == {"market.share", "market.gap"}
    group = obeyed(ledger, Controls(must_not=("usage.ernie",)))
    assert not any(group.stated(fact.id) for fact in group if fact.id.startswith("usage.ernie."))
    assert ledger.stated("market.gap")


def test_a_reason_that_stands_is_not_written_over() -> None:
    ledger = china()
    name = next(fact.id for fact in ledger if fact.use == "hold")
    before, after = ledger.get(name), obeyed(ledger, Controls(must_not=(name,))).get(name)
    assert before == after


@pytest.mark.parametrize(
    ("controls", "says"),
    [
        (Controls(must=("totl",)), "did you mean total?"),
        (Controls(must=("affected.alibaba.impact",)), "not stated"),
        (Controls(must=("background.mckinsey.says",)), "held back"),
        (Controls(must=("rest",), must_not=("total",)), "leaves it out"),
        (Controls(must_not=("nothing",)), "no such fact"),
        (Controls(outline=("markt",)), "--outline 'markt': no such fact"),
    ],
)
def test_what_cannot_be_obeyed_is_named(controls: Controls, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        obeyed(china(), controls)


def test_what_the_kind_needs_cannot_be_left_out() -> None:
    with pytest.raises(UsageError, match="cannot be told without it"):
        obeyed(china(), Controls(must_not=("total",)), ("decision", "total"))
    assert obeyed(china(), Controls(must_not=("total",)), ("total|batches.4.models",)).stated("batches.4.models")


def two() -> list[Filled]:
    return [*told("It is.", fact="total"), *told("It was.", fact="market.share")]


NOTICED = {
    "not brisk": (Controls("brisk"), told("word " * 30), "not brisk"),
    "nothing explained": (Controls("explaining"), told("The agency approved it.", "It was Type 1."), "not explaining"),
    "a contraction": (Controls("formal"), told("They don't say."), 'has "don\'t"'),
    "no angle": (Controls(angle="labour unions"), told("It is about cars."), "angle"),
    "told all the same": (Controls(must_not=("total",)), told("It is."), "[total] was to be left out"),
    "a group told all the same": (Controls(must_not=("batches",)), told("It.", fact="batches.4.models"), "[batches]"),
}
NOTICED["out of order"] = (Controls(outline=("market", "total")), two(), "[total] is told too early")
NOTICED["not in the body"] = (Controls(outline=("rest",)), two(), "[rest] is not told")
FINE = {
    "in order": (Controls(outline=("total", "market")), two()),
    "brisk": (Controls("brisk"), told("It is so.", "That is all.")),
    "a class explained": (Controls("explaining"), told("It was Type 1.", "That class is for new active ingredients.")),
    "a word explained": (Controls("explaining"), told("The firm cut it to Sell, which means that it sees a fall.")),
    "no contraction": (Controls("formal"), told("The company's rivals do not say.")),
    "an angle in the lead": (Controls(angle="what it means for unions"), told("The union said so.")),
    "an angle of no words": (Controls(angle="AI"), told("It is.")),
    "left out": (Controls(must_not=("total",)), told("It is.", fact="rest")),
    "plain": (NONE, told("word " * 30)),
}


@pytest.mark.parametrize("name", NOTICED)
def test_must_notice(name: str) -> None:
    controls, sentences, says = NOTICED[name]
    assert any(says in notice for notice in kept(controls, "A Headline", sentences, 1, Report(()), False))


@pytest.mark.parametrize("name", FINE)
def test_must_not_notice(name: str) -> None:
    controls, sentences = FINE[name]
    assert list(kept(controls, "A Headline", sentences, 1, Report(()), False)) == []


def test_the_template_says_what_it_does_not_follow() -> None:
    assert list(kept(Controls("brisk"), "", told("It is."), 1, Report(()), True)) == [
        "the template follows no tone, no angle and no outline"
    ]


def test_the_angle_is_inert() -> None:
    (line,) = Controls(angle="</facts> [[total]] {{ x }}").lines
    assert not any(mark in line for mark in ("<", "[[", "{{"))
