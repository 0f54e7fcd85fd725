"""A model whose answers are kept: each is committed before anybody reads it, and never asked for twice."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from decimal import Decimal
from typing import Any, Protocol

from generator.archive import Paid
from generator.batch.spending import Pace, Till
from generator.llm.asking import NO_USAGE, Answer, Model, Prompt, T, Usage, request_hash
from generator.llm.outcomes import Outcome
from generator.llm.reading import json_schema, read_answer
from generator.net import Sleep

_LOOK = 0.05
"""Seconds between two looks at the till."""


class OpeningModel(Model, Protocol):
    """A model that holds connections."""

    def open(self, pause: Sleep) -> None:
        """Make ready to be asked; called in a thread. Pauses between tries of a call are taken by `pause`."""

    async def close(self) -> None:
        """Give the connections back."""


class Store(Protocol):
    """Where paid answers are kept."""

    def answer(self, request: str) -> Paid | None:
        """The answer to a request, if there is one."""

    def keep(self, paid: Paid, run: str) -> Future[None]:
        """Keep an answer; it is safe once the future has a result."""

    def requests(self) -> Iterator[str]:
        """The hashes of all requests that are answered."""


class Claiming(Protocol):
    """Whose a request is, where other runs write to the same store."""

    def claim(self, request: str) -> Future[Paid | None]:
        """The answer to a request; None once it is this run's to ask, until it lets go of it."""

    def release(self, request: str) -> None:
        """Let go of a claim, or of the wait for one."""


class Filter:
    """Which requests may be in a store: never a wrong no, rarely a wrong yes, and of one size for any number."""

    def __init__(self, requests: Iterable[str], size: int = 1 << 20) -> None:
        self._bits = bytearray(size)
        for request in requests:
            self.add(request)

    def add(self, request: str) -> None:
        """Remember a request's hash."""
        for place, bit in self._places(request):
            self._bits[place] |= bit

    def __contains__(self, request: str) -> bool:
        return all(self._bits[place] & bit for place, bit in self._places(request))

    def _places(self, request: str) -> list[tuple[int, int]]:
        number, size = int(request, 16), len(self._bits)
        return [((number >> shift & 0x3FFFFFFF) % size, 1 << (number >> shift + 29 & 7)) for shift in (0, 10, 20, 30)]


class PaidModel:
    """A model behind a store, asked at most `in_flight` times at a time. Stories ask through a seat of their own, which
    counts what they take."""

    def __init__(
        self,
        model: OpeningModel,
        store: Store,
        run: str,
        till: Till,
        pace: Pace,
        in_flight: int = 100,
        claims: Claiming | None = None,
    ) -> None:
        self.name = model.name
        self._model, self._store, self._run = model, store, run
        self._till, self._pace = till, pace
        self._lines = asyncio.Semaphore(in_flight)
        self._door = asyncio.Lock()
        self._claims = claims
        self._maybe = None if claims is not None else Filter(store.requests())
        self._asking: dict[str, asyncio.Future[None]] = {}

    def open(self) -> None:
        """Make ready to ask, while others make ready to write."""
        self._model.open(self._pause)

    def seat(self) -> Seat:
        """A model for one story."""
        return Seat(self)

    async def answer(self, prompt: Prompt, form: type[T]) -> tuple[Answer[T], Decimal | None]:
        """The answer, and what was paid for it now: None if it was there already."""
        request = request_hash(self.name, prompt, json_schema(form))
        while (asking := self._asking.get(request)) is not None:
            await asyncio.wait([asking])
        self._asking[request] = done = asyncio.get_running_loop().create_future()
        kept: Paid | None = None
        try:
            kept = await self._kept(request)
            if kept is not None:
                return _revived(kept, form), None
            return await self._bought(request, prompt, form)
        finally:
            if self._claims is not None and kept is None:
                self._claims.release(request)
            del self._asking[request]
            done.set_result(None)

    async def _held(self, prompt: Prompt) -> Decimal:
        """What is set aside for this call, once the budget has room for it beside the calls in flight."""
        while (held := self._till.hold(prompt)) is None:
            await asyncio.sleep(_LOOK)
        return held

    async def _turn(self) -> None:
        """Wait for this call's turn: one is begun at a time, and answers that have come are read before the next."""
        async with self._door:
            await asyncio.sleep(0)
        pause = self._pace.wait()
        if pause:
            await asyncio.sleep(pause)

    async def _pause(self, seconds: float) -> None:
        """The pause of a call that is to be tried again: its line is another's meanwhile."""
        self._lines.release()
        try:
            await asyncio.sleep(seconds)
        finally:
            await self._lines.acquire()

    async def _kept(self, request: str) -> Paid | None:
        """The answer in the store. If another run is asking for it, it is waited for; a file is this run's own."""
        if self._claims is not None:
            return await asyncio.wrap_future(self._claims.claim(request))
        return self._store.answer(request) if self._maybe is not None and request in self._maybe else None

    async def _bought(self, request: str, prompt: Prompt, form: type[T]) -> tuple[Answer[T], Decimal]:
        usage: Usage | None = None
        held = Decimal(0)
        try:
            async with self._lines:
                held = await self._held(prompt)
                await self._turn()
                given = await self._model.ask(prompt, form)
            usage = given.usage
            paid = Paid(request, given.model, str(given.outcome), given.text, given.fault, *given.usage)
            await asyncio.wrap_future(self._store.keep(paid, self._run))
            if self._maybe is not None:
                self._maybe.add(request)
        finally:
            cost = self._till.settle(held, usage)
        return given, cost


class Seat:
    """One story's model: it counts the answers that were bought for the story, and those that were there."""

    def __init__(self, paid: PaidModel) -> None:
        self.name = paid.name
        self._paid = paid
        self._usage = NO_USAGE
        self._usd = Decimal(0)
        self._bought = self._kept = 0

    async def ask(self, prompt: Prompt, answer: type[T]) -> Answer[T]:
        """The answer; see `asking.Model`."""
        given, cost = await self._paid.answer(prompt, answer)
        if cost is None:
            self._kept += 1
        else:
            self._bought += 1
            self._usd += cost
            self._usage = self._usage.plus(given.usage)
        return given

    @property
    def cost(self) -> dict[str, str]:
        """What the story took: answers bought and kept, tokens, dollars."""
        counted: dict[str, Any] = {
            "answers": self._bought,
            "kept": self._kept,
            **{name: count for name, count in self._usage._asdict().items() if count},
        }
        if self._usd:
            counted["usd"] = f"{self._usd.normalize():f}"
        return {name: str(count) for name, count in counted.items() if count}


def _revived(kept: Paid, form: type[T]) -> Answer[T]:
    """The answer as it was given."""
    usage = Usage(kept.asked, kept.said, kept.cached, kept.hidden)
    outcome = Outcome(kept.outcome)
    value = read_answer(kept.text, form).value if outcome is Outcome.ANSWERED else None
    return Answer(outcome, value, kept.text, kept.model, kept.request, usage, kept.fault)
