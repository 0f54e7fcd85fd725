"""What all tests share: the command line in this process, a closed network, the flag that rewrites golden articles."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from generator import __main__ as front_door
from generator.settings import VARIABLES

ROOT = Path(__file__).parents[1]
CHINA = ROOT / "fixtures" / "facts" / "regulatory_action" / "china-ai-models.yaml"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden", action="store_true", help="rewrite the golden articles; read the diff before a commit")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden articles are to be rewritten."""
    return bool(request.config.getoption("--golden"))


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No key, model, colour or cache of the machine's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
    for name in (*VARIABLES, "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")


class Outcome(NamedTuple):
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture
def neurowire(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Iterator[Command]:
    """Run a command line in this process: neurowire("check", "-", stdin=b"...")."""

    def run(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        capfdbinary.readouterr()
        code = front_door.run([os.fspath(part) if isinstance(part, Path) else str(part) for part in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Outcome(code, out.decode("utf-8"), err.decode("utf-8"))

    return run
