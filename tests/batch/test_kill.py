"""The kill test in small; tests/kill_test.py is the whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.kill_test import one_round


@pytest.mark.parametrize("kind", ["model", "template"])
def test_killed_and_run_again(tmp_path: Path, kind: str) -> None:
    found = one_round(kind, 150, random.Random(7), tmp_path)
    assert found.good, found
    assert found.manifest == 150
