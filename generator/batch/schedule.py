"""Keeping a rota: every entry once for every time at which it is due, whatever the clock and the process do between."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final, NamedTuple, Protocol

from generator.batch.rota import Entry, Rota
from generator.errors import NeurowireError

LONGEST: Final = 60.0
"""Seconds between two looks at the clock: it may be set, or the machine may sleep."""


class Ticks(Protocol):
    """Where it is kept which entry was started for which time."""

    def tick(self, entry: str, due: datetime, status: str = "started") -> bool:
        """Claim a tick; False if it was ever claimed."""

    def ticked(self, entry: str, due: datetime, status: str) -> None:
        """Enter how a tick ended."""

    def last_tick(self, entry: str) -> datetime | None:
        """The latest time that was claimed."""


class Due(NamedTuple):
    """An entry and a time at which it is due."""

    at: datetime
    entry: Entry


class Clock(NamedTuple):
    """What tells the time and how to wait; `wait` returns whether to go on."""

    now: Callable[[], datetime]
    wait: Callable[[float], bool]


Run = Callable[[Due], int]
Tell = Callable[[str], None]


def coming(rota: Rota, after: datetime, count: int) -> list[Due]:
    """The next times of all entries, in order."""

    def of(entry: Entry) -> Iterator[tuple[datetime, str, Due]]:
        for at in entry.due(after):
            yield at.astimezone(UTC), entry.name, Due(at, entry)

    return [due for _, _, due in islice(heapq.merge(*map(of, rota.entries), key=lambda item: item[:2]), count)]


class Keeper:
    """Keeps one rota on one archive."""

    def __init__(self, name: str, rota: Rota, ticks: Ticks, clock: Clock, run: Run, tell: Tell) -> None:
        self._name, self._rota, self._ticks = name, rota, ticks
        self._clock, self._run, self._tell = clock, run, tell
        self._since = {entry.name: self._begin(entry) for entry in rota.entries}

    def _begin(self, entry: Entry) -> datetime | None:
        """From when on an entry's times count; None if it was never run and begins now."""
        last = self._ticks.last_tick(self._key(entry))
        return min(last, self._clock.now()) if last is not None else None

    def _key(self, entry: Entry) -> str:
        return f"{self._name}:{entry.name}"

    def once(self) -> int:
        """Run what is due, or became due while nobody kept the rota; gives the worst exit code.

        An entry that was never run is due if its time came within its grace.
        """
        for entry in self._rota.entries:
            if self._since[entry.name] is None:
                self._since[entry.name] = self._clock.now() - timedelta(minutes=entry.grace)
        return self._pass()

    def keep(self) -> None:
        """Run every entry at its times until told to stop."""
        for entry in self._rota.entries:
            if self._since[entry.name] is None:
                self._since[entry.name] = self._clock.now()
        while True:
            self._pass()
            ahead = coming(self._rota, self._clock.now(), 1)
            if not ahead:
                return
            left = (ahead[0].at.astimezone(UTC) - self._clock.now().astimezone(UTC)).total_seconds()
            if not self._clock.wait(min(max(left, 0.0), LONGEST)):
                return

    def _pass(self) -> int:
        """Run all that is due now, in order of time."""
        now = self._clock.now()
        due: list[Due] = []
        for entry in self._rota.entries:
            since = self._since[entry.name]
            assert since is not None
            due += self._chosen(entry, entry.due_until(min(since, now), now), now)
            self._since[entry.name] = now
        worst = 0
        for one in sorted(due, key=lambda item: (item.at.astimezone(UTC), item.entry.name)):
            worst = max(worst, self._start(one))
        return worst

    def _chosen(self, entry: Entry, times: list[datetime], now: datetime) -> list[Due]:
        """Which of the times that have come are run; the others are entered as missed."""
        fresh = now.astimezone(UTC) - timedelta(minutes=entry.grace)
        late = [at for at in times if at.astimezone(UTC) < fresh]
        if entry.missed == "skip":
            left = late
        elif entry.missed == "once":
            left = times[:-1]
        else:
            left = []
        for at in left:
            if self._ticks.tick(self._key(entry), at, "missed"):
                self._tell(f"{entry.name}: {at:%Y-%m-%d %H:%M %Z} was missed")
        return [Due(at, entry) for at in times if at not in left]

    def _start(self, due: Due) -> int:
        key = self._key(due.entry)
        if not self._ticks.tick(key, due.at):
            return 0
        self._tell(f"{due.entry.name}: due {due.at:%Y-%m-%d %H:%M %Z}")
        try:
            code = self._run(due)
            status = f"exit {code}"
        except NeurowireError as error:
            code, status = error.exit_code, "failed"
            self._tell(f"{due.entry.name}: {error}")
        self._ticks.ticked(key, due.at, status)
        return code
