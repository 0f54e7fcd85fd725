"""Recording a run: what is done already, what is entered, which files are written. Every worker comes by here."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path

from generator.archive import DELIVERED, LASTING, Archive, Known, Line, Told
from generator.batch import files
from generator.batch.items import Item
from generator.batch.progress import Progress
from generator.batch.telling import Order


class Recorder:
    """The desk of one run at which stories are taken out and handed in. Its methods may be called from any thread."""

    def __init__(
        self, archive: Archive, run: str, order: Order, folder: Path | None, progress: Progress, again: bool = False
    ) -> None:
        self.archive, self.run, self.order, self.progress = archive, run, order, progress
        self._folder = folder
        self._again = again
        self._fresh = archive.counts(run) == {}
        self._settle = threading.Lock()

    def waiting(self, items: Sequence[Item]) -> list[Item]:
        """Which of these are still to be told; the others are entered as done, and their files looked after."""
        works = {item.place: self.order.work(item.sha) for item in items if not item.fault}
        before = {} if self._fresh else self._entered_before(items)
        known = {} if self._again else self.archive.known(list(set(works.values())))
        left: list[Item] = []
        lines: list[Line] = []
        for item in items:
            work = works.get(item.place, "")
            line = before.get(item.place)
            if line is not None and line.work == work and line.status in LASTING | {"skipped"} and line.version:
                self.progress.step(self._looked_after(line))
            elif work in known and known[work].status in LASTING:
                lines.append(self._looked_after(self._unchanged(item, work, known[work])))
            else:
                left.append(item)
        if lines:
            self.archive.put_lines(self.run, lines).result()
        for line in lines:
            self.progress.step(line)
        return left

    def enter(self, told: Sequence[Told]) -> None:
        """Enter what was told: first the archive, then the files. Raises ArchiveError if it cannot be kept."""
        entered = self.archive.enter(self.run, [self._placed(item) for item in told]).result()
        failed: list[Line] = []
        folder_changed = False
        for item, result in zip(told, entered, strict=True):
            line = result.line
            if result.write and item.story is not None:
                problem = self._write(line.file, item.story.document)
                folder_changed |= not problem
                if problem:
                    line = line._replace(status="failed", reason=problem, hash="")
                    failed.append(line)
            self.progress.step(line)
        if failed:
            self.archive.put_lines(self.run, failed).result()
        if folder_changed and self._folder is not None:
            with self._settle:
                files.settle(self._folder)

    def skip(self, items: Sequence[Item], reason: str) -> None:
        """Enter stories that this run leaves untold."""
        lines = [
            Line(item.place, item.name, "", self.order.work(item.sha), "skipped", reason, required=item.required)
            for item in items
        ]
        self.archive.put_lines(self.run, lines).result()
        for line in lines:
            self.progress.step(line)

    def trouble(self, text: str) -> None:
        """A crash with its traceback, for the log."""
        self.progress.event("trouble", text=text)

    def _entered_before(self, items: Sequence[Item]) -> dict[int, Line]:
        """The lines of this run, from before it was killed."""
        return {line.place: line for line in self.archive.lines(self.run, items[0].place, items[-1].place)}

    def _unchanged(self, item: Item, work: str, known: Known) -> Line:
        reason = f"unchanged since run {known.run} ({known.status})"
        if known.edited:
            reason = f"version {known.version} was changed by an editor; left as it is"
        file = files.name_of(known.key, self.order.shape) if self._folder and known.status in DELIVERED else ""
        return Line(
            item.place,
            item.name,
            known.key,
            work,
            "skipped",
            reason,
            known.version,
            "",
            file,
            known.hash,
            item.required,
        )

    def _looked_after(self, line: Line) -> Line:
        """The line of a story that was written before; its file is written again if it is missing."""
        if self._folder is None or not line.file:
            return line
        path = self._folder / line.file
        disk = files.hash_of(path)
        if disk == line.hash:
            return line
        if disk and disk not in self.archive.output(str(path)):
            return line._replace(status="skipped", reason="the file was changed since it was written; left as it is")
        version = self.archive.version(line.key, line.version)
        if version is None:
            return line
        self.archive.announce(str(path), line.key, version.hash, disk).result()
        problem = self._write(line.file, version.document)
        if problem:
            line = line._replace(status="failed", reason=problem)
            self.archive.put_lines(self.run, [line]).result()
        return line

    def _placed(self, told: Told) -> Told:
        """The story with its path, and the hash of what stands there now."""
        line, story = told
        if story is None or self._folder is None or line.status not in DELIVERED:
            return told
        name = files.name_of(story.key, self.order.shape)
        path = self._folder / name
        return Told(line._replace(file=name), story._replace(path=str(path), disk=files.hash_of(path)))

    def _write(self, name: str, document: str) -> str:
        """Write a file; gives what went wrong, "" if nothing did."""
        assert self._folder is not None
        try:
            files.write_whole(self._folder / name, [document.encode("utf-8")])
        except (OSError, UnicodeEncodeError) as error:
            return f"{name}: not written: {getattr(error, 'strerror', None) or error}"
        return ""


def with_cost(told: Told, cost: dict[str, str]) -> Told:
    """The story with what it took of a model."""
    return Told(told.line._replace(cost=json.dumps(cost) if cost else ""), told.story)
