"""Compiled templates kept between runs: taken again, or made anew, and refused where others may write."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jinja2 import Environment

from generator.drafting.kept_code import compiled_template, kept_in
from generator.settings import code_folder

SOURCE = "Up {{ points }} points"


def _said(folder: Path | None, source: str = SOURCE) -> str:
    environment = Environment(bytecode_cache=kept_in(folder), autoescape=True)
    return compiled_template(environment, "toy.md.j2", source).render(points=3)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_code_is_kept_and_taken_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _said(tmp_path / "kept") == "Up 3 points"
    assert len(_files(tmp_path / "kept")) == 1
    monkeypatch.setattr(Environment, "compile", None)  # a second run compiles nothing
    assert _said(tmp_path / "kept") == "Up 3 points"


def test_another_source_is_compiled_anew(tmp_path: Path) -> None:
    _said(tmp_path)
    assert _said(tmp_path, "Down {{ points }} points") == "Down 3 points"


def test_a_broken_file_is_compiled_anew(tmp_path: Path) -> None:
    _said(tmp_path)
    for path in _files(tmp_path):
        path.write_bytes(path.read_bytes()[:60])
    assert _said(tmp_path) == "Up 3 points"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners of files")
def test_a_folder_in_which_others_may_write_is_not_trusted(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    assert kept_in(tmp_path / "open") is None
    assert _said(tmp_path / "open") == "Up 3 points"
    assert _files(tmp_path / "open") == []


def test_without_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert _said(tmp_path / "file") == _said(None) == "Up 3 points"


def test_the_working_folder_does_not_say_where_code_is() -> None:
    assert code_folder({"XDG_CACHE_HOME": "/c"}) == Path("/c/neurowire")
    assert code_folder({"NEUROWIRE_CACHE": "/own", "HOME": "/h"}) == Path("/own")
