"""The shipped cassettes, with the network closed; recording and scrubbing; a miss is never hidden."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.errors import ModelError, UsageError
from generator.llm import Outcome
from generator.llm.cassettes import endpoint, record, replay, replayed_model
from tests.conftest import CHINA, ROOT, Command
from tests.llm.endpoint import KEY, Endpoint, completion, error, reply
from tests.llm.test_openai import GOOD, PROMPT, City

FOLDER = ROOT / "fixtures" / "cassettes"
CASSETTES = sorted(FOLDER.glob("*.yaml"))
SECRET = re.compile(
    r"\b(?:sk|gsk|pk|rk)[-_][A-Za-z0-9_-]{8,}|Bearer\s|authorization|api[-_]key|set-cookie|organization|x-request-id",
    re.IGNORECASE,
)


def test_three_are_shipped_with_their_answers() -> None:
    assert [path.stem for path in CASSETTES] == ["china-clean", "china-mend", "china-refusal"]
    assert [path.stem for path in CASSETTES] == sorted(path.stem for path in (FOLDER / "answers").glob("*.json"))


@pytest.mark.parametrize("path", [*CASSETTES, *sorted((FOLDER / "answers").glob("*"))], ids=lambda path: path.name)
def test_no_secret(path: Path) -> None:
    assert SECRET.search(path.read_text("utf-8")) is None


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_says_where_it_comes_from(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# Recorded against a local answering endpoint")
    assert endpoint(path) == ("http://127.0.0.1:8799/v1", "local-writer")


DRAFTS = {
    "china-clean": ("model", "ready", []),
    "china-mend": ("model", "ready", ["mended by the model: m5, m7, m8, m9"]),
    "china-refusal": ("template", "ready", ["written by the template: the model local-writer refused"]),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_drafts_from_the_cassette(name: str, neurowire: Command) -> None:
    writer, gate, notices = DRAFTS[name]
    out = neurowire("draft", CHINA, "--writer", "model", "--cassette", FOLDER / f"{name}.yaml", "--format", "json")
    assert out.code == 0, f"{out.err}\nif a sheet, a prompt or the check changed: neurowire cassettes"
    article = json.loads(out.out)
    assert article["writer"] == writer
    assert article["report"]["gate"] == gate
    for notice in notices:
        assert any(told.startswith(notice) for told in article["notices"]), article["notices"]
    for invented in ("Tencent", "shares", "McKinsey", "FBI", "trillion"):
        assert invented not in article["text"]


@pytest.mark.parametrize("writer", ["model", "auto"])
def test_a_miss_ends_the_story_and_is_not_hidden_by_the_template(writer: str, neurowire: Command) -> None:
    out = neurowire("draft", CHINA, "--writer", writer, "--form", "brief", "--cassette", FOLDER / "china-clean.yaml")
    assert out.code == 3
    assert out.out == ""
    assert "does not answer this request" in out.err


def test_a_rebuild_changes_nothing_while_prompts_and_facts_stand(neurowire: Command) -> None:
    before = [path.read_bytes() for path in CASSETTES]
    try:
        assert neurowire("cassettes").code == 0
        assert [path.read_bytes() for path in CASSETTES] == before, "commit what `neurowire cassettes` writes"
    finally:
        for path, content in zip(CASSETTES, before, strict=True):
            path.write_bytes(content)


def test_an_unknown_cassette_is_named(neurowire: Command) -> None:
    out = neurowire("cassettes", "nothing")
    assert out.code == 2
    assert "china-clean" in out.err


def ask(model: Any) -> Any:
    async def run() -> Any:
        try:
            return await model.ask(PROMPT, City)
        finally:
            await model.close()

    return asyncio.run(run())


def test_what_is_recorded_is_replayed_and_scrubbed(tmp_path: Path) -> None:
    path = tmp_path / "made.yaml"
    replies = Endpoint(
        [error(f"try later, {KEY}", None, 429, Retry_After="0"), reply(completion(GOOD), Set_Cookie="a")]
    )
    with record(path, secrets=["Paris-secret"]):
        first = ask(replies.model())
    text = path.read_text("utf-8")
    assert SECRET.search(text) is None
    assert KEY not in text
    assert len(yaml.safe_load(text)["interactions"]) == 2
    model = replayed_model(path)
    with replay(path):
        again = ask(model)
    assert (again.value, again.request, again.usage) == (first.value, first.request, first.usage)


def test_a_replay_answers_each_request_once(tmp_path: Path) -> None:
    path = tmp_path / "made.yaml"
    with record(path):
        ask(Endpoint([reply(completion(GOOD))]).model())
    model = replayed_model(path)

    async def twice() -> None:
        for _ in range(2):
            await model.ask(PROMPT, City)

    with pytest.raises(ModelError) as raised, replay(path):
        asyncio.run(twice())
    assert raised.value.outcome == Outcome.CASSETTE_MISS


@pytest.mark.parametrize("content", ["", "[]", "interactions: []", "a: [", "interactions: [{request: {uri: 1}}]"])
def test_what_is_no_cassette_is_named(content: str, tmp_path: Path) -> None:
    path = tmp_path / "not.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError, match="not a cassette"):
        endpoint(path)
    with pytest.raises(UsageError, match="cannot read"):
        endpoint(tmp_path / "missing.yaml")
