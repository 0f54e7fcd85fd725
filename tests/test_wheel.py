"""The wheel holds all that is needed: built here, unpacked elsewhere, it drafts from its own fixtures."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, built without isolation and without dependencies: no network."""
    place = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    wheel = [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(place), str(ROOT)]
    done = subprocess.run(wheel, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = place.glob("neurowire-*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(place / "unpacked")
    return place / "unpacked"


def _neurowire(unpacked: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_wheel_drafts(unpacked: Path, tmp_path: Path) -> None:
    sheet = unpacked / "generator/_files/fixtures/facts/regulatory_action/china-ai-models.yaml"
    done = _neurowire(unpacked, tmp_path, "draft", str(sheet))
    assert done.returncode == 0, done.stderr
    assert "# China" in done.stdout


def test_the_wheel_is_what_runs(unpacked: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}
    code = "import generator; print(generator.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(str(unpacked))


def test_the_wheel_lists_its_kinds_and_fixtures(unpacked: Path, tmp_path: Path) -> None:
    done = _neurowire(unpacked, tmp_path, "kinds", "regulatory_action")
    assert done.returncode == 0, done.stderr
    assert str(unpacked / "generator/_files/fixtures/facts/regulatory_action/china-ai-models.yaml") in done.stdout


def test_the_wheel_holds_no_tests_and_its_licence(unpacked: Path) -> None:
    assert not (unpacked / "tests").exists()
    assert list(unpacked.glob("neurowire-*.dist-info/licenses/LICENSE"))
