"""Template stories on all cores: worker processes that each take a chunk of sheets and hand back told stories."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from typing import Final, NamedTuple

from generator.archive import Line, Told
from generator.batch.hiring import Hired
from generator.batch.items import Item
from generator.batch.telling import Order, tell

CHUNK: Final = 25
"""Stories that a worker tells before it hands them in."""


class Handed(NamedTuple):
    """A told chunk with the tracebacks of what crashed in it."""

    told: list[Told]
    troubles: list[str]


def work(pipe: Connection, order: Order) -> None:
    """A worker's life: it ends when the run at the other end of the pipe does, however that ended."""
    while True:
        try:
            chunk: list[Item] = pipe.recv()
        except (EOFError, OSError):
            return
        troubles: list[str] = []
        told = [tell(item, order, troubles.append) for item in chunk]
        try:
            pipe.send(Handed(told, troubles))
        except (BrokenPipeError, OSError):
            return


class _Worker:
    """One worker process, started anew if it dies."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._hired = Hired(work, order)

    def give(self, chunk: list[Item]) -> None:
        """Hand over a chunk; a dead worker is noticed when its chunk is taken back."""
        try:
            self._hired.pipe.send(chunk)
        except OSError:
            return

    def take(self, chunk: list[Item]) -> Handed:
        """The told chunk. A sheet that ends its worker is found by telling them one by one, and recorded."""
        try:
            handed: Handed = self._hired.pipe.recv()
            return handed
        except (EOFError, OSError):
            self._hired.let_go()
            self._hired = Hired(work, self._order)
        if len(chunk) == 1:
            return Handed([lost(chunk[0], self._order)], [f"{chunk[0].name}: the worker process died of it"])
        told: list[Told] = []
        troubles: list[str] = []
        for item in chunk:
            self.give([item])
            one = self.take([item])
            told += one.told
            troubles += one.troubles
        return Handed(told, troubles)

    def close(self) -> None:
        """End the worker."""
        self._hired.let_go()


def lost(item: Item, order: Order) -> Told:
    """What becomes of a sheet that ended its worker."""
    reason = "crashed: the process that told it ended"
    return Told(Line(item.place, item.name, "", order.work(item.sha), "failed", reason, required=item.required), None)


def tell_all(
    chunks: Callable[[], list[Item] | None],
    order: Order,
    enter: Callable[[list[Told]], None],
    trouble: Callable[[str], None],
    workers: int,
) -> None:
    """Tell chunks until there are none, on `workers` processes; `enter` is called as each chunk is told.

    `chunks` and `enter` are called from several threads. A worker gets its next chunk before its last one is entered.
    The first error of `chunks` or `enter` ends the run and is raised.
    """
    errors: list[BaseException] = []

    def serve() -> None:
        worker = _Worker(order)
        try:
            chunk = chunks()
            if chunk:
                worker.give(chunk)
            while chunk:
                handed = worker.take(chunk)
                chunk = None if errors else chunks()
                if chunk:
                    worker.give(chunk)
                for text in handed.troubles:
                    trouble(text)
                enter(handed.told)
        except BaseException as error:  # noqa: BLE001 - raised in the thread that waits for all
            errors.append(error)
        finally:
            worker.close()

    threads = [threading.Thread(target=serve, name=f"crew-{number}") for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


def tell_here(
    chunks: Callable[[], list[Item] | None],
    order: Order,
    enter: Callable[[list[Told]], None],
    trouble: Callable[[str], None],
) -> None:
    """The same in this process: for a few stories, or on one core."""
    while chunk := chunks():
        enter([tell(item, order, trouble) for item in chunk])


def in_chunks(items: Iterator[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    chunk: list[Item] = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
