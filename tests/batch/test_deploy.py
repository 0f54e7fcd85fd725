"""A deploy in the middle of a run: another version, other prompts; what was told stays, nothing is paid for twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator import newsroom
from generator.batch.recording import Recorder
from generator.batch.stopping import Stop
from generator.drafting import prompting
from tests.batch.desk import Desk, MadeModel
from tests.batch.sheets import write_sheets

STORIES = 30


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def deployed(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts another version of the program in place, whose prompts begin with another line."""
    plain = prompting.read_text

    def other(*place: Any) -> Any:
        found = plain(*place)
        return found._replace(text=f"{found.text}\nOf the new version.\n", sha=f"{found.sha}2")

    def put(version: str, read: Any) -> None:
        monkeypatch.setattr(newsroom, "__version__", version)
        monkeypatch.setattr(prompting, "read_text", read)
        for kept in (prompting.prompt_file, prompting.brief):
            kept.cache_clear()

    def deploy(back: bool = False) -> None:
        put(newsroom.__version__ if back else "9.9.9", plain if back else other)

    yield deploy
    deploy(back=True)


def stopped_early(desk: Desk, path: Path, monkeypatch: pytest.MonkeyPatch, **how: Any) -> int:
    """The first part of a run, which a service manager ends after its first commit; how many stories it told."""
    stop, entering = Stop(), Recorder.enter

    def enter(self: Recorder, told: Any) -> None:
        entering(self, told)
        stop.asked.set()

    with monkeypatch.context() as patch:
        patch.setattr(Recorder, "enter", enter)
        first = desk.run(path, stop=stop, **how)
    assert first.code == 130
    return first.account.total


def test_template_stories_go_on_with_the_new_version(
    desk: Desk, deployed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sheets(desk.folder / "s.jsonl", STORIES)
    told = stopped_early(desk, path, monkeypatch)
    before = {file.name: file.read_bytes() for file in desk.out.glob("*.md")}
    assert 0 < told == len(before) < STORIES
    deployed()
    second = desk.run(path)
    assert (second.code, second.account.counts) == (0, {"ready": STORIES})
    after = {file.name: file.read_bytes() for file in desk.out.glob("*.md")}
    assert {name: after[name] for name in before} == before
    assert len(after) == len(desk.manifest()) == STORIES
    assert sum(b'generator: "9.9.9"' in text for text in after.values()) == STORIES - told


def test_model_stories_are_paid_once_across_a_deploy(
    desk: Desk, deployed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_sheets(desk.folder / "s.jsonl", STORIES)
    old, new = MadeModel(), MadeModel()
    told = stopped_early(desk, path, monkeypatch, model=old, in_flight=2)
    before = {file.name: file.read_bytes() for file in desk.out.glob("*.md")}
    deployed()
    second = desk.run(path, model=new, in_flight=2)
    assert second.account.total == STORIES
    assert len(desk.manifest()) == STORIES
    assert {file.name: file.read_bytes() for file in desk.out.glob("*.md") if file.name in before} == before
    assert not set(old.asked) & set(new.asked)
    assert len({line["key"] for line in desk.manifest()}) == STORIES
    assert len(new.asked) <= 2 * (STORIES - told)


def test_a_deploy_that_is_rolled_back_finds_its_answers_again(desk: Desk, deployed: Any) -> None:
    path = write_sheets(desk.folder / "s.jsonl", 6)
    old, new, again = MadeModel(), MadeModel(), MadeModel()
    desk.run(path, model=old, in_flight=2)
    deployed()
    desk.run(path, model=new, in_flight=2, again=True)
    deployed(back=True)
    desk.run(path, model=again, in_flight=2, again=True)
    assert old.asked
    assert not set(old.asked) & set(new.asked)
    assert again.asked == []
