"""The kill test in small; tests/kill_test.py is the whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.kill_test import Found, Trial, one_round
from tests.server import URL

SERVER = pytest.mark.skipif(not URL, reason="NEUROWIRE_TEST_POSTGRES names no server")


def tried(trial: Trial, folder: Path) -> Found:
    found = one_round(trial, random.Random(7), folder)
    assert found.good, found
    assert found.manifest == trial.runs * trial.stories, found
    return found


@pytest.mark.parametrize("server", ["", pytest.param(URL, marks=SERVER)], ids=["a file", "a server"])
@pytest.mark.parametrize("kind", ["model", "template"])
def test_killed_and_run_again(tmp_path: Path, kind: str, server: str) -> None:
    tried(Trial(kind, 150, server), tmp_path)


@SERVER
@pytest.mark.parametrize("kind", ["model", "template"])
def test_one_of_two_is_killed(tmp_path: Path, kind: str) -> None:
    tried(Trial(kind, 150, URL, 2), tmp_path)


@SERVER
def test_two_at_once_pay_once(tmp_path: Path) -> None:
    assert tried(Trial("model", 150, URL, 2, kill=False), tmp_path).asked_again == 0
