"""The editor's controls and the judge in a run and in a rota; what an older program did not know changes no hash."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from generator.batch.rota import Entry
from generator.batch.telling import Order
from generator.cli.schedule import plan_of
from generator.drafting.controls import Controls
from generator.texts import content_hash
from tests.batch.desk import Desk, MadeModel
from tests.batch.sheets import write_sheets
from tests.batch.stub import ANSWER
from tests.conftest import Command

ENTRY = {"name": "n", "cron": "0 8 * * *", "zone": "UTC", "input": "s.jsonl", "out": "out"}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_sheets(tmp_path / "s.jsonl", 3)
    return tmp_path


def test_what_may_not_be_told_is_told_of_no_story(neurowire: Command, here: Path) -> None:
    neurowire("batch", "s.jsonl", "--out", "plain")
    assert neurowire("batch", "s.jsonl", "--out", "out", "--must-not", "review").code == 0
    plain, kept = ((here / name / "drug_decision-S000000.md").read_text("utf-8") for name in ("plain", "out"))
    assert "standard review" in plain
    assert "standard review" not in kept


def test_a_ceiling_of_words(neurowire: Command, here: Path) -> None:
    lengths = []
    for number, asked in enumerate(([], ["--words", "40"])):
        neurowire("batch", "s.jsonl", "--out", f"{number}", "--archive", f"{number}.db", *asked)
        lengths.append(len((here / f"{number}" / "drug_decision-S000000.md").read_text("utf-8").split()))
    assert lengths[1] < lengths[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--must", "nothing"], "3 x failed: --must 'nothing': no such fact"),
        (["--must-not", "decided"], "3 x failed: --must-not decided: a story of kind drug_decision cannot be told"),
    ],
    ids=["no such fact", "a required one"],
)
def test_a_fact_that_cannot_be_asked_for_fails_the_story(
    neurowire: Command, here: Path, arguments: list[str], said: str
) -> None:
    done = neurowire("batch", "s.jsonl", "--out", "out", *arguments)
    assert done.code == 1
    assert said in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--judge"], "--judge asks a model"), (["--words", "60", "--form", "brief"], "a brief has its own length")],
)
def test_wrong_use(neurowire: Command, here: Path, arguments: list[str], said: str) -> None:
    done = neurowire("batch", "s.jsonl", *arguments)
    assert (done.code, said in done.err) == (2, True)


def test_the_model_is_told_of_them(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = write_sheets(tmp_path / "s.jsonl", 1)
    models = [MadeModel(), MadeModel()]
    for model, controls in zip(models, (Controls(), Controls(tone="brisk", angle="the pill")), strict=True):
        desk.run(path, model=model, order=Order(model="made", controls=controls))
    assert models[0].asked[0] != models[1].asked[0]


def test_the_judge_is_asked_about_what_no_fact_is_tied_to(tmp_path: Path) -> None:
    loose = json.loads(json.dumps(ANSWER))
    loose["sections"][0]["paragraphs"].append(["Patients and doctors follow such decisions."])
    counts = []
    for judge in (False, True):
        model = MadeModel(lambda number: json.dumps(loose))
        desk = Desk(tmp_path, str(tmp_path / f"{judge}.db"))
        desk.run(
            write_sheets(tmp_path / "s.jsonl", 1),
            model=model,
            order=Order(model="made", judge=judge),
            out=str(tmp_path / "o"),
        )
        counts.append(len(model.asked))
    assert counts[1] > counts[0]


def test_a_rota_has_them() -> None:
    asked = {"tone": "brisk", "words": 120, "angle": "price", "outline": "a", "must": ["b", "c"], "must_not": "d"}
    entry = Entry.model_validate({**ENTRY, **asked, "writer": "model", "judge": True})
    order = plan_of(entry, datetime(2026, 5, 4, tzinfo=UTC), Path("."), "m").order
    assert order.controls == Controls("brisk", 120, "price", ("b", "c"), ("d",), ("a",))
    assert order.judge


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"judge": True}, "judge asks a model"),
        ({"words": 60, "form": "brief"}, "the length of the full form"),
        ({"words": 5}, "at least 20"),
        ({"tone": "loud"}, "plain"),
    ],
)
def test_a_rota_that_asks_for_what_cannot_be(given: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Entry.model_validate({**ENTRY, **given})


def test_a_story_is_known_again_by_a_newer_program() -> None:
    order = Order("brief", "html", 3, "mine", "m")
    assert order.work("sha") == content_hash(json.dumps(["sha", "brief", "html", 3, "mine", "m"]))
    others = {order._replace(controls=Controls(words=60)).work("sha"), order._replace(judge=True).work("sha")}
    assert len(others | {order.work("sha")}) == 3
