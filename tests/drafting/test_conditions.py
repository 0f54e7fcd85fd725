from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from generator.drafting.conditions import CONTEXT, Conditions
from generator.language import House
from tests.drafting import toy


def _ask(**changes: object) -> Conditions:
    return Conditions(toy.ledger(**changes), "full", 0, House())


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param("$1.2 billion", "$1.1 billion", 1, id="above"),
        pytest.param("$1.1 billion", "$1.2 billion", -1, id="below"),
        pytest.param("$1.2 billion", "$1.2 billion", 0, id="same"),
        pytest.param("$1.2 billion", "1210000000", None, id="within the shown precision"),
        pytest.param("more than 5", "4", 1, id="bound above"),
        pytest.param("more than 5", "6", None, id="bound may be either"),
        pytest.param("$5", "5 EUR", None, id="other unit"),
    ],
)
def test_compare_goes_by_intervals(a: str, b: str, expected: int | None) -> None:
    assert _ask(sales=a, loss=b).compare("sales", "loss") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("0.66", 1), ("-0.07", -1), ("0.00", 0), ("more than 0", 1), ("less than 0", -1), ("about 0", None)],
)
def test_sign(written: str, expected: int | None) -> None:
    assert _ask(eps=written).sign("eps") == expected


def test_what_is_there() -> None:
    ask = _ask(sales="not stated", prize={"value": "a prize", "use": "hold", "hold_reason": "unsure"})
    assert ask.has("eps", "company", "entity.baidu", "source.reuters", "dateline")
    assert not ask.has("sales")
    assert not ask.has("prize")
    assert not ask.has("entity.nobody")
    assert ask.stated_not("sales")
    assert not ask.stated_not("prize")
    assert ask.is_false("list")
    assert ask.value("prize") is None
    assert ask.standing("eps") == "confirmed"
    assert ask.standing("nothing") == ""


def test_values_for_conditions() -> None:
    ask = _ask()
    assert ask.value("eps") == Decimal("0.66")
    assert ask.value("list") is False
    assert ask.value("rivals") == ("baidu", "four", "zero")
    assert ask.text("sales") == "$1.2 billion"
    assert ask.items("batches") == ("batches.1", "batches.2")
    assert ask.count("rivals") == 3
    assert ask.count("batches") == 2
    assert ask.plural("batches.2.models", "model", "models") == "model"
    assert ask.plural("rivals", "rival", "rivals") == "rivals"
    assert not isinstance(ask.value("eps"), datetime.date)


def test_context_is_all_there_is() -> None:
    assert set(_ask().context()) == set(CONTEXT)


def test_who_disputes_a_fact() -> None:
    claims = [{"claim": "It lost money.", "source": "reuters"}, {"claim": "It broke even."}]
    assert _ask(sales={"value": "$1.2 billion", "rivals": claims}).rivals("sales") == ("source.reuters",)
    assert _ask().rivals("sales") == ()
    assert _ask().rivals("nothing") == ()
