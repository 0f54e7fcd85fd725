"""The one thread that writes to the archive: what waits is committed together, and each is told when it is safe."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine

from generator.archive.faults import is_broken, is_no_jobs, is_race
from generator.archive.opening import connected, translated
from generator.errors import ArchiveError

T = TypeVar("T")
MOST: Final = 100
"""Stories that are committed together at most. A group is what waits, and waits for no more: the next one gathers while
this one is being committed."""
_TRIES: Final = 5
"""How often a group is tried that another process's write crossed. A try waits for that write, so none of them is short
of its turn."""


class _Job(NamedTuple):
    work: Callable[[Connection], Any]
    weight: int
    done: Future[Any]


class Writer:
    """Takes work for one connection. A future's result means: committed."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine, self._place = engine.execution_options(writes=True), place
        self._first: deque[_Job] = deque()
        self._others: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="archive-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], T], weight: int = 1, first: bool = False) -> Future[T]:
        """Have `work` done in a transaction; `weight` is the number of stories it writes.

        What is `first` goes before all else that waits, in a transaction that waits for nothing else. What was handed
        in is written, also if nobody waits for it any more: the future cannot be cancelled.
        """
        done: Future[T] = Future()
        done.set_running_or_notify_cancel()
        with self._changed:
            (self._first if first else self._others).append(_Job(work, weight, done))
            self._changed.notify()
        return done

    def close(self) -> None:
        """Commit what waits, and end."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        others_turn = False
        while group := self._gathered(others_turn):
            others_turn = not others_turn
            self._commit(group)

    def _gathered(self, others_turn: bool) -> list[_Job]:
        """The jobs to commit next, none at the end. The others get every second turn, however much comes first."""
        with self._changed:
            while not (self._first or self._others or self._closing):
                self._changed.wait()
            line = self._others if self._others and (others_turn or not self._first) else self._first
            group: list[_Job] = []
            while line and sum(job.weight for job in group) < MOST:
                group.append(line.popleft())
            return group

    def _commit(self, group: list[_Job]) -> None:
        """Commit the group; if one of it fails, each by itself, so that it costs no other.

        A file that stayed locked, or a server that stayed away, for as long as is waited is the fault of no job: all
        are told so at once, rather than each after another wait.
        """
        try:
            results = self._together(group)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits for the job
            if len(group) == 1 or is_no_jobs(error):
                for job in group:
                    job.done.set_exception(error)
                return
            for job in group:
                self._commit([job])
            return
        for job, result in zip(group, results, strict=True):
            job.done.set_result(result)

    def _together(self, group: list[_Job]) -> list[Any]:
        """The results of a group, committed. What broke off before its commit was begun did not happen, and is done
        again; what broke off in it may have."""
        left = _TRIES
        while True:
            done = False
            try:
                with translated(self._place), connected(self._engine) as connection, connection.begin():
                    results = [job.work(connection) for job in group]
                    done = True
                return results
            except ArchiveError as error:
                left -= 1
                if not left or not (is_race(error) or (is_broken(error) and not done)):
                    raise
