"""The README tells the truth: its commands print what it shows, its tables are those of the program.

`--golden` writes the real outputs into it. The two install lines run in `.ci/run` only; here the command they end with.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.article import GATE_OF
from generator.cli import COMMANDS
from generator.settings import PROVIDERS, VARIABLES, Settings, settings_lines
from tests.conftest import ROOT

README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Step(NamedTuple):
    """A command of a console block and what the block shows of its output."""

    command: str
    shown: str


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it: the fixtures, and `neurowire` on the path."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "fixtures").symlink_to(ROOT / "fixtures")
    (folder / "bin").mkdir()
    program = folder / "bin" / "neurowire"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m generator "$@"\n')
    program.chmod(0o755)
    return folder


def _run(desk: Path, command: str, *, merged: bool = True) -> str:
    kept = {"PATH": f"{desk / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"}
    errors = subprocess.STDOUT if merged else subprocess.DEVNULL
    done = subprocess.run(
        ["bash", "-c", command], cwd=desk, env=kept, stdout=subprocess.PIPE, stderr=errors, text=True, check=False
    )
    return done.stdout


def _blocks(text: str, language: str) -> list[str]:
    return [block[2] for block in _BLOCK.finditer(text) if block[1] == language]


def _steps(block: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield Step(command, shown)


def test_the_first_command_prints_the_article_shown(desk: Path, golden: bool) -> None:
    text = README.read_text("utf-8")
    command = _blocks(text, "sh")[0].split(" && ")[-1].removeprefix(".venv/bin/")
    printed = _run(desk, command, merged=False)
    if golden:
        README.write_text(
            re.sub(r"(?<=^```markdown\n).*?(?=^```$)", lambda _: printed, text, count=1, flags=re.M | re.S)
        )
    assert _blocks(README.read_text("utf-8"), "markdown")[0] == printed
    assert 'gate: "ready"' in printed


def test_the_console_shows_what_is_printed(desk: Path, golden: bool) -> None:
    text = README.read_text("utf-8")
    for block in _blocks(text, "console"):
        real = "".join(f"$ {step.command}\n{_run(desk, step.command)}" for step in _steps(block))
        if golden:
            text = text.replace(block, real)
        else:
            assert block == real
    if golden:
        README.write_text(text)


def test_the_wrong_number_is_found(desk: Path) -> None:
    (block,) = (block for block in _blocks(README.read_text("utf-8"), "console") if "changed.md" in block)
    assert "contradicted: number" in block
    assert "expected  14" in block


def test_the_other_commands_end_well(desk: Path) -> None:
    commands = [block for block in _blocks(README.read_text("utf-8"), "sh") if ".venv" not in block]
    assert commands
    for command in commands:
        assert 'gate: "ready"' in _run(desk, command)


def test_the_table_of_verdicts_is_the_programs() -> None:
    rows = re.findall(r"^\| (\w+) \| .* \| (ready|needs an editor|blocked) \|$", README.read_text("utf-8"), re.M)
    assert dict(rows) == {verdict.value: gate.value for verdict, gate in GATE_OF.items()}


def test_every_setting_is_told() -> None:
    text = README.read_text("utf-8")
    names = {line.name for line in settings_lines(Settings())} | set(VARIABLES)
    general = re.compile(f"NEUROWIRE_({'|'.join(PROVIDERS)})_")
    assert [name for name in sorted(names) if f"`{general.sub('NEUROWIRE_<PROVIDER>_', name)}`" not in text] == []


def test_every_command_is_told() -> None:
    text = README.read_text("utf-8")
    assert [name for name in COMMANDS if f"  {name} " not in text] == []


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README.read_text("utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
