"""The archive's tables, and the steps that lead from one version of them to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    inspect,
)

META: Final = MetaData()

about = Table("about", META, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))
"""What the archive says of itself: `schema`, the number of steps taken."""

sheets = Table(
    "sheets",
    META,
    Column("sha", String(16), primary_key=True),
    Column("name", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
"""Fact sheets as they were read (zlib), by content hash."""

stories = Table(
    "stories",
    META,
    Column("key", String(200), primary_key=True),
    Column("kind", String(80), nullable=False),
    Column("version", Integer, nullable=False),
    Column("work", String(16), nullable=False, index=True),
    Column("status", String(20), nullable=False),
    Column("headline", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
"""Every story under the key that its kind declares, with its last version and the work (sheet and desk) it came of."""

versions = Table(
    "versions",
    META,
    Column("key", String(200), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("run", String(40), nullable=False),
    Column("sheet", String(16), nullable=False),
    Column("form", String(10), nullable=False),
    Column("shape", String(10), nullable=False),
    Column("writer", String(10), nullable=False),
    Column("gate", String(20), nullable=False),
    Column("model", Text, nullable=False),
    Column("requests", Text, nullable=False),
    Column("edited", Boolean, nullable=False),
    Column("document", Text, nullable=False),
    Column("hash", String(16), nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
"""What was written: the document as a file holds it, its hash; `record` is draft and report as JSON (zlib)."""

answers = Table(
    "answers",
    META,
    Column("request", String(16), primary_key=True),
    Column("model", Text, nullable=False),
    Column("outcome", String(40), nullable=False),
    Column("text", Text, nullable=False),
    Column("fault", Text, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("said", Integer, nullable=False),
    Column("cached", Integer, nullable=False),
    Column("hidden", Integer, nullable=False),
    Column("run", String(40), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
"""Answers that were paid for, by the hash of their request."""

runs = Table(
    "runs",
    META,
    Column("id", String(40), primary_key=True),
    Column("work", String(16), nullable=False, index=True),
    Column("command", Text, nullable=False),
    Column("status", String(20), nullable=False),
    Column("started", DateTime(timezone=True), nullable=False),
    Column("ended", DateTime(timezone=True)),
    Column("told_by", String(40), nullable=False, server_default=""),
)
"""Batches; a run that was killed keeps the status `running`, and the same command takes it up again. `told_by` is the
version of the program that did so last."""

manifest = Table(
    "manifest",
    META,
    Column("run", String(40), primary_key=True),
    Column("place", BigInteger, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", String(200), nullable=False),
    Column("work", String(16), nullable=False),
    Column("status", String(20), nullable=False),
    Column("reason", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("cost", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("hash", String(16), nullable=False),
    Column("required", Boolean, nullable=False),
    Column("told_by", String(40), nullable=False, server_default=""),
    Index("manifest_by_key", "run", "key"),
)
"""What became of every story of a run, in the order of its input, and by which version of the program."""

outputs = Table(
    "outputs",
    META,
    Column("path", Text, primary_key=True),
    Column("key", String(200), nullable=False),
    Column("hash", String(16), nullable=False),
    Column("before", String(16), nullable=False),
)
"""Files that the archive's runs wrote: the hash of what was meant to be written, and of what stood there before."""

ticks = Table(
    "ticks",
    META,
    Column("entry", String(200), primary_key=True),
    Column("due", DateTime(timezone=True), primary_key=True),
    Column("status", String(20), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)
"""Which entry of a rota was started for which due time."""


def _first(connection: Connection) -> None:
    META.create_all(
        connection, tables=[about, sheets, stories, versions, answers, runs, manifest, outputs], checkfirst=False
    )


def _with_ticks(connection: Connection) -> None:
    META.create_all(connection, tables=[ticks], checkfirst=False)


def _with_told_by(connection: Connection) -> None:
    for table in (runs, manifest):
        if all(column["name"] != "told_by" for column in inspect(connection).get_columns(table.name)):
            connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN told_by VARCHAR(40) DEFAULT '' NOT NULL")


STEPS: Final[tuple[Callable[[Connection], None], ...]] = (_first, _with_ticks, _with_told_by)
"""The way from an empty archive to today's: an archive at version n takes the steps from n on. Never change a step; one
that makes tables makes them as they are today, and one that adds a column adds it where it is missing."""
