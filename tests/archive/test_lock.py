"""One run at a time, on a server's archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, text

from generator.archive import Archive
from generator.errors import ArchiveError
from tests.server import empty_archive

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
WORK = "fedcba9876543210"


@pytest.fixture
def archives() -> Iterator[tuple[Archive, Archive]]:
    place = empty_archive()
    both = Archive(place, lambda: NOW), Archive(place, lambda: NOW)
    yield both
    for archive in both:
        archive.close()


def taken(archive: Archive, work: str = WORK) -> bool:
    with ExitStack() as stack:
        try:
            stack.enter_context(archive.alone(work))
        except ArchiveError:
            return False
        return True


def test_one_at_a_time(archives: tuple[Archive, Archive]) -> None:
    first, second = archives
    with first.alone(WORK):
        with pytest.raises(ArchiveError, match="the same run is going on elsewhere"), second.alone(WORK):
            pass
        assert not taken(first)
        assert taken(second, "1" * 16)
    assert taken(second)
    assert taken(first)


def test_the_holder_keeps_no_transaction_open(archives: tuple[Archive, Archive]) -> None:
    first, second = archives
    states = text("select state from pg_stat_activity where datname = current_database() and state like 'idle in%'")
    with first.alone(WORK), second._reading() as connection:
        assert connection.scalars(states).all() == []


def test_a_holder_that_is_gone_holds_nothing(archives: tuple[Archive, Archive]) -> None:
    first, second = archives
    engine = create_engine(first._place, isolation_level="AUTOCOMMIT")
    kill = text(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()"
    )
    with first.alone(WORK):
        with engine.connect() as connection:
            connection.execute(kill)
        assert taken(second)
    engine.dispose()
    assert taken(first)
