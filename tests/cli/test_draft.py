"""`neurowire draft`: what goes where, and how it ends."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from generator.texts import content_hash
from tests.conftest import CHINA, Command


def test_the_article_goes_to_stdout_and_the_rest_to_stderr(neurowire: Command) -> None:
    done = neurowire("draft", CHINA)
    assert done.code == 0
    assert done.out.startswith('---\ntitle: "China ')
    assert "\n# China " in done.out
    assert "neurowire:" not in done.out
    assert "held back: [background.mckinsey.says]" in done.err
    assert any(line.startswith("ready: ") for line in done.err.splitlines())


def test_a_sheet_from_stdin_is_the_same_story(neurowire: Command) -> None:
    assert neurowire("draft", "-", stdin=CHINA.read_bytes()).out == neurowire("draft", CHINA).out


def test_a_draft_is_the_same_every_time(neurowire: Command) -> None:
    assert neurowire("draft", CHINA).out == neurowire("draft", CHINA).out


def test_the_front_matter_ties_the_article_to_its_sheet(neurowire: Command) -> None:
    assert f'sheet: "{content_hash(CHINA.read_text("utf-8"))}"' in neurowire("draft", CHINA).out


def test_json(neurowire: Command) -> None:
    made = json.loads(neurowire("draft", CHINA, "--format", "json").out)
    assert made["kind"] == "regulatory_action"
    assert made["report"]["gate"] == "ready"


def test_html(neurowire: Command) -> None:
    assert neurowire("draft", CHINA, "--format", "html").out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("form", ["alert", "brief", "full"])
def test_every_form_is_ready(neurowire: Command, form: str) -> None:
    done = neurowire("draft", CHINA, "--form", form)
    assert (done.code, f'form: "{form}"' in done.out) == (0, True), done.err


class TestOut:
    def test_it_writes_the_file_and_nothing_else(self, neurowire: Command, tmp_path: Path) -> None:
        out = tmp_path / "story.md"
        done = neurowire("draft", CHINA, "--out", out)
        assert (done.code, done.out) == (0, "")
        assert out.read_text("utf-8") == neurowire("draft", CHINA).out
        assert list(tmp_path.iterdir()) == [out]

    def test_a_file_that_is_replaced_keeps_its_mode(self, neurowire: Command, tmp_path: Path) -> None:
        out = tmp_path / "story.md"
        out.write_text("old")
        out.chmod(0o640)
        neurowire("draft", CHINA, "--out", out)
        assert stat.S_IMODE(out.stat().st_mode) == 0o640

    def test_a_new_file_has_the_mode_of_the_mask(self, neurowire: Command, tmp_path: Path) -> None:
        before = os.umask(0o027)
        try:
            neurowire("draft", CHINA, "--out", tmp_path / "story.md")
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / "story.md").stat().st_mode) == 0o640

    def test_a_link_is_followed(self, neurowire: Command, tmp_path: Path) -> None:
        target, link = tmp_path / "target.md", tmp_path / "link.md"
        link.symlink_to(target)
        neurowire("draft", CHINA, "--out", link)
        assert link.is_symlink()
        assert target.read_text("utf-8").startswith("---")

    @pytest.mark.parametrize(("place", "says"), [("", "is a folder"), ("none/story.md", "cannot be written")])
    def test_a_path_that_cannot_be_written(self, neurowire: Command, tmp_path: Path, place: str, says: str) -> None:
        done = neurowire("draft", CHINA, "--out", tmp_path / place)
        assert done.code == 2
        assert says in done.err


class TestWriter:
    def test_auto_is_the_template_where_no_model_is_set(self, neurowire: Command) -> None:
        assert 'writer: "template"' in neurowire("draft", CHINA).out

    def test_a_model_that_is_not_set(self, neurowire: Command) -> None:
        done = neurowire("draft", CHINA, "--writer", "model")
        assert (done.code, done.out) == (2, "")
        assert "set NEUROWIRE_MODEL" in done.err

    @pytest.mark.parametrize(
        ("options", "says"),
        [
            (("--cassette", "a.yaml", "--record", "b.yaml"), "give one of them"),
            (("--writer", "template", "--cassette", "a.yaml"), "asks no model"),
            (("--cassette", "none.yaml"), "none.yaml"),
            (("--record", "b.yaml"), "no model is set"),
        ],
    )
    def test_cassettes_that_make_no_sense(self, neurowire: Command, options: tuple[str, ...], says: str) -> None:
        done = neurowire("draft", CHINA, *options)
        assert (done.code, done.out) == (2, "")
        assert says in done.err


class TestTemplates:
    def test_own_templates_go_first(self, neurowire: Command, tmp_path: Path) -> None:
        text = "{# A test. #}\nheadline: Regulators Decide\n\nChinese regulators have [[decision]] [[total]].\n"
        (tmp_path / "regulatory_action.md.j2").write_text(text)
        assert "# Regulators Decide" in neurowire("draft", CHINA, "--templates", tmp_path).out

    def test_a_template_that_is_wrong(self, neurowire: Command, tmp_path: Path) -> None:
        (tmp_path / "regulatory_action.md.j2").write_text("{# A test. #}\nheadline: {{ secret }}\n")
        done = neurowire("draft", CHINA, "--templates", tmp_path)
        assert (done.code, done.out) == (2, "")
        assert "regulatory_action.md.j2" in done.err


def test_a_story_without_its_required_facts_is_refused_by_name(neurowire: Command, tmp_path: Path) -> None:
    sheet = tmp_path / "few.yaml"
    lines = ["kind: regulatory_action", "id: few", "dateline: {date: 2024-01-29}", "regulator: r", "decision: approve"]
    sheet.write_text("\n".join([*lines, "entities: {r: {name: The Regulator, type: agency}}"]))
    done = neurowire("draft", sheet)
    assert (done.code, done.out) == (1, "")
    assert "total or party or matter is missing" in done.err
