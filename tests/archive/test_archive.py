"""The archive on SQLite and, where NEUROWIRE_TEST_POSTGRES names a database, on PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from generator.archive import Archive, Line, Paid, Sheet, Story, Told
from generator.archive.opening import open_engine, path_of, shown
from generator.archive.tables import STEPS
from generator.errors import ArchiveError, UsageError
from generator.texts import content_hash
from tests.server import empty_archive

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    place = str(tmp_path / "a.db")
    if request.param == "postgresql":
        place = empty_archive()
    opened = Archive(place, lambda: NOW)
    yield opened
    opened.close()


def story(key: str = "k:1", document: str = "One.", work: str = "w1", place: int = 0, **more: object) -> Told:
    made = Story(
        key=key,
        kind="k",
        work=work,
        sheet=Sheet(f"sheet{work}", "s.jsonl:1", b"{}"),
        form="full",
        shape="markdown",
        writer="template",
        gate="ready",
        headline="H",
        document=document,
        hash=content_hash(document),
        record=b"",
    )._replace(**more)  # type: ignore[arg-type]
    file = Path(made.path).name if made.path else ""
    return Told(Line(place, f"s.jsonl:{place + 1}", key, work, "ready", file=file), made)


def entered(archive: Archive, *told: Told, run: str = "r1") -> list[tuple[str, int, bool]]:
    result = archive.enter(run, told).result()
    return [(one.line.status, one.line.version, one.write) for one in result]


def test_versions(archive: Archive) -> None:
    assert entered(archive, story()) == [("ready", 1, False)]
    assert entered(archive, story(), run="r2") == [("ready", 1, False)]
    assert entered(archive, story(document="Two.", work="w2"), run="r3") == [("ready", 2, False)]
    last, first = archive.version("k:1"), archive.version("k:1", 1)
    assert last is not None
    assert first is not None
    assert (last.document, first.document, last.run) == ("Two.", "One.", "r3")
    assert archive.sheet("sheetw2") == b"{}"
    assert [(one.key, one.version) for one in archive.listed()] == [("k:1", 2)]


def test_the_same_place_may_be_entered_twice(archive: Archive) -> None:
    assert entered(archive, story()) == entered(archive, story())
    assert len(list(archive.lines("r1"))) == 1


def test_a_key_stands_once_in_a_run(archive: Archive) -> None:
    both = entered(archive, story(), story(document="Two.", work="w2", place=1))
    assert both == [("ready", 1, False), ("refused", 0, False)]
    assert entered(archive, story(place=2)) == [("skipped", 0, False)]


def test_what_was_known(archive: Archive) -> None:
    entered(archive, story())
    known = archive.known(["w1", "w9"])
    assert list(known) == ["w1"]
    assert (known["w1"].version, known["w1"].run, known["w1"].edited) == (1, "r1", False)


@pytest.mark.parametrize(
    ("disk", "status", "write"),
    [("", "ready", True), ("before", "ready", True), ("meant", "ready", True), ("person", "skipped", False)],
)
def test_whose_file_it_is(archive: Archive, disk: str, status: str, write: bool) -> None:
    archive.announce("/out/1.md", "k:1", "meant", "before").result()
    (found,) = entered(archive, story(path="/out/1.md", disk=disk))
    assert (found[0], found[2]) == (status, write)


def test_a_file_that_is_right_is_not_written(archive: Archive) -> None:
    assert entered(archive, story(path="/out/1.md", disk=content_hash("One."))) == [("ready", 1, False)]


def test_an_edit_stays(archive: Archive) -> None:
    entered(archive, story())
    assert archive.edit("k:1", "Mine.").result() == 2
    assert entered(archive, story(document="Two.", work="w2"), run="r2") == [("skipped", 0, False)]
    last = archive.version("k:1")
    assert last is not None
    assert last.document == "Mine."
    with pytest.raises(UsageError, match="no story 'k:9'"):
        archive.edit("k:9", "x").result()


def test_a_version_changed_in_place_stays(tmp_path: Path) -> None:
    archive = Archive(str(tmp_path / "a.db"), lambda: NOW)
    entered(archive, story())
    with sqlite3.connect(tmp_path / "a.db") as other:
        other.execute("update versions set document = 'Mine.'")
    other.close()
    assert entered(archive, story(document="Two.", work="w2"), run="r2") == [("skipped", 0, False)]
    archive.close()


def test_answers(archive: Archive) -> None:
    paid = Paid("0123456789abcdef", "m", "answered", "text", "", 1, 2, 3, 4)
    assert archive.answer(paid.request) is None
    archive.keep(paid, "r1").result()
    archive.keep(paid._replace(text="another"), "r2").result()
    assert archive.answer(paid.request) == paid
    assert list(archive.requests()) == [paid.request]


def test_runs(archive: Archive) -> None:
    archive.start("r1", "w", "command")
    unfinished = archive.unfinished("w")
    assert unfinished is not None
    assert unfinished.id == "r1"
    archive.end("r1", "finished")
    assert archive.unfinished("w") is None
    last = archive.run()
    assert last is not None
    assert last.status == "finished"


def test_ticks(archive: Archive) -> None:
    assert archive.ticks.last_tick("e") is None
    assert [archive.ticks.tick("e", NOW), archive.ticks.tick("e", NOW), archive.ticks.tick("f", NOW)] == [
        True,
        False,
        True,
    ]
    archive.ticks.ticked("e", NOW, "exit 0")
    assert archive.ticks.last_tick("e") == NOW


def test_two_threads_claim_one_tick(archive: Archive) -> None:
    won: list[bool] = []
    threads = [threading.Thread(target=lambda: won.append(archive.ticks.tick("e", NOW))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 7 + [True]


def test_many_lines_come_in_order(archive: Archive) -> None:
    archive.put_lines("r1", [Line(place, "n", "", "w", "failed", "x\0y \ud800") for place in range(1234)]).result()
    found = list(archive.lines("r1"))
    assert [line.place for line in found] == list(range(1234))
    assert found[0].reason == "x\\x00y \\ud800"
    assert [line.place for line in archive.lines("r1", 500, 509)] == list(range(500, 510))
    assert len(list(archive.told("r1"))) == 1234


def test_one_bad_job_costs_no_other(archive: Archive) -> None:
    def broken(connection: Connection) -> None:
        connection.execute(text("select nothing from nowhere"))

    futures = [archive._write(broken), archive.put_lines("r1", [Line(0, "n", "", "w", "failed")])]
    with pytest.raises(ArchiveError):
        futures[0].result()
    futures[1].result()
    assert len(list(archive.lines("r1"))) == 1


def test_vacuum(archive: Archive) -> None:
    entered(archive, story())
    archive.vacuum()
    assert archive.sheet("sheetw1") == b"{}"


def test_an_older_archive_takes_the_missing_steps(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    open_engine(path, STEPS[:1]).dispose()
    with sqlite3.connect(path) as old:
        assert old.execute("select value from about").fetchall() == [("1",)]
        assert not old.execute("select name from sqlite_master where name = 'ticks'").fetchall()
    old.close()
    archive = Archive(path, lambda: NOW)
    assert archive.ticks.tick("e", NOW)
    archive.close()
    with sqlite3.connect(path) as new:
        assert new.execute("select value from about").fetchall() == [(str(len(STEPS)),)]
    new.close()


def test_which_version_of_the_program_it_was(tmp_path: Path) -> None:
    for program in ("1.0", "2.0"):
        archive = Archive(str(tmp_path / "a.db"), lambda: NOW, program)
        archive.start("r1", "w", "command")
        archive.put_lines("r1", [Line(place, "n", "", "w", "failed") for place in (0, int(float(program)))]).result()
        entered(archive, story(place=7), run=program)
        again = list(archive.lines("r1", 1, 1))
        archive.put_lines("r1", again).result()
        archive.close()
    archive = Archive(str(tmp_path / "a.db"), lambda: NOW)
    run = archive.run("r1")
    assert run is not None
    assert run.told_by == "2.0"
    assert [line.told_by for line in archive.lines("r1")] == ["2.0", "1.0", "2.0"]
    assert [line.told_by for line in archive.lines("1.0")] == ["1.0"]
    archive.close()


def test_an_archive_of_before_versions_were_kept(archive: Archive) -> None:
    entered(archive, story())
    archive.start("r1", "w", "command")
    with archive._engine.connect() as connection:
        for change in (
            "alter table runs drop column told_by",
            "alter table manifest drop column told_by",
            "update about set value = '2'",
        ):
            connection.execute(text(change))
        connection.commit()
    archive.close()
    newer = Archive(archive._place, lambda: NOW, "3.0")
    assert entered(newer, story(work="w2", document="Two."), run="r2") == [("ready", 2, False)]
    assert [line.told_by for run in ("r1", "r2") for line in newer.lines(run)] == ["", "3.0"]
    run = newer.run("r1")
    assert run is not None
    assert (run.status, run.told_by) == ("running", "")
    newer.close()


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    open_engine(path, STEPS[:1]).dispose()

    def fails(connection: Connection) -> None:
        connection.execute(text("create table half (a int)"))
        connection.execute(text("select nothing from nowhere"))

    with pytest.raises(ArchiveError):
        open_engine(path, (STEPS[0], fails))
    with sqlite3.connect(path) as old:
        assert old.execute("select value from about").fetchall() == [("1",)]
        assert not old.execute("select name from sqlite_master where name = 'half'").fetchall()
    old.close()


def test_what_a_connection_holds_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    engine = open_engine(str(tmp_path / "a.db"))
    with engine.connect() as first, engine.connect() as second:
        held = [connection.scalar(text("PRAGMA cache_size")) for connection in (first, second)]
    assert held == [-256, -256]
    engine.dispose()


def test_another_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "a.db") as other:
        other.execute("create table mine (a int)")
    other.close()
    with pytest.raises(ArchiveError, match=r"holds other tables \(mine"):
        Archive(str(tmp_path / "a.db"), lambda: NOW)


@pytest.mark.parametrize(
    ("place", "path"), [("a.db", "a.db"), ("sqlite:///b.db", "b.db"), ("postgresql+psycopg://u:p@h/d", None)]
)
def test_places(place: str, path: str | None) -> None:
    found = path_of(place)
    assert (str(found) if found else None) == path


def test_a_password_is_not_shown() -> None:
    assert "secret" not in shown("postgresql+psycopg://u:secret@h/d")


@pytest.mark.parametrize("place", ["sqlite://", "sqlite:///:memory:", "nonsense+nothing://x/y"])
def test_places_that_are_none(place: str) -> None:
    with pytest.raises(UsageError):
        Archive(place, lambda: NOW)
