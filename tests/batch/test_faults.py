"""What goes wrong around a run, one test each: the disk, the archive, the clock, a crash, the endpoint, the budget."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import stat
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from generator import newsroom
from generator.archive import Archive, alone
from generator.archive.opening import open_engine
from generator.batch import files
from generator.batch.spending import price_of
from generator.errors import ArchiveError, ModelError, UsageError
from generator.llm.outcomes import Outcome
from tests.batch.deadly import DeadlyOrder
from tests.batch.desk import NOW, Desk, MadeModel
from tests.batch.sheets import write_sheets


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_disk_of_the_stories_is_full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 6)
    syncing, count = os.fsync, []

    def full(handle: int) -> None:
        if not stat.S_ISDIR(os.fstat(handle).st_mode) and len(count) in (3, 4):
            count.append(handle)
            raise OSError(errno.ENOSPC, "No space left on device")
        count.append(handle)
        syncing(handle)

    monkeypatch.setattr(files.os, "fsync", full)
    ended = desk.run(path)
    assert (ended.code, ended.account.counts) == (1, {"ready": 4, "failed": 2})
    failed = [line for line in desk.manifest() if line["status"] == "failed"]
    assert all("No space left on device" in line["reason"] for line in failed)
    assert not list(desk.out.glob(".*part"))
    monkeypatch.undo()
    assert desk.run(path).code == 0
    assert len(list(desk.out.glob("*.md"))) == 6


@pytest.mark.parametrize("out", ["out", "out.jsonl"])
def test_no_room_for_the_manifest(desk: Desk, monkeypatch: pytest.MonkeyPatch, out: str) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 3)
    whole = files.write_whole

    def full(place: Path, parts: Iterable[bytes]) -> str:
        if "manifest" in place.name or place.suffix == ".part":
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(place, parts)

    monkeypatch.setattr(files, "write_whole", full)
    ended = desk.run(path, out=str(desk.folder / out))
    assert (ended.code, ended.account.counts) == (1, {"ready": 3})
    assert "NOT ALL WAS WRITTEN" in ended.summary
    assert "No space left on device" in ended.summary
    monkeypatch.undo()
    again = desk.run(path, out=str(desk.folder / out))
    assert (again.code, again.run) == (0, ended.run)
    assert list(desk.folder.rglob("*manifest.jsonl"))


def test_the_disk_of_the_archive_is_full(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 200)
    from generator.archive import archive as room

    def small(place: str) -> object:
        engine = open_engine(place)

        from sqlalchemy import event

        @event.listens_for(engine, "connect")
        def _limit(connection: sqlite3.Connection, _record: object) -> None:
            connection.execute("PRAGMA max_page_count=60")

        engine.dispose()
        return engine

    monkeypatch.setattr(room, "open_engine", small)
    with pytest.raises(ArchiveError, match="the disk of the archive is full; make room and run the same command"):
        desk.run(path)
    monkeypatch.undo()
    ended = desk.run(path)
    assert (ended.code, ended.account.counts) == (0, {"ready": 200})


def test_a_read_only_folder(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 1)
    if os.geteuid() == 0:
        with pytest.raises(UsageError, match="cannot be written"):
            desk.run(path, out="/proc/out")
        return
    desk.out.mkdir()
    desk.out.chmod(0o500)
    with pytest.raises(UsageError, match=r"cannot be written \(Permission denied\)"):
        desk.run(path)


def test_an_archive_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive(str(tmp_path / "none" / "a.db"), lambda: NOW)


def test_a_second_run_on_the_archive(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with alone(place), pytest.raises(ArchiveError, match=rf"another run \(process {os.getpid()}\)"), alone(place):
        pass
    with alone(place):
        pass


def test_an_archive_that_another_process_is_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.archive import archive as room

    monkeypatch.setattr(room, "open_engine", lambda place: open_engine(place, busy=0.1))
    archive = Archive(str(tmp_path / "a.db"), lambda: NOW)
    with sqlite3.connect(tmp_path / "a.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="locked by another process"):
            archive.start("r", "w", "c")
        other.execute("ROLLBACK")
    archive.start("r", "w", "c")
    archive.close()


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4000])
def test_a_damaged_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="damaged"):
        Archive(str(path), lambda: NOW)
    assert path.read_bytes() == content


def test_an_archive_that_is_damaged_inside(desk: Desk) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 40)
    desk.run(path)
    raw = bytearray((desk.folder / "archive.db").read_bytes())
    raw[8192:] = b"\xee" * (len(raw) - 8192)
    (desk.folder / "archive.db").write_bytes(raw)
    with pytest.raises(ArchiveError, match="damaged"):
        desk.run(path)


def test_an_archive_from_a_newer_version(desk: Desk) -> None:
    desk.run(write_sheets(desk.folder / "s.jsonl", 1))
    path = desk.folder / "archive.db"
    with sqlite3.connect(path) as archive:
        archive.execute("update about set value = '99' where name = 'schema'")
    archive.close()
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="version 99, this program knows 3; nothing was touched"):
        Archive(str(path), lambda: NOW)
    assert path.read_bytes() == before


def test_a_story_that_crashes_the_check(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 3)
    checked = newsroom.check

    def crash(text: str, *more: object) -> object:
        if "Savaysa" in text:
            raise ZeroDivisionError("a rule divided by zero")
        return checked(text, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(newsroom, "check", crash)
    ended = desk.run(path)
    assert (ended.code, ended.account.counts) == (1, {"ready": 2, "failed": 1})
    assert "crashed: ZeroDivisionError: a rule divided by zero" in desk.manifest()[2]["reason"]
    assert "Traceback" in desk.log.getvalue()


def test_a_story_that_ends_its_worker(desk: Desk) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 60)
    ended = desk.run(path, workers=2, order=DeadlyOrder())
    assert ended.account.counts == {"ready": 59, "failed": 1}
    assert desk.manifest()[41]["reason"] == "crashed: the process that told it ended"


def test_an_endpoint_that_answers_nothing(desk: Desk) -> None:
    def silent(_number: int) -> str:
        raise ModelError("the model made did not answer in time", Outcome.TIMEOUT)

    ended = desk.run(write_sheets(desk.folder / "s.jsonl", 3), model=MadeModel(silent))
    assert ended.account.counts == {"fallback": 3}
    assert all("did not answer in time" in line["reason"] for line in desk.manifest())
    model = MadeModel()
    again = desk.run(desk.folder / "s.jsonl", model=model)
    assert (again.account.counts, len(model.asked)) == ({"ready": 3}, 3)


def test_empty_answers(desk: Desk) -> None:
    ended = desk.run(write_sheets(desk.folder / "s.jsonl", 2), model=MadeModel(lambda number: ""))
    assert ended.account.counts == {"fallback": 2}


def test_a_wrong_key_stops_the_run(desk: Desk) -> None:
    def locked(_number: int) -> str:
        raise ModelError("the model cannot be reached with this key", Outcome.WRONG_KEY)

    ended = desk.run(write_sheets(desk.folder / "s.jsonl", 50), model=MadeModel(locked), in_flight=2)
    assert ended.code == 3
    assert "Stopped: the model cannot be reached with this key" in ended.summary
    fixed = desk.run(desk.folder / "s.jsonl", model=MadeModel(), in_flight=10)
    assert (fixed.run, fixed.account.counts) == (ended.run, {"ready": 50})


def test_the_budget_is_reached_in_the_middle(desk: Desk) -> None:
    model = MadeModel()
    path = write_sheets(desk.folder / "s.jsonl", 40)
    price = price_of("1,1")
    ended = desk.run(path, model=model, in_flight=4, budget=Decimal("0.05"), price=price)
    assert ended.code == 1
    assert 0 < ended.account.counts["ready"] < 40
    assert ended.account.counts["ready"] + ended.account.counts["skipped"] == 40
    assert ended.account.usd == Decimal("0.0012") * len(model.asked) <= Decimal("0.05")
    again = desk.run(path, model=model, in_flight=4, budget=Decimal(5), price=price)
    assert (again.code, again.account.counts, len(model.asked)) == (0, {"ready": 40}, 40)


def test_an_answer_is_asked_for_once(desk: Desk) -> None:
    model = MadeModel()
    path = write_sheets(desk.folder / "s.jsonl", 5)
    desk.run(path, model=model)
    for file in desk.out.glob("*"):
        file.unlink()
    desk.run(path, model=model, again=True)
    assert len(model.asked) == 5
    lines = path.read_text().splitlines()
    path.write_text(lines[0] + "\n" + json.dumps({**json.loads(lines[0]), "id": "twin"}) + "\n")
    desk.run(path, model=model, in_flight=2)
    assert len(model.asked) == 5


def test_an_answer_that_cannot_be_kept_is_not_used(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures import Future

    def lost(self: Archive, *_arguments: object) -> Future[None]:
        failed: Future[None] = Future()
        failed.set_exception(ArchiveError("the disk of the archive is full"))
        return failed

    monkeypatch.setattr(Archive, "keep", lost)
    with pytest.raises(ArchiveError, match="full"):
        desk.run(write_sheets(desk.folder / "s.jsonl", 3), model=MadeModel())
    assert not list(desk.out.glob("*.md"))
