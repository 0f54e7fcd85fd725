"""The house stands: imports run downwards only, heavy libraries have one owner, `--help` imports click alone."""

from __future__ import annotations

import ast
import importlib
import importlib.util
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import generator
from tests.conftest import ROOT

FLOORS = (
    ("errors", "settings"),
    ("facts",),
    ("story", "article", "texts", "net"),
    ("language",),
    ("parts", "kinds", "sources", "llm", "formats", "furniture", "archive", "evidence"),
    ("drafting", "checking", "assembling"),
    ("newsroom", "model_desk", "assembling", "confidence"),
    ("batch",),
    ("cli",),
    ("__main__",),
)
"""Rooms from the ground up. A room may use those below it."""
BESIDE = {
    ("settings", "errors"),
    ("article", "story"),
    ("kinds", "parts"),
    ("furniture", "formats"),
    ("newsroom", "model_desk"),
    ("newsroom", "confidence"),
}
"""Rooms of one floor of which the first may use the second."""
CLOSED = {("drafting", "kinds"), ("drafting", "parts"), ("checking", "kinds"), ("checking", "parts")}
"""Doors to a lower floor that stay shut: the writers and the check serve kinds that are not yet written."""
OWNERS = {
    "ahocorasick_rs": {"checking", "evidence"},
    "aiohttp": {"llm"},
    "click": {"cli", "__main__"},
    "jinja2": {"drafting"},
    "markdown": {"formats"},
    "nh3": {"formats"},
    "openai": {"llm"},
    "exchange_calendars": {"parts"},
    "tenacity": {"net"},
    "sqlalchemy": {"archive"},
    "vcr": {"llm"},
    "yaml": {"facts", "llm", "sources"},
}
"""Libraries that only certain rooms may import."""


DISTRIBUTIONS = {"yaml": "pyyaml", "vcr": "vcrpy"}
COME_ALONG = {"pydantic_core", "pandas"}
"""Libraries that others bring: pydantic, exchange_calendars."""
UNSEEN = {"tzdata"}
"""Data that no module imports by name."""


class Import(NamedTuple):
    """One import of a module: the room that has it, what it names, and where."""

    room: str
    module: str
    place: str


def _imports() -> Iterator[Import]:
    for path in sorted((ROOT / "generator").rglob("*.py")):
        inside = path.relative_to(ROOT / "generator")
        room = inside.parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{inside}:{node.lineno}: a relative import"
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            for name in names:
                yield Import(room, name, f"{inside}:{node.lineno}: {name}")


IMPORTS = list(_imports())


def _floor(room: str) -> int:
    return next((floor for floor, rooms in enumerate(FLOORS) if room in rooms), -1)


def _allowed(room: str, other: str) -> bool:
    if room == other or other in ("__version__", "__init__"):
        return True
    if (room, other) in CLOSED:
        return False
    return _floor(other) < _floor(room) or (room, other) in BESIDE


def test_every_room_has_a_floor() -> None:
    rooms = {entry.room for entry in IMPORTS} - {"__init__"}
    assert [room for room in sorted(rooms) if _floor(room) < 0] == []


def test_imports_run_downwards() -> None:
    own = [entry for entry in IMPORTS if entry.module.startswith("generator.") and entry.room != "__init__"]
    assert [entry.place for entry in own if not _allowed(entry.room, entry.module.split(".")[1])] == []


def test_heavy_libraries_have_their_owners() -> None:
    assert [
        entry.place
        for entry in IMPORTS
        if (owners := OWNERS.get(entry.module.split(".")[0])) is not None and entry.room not in owners
    ] == []


def test_every_library_is_declared_and_none_in_vain() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {re.split(r"[\[<>=]", line)[0].replace("-", "_") for line in project["dependencies"]}
    used = {entry.module.split(".")[0] for entry in IMPORTS} - sys.stdlib_module_names - {"generator"}
    used = {DISTRIBUTIONS.get(name, name) for name in used}
    assert used - COME_ALONG == declared - UNSEEN


def test_the_top_level_is_fixed() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not tracked:
        pytest.skip("not a git checkout")
    named = {"generator", "templates", "prompts", "fixtures", "tests"}
    named |= {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
    top = {line.split("/")[0] for line in tracked.splitlines()}
    assert sorted(name for name in top - named if not name.startswith(".")) == []


def _loaded(arguments: str) -> set[str]:
    """Top-level modules from outside the standard library that a command line has imported when it ends."""
    code = f"import sys; from generator.__main__ import run; run({arguments}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    names = {name.split(".")[0] for name in done.stderr.splitlines()[-1].split()}
    return {name for name in names - sys.stdlib_module_names if (spec := _spec(name)) and "site-packages" in spec}


def _spec(name: str) -> str:
    try:
        found = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return ""
    return str(found.origin or "") if found else ""


def test_help_imports_click_alone() -> None:
    assert _loaded('["--help"]') - {"_distutils_hack", "__main__"} == {"click"}


def test_a_template_draft_imports_no_client() -> None:
    sheet = "fixtures/facts/regulatory_action/china-ai-models.yaml"
    heavy = {"openai", "aiohttp", "httpx2", "vcr", "tenacity", "markdown", "nh3", "sqlalchemy"}
    assert _loaded(f'["draft", "{sheet}"]') & heavy == set()


@pytest.mark.parametrize(
    "name", [name for _, name, is_package in pkgutil.iter_modules(generator.__path__, "generator.") if is_package]
)
def test_a_package_hands_on_what_it_promises(name: str) -> None:
    package = importlib.import_module(name)
    promised = getattr(package, "__all__", [])
    assert len(set(promised)) == len(promised)
    assert [each for each in promised if not hasattr(package, each)] == []


def test_no_file_holds_a_second_trade() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in Path(ROOT / "generator").rglob("*.py")
        if (count := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert long == {}
