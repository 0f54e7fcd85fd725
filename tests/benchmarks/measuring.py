"""How a measure is taken: CPU time of ours and of the baseline in turn, five times, the median of the five ratios."""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from tests.conftest import ROOT

ROUNDS = 5


class NotInstalledError(Exception):
    """What a measure compares with is not installed; the message names it."""


class Figure(NamedTuple):
    """What a measure came to: ours and the baseline in seconds a unit of work, and the median of their ratios.

    `higher` says that more is better: the ratio is then a rate, and the steps are least values.
    """

    name: str
    what: str
    ours: float
    baseline: float
    ratio: float
    first_step: float
    goal: float
    higher: bool = False

    @property
    def reached(self) -> str:
        """Which of its marks the figure reaches."""
        if self.higher:
            return "goal" if self.ratio >= self.goal else "first step" if self.ratio >= self.first_step else "not yet"
        return "goal" if self.ratio <= self.goal else "first step" if self.ratio <= self.first_step else "not yet"


def seconds(work: Callable[[], object], at_least: float = 0.4) -> float:
    """CPU seconds that one call of `work` takes, over as many calls as fill `at_least` seconds."""
    gc.collect()
    calls, start = 0, time.process_time()
    while (spent := time.process_time() - start) < at_least:
        work()
        calls += 1
    return spent / calls


def command_seconds(*arguments: str) -> float:
    """CPU seconds, of user and system, that a Python command line takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    kept = ("PATH", "HOME", "VIRTUAL_ENV", "LANG")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def paired(
    ours: Callable[[], float], baseline: Callable[[], float], rounds: int = ROUNDS
) -> tuple[float, float, float]:
    """Medians of ours and of the baseline, and the median of their ratios, each pair taken one after the other."""
    pairs = [(ours(), baseline()) for _ in range(rounds)]
    mine, theirs = (statistics.median(pair[place] for pair in pairs) for place in (0, 1))
    return mine, theirs, statistics.median(own / other for own, other in pairs)
