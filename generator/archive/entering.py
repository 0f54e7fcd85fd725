"""Entering told stories: an upsert by key, where what a person changed is left alone and a double key is named."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, and_, select
from sqlalchemy.dialects import postgresql, sqlite

from generator.archive.records import DELIVERED, Entered, Line, Sheet, Story
from generator.archive.tables import manifest, outputs, sheets, stories, versions
from generator.texts import content_hash


class Told(NamedTuple):
    """A line as the run would have it, and its story, if one was told."""

    line: Line
    story: Story | None


def enter(connection: Connection, run: str, told: Sequence[Told], at: datetime, by: str) -> list[Entered]:
    """Write stories, versions, sheets and manifest lines of one run; gives the lines as they were entered.

    A story whose key stands elsewhere in the run is not written; neither is one that a person changed since.
    """
    seen = _Seen(connection, run, told)
    entered = [_entered(item, seen) for item in told]
    changed = [
        (item.story, result.line)
        for item, result in zip(told, entered, strict=True)
        if item.story is not None and result.line.status not in ("skipped", "refused")
    ]
    put(connection, sheets, [_sheet(story.sheet) for story, _ in changed], keep=True)
    fresh = [(story, line) for story, line in changed if seen.version(story.key) != line.version]
    put(connection, versions, [_version(story, line, run, at) for story, line in fresh])
    put(connection, stories, [_story(story, line, at) for story, line in changed])
    put(connection, outputs, [_output(story) for story, line in changed if story.path and line.file])
    put_lines(connection, run, [result.line for result in entered], by)
    return entered


def put_lines(connection: Connection, run: str, lines: Sequence[Line], by: str) -> None:
    """Write lines of a manifest; a line of the same place is replaced. `by` is the version of the program."""
    rows = [{"run": run, **line._asdict()} for line in lines]
    for row in rows:
        row.update(name=_plain(row["name"]), key=_plain(row["key"]), reason=_plain(row["reason"]))
        row["told_by"] = row["told_by"] or by
    put(connection, manifest, rows)


def _plain(text: str) -> str:
    """Text that every database takes: what UTF-8 cannot hold is spelled out, and so is a zero."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


class _Seen:
    """What the archive holds of these stories before they are entered."""

    def __init__(self, connection: Connection, run: str, told: Sequence[Told]) -> None:
        named = [item.story for item in told if item.story is not None]
        keys = list({story.key for story in named})
        paths = list({story.path for story in named if story.path})
        latest = and_(stories.c.key == versions.c.key, stories.c.version == versions.c.version)
        columns = (versions.c.key, versions.c.version, versions.c.hash, versions.c.edited, versions.c.document)
        self._latest: dict[str, Any] = (
            {row.key: row for row in connection.execute(select(*columns).join(stories, latest).where(_in(keys)))}
            if keys
            else {}
        )
        written = select(outputs).where(outputs.c.path.in_(paths))
        self._files = {row.path: {row.hash, row.before} for row in connection.execute(written)} if paths else {}
        twins = select(manifest.c.key, manifest.c.place, manifest.c.name, manifest.c.work).where(
            manifest.c.run == run, manifest.c.key.in_(keys), manifest.c.version > 0
        )
        self._places = {row.key: (row.place, row.name, row.work) for row in connection.execute(twins)} if keys else {}

    def version(self, key: str) -> int:
        """The number of the last version, 0 for none."""
        return self._latest[key].version if key in self._latest else 0

    def number(self, story: Story) -> int:
        """The version that the story is: the last one if it reads the same, else the next."""
        same = self.version(story.key) and self._latest[story.key].hash == story.hash
        return self.version(story.key) + (0 if same else 1)

    def edited(self, key: str) -> bool:
        """Whether a person changed the last version: entered as an edit, or changed in place."""
        row = self._latest.get(key)
        return row is not None and (bool(row.edited) or content_hash(row.document) != row.hash)

    def foreign(self, story: Story) -> bool:
        """Whether the file at the story's path is not as a run left it."""
        return bool(story.disk) and story.disk not in self._files.get(story.path, set()) | {story.hash}

    def twin(self, line: Line) -> tuple[str, str] | None:
        """The name and work of another story of the run with this key; the first to come is remembered."""
        place, name, work = self._places.setdefault(line.key, (line.place, line.name, line.work))
        return None if place == line.place else (name, work)


def _entered(item: Told, seen: _Seen) -> Entered:
    line, story = item
    if story is None:
        return Entered(line, False)
    twin = seen.twin(line)
    if twin is not None:
        if twin[1] == line.work:
            return Entered(_left(line, f"the same story stands at {twin[0]}"), False)
        reason = f"the key {line.key} stands twice in this run, first at {twin[0]}; give each story an id of its own"
        return Entered(line._replace(status="refused", reason=reason, file="", hash=""), False)
    if seen.edited(line.key):
        number = seen.version(line.key)
        return Entered(_left(line, f"version {number} was changed by an editor; left as it is"), False)
    if story.path and line.status in DELIVERED and seen.foreign(story):
        return Entered(_left(line, "the file was changed since it was written; left as it is"), False)
    line = line._replace(version=seen.number(story), hash=story.hash)
    if line.status not in DELIVERED:
        return Entered(line._replace(file=""), False)
    return Entered(line, bool(story.path) and story.disk != story.hash)


def _left(line: Line, reason: str) -> Line:
    return line._replace(status="skipped", reason=reason, hash="")


def _in(keys: list[str]) -> Any:
    return stories.c.key.in_(keys)


def insert_into(connection: Connection, table: Table) -> Any:
    """An insert that can say what to do with a row that is there, in the words of the database."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    return dialect.insert(table)


def put(connection: Connection, table: Table, rows: list[dict[str, Any]], keep: bool = False) -> None:
    """Insert rows; one that is there is replaced, or kept.

    They go in the order of their keys, so that two runs which write the same rows wait for each other in one order.
    """
    if not rows:
        return
    insert = insert_into(connection, table)
    names = [column.name for column in table.primary_key]
    rows = sorted(rows, key=lambda row: [row[name] for name in names])
    if keep:
        connection.execute(insert.on_conflict_do_nothing(index_elements=names), rows)
        return
    if table is versions:
        connection.execute(insert, rows)
        return
    rest = {column.name: insert.excluded[column.name] for column in table.columns if column.name not in names}
    connection.execute(insert.on_conflict_do_update(index_elements=names, set_=rest), rows)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {"sha": sheet.sha, "name": sheet.name, "data": zlib.compress(sheet.data, 1)}


def _version(story: Story, line: Line, run: str, at: datetime) -> dict[str, Any]:
    return {
        "key": story.key,
        "version": line.version,
        "run": run,
        "sheet": story.sheet.sha,
        "form": story.form,
        "shape": story.shape,
        "writer": story.writer,
        "gate": story.gate,
        "model": story.model,
        "requests": " ".join(story.requests),
        "edited": False,
        "document": story.document,
        "hash": story.hash,
        "record": story.record,
        "at": at,
    }


def _story(story: Story, line: Line, at: datetime) -> dict[str, Any]:
    return {
        "key": story.key,
        "kind": story.kind,
        "version": line.version,
        "work": story.work,
        "status": line.status,
        "headline": story.headline,
        "at": at,
    }


def _output(story: Story) -> dict[str, Any]:
    return {"path": story.path, "key": story.key, "hash": story.hash, "before": story.disk}
