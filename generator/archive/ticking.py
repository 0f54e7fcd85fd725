"""Which entry of a rota was started for which time: claimed once, for ever, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, func, select, update

from generator.archive.entering import insert_into
from generator.archive.tables import ticks


class Ticks:
    """The part of an archive that a rota is kept by."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        submit: Callable[[Callable[[Connection], Any]], Future[Any]],
        now: Callable[[], datetime],
    ) -> None:
        self._reading, self._write, self._now = reading, submit, now

    def tick(self, entry: str, due: datetime, status: str = "started") -> bool:
        """Claim the tick of a rota's entry; False if it was ever claimed before."""

        def work(connection: Connection) -> bool:
            insert = insert_into(connection, ticks).on_conflict_do_nothing(index_elements=["entry", "due"])
            row = {"entry": entry, "due": due.astimezone(UTC), "status": status, "at": self._now()}
            return connection.execute(insert.values(row).returning(ticks.c.entry)).first() is not None

        won: bool = self._write(work).result()
        return won

    def ticked(self, entry: str, due: datetime, status: str) -> None:
        """Enter how a tick's run ended."""
        change = update(ticks).where(ticks.c.entry == entry, ticks.c.due == due.astimezone(UTC)).values(status=status)
        self._write(lambda connection: connection.execute(change) and None).result()

    def last_tick(self, entry: str) -> datetime | None:
        """The latest due time that was ever claimed for an entry."""
        with self._reading() as connection:
            due = connection.scalar(select(func.max(ticks.c.due)).where(ticks.c.entry == entry))
        return due.replace(tzinfo=due.tzinfo or UTC) if due else None
