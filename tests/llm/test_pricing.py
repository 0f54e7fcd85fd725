"""What tokens cost; a call that could take a story above its cap is not made."""

from __future__ import annotations

import asyncio
from decimal import Decimal

import pytest

from generator.errors import ModelError
from generator.llm import Outcome, ScriptedModel, Usage
from generator.llm.pricing import CappedModel, Price
from tests.llm.test_openai import GOOD, PROMPT, City

PRICE = Price(Decimal("2.00"), Decimal("10.00"), Decimal("0.50"))


@pytest.mark.parametrize(
    ("usage", "dollars"),
    [
        (Usage(), "0"),
        (Usage(1_000_000), "2"),
        (Usage(1_000_000, cached=1_000_000), "0.5"),
        (Usage(100_000, 10_000, 50_000), "0.225"),
        (Usage(0, 1_000, hidden=900), "0.01"),
    ],
)
def test_what_an_answer_cost(usage: Usage, dollars: str) -> None:
    assert PRICE.of(usage) == Decimal(dollars)


def test_it_counts_tokens_and_dollars() -> None:
    model = CappedModel(ScriptedModel([GOOD, GOOD]), PRICE)
    for _ in range(2):
        answer = asyncio.run(model.ask(PROMPT, City))
    assert model.answers == 2
    assert model.usage == answer.usage.plus(answer.usage)
    assert model.spent == PRICE.of(model.usage) > 0


def test_the_call_that_could_go_beyond_is_not_made() -> None:
    inner = ScriptedModel([GOOD, GOOD])
    likely = PRICE.of(Usage(sum(len(m.text) for m in PROMPT.messages) // 3, 1_000))
    model = CappedModel(inner, PRICE, likely, most=lambda prompt: 1_000)
    asyncio.run(model.ask(PROMPT, City))
    with pytest.raises(ModelError) as raised:
        asyncio.run(model.ask(PROMPT, City))
    assert raised.value.outcome == Outcome.COST_CAP
    assert len(inner.prompts) == 1


def test_without_a_price_nothing_is_capped() -> None:
    model = CappedModel(ScriptedModel([GOOD]), None, Decimal("0.0000001"))
    assert asyncio.run(model.ask(PROMPT, City)).value is not None
    assert model.spent == 0
