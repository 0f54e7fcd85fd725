"""A run tells the truth: all in the manifest, the exit code, nothing twice, nothing of a person's overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.batch.stopping import Stop
from generator.batch.telling import Order
from generator.errors import UsageError
from tests.batch.desk import Desk
from tests.batch.sheets import MAPPING, TABLE, sheets, write_sheets

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_all_are_told(desk: Desk) -> None:
    ended = desk.run(write_sheets(desk.folder / "s.jsonl", 12))
    assert (ended.code, ended.account.counts) == (0, {"ready": 12})
    lines = desk.manifest()
    assert [line["place"] for line in lines] == list(range(12))
    assert {line["file"] for line in lines} == {path.name for path in desk.out.glob("*.md")}
    assert "12 stories" in (desk.out / "summary.txt").read_text()


def test_every_status(desk: Desk) -> None:
    good, second = sheets(2)
    rows = [
        json.dumps(good),
        "{not json",
        json.dumps({**second, "decision": "perhaps"}),
        json.dumps({**second, "id": "R1", "drug": {"value": "drug", "use": "hold", "hold_reason": "unsure"}}),
        json.dumps(good),
        json.dumps({**good, "form": "salve"}),
    ]
    path = desk.folder / "s.jsonl"
    path.write_text("\n".join(rows))
    ended = desk.run(path)
    lines = desk.manifest()
    assert [line["status"] for line in lines] == ["ready", "failed", "failed", "refused", "skipped", "refused"]
    assert ended.code == 1
    assert "not well-formed JSON" in lines[1]["reason"]
    assert "decision" in lines[2]["reason"]
    assert "drug is held back (unsure)" in lines[3]["reason"]
    assert lines[4]["reason"] == f"the same story stands at {path}:1"
    assert "stands twice in this run" in lines[5]["reason"]
    assert len(list(desk.out.glob("*.md"))) == 1


def test_optional_stories_may_fail(desk: Desk) -> None:
    path = desk.folder / "s.jsonl"
    path.write_text(json.dumps(next(sheets(1))) + "\n{broken\n")
    assert desk.run(path, required=False).code == 0


@pytest.mark.parametrize("text", ["", "\n\n"], ids=["empty", "blank lines"])
def test_nothing_delivered_is_no_success(desk: Desk, text: str) -> None:
    path = desk.folder / "s.jsonl"
    path.write_text(text)
    ended = desk.run(path, required=False)
    assert ended.code == 1
    assert "NOTHING WAS DELIVERED" in ended.summary


def test_all_refused_is_no_success_even_if_optional(desk: Desk) -> None:
    path = desk.folder / "s.jsonl"
    path.write_text("{broken\n")
    assert desk.run(path, required=False).code == 1


def test_a_second_run_tells_nothing_again(desk: Desk) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 5)
    desk.run(path)
    stood = {file: file.stat().st_mtime_ns for file in desk.out.glob("*.md")}
    ended = desk.run(path)
    assert (ended.code, ended.account.counts) == (0, {"skipped": 5})
    assert {file: file.stat().st_mtime_ns for file in desk.out.glob("*.md")} == stood
    assert all(line["reason"].startswith("unchanged since run") for line in desk.manifest())


def test_a_changed_sheet_is_a_new_version(desk: Desk) -> None:
    path = desk.folder / "s.jsonl"
    sheet = next(sheets(1))
    path.write_text(json.dumps(sheet))
    desk.run(path)
    path.write_text(json.dumps({**sheet, "review": "priority"}))
    desk.run(path)
    (line,) = desk.manifest()
    assert (line["status"], line["version"]) == ("ready", 2)
    assert "priority" in (desk.out / line["file"]).read_text()


def test_the_same_text_from_another_sheet_is_no_new_version(desk: Desk) -> None:
    path = desk.folder / "s.jsonl"
    sheet = next(sheets(1))
    path.write_text(json.dumps(sheet))
    desk.run(path, order=Order(shape="html"))
    path.write_text(json.dumps({**sheet, "currency": "EUR"}))
    desk.run(path, order=Order(shape="html"))
    assert desk.manifest()[0]["version"] == 1


def test_an_edited_file_is_left_alone(desk: Desk) -> None:
    path = desk.folder / "s.jsonl"
    sheet = next(sheets(1))
    path.write_text(json.dumps(sheet))
    desk.run(path)
    (file,) = desk.out.glob("*.md")
    file.write_text("An editor's words.\n")
    for change in ({}, {"review": "priority"}):
        path.write_text(json.dumps({**sheet, **change}))
        ended = desk.run(path)
        assert file.read_text() == "An editor's words.\n"
        assert desk.manifest()[0]["reason"] == "the file was changed since it was written; left as it is"
        assert ended.account.counts == {"skipped": 1}


def test_a_file_of_somebody_else_is_left_alone(desk: Desk) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 1)
    desk.out.mkdir()
    (desk.out / "drug_decision-S000000.md").write_text("Not ours.\n")
    ended = desk.run(path)
    assert (desk.out / "drug_decision-S000000.md").read_text() == "Not ours.\n"
    assert (ended.code, desk.manifest()[0]["status"]) == (1, "skipped")


def test_an_edited_version_is_left_alone(desk: Desk) -> None:
    path = desk.folder / "s.jsonl"
    sheet = next(sheets(1))
    path.write_text(json.dumps(sheet))
    desk.run(path)
    archive = desk.archive()
    assert archive.edit("drug_decision:S000000", "An editor's words.\n").result() == 2
    archive.close()
    path.write_text(json.dumps({**sheet, "review": "priority"}))
    desk.run(path)
    assert desk.manifest()[0]["reason"] == "version 2 was changed by an editor; left as it is"


def test_a_missing_file_is_written_again(desk: Desk) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 2)
    desk.run(path)
    (desk.out / "drug_decision-S000001.md").unlink()
    desk.run(path)
    assert len(list(desk.out.glob("*.md"))) == 2


def test_one_file_of_json_lines(desk: Desk) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 5)
    out = desk.folder / "all.jsonl"
    assert desk.run(path, out=str(out)).code == 0
    told = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [story["key"] for story in told] == [f"drug_decision:S{number:06}" for number in range(5)]
    assert all(story["report"]["gate"] == "ready" for story in told)
    assert desk.run(path, out=str(out)).code == 0
    assert len(out.read_text("utf-8").splitlines()) == 5
    out.write_text("mine\n")
    with pytest.raises(Exception, match="was changed since"):
        desk.run(path, out=str(out), again=True)
    assert out.read_text() == "mine\n"


def test_asked_to_stop_it_ends_in_order_and_goes_on_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.batch.recording import Recorder

    path = write_sheets(desk.folder / "s.jsonl", 60)
    stop, entering = Stop(), Recorder.enter

    def enter(self: Recorder, told: list) -> None:  # type: ignore[type-arg]
        entering(self, told)
        stop.asked.set()

    monkeypatch.setattr(Recorder, "enter", enter)
    first = desk.run(path, stop=stop)
    assert first.code == 130
    assert 0 < first.account.total < 60
    monkeypatch.undo()
    second = desk.run(path)
    assert (second.run, second.code, second.account.counts) == (first.run, 0, {"ready": 60})


def test_processes_tell_the_same(desk: Desk, tmp_path: Path) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 100)
    desk.run(path, workers=2)
    other = Desk(tmp_path / "other")
    other.folder.mkdir()
    other.run(path, workers=1)
    ours, theirs = ({file.name: file.read_bytes() for file in one.out.glob("*.md")} for one in (desk, other))
    assert ours == theirs
    assert len(ours) == 100


def test_limit_and_filters(desk: Desk) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 40)
    assert desk.run(path, limit=7).account.total == 7
    filtered = desk.run(path, kind="drug_decision", filters=(("review", ("priority",)),))
    wanted = sum(sheet.get("review") == "priority" for sheet in sheets(40))
    assert 0 < filtered.account.total == wanted
    assert desk.run(path, kind="earnings_report").account.total == 0


def test_the_fda_approvals_and_the_quarter(desk: Desk) -> None:
    ended = desk.run(TABLE, TABLE.with_name("earnings-2025-10-30.csv"), workers=2)
    assert ended.account.total == 598
    assert ended.account.counts["ready"] >= 0.95 * 598
    assert not ended.account.counts["blocked"]
    listed = [line for line in desk.manifest() if line["status"] not in ("ready", "skipped")]
    assert all(line["reason"] for line in listed)


@pytest.mark.parametrize(
    ("inputs", "said"),
    [(["none.jsonl"], "there is no such file"), (["t.csv"], "a table needs a mapping")],
)
def test_what_cannot_begin(desk: Desk, inputs: list[str], said: str) -> None:
    (desk.folder / "t.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UsageError, match=said):
        desk.run(*(desk.folder / name for name in inputs))


def test_a_mapping_of_another_table(desk: Desk) -> None:
    (desk.folder / "t.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UsageError, match="the table has no column active_ingredient"):
        desk.run(desk.folder / "t.csv", mappings=(MAPPING,))
