"""A run: many stories from one command, every one of them accounted for."""

from __future__ import annotations

import asyncio
import json
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from generator.archive import Archive
from generator.batch import closing, crew, files
from generator.batch.calls import Calls, tell_by_model
from generator.batch.items import STDIN, Item, items, look, wanted
from generator.batch.paid import OpeningModel, PaidModel
from generator.batch.progress import Progress
from generator.batch.recording import Recorder
from generator.batch.spending import Pace, Till
from generator.batch.stopping import INTERRUPTED, Stop
from generator.batch.telling import Order, Stopped
from generator.errors import ModelError, UsageError
from generator.llm.pricing import Price
from generator.texts import content_hash

FEW = 40
"""So many stories are told in this process: starting others would take longer."""


class Plan(NamedTuple):
    """What a run is to do. `out` is a folder, a file of JSON lines, or "" for the archive alone."""

    inputs: tuple[str, ...]
    out: str = ""
    order: Order = Order()
    mappings: tuple[Path, ...] = ()
    limit: int = 0
    in_flight: int = 20
    rate: float = 0.0
    budget: Decimal | None = None
    price: Price | None = None
    again: bool = False
    required: bool = True
    workers: int = 0
    kind: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def one_file(self) -> bool:
        """Whether the stories go to one file of JSON lines."""
        return self.out.endswith(".jsonl")

    @property
    def folder(self) -> Path | None:
        """The folder for files and the manifest."""
        if not self.out:
            return None
        path = Path(os.path.abspath(self.out))
        return path.parent if self.one_file else path

    @property
    def work(self) -> str:
        """The hash of what tells this run from others: the same command takes an unfinished run up again."""
        places = [given if given == STDIN else os.path.abspath(given) for given in self.inputs]
        out = os.path.abspath(self.out) if self.out else ""
        maps = [os.path.abspath(path) for path in self.mappings]
        return content_hash(
            json.dumps([places, maps, out, self.order.parts, self.limit, self.again, self.kind, self.filters])
        )


class Means(NamedTuple):
    """What a run works with; time and ids are handed in."""

    archive: Archive
    progress: Progress
    now: Callable[[], datetime]
    clock: Callable[[], float] = time.monotonic
    new_id: Callable[[], str] = lambda: os.urandom(3).hex()
    model: OpeningModel | None = None


class Ended(NamedTuple):
    """How a run ended: its id, what it came to, the summary, the exit code."""

    run: str
    account: closing.Account
    summary: str
    code: int


def run(plan: Plan, means: Means, stop: Stop | None = None) -> Ended:
    """Tell the stories of a plan and account for every one.

    Raises UsageError or FactsError if the plan cannot be begun, ArchiveError if the record cannot be kept.
    """
    stop = stop or Stop()
    look(plan.inputs, plan.mappings)
    folder = _made(plan.folder)
    with means.archive.alone(plan.work), stop.listening(means.progress):
        return _run(plan, means, stop, folder)


def _run(plan: Plan, means: Means, stop: Stop, folder: Path | None) -> Ended:
    began = means.clock()
    archive = means.archive
    if plan.one_file:
        closing.own(archive, Path(os.path.abspath(plan.out)))
    unfinished = archive.unfinished(plan.work)
    name = unfinished.id if unfinished else f"{means.now():%Y%m%dT%H%M%SZ}-{means.new_id()}"
    command = json.dumps({"inputs": plan.inputs, "out": plan.out, "writer": plan.order.model or "template"})
    archive.start(name, plan.work, command)
    means.progress.event("start", run=f"run {name}" + (" is taken up again" if unfinished else ""))
    till = Till(plan.price, plan.budget)
    means.progress.paying(till)
    story_folder = None if plan.one_file else folder
    recorder = Recorder(archive, name, plan.order, story_folder, means.progress, plan.again)
    fault = ""
    try:
        _tell(plan, means, recorder, till, stop, name)
    except Stopped as stopped:
        fault = str(stopped)
    finally:
        means.progress.close()
    return _close(plan, means, name, folder, fault, stop, till, means.clock() - began)


def _tell(plan: Plan, means: Means, recorder: Recorder, till: Till, stop: Stop, name: str) -> None:
    pace = Pace(plan.rate, means.clock)
    model = means.model
    with_model = bool(plan.order.model) and model is not None
    chunks = _Chunks(plan, recorder, stop, None if with_model else pace)
    if model is not None and with_model:
        paid = PaidModel(model, means.archive, name, till, pace, plan.in_flight, means.archive.claims)
        offices = plan.workers or _cores()
        calls = Calls(chunks, plan.order, recorder, paid, till, plan.in_flight, offices, stop.asked.is_set)

        async def all_told() -> None:
            try:
                await tell_by_model(calls)
            finally:
                await model.close()

        asyncio.run(all_told())
        return
    workers = plan.workers or _cores()
    first = chunks.first(FEW)
    if len(first) < FEW or workers == 1:
        crew.tell_here(chunks, plan.order, recorder.enter, recorder.trouble)
    else:
        crew.tell_all(chunks, plan.order, recorder.enter, recorder.trouble, workers)


class _Chunks:
    """Hands out chunks of stories that are still to be told; called from several threads."""

    def __init__(self, plan: Plan, recorder: Recorder, stop: Stop, pace: Pace | None) -> None:
        found: Iterator[Item] = items(plan.inputs, plan.mappings, plan.limit)
        if plan.kind or plan.filters:
            found = (item for item in found if wanted(item, plan.kind, plan.filters))
        named = (item._replace(required=item.required and plan.required) for item in found)
        self._source = crew.in_chunks(named)
        self._held: list[list[Item]] = []
        self._recorder, self._stop, self._pace = recorder, stop, pace
        self._lock = threading.Lock()

    def first(self, enough: int) -> Sequence[Item]:
        """The beginning of the input, which is still handed out; shorter than `enough` if the input is."""
        held: list[Item] = []
        while len(held) < enough and (chunk := next(self._source, None)):
            self._held.append(chunk)
            held += chunk
        return held

    def __call__(self) -> list[Item] | None:
        with self._lock:
            while not self._stop.asked.is_set():
                chunk = self._held.pop(0) if self._held else next(self._source, None)
                if chunk is None:
                    return None
                left = self._recorder.waiting(chunk)
                if left:
                    if self._pace is not None:
                        self._stop.asked.wait(self._pace.wait(len(left)))
                    return left
            return None


def _close(
    plan: Plan,
    means: Means,
    name: str,
    folder: Path | None,
    fault: str,
    stop: Stop,
    till: Till,
    seconds: float,
) -> Ended:
    archive = means.archive
    interrupted = stop.asked.is_set()
    unwritten = ""
    stem = f"{Path(plan.out).stem}." if plan.one_file else ""
    if folder is not None:
        with _telling(folder) as problems:
            if plan.one_file and not interrupted:
                closing.write_stories(archive, name, Path(os.path.abspath(plan.out)))
            closing.write_manifest(archive, name, folder, stem)
        unwritten = "".join(problems)
    found = closing.account(archive, name)
    stopped = fault or unwritten or till.reached
    archive.end(name, "interrupted" if interrupted else "stopped" if stopped else "finished")
    text = closing.summary(found, name, seconds, str(plan.out))
    if interrupted:
        text += "Interrupted: the rest of the input was not told; run the same command again.\n"
    if fault:
        text += f"Stopped: {fault}\n"
    if folder is not None:
        with _telling(folder) as problems:
            files.write_whole(folder / (f"{stem}summary.txt"), [(text + unwritten).encode("utf-8", "backslashreplace")])
            files.settle(folder)
        unwritten = unwritten or "".join(problems)
    text += unwritten
    code = INTERRUPTED if interrupted else ModelError.exit_code if fault else 0 if found.good and not unwritten else 1
    means.progress.event("end", code=code, **_figures(found)) if means.progress.is_json else None
    return Ended(name, found, text, code)


@contextmanager
def _telling(folder: Path) -> Iterator[list[str]]:
    """Within it, what the disk does not take is told in the list: the stories and their lines are in the archive."""
    problems: list[str] = []
    try:
        yield problems
    except OSError as error:
        problems.append(
            f"NOT ALL WAS WRITTEN: {folder} does not take the manifest or the summary ({error.strerror or error}); "
            "the archive has them: make room and run the same command again\n"
        )


def _figures(found: closing.Account) -> dict[str, Any]:
    return {"counts": dict(found.counts), "delivered": found.delivered, "usd": f"{found.usd:f}"}


def _made(folder: Path | None) -> Path | None:
    """The folder, made if it is missing, and found to take files."""
    if folder is None:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files.tidy(folder)
        files.write_whole(folder / ".neurowire-probe", [b""])
        (folder / ".neurowire-probe").unlink()
    except OSError as error:
        raise UsageError(f"--out {folder}: cannot be written ({error.strerror or error}); name another") from error
    return folder


def _cores() -> int:
    return len(os.sched_getaffinity(0))
