"""The one retry policy: when a call over the network is made again, how long to wait, when to give up.

Which failures are worth another try is the caller's to say; what is tried again, and how, is decided here only (client
libraries' own retries are off).
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[None]]
Chance = Callable[[], float]
"""Draws a number from 0 to 1."""


@dataclass(frozen=True)
class Patience:
    """How long a call is tried: `tries` in all, pauses of `first` seconds doubling up to `most`, `deadline` in all.

    Pauses are drawn at random up to these, so that calls which failed together do not come back together. Where a
    server says how long to wait, that is waited, and what is drawn comes on top: up to `SPREAD` of that, or of `first`
    if that is more.
    """

    tries: int = 4
    first: float = 1.0
    most: float = 20.0
    deadline: float = 180.0


PATIENCE = Patience()
SPREAD: Final = 0.25


def asked_pause(headers: Mapping[str, str], now: datetime | None = None) -> float | None:
    """The seconds that a server asks to wait: Retry-After-Ms, or Retry-After as seconds or as an HTTP date (RFC 9110).

    None if it asks for nothing that can be read.
    """
    lower = {name.lower(): value.strip() for name, value in headers.items()}
    for name, scale in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(lower[name]) * scale
        except (KeyError, ValueError):
            continue
        if 0 <= seconds < float("inf"):
            return seconds
    try:
        until = parsedate_to_datetime(lower["retry-after"])
    except (KeyError, ValueError):
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - (now or datetime.now(UTC))).total_seconds())


async def retrying(
    call: Callable[[], Awaitable[T]],
    *,
    again: Callable[[BaseException], bool],
    pause: Callable[[BaseException], float | None] = lambda error: None,
    patience: Patience = PATIENCE,
    sleep: Sleep = asyncio.sleep,
    chance: Chance = random.random,
) -> T:
    """The call's result, tried again while `again(error)` holds and `patience` lasts.

    `pause(error)` gives the seconds a server asked to wait, or None; they are never cut. `chance` draws what is added.
    The last cause is raised as it is; TimeoutError if the deadline passes within a call, with the cause before it.
    """
    from tenacity import (
        AsyncRetrying,
        RetryCallState,
        retry_if_exception,
        stop_after_attempt,
        stop_before_delay,
    )

    last: BaseException | None = None

    def wait(state: RetryCallState) -> float:
        nonlocal last
        last = state.outcome.exception() if state.outcome else None
        asked = pause(last) if last else None
        if asked is None:
            return chance() * min(patience.most, patience.first * 2.0 ** (state.attempt_number - 1))
        return asked + chance() * min(patience.most, SPREAD * max(patience.first, asked))

    async def once() -> T:
        return await call()

    policy = AsyncRetrying(
        retry=retry_if_exception(again),
        wait=wait,
        stop=stop_after_attempt(patience.tries) | stop_before_delay(patience.deadline),
        sleep=sleep,
        reraise=True,
    )
    try:
        async with asyncio.timeout(patience.deadline) as limit:
            return await policy(once)
    except TimeoutError as error:
        if limit.expired() and last is not None:
            raise TimeoutError(f"no answer within {patience.deadline:g} s") from last
        raise error
