"""`batch`, `stories` and `schedule` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.batch.sheets import TABLE, write_sheets
from tests.conftest import Command


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_sheets(tmp_path / "s.jsonl", 3)
    return tmp_path


def test_a_batch_and_its_stories(neurowire: Command, here: Path) -> None:
    done = neurowire("batch", "s.jsonl", "--out", "out")
    assert done.code == 0
    assert "3 stories" in done.err
    assert done.out == ""
    listed = neurowire("stories", "list")
    assert listed.out.splitlines()[0].startswith("drug_decision:S000000  v1  ready  FDA Approves Rytary")
    assert json.loads(neurowire("stories", "list", "--format", "json").out.splitlines()[2])["version"] == 1
    assert len(neurowire("stories", "list", "--run", "last", "--status", "ready").out.splitlines()) == 3
    shown = neurowire("stories", "show", "drug_decision:S000001")
    assert shown.out == (here / "out" / "drug_decision-S000001.md").read_text("utf-8")
    record = json.loads(neurowire("stories", "show", "drug_decision:S000001", "--format", "json").out)
    assert record["article"]["report"]["gate"] == "ready"


def test_edit_diff_export(neurowire: Command, here: Path) -> None:
    neurowire("batch", "s.jsonl", "--out", "out")
    (here / "mine.md").write_text("Mine.\n")
    assert neurowire("stories", "edit", "drug_decision:S000000", "mine.md").code == 0
    assert "+Mine." in neurowire("stories", "diff", "drug_decision:S000000").out.splitlines()
    assert neurowire("stories", "export", "ex").code == 0
    assert (here / "ex" / "drug_decision-S000000.md").read_text() == "Mine.\n"
    assert json.loads((here / "ex" / "drug_decision-S000000.sheet.json").read_text())["id"] == "S000000"
    (here / "ex" / "drug_decision-S000001.md").write_text("other")
    assert neurowire("stories", "export", "ex").code == 1
    assert (here / "ex" / "drug_decision-S000001.md").read_text() == "other"
    assert neurowire("stories", "vacuum").code == 0


def test_json_events(neurowire: Command, here: Path) -> None:
    events = [json.loads(line) for line in neurowire("batch", "s.jsonl", "--log", "json").err.splitlines()]
    assert [event["event"] for event in events] == ["start", "story", "story", "story", "end"]
    assert events[-1]["counts"] == {"ready": 3}


def test_stdin(neurowire: Command, here: Path) -> None:
    done = neurowire("batch", "-", "--out", "out", stdin=(here / "s.jsonl").read_bytes())
    assert (done.code, len(list((here / "out").glob("*.md")))) == (0, 3)


def test_a_table_with_the_mapping_beside_it(neurowire: Command, here: Path) -> None:
    assert neurowire("batch", TABLE, "--out", "out", "--limit", "5").code == 0


def test_the_archive_is_named_by_the_environment(
    neurowire: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEUROWIRE_ARCHIVE", str(here / "mine.db"))
    assert neurowire("batch", "s.jsonl").code == 0
    assert (here / "mine.db").is_file()
    assert not (here / "neurowire.db").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["batch", "none.jsonl"], "there is no such file or folder"),
        (["batch", "s.jsonl", "--budget", "5"], "template stories cost nothing"),
        (["batch", "s.jsonl", "--rate", "fast"], "'fast' is not a rate"),
        (["batch", "s.jsonl", "--writer", "model"], "no model is set"),
        (["batch", "s.jsonl", "--mapping", "s.jsonl"], "there is no CSV file for it"),
        (["batch", "s.jsonl", "--archive", "nowhere/a.db"], "cannot be written"),
        (["stories", "list"], "there is no archive neurowire.db"),
        (["schedule", "s.jsonl", "--dry-run"], "s.jsonl"),
    ],
)
def test_wrong_use(neurowire: Command, here: Path, arguments: list[str], said: str) -> None:
    done = neurowire(*arguments)
    assert done.code == 2
    assert said in done.err


ROTA = {
    "name": "morning",
    "cron": "0 8 * * *",
    "zone": "Europe/London",
    "calendar": "XLON",
    "input": "s.jsonl",
    "out": "out/{date}",
    "filters": {"review": "standard"},
}


def test_a_rota(neurowire: Command, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "rota.yaml").write_text(json.dumps({"entries": [ROTA]}))
    monkeypatch.setenv("NEUROWIRE_NOW", "2026-05-01T07:05:00Z")
    shown = neurowire("schedule", "rota.yaml", "--dry-run")
    assert shown.out.splitlines()[:2] == ["Tue 2026-05-05 08:00 BST  morning", "Wed 2026-05-06 08:00 BST  morning"]
    assert len(shown.out.splitlines()) == 10
    first = neurowire("schedule", "rota.yaml", "--once")
    assert (first.code, len(list((here / "out" / "2026-05-01").glob("*.md")))) == (0, 3)
    again = neurowire("schedule", "rota.yaml", "--once")
    assert "stories" not in again.err
