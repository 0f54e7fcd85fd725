"""The kill test: runs are killed with -9 at random moments, and the same command is run again.

    python -m tests.kill_test [--stories 1000] [--rounds 5] [--kinds model,template]
                              [--server postgresql+psycopg://user@host/postgres] [--runs 2] [--no-kill]

For a model run a local endpoint answers after 200 ms and keeps a log; 100 stories are in flight. After each round:
lost 0, doubled 0, and no answer asked for again whose commit had returned. `in_flight` are the requests that the
endpoint had not answered at the kill, by its own log; `beyond` counts those asked again that it had answered (on the
wire, or before their commit), and `oldest_ms` says how long before the kill the first of them had left. Exit code 1 if
a round fails.

With `--server` the archive is a database of its own on that server, made anew for every round. With `--runs 2` two runs
with different --out tell the same stories on it at once and one of them is killed; what the other asked first may not
be asked again at all. `--no-kill` lets them be: nothing may be asked twice.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from tests.batch.sheets import write_sheets
from tests.server import drop, made_empty

ROOT = Path(__file__).parents[1]
IN_FLIGHT = 100
_SETTLED = 1.0
"""Seconds after the kill until the endpoint has read, and logged, what was on its way to it."""


_DATABASE = f"neurowire_kill_{os.getpid()}"


class Trial(NamedTuple):
    """What is tried: so many runs at once on one archive, the first of which is killed."""

    kind: str
    stories: int
    server: str = ""
    runs: int = 1
    kill: bool = True


class Found(NamedTuple):
    """What a round came to."""

    kind: str
    killed_at: int
    lost: int
    doubled: int
    torn: int
    asked_again: int
    in_flight: int
    beyond: int
    oldest_ms: int
    committed_again: int
    manifest: int

    @property
    def good(self) -> bool:
        """Whether nothing was lost, written twice, torn, or paid for again after its commit."""
        return not (self.lost or self.doubled or self.torn or self.committed_again)


def main() -> int:
    """Run the rounds and print a line for each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--kinds", default="model,template")
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--server", default="")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--no-kill", action="store_true")
    options = parser.parse_args()
    if options.runs > 1 and not options.server:
        parser.error("several runs at once need --server: a file is one run's")
    chance = random.Random(options.seed)
    good = True
    for kind in options.kinds.split(","):
        trial = Trial(kind, options.stories, options.server, options.runs, not options.no_kill)
        for number in range(options.rounds):
            with tempfile.TemporaryDirectory() as folder:
                found = one_round(trial, chance, Path(folder))
            fine = found.good and found.manifest == trial.runs * trial.stories
            print(f"round {number + 1}: {found._asdict()}: {'good' if fine else 'FAILED'}", flush=True)
            good &= fine
    return 0 if good else 1


class _Record:
    """The archive as a stranger sees it."""

    def __init__(self, place: str) -> None:
        self.place = place
        url = place if "://" in place else f"sqlite:///file:{place}?mode=ro&uri=true"
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT")

    def rows(self, query: str) -> list[tuple[str, ...]]:
        """What a query gives; nothing before there are tables."""
        try:
            with self._engine.connect() as connection:
                return [tuple(row) for row in connection.execute(text(query))]
        except DatabaseError:
            return []

    def close(self) -> None:
        self._engine.dispose()


class _Run(NamedTuple):
    """A run of the trial: its folder for stories, and its key at the endpoint."""

    out: str
    key: str
    command: list[str]
    environ: dict[str, str]

    def start(self, folder: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command, cwd=folder, env=self.environ, stderr=subprocess.DEVNULL, start_new_session=True
        )


def one_round(trial: Trial, chance: random.Random, folder: Path) -> Found:
    """Start the runs, kill the first, run it again, and look at what there is."""
    write_sheets(folder / "sheets.jsonl", trial.stories)
    (folder / "log").touch()
    place = made_empty(trial.server, _DATABASE) if trial.server else str(folder / "archive.db")
    endpoint, record = _endpoint(folder), _Record(place)
    try:
        runs = [_run(trial, number, place, endpoint.port) for number in range(trial.runs)]
        going = [run.start(folder) for run in runs]
        killed = _Killed(0, 0.0)
        if trial.kill:
            killed = _killed(going.pop(0), record, round(trial.stories * chance.uniform(0.1, 0.9)))
            time.sleep(_SETTLED)
        before = _log(folder)
        mine = "select answers.request from answers join runs on answers.run = runs.id where runs.command like "
        committed = len(record.rows(f"{mine} '%\"{runs[0].out}\"%'"))
        if trial.kill:
            going.append(runs[0].start(folder))
        for process in going:
            process.wait(600)
        return _found(trial, runs, folder, record, _Before(before, committed, killed))
    finally:
        record.close()
        if trial.server:
            drop(trial.server, _DATABASE)
        endpoint.process.kill()
        endpoint.process.wait()


def _run(trial: Trial, number: int, place: str, port: int) -> _Run:
    key, out = f"key{number}", f"out{number}"
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "OPENAI_API_KEY": key, "NEUROWIRE_MODEL": "stub"}
    environ["OPENAI_BASE_URL"] = f"http://127.0.0.1:{port}/v1"
    command = [sys.executable, "-m", "generator", "batch", "sheets.jsonl", "--out", out, "--writer", trial.kind]
    command += ["--archive", place, "--concurrency", str(IN_FLIGHT if trial.kind == "model" else 2)]
    return _Run(out, key, command, environ)


class _Endpoint(NamedTuple):
    process: subprocess.Popen[str]
    port: int


def _endpoint(folder: Path) -> _Endpoint:
    command = [sys.executable, "-m", "tests.batch.stub", "0", "200", str(folder / "log")]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return _Endpoint(process, int(process.stdout.readline()))


class _Killed(NamedTuple):
    entered: int
    at: float


class _Before(NamedTuple):
    """What there was after the kill: the endpoint's log, and how many answers of the killed run were committed."""

    log: list[str]
    committed: int
    killed: _Killed


def _killed(run: subprocess.Popen[bytes], record: _Record, at: int) -> _Killed:
    """Kill a run when so many stories are entered."""
    when = 0.0
    while run.poll() is None:
        done = record.rows("select count(*) from stories")
        if done and int(done[0][0]) >= at:
            os.kill(run.pid, signal.SIGKILL)
            when = time.time()
            break
        time.sleep(0.002)
    run.wait()
    return _Killed(at, when)


def _log(folder: Path) -> list[str]:
    return (folder / "log").read_text().splitlines()


def _found(trial: Trial, runs: list[_Run], folder: Path, record: _Record, before: _Before) -> Found:
    hashes = dict(record.rows("select path, hash from outputs"))
    lost = doubled = torn = manifest = 0
    for run in runs:
        out = folder / run.out
        lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
        ready = [line for line in lines if line["status"] in ("ready", "skipped") and line["version"]]
        files = {path.name: path for path in out.glob("*.md")}
        torn += sum(hashes.get(str(path)) != _hash(path) for path in files.values())
        lost += trial.stories - len({line["file"] for line in ready} & files.keys())
        doubled += len(lines) - len({line["key"] for line in lines})
        manifest += len(lines)
    versions = Counter(key for (key,) in record.rows("select key from versions"))
    doubled += sum(count - 1 for count in versions.values())
    killed = before.killed
    asked = Counter(line.split()[1] for line in _log(folder) if line.startswith("asked"))
    own = {line.split()[1] for line in before.log if line.startswith("asked") and line.split()[3] == runs[0].key}
    answered = {
        line.split()[1]: _time(line) for line in before.log if line.startswith("answered") and _time(line) <= killed.at
    }
    again = {request for request, count in asked.items() if count > 1}
    in_flight = own - answered.keys()
    ages = [killed.at - answered[request] for request in again - in_flight if request in answered]
    oldest = round(1000 * max(ages, default=0))
    allowed = len(own) - before.committed if trial.kill else 0
    committed_again = max(len(again) - allowed, len(again - own)) if trial.kind == "model" else 0
    counts = (len(again), len(in_flight), len(ages), oldest, max(0, committed_again), manifest)
    return Found(trial.kind, killed.entered, lost, doubled, torn, *counts)


def _time(line: str) -> float:
    return float(line.split()[2])


def _hash(path: Path) -> str:
    from generator.batch.files import hash_of

    return hash_of(path)


if __name__ == "__main__":
    sys.exit(main())
