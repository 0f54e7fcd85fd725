"""The one thread that writes to the archive: what waits is committed together, and each is told when it is safe."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from generator.archive.opening import translated

T = TypeVar("T")
MOST: Final = 100
"""Stories that are committed together at most."""
LONGEST: Final = 0.05
"""Seconds that a group is gathered at most. A group is closed as soon as nothing more waits: the next one gathers
while this one is being committed."""
_TRIES: Final = 3


class _Job(NamedTuple):
    work: Callable[[Connection], Any]
    weight: int
    done: Future[Any]


class Writer:
    """Takes work for one connection. A future's result means: committed."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine, self._place = engine.execution_options(writes=True), place
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="archive-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], T], weight: int = 1) -> Future[T]:
        """Have `work` done in a transaction; `weight` is the number of stories it writes."""
        done: Future[T] = Future()
        self._jobs.put(_Job(work, weight, done))
        return done

    def close(self) -> None:
        """Commit what waits, and end."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        last = False
        while not last:
            job = self._jobs.get()
            if job is None:
                return
            group, last = self._gathered(job)
            self._commit(group)

    def _gathered(self, first: _Job) -> tuple[list[_Job], bool]:
        group, weight, until = [first], first.weight, time.monotonic() + LONGEST
        while weight < MOST and time.monotonic() < until:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return group, True
            group.append(job)
            weight += job.weight
        return group, False

    def _commit(self, group: list[_Job]) -> None:
        """Commit the group; if one of it fails, each by itself, so that it costs no other."""
        try:
            results = self._together(group)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for the job
            if len(group) == 1:
                group[0].done.set_exception(error)
                return
            for job in group:
                self._commit([job])
            return
        for job, result in zip(group, results, strict=True):
            job.done.set_result(result)

    def _together(self, group: list[_Job]) -> list[Any]:
        for left in reversed(range(_TRIES)):
            try:
                with translated(self._place), self._engine.connect() as connection, connection.begin():
                    return [job.work(connection) for job in group]
            except Exception as error:
                raced = isinstance(error.__cause__, IntegrityError)
                if not raced or not left:
                    raise
        raise AssertionError
