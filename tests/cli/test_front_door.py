"""The front door: help, exit codes, errors, broken pipes, and that both names are one program."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import click
import pytest

from generator import __main__ as front_door
from generator import __version__
from generator.cli import COMMANDS, root
from tests.conftest import CHINA, ROOT, Command


def test_help_names_every_command(neurowire: Command) -> None:
    done = neurowire("--help")
    assert done.code == 0
    for name, desk in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(desk.help)}$", done.out, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_where_the_table_says(neurowire: Command, name: str) -> None:
    command = root.get_command(click.Context(root), name)  # type: ignore[attr-defined]
    assert isinstance(command, click.Command)
    assert command.name == name
    assert neurowire(name, "--help").out.startswith(f"Usage: neurowire {name}")


def test_the_version(neurowire: Command) -> None:
    assert neurowire("--version").out == f"neurowire {__version__}\n"


def test_no_command_shows_the_help(neurowire: Command) -> None:
    done = neurowire()
    assert done.code == 2
    assert "Commands:" in done.out + done.err


def test_an_unknown_command_is_answered_with_the_nearest(neurowire: Command) -> None:
    done = neurowire("dratf")
    assert done.code == 2
    assert "did you mean 'draft'?" in done.err


@pytest.mark.parametrize("arguments", [("draft",), ("draft", CHINA, "--form", "long"), ("check", "--what")])
def test_wrong_usage_is_2(neurowire: Command, arguments: tuple[object, ...]) -> None:
    done = neurowire(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Usage: neurowire" in done.err


def test_the_command_and_the_module_are_one_program() -> None:
    scripts = [entry for entry in entry_points(group="console_scripts") if entry.name == "neurowire"]
    if not scripts:
        pytest.skip("not installed")
    assert scripts[0].load() is front_door.main


def test_a_bug_keeps_its_traceback(neurowire: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(root, "invoke", lambda ctx: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        neurowire("kinds")


def test_an_interrupt_is_130(neurowire: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(ctx: click.Context) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(root, "invoke", interrupted)
    assert neurowire("kinds").code == 130


@pytest.mark.parametrize("arguments", [("draft", str(CHINA)), ("schema", "regulatory_action")])
def test_a_reader_that_goes_away_ends_it_quietly(arguments: tuple[str, ...]) -> None:
    """`neurowire schema KIND | head -0`: the pipe is closed before anything is written."""
    command = [sys.executable, "-m", "generator", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        said = running.stderr.read().decode()
    assert "BrokenPipe" not in said
    assert "Traceback" not in said
    assert running.returncode == front_door.BROKEN_PIPE


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_any_locale_prints_any_character(locale: str, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.yaml"
    sheet.write_text(CHINA.read_text("utf-8").replace("4Paradigm", "4Paradigm第四"), "utf-8")
    command = [sys.executable, "-m", "generator", "draft", str(sheet)]
    environment = {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert "4Paradigm第四" in done.stdout.decode("utf-8"), done.stderr.decode()
