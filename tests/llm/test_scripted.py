"""The scripted model."""

from __future__ import annotations

import asyncio

import pytest

from generator.errors import ModelError
from generator.llm import Outcome, ScriptedModel
from tests.llm.test_openai import GOOD, PROMPT, City


def test_gives_its_lines_and_keeps_its_prompts() -> None:
    model = ScriptedModel([GOOD, City(city="Rome", people=1), "no JSON", Outcome.REFUSED, ConnectionError("gone")])

    async def run() -> None:
        assert (await model.ask(PROMPT, City)).value == City(city="Paris", people=2)
        assert (await model.ask(PROMPT, City)).needed().city == "Rome"
        assert (await model.ask(PROMPT, City)).outcome is Outcome.NOT_JSON
        assert (await model.ask(PROMPT, City)).outcome is Outcome.REFUSED
        with pytest.raises(ConnectionError):
            await model.ask(PROMPT, City)
        with pytest.raises(ModelError, match="no further line"):
            await model.ask(PROMPT, City)

    asyncio.run(run())
    assert len(model.prompts) == 6
