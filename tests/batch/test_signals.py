"""Ctrl-C ends a run in order, a second one at once; an endpoint that is busy and breaks loses nothing."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.batch.progress import Progress
from generator.batch.stopping import Stop
from tests.batch.sheets import write_sheets
from tests.conftest import ROOT


@pytest.fixture
def environ(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """The environment of a run whose model is a local endpoint: milliseconds, percent of 429, percent of 500."""
    numbers = [str(number) for number in request.param]
    command = [sys.executable, "-m", "tests.batch.stub", "0", numbers[0], str(tmp_path / "log"), *numbers[1:]]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    url = f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
    yield {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "OPENAI_API_KEY": "none",
        "NEUROWIRE_MODEL": "s",
        "OPENAI_BASE_URL": url,
    }
    process.kill()
    process.wait()


def _start(folder: Path, environ: dict[str, str], *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "generator", "batch", "s.jsonl", "--out", "out", "--log", "json", *more]
    return subprocess.Popen(command, cwd=folder, env=environ, stderr=subprocess.PIPE, text=True, start_new_session=True)


def _after_stories(run: subprocess.Popen[str], count: int) -> None:
    assert run.stderr is not None
    seen = 0
    while seen < count:
        seen += '"event": "story"' in run.stderr.readline()


def _statuses(folder: Path) -> Counter[str]:
    lines = (folder / "out" / "manifest.jsonl").read_text("utf-8").splitlines()
    return Counter(json.loads(line)["status"] for line in lines)


@pytest.mark.parametrize("environ", [(100,)], indirect=True)
@pytest.mark.parametrize("writer", ["template", "model"])
def test_once_is_in_order_twice_is_at_once(tmp_path: Path, environ: dict[str, str], writer: str) -> None:
    write_sheets(tmp_path / "s.jsonl", 400)
    run = _start(tmp_path, environ, "--writer", writer)
    _after_stories(run, 10)
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=60)
    assert run.returncode == 130
    told = _statuses(tmp_path)
    assert set(told) == {"ready"}
    assert told.total() == len(list((tmp_path / "out").glob("*.md"))) < 400
    assert "Interrupted" in (tmp_path / "out" / "summary.txt").read_text()

    run = _start(tmp_path, environ, "--writer", writer)
    _after_stories(run, told.total() + 5)
    run.send_signal(signal.SIGINT)
    time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    run.communicate(timeout=20)
    assert run.returncode == 130

    run = _start(tmp_path, environ, "--writer", writer)
    run.communicate(timeout=120)
    assert run.returncode == 0
    assert _statuses(tmp_path) == {"ready": 400}


@pytest.mark.parametrize("environ", [(100,)], indirect=True)
@pytest.mark.parametrize("writer", ["template", "model"])
@pytest.mark.parametrize(
    ("number", "after"),
    [(signal.SIGTERM, 0.0), (signal.SIGTERM, 0.3), (signal.SIGTERM, 1.0), (signal.SIGINT, 0.5)],
)
def test_a_signal_to_the_whole_group_is_in_order(
    tmp_path: Path, environ: dict[str, str], writer: str, number: int, after: float
) -> None:
    write_sheets(tmp_path / "s.jsonl", 9000)
    run = _start(tmp_path, environ, "--writer", writer)
    assert run.stderr is not None
    while '"event": "start"' not in run.stderr.readline():
        pass
    time.sleep(after)
    os.killpg(run.pid, number)
    said = run.communicate(timeout=60)[1]
    assert (run.returncode, "Traceback" in said, "trouble" in said) == (130, False, False), said
    told = _statuses(tmp_path)
    assert told.keys() <= {"ready"}
    assert told.total() == len(list((tmp_path / "out").glob("*.md"))) < 9000


@pytest.mark.parametrize("environ", [(50, 10, 5)], indirect=True)
def test_nothing_is_lost_at_a_busy_endpoint(tmp_path: Path, environ: dict[str, str]) -> None:
    write_sheets(tmp_path / "s.jsonl", 200)
    run = _start(tmp_path, environ, "--writer", "model", "--concurrency", "50")
    run.communicate(timeout=120)
    assert (run.returncode, _statuses(tmp_path)) == (0, {"ready": 200})
    said = Counter(line.split()[0] for line in (tmp_path / "log").read_text().splitlines())
    assert said["refused"] > 10
    assert said["answered"] == 200


class Interrupting(io.StringIO):
    """What is written to it breaks off for a signal."""

    def write(self, text: str) -> int:
        if not self.getvalue():
            super().write(text)
            os.kill(os.getpid(), signal.SIGTERM)
        return super().write(text)


def test_a_signal_while_progress_is_told() -> None:
    stop, log = Stop(), Interrupting()
    progress = Progress(log, lambda: 0.0, "json")
    with stop.listening(progress):
        progress.event("start")
    assert stop.asked.is_set()
    assert '"interrupted"' in log.getvalue()
