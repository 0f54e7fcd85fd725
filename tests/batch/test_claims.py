"""An answer is bought once: by two seats of one run, and by two runs on one server's archive."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest

from generator.archive import Archive
from generator.batch.paid import PaidModel
from generator.batch.spending import Pace, Till
from generator.drafting.by_model import DraftAnswer
from generator.llm.asking import Answer, Message, Prompt, T
from tests.batch.desk import NOW, MadeModel
from tests.server import empty_archive

PROMPTS = [Prompt("draft", (Message("user", f"story {number}"),)) for number in range(40)]


class SlowModel(MadeModel):
    """Takes a while."""

    async def ask(self, prompt: Prompt, answer: type[T]) -> Answer[T]:
        given = await super().ask(prompt, answer)
        await asyncio.sleep(0.02)
        return given


@pytest.fixture
def archives() -> Iterator[list[Archive]]:
    place = empty_archive()
    both = [Archive(place, lambda: NOW) for _ in range(2)]
    yield both
    for archive in both:
        archive.close()


def bought(archives: list[Archive]) -> tuple[list[str], list[bool]]:
    """What models on these archives are asked by two seats each, and for every answer whether it was paid for."""
    model = SlowModel()

    async def all_asked() -> list[bool]:
        paid = [
            PaidModel(model, archive, "r", Till(), Pace(0, time.monotonic), 5, archive.claims) for archive in archives
        ]
        asked = [one.answer(prompt, DraftAnswer) for one in paid for prompt in (*PROMPTS, *PROMPTS)]
        return [cost is not None for _, cost in await asyncio.gather(*asked)]

    return model.asked, asyncio.run(all_asked())


def test_two_seats_of_one_run(archives: list[Archive]) -> None:
    asked, paid = bought(archives[:1])
    assert (len(asked), len(set(asked)), sum(paid)) == (40, 40, 40)


def test_two_runs(archives: list[Archive]) -> None:
    asked, paid = bought(archives)
    assert (len(asked), len(set(asked)), sum(paid), len(paid)) == (40, 40, 40, 160)
