"""Whose a request is: on a server's archive one run asks it at a time, and others wait for the answer it commits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import Future
from typing import Final

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.exc import DBAPIError

from generator.archive.lock import session
from generator.archive.opening import shown, translated
from generator.archive.records import Paid
from generator.archive.tables import answers
from generator.errors import ArchiveError

_LOOK: Final = 0.1
"""Seconds between two looks at what other runs are asking."""
_TAKE: Final = text("SELECT n FROM unnest(CAST(:numbers AS bigint[])) AS n WHERE pg_try_advisory_lock(n)")
_FREE: Final = text("SELECT pg_advisory_unlock(n) FROM unnest(CAST(:numbers AS bigint[])) AS n")
_PAID: Final = tuple(answers.c[name] for name in Paid._fields)


class Claims:
    """The requests that this process is asking, or waits for another to have asked.

    They are locks of one session, however many they are, and what is wanted while the server answers goes to it
    together the next time. The server lets go of them when the session ends, so also when the process is killed.
    """

    def __init__(self, engine: Engine, place: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._engine, self._place, self._clock = engine, place, clock
        self._changed = threading.Condition()
        self._orders: list[tuple[str, Future[Paid | None] | None]] = []
        self._closing = False
        self._thread: threading.Thread | None = None
        self._waiting: dict[str, Future[Paid | None]] = {}
        self._held: set[str] = set()
        self._session: Connection | None = None
        self._next_look = clock()

    def claim(self, request: str) -> Future[Paid | None]:
        """The committed answer to a request, by its hash; None once the request is this process's to ask.

        Whoever is given None lets go of it when the answer is committed, or there will be none. One caller at a time
        may want a request. The future raises ArchiveError if the server cannot be asked.
        """
        settled: Future[Paid | None] = Future()
        settled.set_running_or_notify_cancel()
        self._order(request, settled)
        return settled

    def release(self, request: str) -> None:
        """Let go of a claim, or of the wait for one."""
        self._order(request, None)

    def close(self) -> None:
        """Let go of all claims; whoever waits for one is told by an ArchiveError."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _order(self, request: str, settled: Future[Paid | None] | None) -> None:
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="archive-claims", daemon=True)
                self._thread.start()
            self._orders.append((request, settled))
            self._changed.notify()

    def _run(self) -> None:
        while (orders := self._taken()) is not None:
            wanted, freed = self._sorted(orders)
            try:
                self._settle(wanted, freed)
            except ArchiveError as error:
                self._refuse(error)
        self._refuse(ArchiveError(f"{shown(self._place)}: the archive is closed"))
        self._hang_up()

    def _taken(self) -> list[tuple[str, Future[Paid | None] | None]] | None:
        """What came since; empty when it is time for a look, None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._orders or self._closing, _LOOK if self._waiting else None)
            orders, self._orders = self._orders, []
            return None if self._closing else orders

    def _sorted(self, orders: list[tuple[str, Future[Paid | None] | None]]) -> tuple[list[str], list[str]]:
        """The requests to be looked at now, and those to be let go of."""
        fresh: list[str] = []
        freed: list[str] = []
        for request, settled in orders:
            if settled is not None:
                self._waiting[request] = settled
                fresh.append(request)
            elif request in self._held:
                self._held.remove(request)
                freed.append(request)
            else:
                self._waiting.pop(request, None)
        now = self._clock()
        if now < self._next_look:
            return [request for request in fresh if request in self._waiting], freed
        self._next_look = now + _LOOK
        return list(self._waiting), freed

    def _settle(self, wanted: list[str], freed: list[str]) -> None:
        """Let go, take what nobody holds, and only then look for answers: whoever held it before has committed."""
        try:
            won, found = self._asked(wanted, freed)
        except DBAPIError:
            self._hang_up()
            with translated(self._place):
                won, found = self._asked(wanted, freed)
        for request in wanted:
            if request in won:
                self._held.add(request)
            if request in found:
                self.release(request)
            if request in won or request in found:
                self._waiting.pop(request).set_result(found.get(request))

    def _asked(self, wanted: list[str], freed: list[str]) -> tuple[set[str], dict[str, Paid]]:
        if self._session is None:
            self._session = session(self._engine, self._place)
            self._locked(self._session, self._held)
        if freed:
            self._session.execute(_FREE, {"numbers": list(map(_number, freed))})
        if not wanted:
            return set(), {}
        won = self._locked(self._session, wanted)
        rows = self._session.execute(select(*_PAID).where(answers.c.request.in_(wanted)))
        return won, {row.request: Paid(*row) for row in rows}

    def _locked(self, connection: Connection, requests: Collection[str]) -> set[str]:
        """Which of these could be locked now."""
        numbers = {_number(request): request for request in requests}
        if not numbers:
            return set()
        return {numbers[number] for number in connection.scalars(_TAKE, {"numbers": list(numbers)})}

    def _refuse(self, error: ArchiveError) -> None:
        for settled in self._waiting.values():
            settled.set_exception(error)
        self._waiting.clear()

    def _hang_up(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None


def _number(request: str) -> int:
    """The 64 bits of a request's hash as the server counts them, with a sign."""
    number = int(request, 16)
    return number - (1 << 64) if number >> 63 else number
