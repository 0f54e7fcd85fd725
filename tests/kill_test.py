"""The kill test: runs are killed with -9 at random moments, and the same command is run again.

    python -m tests.kill_test [--stories 1000] [--rounds 5] [--kinds model,template]

For a model run a local endpoint answers after 200 ms and keeps a log; 100 stories are in flight. After each round:
lost 0, doubled 0, and no answer asked for again whose commit had returned. `in_flight` are the requests that the
endpoint had not answered at the kill, by its own log; `beyond` counts those asked again that it had answered (on the
wire, or before their commit), and `oldest_ms` says how long before the kill the first of them had left. Exit code 1 if
a round fails.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from tests.batch.sheets import write_sheets

ROOT = Path(__file__).parents[1]
IN_FLIGHT = 100
_SETTLED = 1.0
"""Seconds after the kill until the endpoint has read, and logged, what was on its way to it."""


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
    options = parser.parse_args()
    chance = random.Random(options.seed)
    good = True
    for kind in options.kinds.split(","):
        for number in range(options.rounds):
            with tempfile.TemporaryDirectory() as folder:
                found = one_round(kind, options.stories, chance, Path(folder))
            print(f"round {number + 1}: {found._asdict()}: {'good' if found.good else 'FAILED'}", flush=True)
            good &= found.good and found.manifest == options.stories
    return 0 if good else 1


def one_round(kind: str, stories: int, chance: random.Random, folder: Path) -> Found:
    """Start a run, kill it, run it again, and look at what there is."""
    write_sheets(folder / "sheets.jsonl", stories)
    (folder / "log").touch()
    endpoint = _endpoint(folder)
    try:
        environ = {**os.environ, "PYTHONPATH": str(ROOT), "OPENAI_API_KEY": "none", "NEUROWIRE_MODEL": "stub"}
        environ["OPENAI_BASE_URL"] = f"http://127.0.0.1:{endpoint.port}/v1"
        command = [sys.executable, "-m", "generator", "batch", "sheets.jsonl", "--out", "out", "--writer", kind]
        command += ["--archive", "archive.db", "--concurrency", str(IN_FLIGHT if kind == "model" else 2)]
        killed = _killed(command, environ, folder, round(stories * chance.uniform(0.1, 0.9)))
        time.sleep(_SETTLED)
        before = _log(folder)
        committed = _rows(folder, "select request from answers")
        subprocess.run(command, cwd=folder, env=environ, check=False, capture_output=True, timeout=600)
        return _found(kind, stories, folder, before, committed, killed)
    finally:
        endpoint.process.kill()
        endpoint.process.wait()


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


def _killed(command: list[str], environ: dict[str, str], folder: Path, at: int) -> _Killed:
    """Start the command and kill it when so many stories are entered."""
    when = 0.0
    run = subprocess.Popen(command, cwd=folder, env=environ, stderr=subprocess.DEVNULL, start_new_session=True)
    while run.poll() is None:
        done = len(_rows(folder, "select key from stories"))
        if done >= at:
            os.kill(run.pid, signal.SIGKILL)
            when = time.time()
            break
        time.sleep(0.002)
    run.wait()
    return _Killed(at, when)


def _rows(folder: Path, query: str) -> list[str]:
    try:
        with sqlite3.connect(f"file:{folder / 'archive.db'}?mode=ro", uri=True, timeout=5) as archive:
            return [row[0] for row in archive.execute(query)]
    except sqlite3.OperationalError:
        return []


def _log(folder: Path) -> list[str]:
    return (folder / "log").read_text().splitlines()


def _found(kind: str, stories: int, folder: Path, before: list[str], committed: list[str], killed: _Killed) -> Found:
    out = folder / "out"
    lines = [json.loads(line) for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    ready = [line for line in lines if line["status"] in ("ready", "skipped") and line["version"]]
    files = {path.name: path for path in out.glob("*.md")}
    hashes = dict(_pairs(folder))
    torn = sum(hashes.get(name) != _hash(path) for name, path in files.items())
    lost = stories - len({line["file"] for line in ready} & files.keys())
    versions = Counter(_rows(folder, "select key from versions"))
    doubled = sum(count - 1 for count in versions.values()) + len(lines) - len({line["key"] for line in lines})
    asked = Counter(line.split()[1] for line in _log(folder) if line.startswith("asked"))
    asked_before = Counter(line.split()[1] for line in before if line.startswith("asked"))
    answered = {
        line.split()[1]: _time(line) for line in before if line.startswith("answered") and _time(line) <= killed.at
    }
    again = {request for request, count in asked.items() if count > 1}
    in_flight = asked_before.keys() - answered.keys()
    ages = [killed.at - answered[request] for request in again - in_flight if request in answered]
    oldest = round(1000 * max(ages, default=0))
    kept = len(committed)
    committed_again = max(0, len(again) - (len(asked_before) - kept)) if kind == "model" else 0
    counts = (len(again), len(in_flight), len(ages), oldest, committed_again, len(lines))
    return Found(kind, killed.entered, lost, doubled, torn, *counts)


def _pairs(folder: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(folder / "archive.db") as archive:
        found = archive.execute("select path, hash from outputs").fetchall()
    return [(Path(path).name, hash_) for path, hash_ in found]


def _time(line: str) -> float:
    return float(line.split()[2])


def _hash(path: Path) -> str:
    from generator.batch.files import hash_of

    return hash_of(path)


if __name__ == "__main__":
    sys.exit(main())
