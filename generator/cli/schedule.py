"""`neurowire schedule`: run the batches of a rota at their times, in the foreground."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.archive import Archive, alone
from generator.batch.progress import Log
from generator.batch.rota import Entry, read_rota
from generator.batch.run import Means, Plan, run
from generator.batch.schedule import Clock, Due, Keeper, coming
from generator.batch.spending import price_of, rate_of
from generator.batch.stopping import INTERRUPTED, Stop
from generator.batch.telling import Order
from generator.cli.batch import ARCHIVE, clock_of, model_for, opened, progress_on_stderr
from generator.cli.controls import need_model
from generator.cli.fetching import Fetched, fetched
from generator.cli.settings import at_the_door
from generator.cli.terminal import note
from generator.settings import Settings

_SHOWN = 10
_PATIENT = 24 * 3600.0
"""Seconds that a due batch waits for another run on the archive."""


@click.command()
@click.argument("rota", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Run what is due now and end: for cron, or a systemd timer.")
@click.option("--dry-run", is_flag=True, help=f"Print the next {_SHOWN} times and end.")
@click.option("--archive", metavar="PATH|URL", help=f"The record (NEUROWIRE_ARCHIVE, or {ARCHIVE} here).")
@click.option("--log", type=click.Choice(["text", "json"]), default="text", show_default=True)
def schedule(rota: Path, once: bool, dry_run: bool, archive: str | None, log: Log) -> int:
    """Run the batches of the file ROTA at their times, each once for every time, for ever, on one archive."""
    settings = at_the_door()
    kept = read_rota(rota)
    now = clock_of(settings)
    if dry_run:
        for due in coming(kept, now(), _SHOWN):
            click.echo(f"{due.at:%a %Y-%m-%d %H:%M %Z}  {due.entry.name}")
        return 0
    stop = Stop()
    with opened(archive, settings, locked=False) as record:
        progress = progress_on_stderr(log, 0)

        def start(due: Due) -> int:
            return _run(due, rota.parent, record, settings, log, stop)

        clock = Clock(now, lambda seconds: not stop.asked.wait(seconds))
        keeper = Keeper(rota.stem, kept, record.ticks, clock, start, lambda text: progress.event("tick", text=text))
        if once:
            return keeper.once()
        with stop.listening(progress):
            keeper.keep()
    return INTERRUPTED if stop.asked.is_set() else 0


def _run(due: Due, folder: Path, archive: Archive, settings: Settings, log: Log, stop: Stop) -> int:
    """One batch of the rota."""
    entry = due.entry
    model = model_for(entry.writer, settings, entry.concurrency)
    need_model(entry.judge, model)
    plan = plan_of(entry, due.at, folder, model.name if model else "")
    found = fetched(entry.fetch, due.at, Path(plan.out)) if entry.fetch else Fetched(None, 0)
    if found.folder is not None:
        plan = plan._replace(inputs=(*plan.inputs, str(found.folder)))
    if not plan.inputs:
        return found.code
    progress = progress_on_stderr(log, 0)
    means = Means(archive, progress, clock_of(settings), model=model)
    if archive.path is None:
        ended = run(plan, means, stop)
    else:
        with alone(archive.path, _PATIENT):
            ended = run(plan, means, stop)
    if log == "text":
        note(ended.summary.rstrip())
    sys.stderr.flush()
    return max(ended.code, found.code)


def plan_of(entry: Entry, at: datetime, folder: Path, model: str) -> Plan:
    """The plan of an entry for a due time; its paths count from the rota's folder."""
    return Plan(
        tuple(str(folder / name) for name in entry.input),
        str(folder / entry.place(at)),
        Order(entry.form, model=model, controls=entry.controls, judge=entry.judge),
        tuple(folder / name for name in entry.mapping),
        in_flight=entry.concurrency,
        rate=rate_of(entry.rate) if entry.rate else 0.0,
        budget=entry.budget,
        price=price_of(entry.price) if entry.price else None,
        required=entry.required,
        kind=entry.kind or "",
        filters=tuple(entry.filters.items()),
    )
