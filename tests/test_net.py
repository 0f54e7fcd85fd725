"""The retry policy."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime

import pytest

from generator.net import Patience, asked_pause, retrying

NOW = datetime(2026, 1, 5, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({}, None),
        ({"Retry-After": "12"}, 12.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"Retry-After-Ms": "0", "Retry-After": "1"}, 0.0),
        ({"Retry-After": "Mon, 05 Jan 2026 12:00:30 GMT"}, 30.0),
        ({"Retry-After": "Mon, 05 Jan 2026 11:00:00 GMT"}, 0.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-3"}, None),
        ({"Retry-After": "inf"}, None),
    ],
)
def test_asked_pause(headers: dict[str, str], pause: float | None) -> None:
    assert asked_pause(headers, NOW) == pause


class Flaky:
    def __init__(self, failures: int, error: type[Exception] = ConnectionError) -> None:
        self.calls, self.failures, self.error = 0, failures, error

    async def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.failures:
            raise self.error(f"call {self.calls}")
        return "done"


def run(call: Flaky, **patience: float) -> tuple[str, list[float]]:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    def again(error: BaseException) -> bool:
        return isinstance(error, ConnectionError)

    made = asyncio.run(retrying(call, again=again, patience=Patience(**patience), sleep=sleep))  # type: ignore[arg-type]
    return made, pauses


def test_tries_again_with_growing_pauses() -> None:
    made, pauses = run(Flaky(2), first=1.0)
    assert made == "done"
    assert len(pauses) == 2
    assert all(0 <= pause <= 4 for pause in pauses)


@pytest.mark.parametrize(
    ("asked", "drawn", "expected"),
    [
        (None, 0.0, [0.0, 0.0, 0.0]),
        (None, 1.0, [1.0, 2.0, 3.0]),
        (2.0, 0.0, [2.0, 2.0, 2.0]),
        (2.0, 0.5, [2.25, 2.25, 2.25]),
        (0.0, 1.0, [0.25, 0.25, 0.25]),
        (10.0, 1.0, [12.5, 12.5, 12.5]),
        (40.0, 1.0, [43.0, 43.0, 43.0]),
    ],
)
def test_pauses_are_spread(asked: float | None, drawn: float, expected: list[float]) -> None:
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    made = retrying(
        Flaky(3),
        again=lambda error: True,
        pause=lambda error: asked,
        patience=Patience(first=1.0, most=3.0),
        sleep=sleep,
        chance=lambda: drawn,
    )
    assert asyncio.run(made) == "done"
    assert pauses == expected


def test_a_hundred_that_were_told_the_same_come_back_one_by_one() -> None:
    draw = random.Random(3).random
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async def all_told() -> None:
        calls = (
            retrying(Flaky(1), again=lambda error: True, pause=lambda error: 2.0, sleep=sleep, chance=draw)
            for _ in range(100)
        )
        await asyncio.gather(*calls)

    asyncio.run(all_told())
    assert min(pauses) >= 2.0
    assert max(Counter(round(pause, 1) for pause in pauses).values()) < 25


def test_gives_up_with_the_cause_itself() -> None:
    call = Flaky(9)
    with pytest.raises(ConnectionError, match="call 4"):
        run(call)
    assert call.calls == 4


def test_other_errors_are_not_tried_again() -> None:
    call = Flaky(9, KeyError)
    with pytest.raises(KeyError):
        run(call)
    assert call.calls == 1


def test_the_deadline_ends_a_call_that_hangs() -> None:
    async def hang() -> None:
        await asyncio.sleep(60)

    with pytest.raises(TimeoutError):
        asyncio.run(retrying(hang, again=lambda error: True, patience=Patience(deadline=0.05)))
