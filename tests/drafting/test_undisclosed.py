"""Findings as a model is told them: no value and no reason of a fact held back."""

from __future__ import annotations

import pytest

from generator.article import Claim, Verdict
from generator.drafting.controls import Controls, obeyed
from generator.drafting.undisclosed import HIDDEN, Undisclosed
from generator.facts.files import read_file
from generator.kinds import read_sheet
from generator.language import House
from generator.newsroom import assemble
from tests.conftest import CHINA


def told(message: str, expected: str = "", facts: tuple[str, ...] = (), must_not: tuple[str, ...] = ()) -> str:
    kind, sheet = read_sheet(read_file(CHINA))
    ledger = obeyed(assemble(kind, sheet), Controls(must_not=must_not), kind.required)
    claim = Claim(0, 3, "130", "number", Verdict.MISBOUND, facts, expected, message)
    return Undisclosed(ledger, House()).told(claim)


@pytest.mark.parametrize(
    ("message", "expected", "facts"),
    [
        pytest.param("here the facts have 130 large language models", "", (), id="its value in the message"),
        pytest.param("the facts have another", "40%", (), id="its value as the right one"),
        pytest.param("this fact is held back: left out", "", ("market.models",), id="about a fact held back"),
        pytest.param("no currency, document or date; trillions of what", "", (), id="the reason"),
        pytest.param("the facts say: the FBI fears that AI serves Chinese hacking", "", (), id="a text"),
    ],
)
def test_it_is_not_told(message: str, expected: str, facts: tuple[str, ...]) -> None:
    assert told(message, expected, facts, ("market",)) == f"'130' {HIDDEN}"


@pytest.mark.parametrize(
    ("message", "expected", "says"),
    [
        ("the facts have 14 for it", "", "is misbound: the facts have 14 for it"),
        ("the facts have another", "14", "is misbound: the facts have another The facts say: 14."),
        ("not 1,130 or 130.5", "", "is misbound: not 1,130 or 130.5"),
    ],
)
def test_what_may_be_told_is(message: str, expected: str, says: str) -> None:
    assert told(message, expected, (), ("market",)) == f"'130' {says}"


def test_a_value_that_another_fact_has_too_is_no_secret() -> None:
    assert "14" in told("the facts have August 2023", must_not=("batches.1",)).replace("August 2023", "14")
