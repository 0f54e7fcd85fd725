"""Two runs on one server's archive: a request is one run's at a time, however the run ends."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import wait
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text

from generator.archive import Archive, Paid
from generator.archive.claiming import Claims
from generator.errors import ArchiveError
from tests.conftest import ROOT
from tests.server import empty_archive

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
REQUEST = "fedcba9876543210"
PAID = Paid(REQUEST, "m", "answered", "text", "", 1, 2, 3, 4)
SOON = 0.5
"""Seconds within which a claim that is free is given."""


@pytest.fixture
def place() -> str:
    return empty_archive()


@pytest.fixture
def opened(place: str) -> Iterator[Callable[[], tuple[Archive, Claims]]]:
    archives: list[Archive] = []

    def make() -> tuple[Archive, Claims]:
        archive = Archive(place, lambda: NOW)
        archives.append(archive)
        assert archive.claims is not None
        return archive, archive.claims

    yield make
    for archive in archives:
        archive.close()


Opened = Callable[[], tuple[Archive, Claims]]


def _ask(place: str, question: str) -> int:
    engine = create_engine(place, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        found = connection.scalar(text(question)) or 0
    engine.dispose()
    return int(found)


def test_the_second_reads_what_the_first_commits(opened: Opened) -> None:
    (archive, first), (_, second) = opened(), opened()
    assert first.claim(REQUEST).result(5) is None
    waiting = second.claim(REQUEST)
    assert not wait([waiting], SOON).done
    archive.keep(PAID, "r").result()
    first.release(REQUEST)
    assert waiting.result(5) == PAID
    assert first.claim(REQUEST).result(5) == second.claim(REQUEST).result(5) == PAID


def test_a_request_that_came_to_nothing_is_anothers(opened: Opened) -> None:
    (_, first), (_, second) = opened(), opened()
    assert first.claim(REQUEST).result(5) is None
    waiting = second.claim(REQUEST)
    first.release(REQUEST)
    assert waiting.result(5) is None
    back = first.claim(REQUEST)
    assert not wait([back], SOON).done


def test_a_wait_may_be_given_up(opened: Opened) -> None:
    (_, first), (_, second) = opened(), opened()
    assert first.claim(REQUEST).result(5) is None
    second.claim(REQUEST)
    second.release(REQUEST)
    first.release(REQUEST)
    assert first.claim(REQUEST).result(5) is None


def test_many_take_one_connection(opened: Opened, place: str) -> None:
    (_, first), (_, second) = opened(), opened()
    requests = [f"{number * 0x9E3779B97F4A7C15 % (1 << 64):016x}" for number in range(1000)]
    assert [claim.result(5) for claim in map(first.claim, requests)] == [None] * 1000
    waiting = [second.claim(request) for request in requests]
    assert not wait(waiting, SOON).done
    mine = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    assert _ask(place, mine) <= 2 * 3
    assert _ask(place, "select count(*) from pg_locks where locktype = 'advisory' and granted") == 1000
    for request in requests:
        first.release(request)
    assert [claim.result(5) for claim in waiting] == [None] * 1000


def test_a_process_that_is_killed_holds_nothing(opened: Opened, place: str) -> None:
    script = f"""
import sys
from generator.archive import Archive
print(Archive({place!r}, None).claims.claim({REQUEST!r}).result(), flush=True)
sys.stdin.read()
"""
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"None\n"
        waiting = opened()[1].claim(REQUEST)
        assert not wait([waiting], SOON).done
        owner.kill()
        assert waiting.result(5) is None


def test_a_session_that_breaks_is_taken_up_again(opened: Opened, place: str) -> None:
    (_, first), (_, second) = opened(), opened()
    assert first.claim(REQUEST).result(5) is None
    assert _ask(place, "select count(pg_terminate_backend(pid)) from pg_locks where locktype = 'advisory'") == 1
    assert first.claim("1" * 16).result(5) is None
    waiting = second.claim(REQUEST)
    assert not wait([waiting], SOON).done
    first.release(REQUEST)
    assert waiting.result(5) is None


def test_a_closed_archive_tells_who_waits(opened: Opened) -> None:
    (_, first), (_, second) = opened(), opened()
    assert first.claim(REQUEST).result(5) is None
    waiting = second.claim(REQUEST)
    time.sleep(0.01)
    second.close()
    with pytest.raises(ArchiveError, match="closed"):
        waiting.result(5)
