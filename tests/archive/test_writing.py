"""The writer: what another process's write crossed is done again, and what cannot be done is told to whoever waits."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from generator.archive import Archive, Line, opening
from generator.errors import ArchiveError
from tests.server import empty_archive

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


class UndoneError(Exception):
    """An error as a server's driver gives it."""

    def __init__(self, state: str) -> None:
        super().__init__("the transaction was undone")
        self.sqlstate = state


def failing(state: str, times: int) -> tuple[Callable[[Connection], str], list[int]]:
    """Work that the server undoes so many times, and the tries it took."""
    tries: list[int] = []

    def work(connection: Connection) -> str:
        tries.append(len(tries))
        if len(tries) <= times:
            raise OperationalError("update", {}, UndoneError(state))
        return "done"

    return work, tries


@pytest.mark.parametrize("state", ["40P01", "40001"])
def test_what_the_server_undid_is_done_again(tmp_path: Path, state: str) -> None:
    archive = Archive(str(tmp_path / "a.db"), lambda: NOW)
    work, tries = failing(state, 3)
    assert archive._write(work).result() == "done"
    assert len(tries) == 4
    archive.close()


@pytest.mark.parametrize(("state", "expected"), [("40P01", 5), ("42601", 1)], ids=["for ever", "another fault"])
def test_not_for_ever_and_not_for_another_fault(tmp_path: Path, state: str, expected: int) -> None:
    archive = Archive(str(tmp_path / "a.db"), lambda: NOW)
    work, tries = failing(state, 99)
    with pytest.raises(ArchiveError, match="undone"):
        archive._write(work).result()
    assert len(tries) == expected
    archive.close()


def test_two_runs_that_wait_for_each_other_both_write() -> None:
    place = empty_archive()
    archives = [Archive(place, lambda: NOW) for _ in range(2)]
    archives[0].put_lines("r", [Line(place, "n", "", "w", "ready") for place in (0, 1)]).result()
    both = threading.Barrier(2)

    def crossing(first: int) -> Callable[[Connection], None]:
        change = text("update manifest set reason = reason || :mark where place = :place")
        tries: list[int] = []

        def work(connection: Connection) -> None:
            connection.execute(change, {"place": first, "mark": str(first)})
            if not tries:
                tries.append(0)
                both.wait(20)
            connection.execute(change, {"place": 1 - first, "mark": str(first)})

        return work

    for future in [archive._write(crossing(first)) for first, archive in enumerate(archives)]:
        future.result(30)
    assert [sorted(line.reason) for line in archives[0].lines("r")] == [["0", "1"], ["0", "1"]]
    for archive in archives:
        archive.close()


def test_a_file_that_stays_locked_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.db"
    engine = opening.open_engine(str(path), busy=0.5)
    monkeypatch.setattr("generator.archive.archive.open_engine", lambda place: engine)
    archive = Archive(str(path), lambda: NOW)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")
    began = time.monotonic()
    jobs = [archive.put_lines("r", [Line(place, "n", "", "w", "ready")]) for place in range(20)]
    for job in jobs:
        with pytest.raises(ArchiveError, match="locked by another process"):
            job.result()
    assert time.monotonic() - began < 5
    other.close()
    archive.put_lines("r", [Line(0, "n", "", "w", "ready")]).result()
    archive.close()


def test_what_nobody_waits_for_any_more_is_written(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path / "a.db"), lambda: NOW)
    going_on = threading.Event()
    archive._write(lambda connection: going_on.wait(10) and None)
    left = archive.put_lines("r", [Line(0, "n", "", "w", "ready")])
    assert not left.cancel()
    going_on.set()
    archive.put_lines("r", [Line(1, "n", "", "w", "ready")]).result(10)
    assert [line.place for line in archive.lines("r")] == [0, 1]
    archive.close()


def test_a_connection_that_breaks_is_made_again() -> None:
    archive = Archive(empty_archive(), lambda: NOW)
    tries: list[int] = []

    def work(connection: Connection) -> str:
        tries.append(len(tries))
        if len(tries) == 1:
            connection.execute(text("select pg_terminate_backend(pg_backend_pid())"))
        return "done"

    assert archive._write(work).result(10) == "done"
    assert len(tries) == 2
    archive.put_lines("r", [Line(0, "n", "", "w", "ready")]).result(10)
    assert len(list(archive.lines("r"))) == 1
    archive.close()


class Away:
    """A server that takes connections after so many tries."""

    def __init__(self, times: int, state: str = "") -> None:
        self.tries, self.times, self.state = 0, times, state

    def connect(self) -> str:
        self.tries += 1
        if self.tries <= self.times:
            raise OperationalError("connect", {}, UndoneError(self.state))
        return "connection"


@pytest.mark.parametrize(
    ("server", "tries"),
    [(Away(3), 4), (Away(2, "57P03"), 3), (Away(99), 34), (Away(99, "28P01"), 1)],
    ids=["gone", "coming up", "for good", "another fault"],
)
def test_a_server_that_is_away_is_waited_for(server: Away, tries: int) -> None:
    passed: list[float] = []
    try:
        opening.connected(server, 60.0, lambda: sum(passed), passed.append)  # type: ignore[arg-type]
    except OperationalError:
        assert server.times == 99
    assert server.tries == tries
    assert sum(passed) <= 60


def test_who_waits_for_a_server_that_stays_away_is_told_at_once() -> None:
    archive = Archive(empty_archive(), lambda: NOW)
    archive._writer._engine = Away(99)  # type: ignore[assignment]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.archive.writing.connected", lambda engine: engine.connect())
        jobs = [archive.put_lines("r", [Line(place, "n", "", "w", "ready")]) for place in range(20)]
        for job in jobs:
            with pytest.raises(ArchiveError, match="undone"):
                job.result(10)
    archive.close()
