"""The far side of a model run: a worker process that writes and checks stories, and asks the run for everything else.

Reading answers and committing them is the run's own business and must not wait for a check; so checks are made here.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import threading
from multiprocessing.connection import Connection
from typing import Any, Final, Literal, NamedTuple

from generator.batch.items import Item
from generator.batch.telling import Interrupting, Order, Stopped, told
from generator.errors import ModelError
from generator.llm.asking import Answer, Prompt, T

_BEHIND: Final = 10
"""How far a worker steps behind the run: an answer that has come is committed before another text is checked."""
What = Literal["next", "ask", "told", "left", "stopped"]


class Wish(NamedTuple):
    """What a worker asks of the run; the reply carries the number."""

    number: int
    what: What
    place: int
    content: Any = None


class Reply(NamedTuple):
    """The run's reply; `fault` names what stands in the way of an answer."""

    number: int
    content: Any = None
    fault: Literal["", "model", "left"] = ""


class Failure(NamedTuple):
    """An error of the model, as it crosses the pipe."""

    message: str
    outcome: str


def work(pipe: Connection, order: Order, seats: int) -> None:
    """A worker's life: `seats` stories at a time until the run has no more."""
    os.nice(_BEHIND)
    asyncio.run(_Office(pipe, order).open(seats))
    pipe.close()


class _Office:
    def __init__(self, pipe: Connection, order: Order) -> None:
        self._pipe, self._order = pipe, order
        self._numbers = itertools.count()
        self._open: dict[int, asyncio.Future[Reply]] = {}

    async def open(self, seats: int) -> None:
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._listen, args=(loop,), daemon=True).start()
        await asyncio.gather(*(self._serve() for _ in range(seats)))

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hand replies to the loop. The run's end is the end of this process."""
        while True:
            try:
                reply: Reply = self._pipe.recv()
            except (EOFError, OSError):
                os._exit(0)
            loop.call_soon_threadsafe(self._settle, reply)

    def _settle(self, reply: Reply) -> None:
        self._open.pop(reply.number).set_result(reply)

    async def wish(self, what: What, place: int, content: Any = None) -> Reply:
        number = next(self._numbers)
        self._open[number] = asyncio.get_running_loop().create_future()
        self._pipe.send(Wish(number, what, place, content))
        return await self._open[number]

    async def _serve(self) -> None:
        item: Item | None
        while (item := (await self.wish("next", -1)).content) is not None:
            troubles: list[str] = []
            model = _Line(self, item.place, self._order.model)
            try:
                story = await told(item, self._order, model, troubles.append)
            except Interrupting as error:
                await self.wish("left", item.place, str(error))
            except Stopped as stopped:
                await self.wish("stopped", item.place, (stopped.told, Failure(str(stopped), stopped.outcome)))
            else:
                await self.wish("told", item.place, (story, troubles))


class _Line:
    """The model, at the other end of the pipe."""

    def __init__(self, office: _Office, place: int, name: str) -> None:
        self._office, self._place = office, place
        self.name = name

    async def ask(self, prompt: Prompt, answer: type[T]) -> Answer[T]:
        """The answer; see `asking.Model`."""
        reply = await self._office.wish("ask", self._place, (prompt, answer))
        if reply.fault == "left":
            raise Interrupting(reply.content)
        if reply.fault == "model":
            raise ModelError(*reply.content)
        given: Answer[T] = reply.content
        return given
