"""The retry policy."""

from __future__ import annotations

import asyncio
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
