"""The archive: the record of every story. It is read from any thread, and written by its one writer thread."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, and_, delete, func, select, update

from generator import __version__
from generator.archive.claiming import Claims
from generator.archive.entering import Told, enter, insert_into, put, put_lines
from generator.archive.lock import alone_on_server
from generator.archive.opening import connected, open_engine, path_of, shown, translated
from generator.archive.records import Entered, Known, Line, Listed, Paid, Run, Version
from generator.archive.tables import answers, manifest, outputs, runs, sheets, stories, versions
from generator.archive.ticking import Ticks
from generator.archive.writing import Writer
from generator.errors import UsageError
from generator.texts import content_hash

T = TypeVar("T")
_PAGE = 500


class Archive:
    """An open archive. What a method that gives a Future was asked to write is committed once the result is there."""

    def __init__(self, place: str, now: Callable[[], datetime], program: str = __version__) -> None:
        self.place, self._place = shown(place), place
        self.path = path_of(place)
        self._engine = open_engine(place)
        self._now, self._program = now, program
        self._writer = Writer(self._engine, place)
        self.ticks = Ticks(self._reading, self._writer.submit, now)
        self.claims = Claims(self._engine, place) if self.path is None else None
        """Whose a request is on a server's archive. None for a file: its lock lets no other run in."""

    def close(self) -> None:
        """Commit what waits and let go of the connections."""
        self._writer.close()
        if self.claims is not None:
            self.claims.close()
        self._engine.dispose()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with translated(self.place), connected(self._engine) as connection:
            yield connection

    def _write(self, work: Callable[[Connection], T], weight: int = 1, first: bool = False) -> Future[T]:
        return self._writer.submit(work, weight, first)

    def alone(self, work: str) -> AbstractContextManager[None]:
        """Within it, no other process does the same work on a server's archive; a file has its own lock.

        Raises ArchiveError if one does.
        """
        return nullcontext() if self.path is not None else alone_on_server(self._engine, self._place, work)

    # stories

    def enter(self, run: str, told: Sequence[Told]) -> Future[list[Entered]]:
        """Enter told stories and their lines of the manifest; see `entering.enter`."""
        return self._write(lambda connection: enter(connection, run, told, self._now(), self._program), len(told))

    def known(self, works: Sequence[str]) -> dict[str, Known]:
        """The stories whose last version came of one of these works, by work."""
        latest = and_(stories.c.key == versions.c.key, stories.c.version == versions.c.version)
        columns = (
            *(stories.c[name] for name in ("key", "kind", "version", "status")),
            *(versions.c[name] for name in ("hash", "run", "edited")),
        )
        wanted = select(stories.c.work, *columns).join(versions, latest).where(stories.c.work.in_(works))
        with self._reading() as connection:
            return {row[0]: Known(*row[1:]) for row in connection.execute(wanted)}

    def listed(self, kind: str = "", status: str = "") -> Iterator[Listed]:
        """All stories by key, a page at a time."""
        columns = [stories.c[name] for name in Listed._fields]
        wanted = select(*columns).order_by(stories.c.key).limit(_PAGE)
        if kind:
            wanted = wanted.where(stories.c.kind == kind)
        if status:
            wanted = wanted.where(stories.c.status == status)
        last = ""
        while True:
            with self._reading() as connection:
                page = [Listed(*row) for row in connection.execute(wanted.where(stories.c.key > last))]
            yield from page
            if len(page) < _PAGE:
                return
            last = page[-1].key

    def version(self, key: str, number: int = 0) -> Version | None:
        """A version of a story; the last one without a number."""
        wanted = select(*(versions.c[name] for name in Version._fields)).where(versions.c.key == key)
        wanted = wanted.where(versions.c.version == number) if number else wanted.order_by(versions.c.version.desc())
        with self._reading() as connection:
            row = connection.execute(wanted.limit(1)).first()
        return Version(*row) if row else None

    def edit(self, key: str, document: str) -> Future[int]:
        """Enter an editor's version of a story: no run writes over it. Gives its number."""

        def work(connection: Connection) -> int:
            wanted = select(*(versions.c[name] for name in Version._fields)).where(versions.c.key == key)
            row = connection.execute(wanted.order_by(versions.c.version.desc()).limit(1)).first()
            if row is None:
                raise UsageError(f"no story {key!r} in {self.place}")
            last = Version(*row)
            made = last._replace(
                version=last.version + 1,
                edited=True,
                writer="editor",
                document=document,
                hash=content_hash(document),
                at=self._now(),
            )
            connection.execute(versions.insert(), [made._asdict()])
            connection.execute(update(stories).where(stories.c.key == key).values(version=made.version, at=made.at))
            return made.version

        return self._write(work)

    def sheet(self, sha: str) -> bytes | None:
        """A fact sheet by its content hash."""
        with self._reading() as connection:
            data = connection.scalar(select(sheets.c.data).where(sheets.c.sha == sha))
        return zlib.decompress(data) if data is not None else None

    def output(self, path: str) -> frozenset[str]:
        """The hashes that a file may have if no person changed it; empty if no run wrote it."""
        with self._reading() as connection:
            row = connection.execute(select(outputs).where(outputs.c.path == path)).first()
        return frozenset({row.hash, row.before}) if row else frozenset()

    def announce(self, path: str, key: str, hash_: str, before: str) -> Future[None]:
        """Note what is about to be written to a path."""

        row = {"path": path, "key": key, "hash": hash_, "before": before}
        return self._write(lambda connection: put(connection, outputs, [row]))

    # answers

    def answer(self, request: str) -> Paid | None:
        """The answer to a request, if it was paid for before."""
        with self._reading() as connection:
            row = connection.execute(select(*_PAID).where(answers.c.request == request)).first()
        return Paid(*row) if row else None

    def requests(self) -> Iterator[str]:
        """The hashes of all requests that are answered, a page at a time."""
        last = ""
        wanted = select(answers.c.request).order_by(answers.c.request).limit(10_000)
        while True:
            with self._reading() as connection:
                page = connection.scalars(wanted.where(answers.c.request > last)).all()
            yield from page
            if len(page) < 10_000:
                return
            last = page[-1]

    def keep(self, paid: Paid, run: str, anew: bool = False) -> Future[None]:
        """Keep an answer, before all else that waits. The first to a request stays, unless it was asked for `anew`."""

        def work(connection: Connection) -> None:
            row = {**paid._asdict(), "run": run, "at": self._now()}
            put(connection, answers, [row], keep=not anew)

        return self._write(work, first=True)

    # runs

    def unfinished(self, work: str) -> Run | None:
        """The last run of the same work that did not come to its end."""
        wanted = select(*_RUN).where(runs.c.work == work, runs.c.status != "finished")
        with self._reading() as connection:
            row = connection.execute(wanted.order_by(runs.c.started.desc(), runs.c.id.desc()).limit(1)).first()
        return Run(*row) if row else None

    def start(self, run: str, work: str, command: str) -> None:
        """Enter a run that begins, or is taken up again."""

        def job(connection: Connection) -> None:
            again = {"status": "running", "told_by": self._program}
            row = {"id": run, "work": work, "command": command, "started": self._now(), **again}
            insert = insert_into(connection, runs)
            connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=again), row)

        self._write(job).result()

    def end(self, run: str, status: str) -> None:
        """Enter how a run ended."""
        change = update(runs).where(runs.c.id == run).values(status=status, ended=self._now())
        self._write(lambda connection: connection.execute(change) and None).result()

    def run(self, run: str = "") -> Run | None:
        """A run by its id, or the last one."""
        wanted = select(*_RUN).order_by(runs.c.started.desc(), runs.c.id.desc()).limit(1)
        with self._reading() as connection:
            row = connection.execute(wanted.where(runs.c.id == run) if run else wanted).first()
        return Run(*row) if row else None

    def put_lines(self, run: str, lines: Sequence[Line]) -> Future[None]:
        """Write lines of a manifest; a line of the same place is replaced."""
        return self._write(lambda connection: put_lines(connection, run, lines, self._program), len(lines))

    def lines(self, run: str, first: int = 0, last: int | None = None) -> Iterator[Line]:
        """The manifest of a run in the order of its input, from place `first` to `last`, a page at a time."""
        wanted = select(*(manifest.c[name] for name in Line._fields)).where(manifest.c.run == run)
        if last is not None:
            wanted = wanted.where(manifest.c.place <= last)
        wanted = wanted.order_by(manifest.c.place).limit(_PAGE)
        while True:
            with self._reading() as connection:
                page = [Line(*row) for row in connection.execute(wanted.where(manifest.c.place >= first))]
            yield from page
            if len(page) < _PAGE:
                return
            first = page[-1].place + 1

    def told(self, run: str) -> Iterator[tuple[Line, Version | None]]:
        """The manifest of a run with the version that each line names, a page at a time."""
        same = and_(versions.c.key == manifest.c.key, versions.c.version == manifest.c.version)
        columns = [*(manifest.c[name] for name in Line._fields), *(versions.c[name] for name in Version._fields)]
        wanted = select(*columns).select_from(manifest.outerjoin(versions, same)).where(manifest.c.run == run)
        wanted = wanted.order_by(manifest.c.place).limit(_PAGE)
        first, size = 0, len(Line._fields)
        while True:
            with self._reading() as connection:
                page = connection.execute(wanted.where(manifest.c.place >= first)).all()
            for row in page:
                yield Line(*row[:size]), Version(*row[size:]) if row[size] is not None else None
            if len(page) < _PAGE:
                return
            first = page[-1][0] + 1

    def counts(self, run: str) -> dict[str, int]:
        """How many stories of a run have each status."""
        wanted = select(manifest.c.status, func.count()).where(manifest.c.run == run).group_by(manifest.c.status)
        with self._reading() as connection:
            return {row[0]: row[1] for row in connection.execute(wanted)}

    # upkeep

    def vacuum(self) -> None:
        """Remove what no version and no run refers to, and give the room back."""
        used = select(versions.c.sheet)
        self._write(
            lambda connection: connection.execute(delete(sheets).where(sheets.c.sha.not_in(used))) and None
        ).result()
        with translated(self.place):
            raw = self._engine.raw_connection()
            try:
                if self._engine.dialect.name == "sqlite":
                    raw.cursor().execute("VACUUM")
                    raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                raw.close()


_PAID = tuple(answers.c[name] for name in Paid._fields)
_RUN = tuple(runs.c[name] for name in Run._fields)
