"""Model stories, the run's side: one event loop with one client, which asks, commits and enters; the offices write."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, NamedTuple

from generator.archive import Told
from generator.batch import crew, office
from generator.batch.hiring import Hired
from generator.batch.items import Item
from generator.batch.office import Failure, Reply, Wish
from generator.batch.paid import PaidModel, Seat
from generator.batch.recording import Recorder, with_cost
from generator.batch.spending import Till
from generator.batch.telling import Interrupting, Order, Stopped
from generator.errors import ModelError

_CLERKS: Final = 8
"""Threads that enter stories and write their files."""
_ENTERING: Final = 2
"""Groups of stories that are entered at a time."""
_TOGETHER: Final = 20
"""Stories of a group: an answer that has come waits for one at the most."""
_AHEAD: Final = 2
"""For so many calls in flight there is one more seat."""
Chunks = Callable[[], "list[Item] | None"]


class Calls(NamedTuple):
    """What a model run works with."""

    chunks: Chunks
    order: Order
    recorder: Recorder
    model: PaidModel
    till: Till
    in_flight: int
    offices: int
    stopped: Callable[[], bool]


async def tell_by_model(calls: Calls) -> None:
    """Tell stories until there are none, with `in_flight` calls at a time; a seat's story is entered before its next.

    There are more seats than calls, so that a line that is free finds a prompt that is ready.

    Once the budget is spent, stories are entered as skipped. Raises Stopped where a setting of the model is wrong.
    """
    offices = max(1, min(calls.offices, calls.in_flight))
    share, more = divmod(calls.in_flight + -(-calls.in_flight // _AHEAD), offices)
    with ThreadPoolExecutor(_CLERKS, "clerk") as clerks:
        supply = _Supply(calls, clerks)
        entry = _Entry(calls, clerks)
        opening = asyncio.get_running_loop().run_in_executor(clerks, calls.model.open)
        tasks = [asyncio.create_task(entry.serve()) for _ in range(_ENTERING)]
        branches = [
            asyncio.create_task(_Branch(calls, supply, entry, clerks).serve(share + (number < more)))
            for number in range(offices)
        ]
        try:
            await asyncio.gather(opening, *branches)
        finally:
            for task in (*branches, *tasks):
                task.cancel()
            await asyncio.gather(*branches, *tasks, return_exceptions=True)


class _Supply:
    """The stories to tell, one at a time; a chunk is looked up in the archive when the last one is gone."""

    def __init__(self, calls: Calls, clerks: ThreadPoolExecutor) -> None:
        self._calls, self._clerks = calls, clerks
        self._ready: deque[Item] = deque()
        self._lock = asyncio.Lock()

    async def next(self) -> Item | None:
        async with self._lock:
            loop = asyncio.get_running_loop()
            while True:
                if self._calls.stopped():
                    return None
                if not self._ready:
                    chunk: list[Item] | None = await loop.run_in_executor(self._clerks, self._calls.chunks)
                    self._ready.extend(chunk or ())
                if not self._ready:
                    return None
                if not self._calls.till.reached:
                    return self._ready.popleft()
                left = list(self._ready)
                self._ready.clear()
                await loop.run_in_executor(self._clerks, self._calls.recorder.skip, left, self._calls.till.words)


class _Entry:
    """Enters told stories: those that come while others are being entered go together."""

    def __init__(self, calls: Calls, clerks: ThreadPoolExecutor) -> None:
        self._calls, self._clerks = calls, clerks
        self._waiting: asyncio.Queue[tuple[Told, asyncio.Future[None]]] = asyncio.Queue()

    async def enter(self, story: Told) -> None:
        """Have a story entered; it is when this returns."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait((story, done))
        await done

    async def serve(self) -> None:
        """Enter what waits, for as long as the run lasts."""
        loop = asyncio.get_running_loop()
        while True:
            group = [await self._waiting.get()]
            while not self._waiting.empty() and len(group) < _TOGETHER:
                group.append(self._waiting.get_nowait())
            try:
                await loop.run_in_executor(self._clerks, self._calls.recorder.enter, [story for story, _ in group])
            except Exception as error:  # noqa: BLE001 - handed to whoever waits for the story
                for _, done in group:
                    if not done.done():
                        done.set_exception(error)
                continue
            for _, done in group:
                if not done.done():
                    done.set_result(None)


class _Branch:
    """One office: its process, the stories that it has out, and the replies to its wishes."""

    def __init__(self, calls: Calls, supply: _Supply, entry: _Entry, clerks: ThreadPoolExecutor) -> None:
        self._calls, self._supply, self._entry, self._clerks = calls, supply, entry, clerks
        self._out: dict[int, tuple[Item, Seat]] = {}
        self._suspects: deque[Item] = deque()
        self._running: set[asyncio.Task[None]] = set()

    async def serve(self, seats: int) -> None:
        """Run the office; after a death, tell the stories it had out one by one, and go on."""
        await self._office(seats)
        while self._out:
            self._suspects = deque(item for item, _ in self._out.values())
            self._out.clear()
            while self._suspects:
                await self._office(1, alone=True)
                for item, _ in list(self._out.values()):
                    await self._enter(crew.lost(item, self._calls.order), None)
                self._out.clear()
            await self._office(seats)

    async def _office(self, seats: int, alone: bool = False) -> None:
        loop = asyncio.get_running_loop()
        hired = await loop.run_in_executor(self._clerks, Hired, office.work, self._calls.order, seats)
        ended: asyncio.Future[None] = loop.create_future()

        def over(error: BaseException | None) -> None:
            if not ended.done():
                ended.set_exception(error) if error is not None else ended.set_result(None)

        def listen() -> None:
            while True:
                try:
                    wish: Wish = hired.pipe.recv()
                except (EOFError, OSError):
                    loop.call_soon_threadsafe(over, None)
                    return
                loop.call_soon_threadsafe(heed, wish)

        def heed(wish: Wish) -> None:
            task = loop.create_task(self._heed(wish, hired, alone))
            self._running.add(task)
            task.add_done_callback(settle)

        def settle(task: asyncio.Task[None]) -> None:
            self._running.discard(task)
            if not task.cancelled() and task.exception() is not None:
                over(task.exception())

        listener = threading.Thread(target=listen, daemon=True)
        listener.start()
        try:
            await ended
        finally:
            for task in list(self._running):
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)
            hired.stop()
            listener.join()
            hired.let_go()

    async def _heed(self, wish: Wish, hired: Hired, alone: bool) -> None:
        reply = await self._reply(wish, alone)
        try:
            hired.pipe.send(reply)
        except OSError:
            return

    async def _reply(self, wish: Wish, alone: bool) -> Reply:
        if wish.what == "next":
            item = await self._next(alone)
            if item is not None:
                self._out[item.place] = item, self._calls.model.seat()
            return Reply(wish.number, item)
        if wish.what == "ask":
            return await self._answer(wish)
        item, seat = self._out[wish.place]
        if wish.what == "left":
            await self._run(self._calls.recorder.skip, [item], wish.content)
        elif wish.what == "stopped":
            story, failure = wish.content
            await self._enter(story, seat)
            raise Stopped(story, str(failure.message), failure.outcome)
        else:
            story, troubles = wish.content
            for text in troubles:
                self._calls.recorder.trouble(text)
            await self._enter(story, seat)
        del self._out[wish.place]
        return Reply(wish.number)

    async def _next(self, alone: bool) -> Item | None:
        if alone:
            return self._suspects.popleft() if self._suspects else None
        return await self._supply.next()

    async def _answer(self, wish: Wish) -> Reply:
        prompt, form = wish.content
        try:
            return Reply(wish.number, await self._out[wish.place][1].ask(prompt, form))
        except Interrupting as error:
            return Reply(wish.number, str(error), "left")
        except ModelError as error:
            return Reply(wish.number, Failure(str(error), str(error.outcome)), "model")

    async def _enter(self, story: Told, seat: Seat | None) -> None:
        await self._entry.enter(with_cost(story, seat.cost if seat else {}))

    async def _run(self, task: Callable[..., None], *arguments: Any) -> None:
        await asyncio.get_running_loop().run_in_executor(self._clerks, task, *arguments)
