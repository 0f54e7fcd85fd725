"""The scores do not fall: each data set that is at hand is held to its first step where it has been reached."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.evals.__main__ import VARIABLE, main, table
from tests.evals.running import found, run, scorer
from tests.evals.sets import SETS

REACHED = ("marketdesk", "tatqa", "faith", "d2tspan", "quintd")
"""Sets whose first step is reached on every figure."""


@pytest.mark.parametrize("name", REACHED)
def test_the_first_step_is_kept(name: str) -> None:
    folder = Path(os.environ.get(VARIABLE, "nowhere"))
    path = found(folder, name)
    if path is None:
        pytest.skip(f"no {name} in ${VARIABLE}")
    done = run(name, path)
    rows = table(name, scorer(folder).run(name, done.gold, done.predictions), done.milliseconds)
    assert [row[1] for row in rows if not row[7]] == []


def test_nothing_to_score_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--folder", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("skipped") == len(SETS)
