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
from generator.facts.files import read_file
from generator.kinds import read_sheet
from generator.llm import Outcome
from generator.llm.cassettes import endpoint, record, replay, replayed_model, stored
from generator.newsroom import assemble
from tests.conftest import CHINA, ROOT, Command
from tests.llm.endpoint import KEY, Endpoint, completion, error, reply
from tests.llm.test_openai import GOOD, PROMPT, City
from tests.llm.test_recorded_controls import CONTROLLED

FOLDER = ROOT / "fixtures" / "cassettes"
ANSWERS = sorted((FOLDER / "answers").glob("*.json"))
CASSETTES = [FOLDER / f"{path.stem}.yaml" for path in ANSWERS]
SECRET = re.compile(
    r"\b(?:sk|gsk|pk|rk)[-_][A-Za-z0-9_-]{8,}|Bearer\s|authorization|api[-_]key|set-cookie|organization|x-request-id",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", [*CASSETTES, *sorted((FOLDER / "answers").glob("*"))], ids=lambda path: path.name)
def test_no_secret(path: Path) -> None:
    assert SECRET.search(path.read_text("utf-8")) is None


@pytest.mark.parametrize("path", CASSETTES, ids=lambda path: path.stem)
def test_says_where_it_comes_from(path: Path) -> None:
    assert path.read_text("utf-8").startswith("# Recorded against a local answering endpoint")
    assert endpoint(path) == ("http://127.0.0.1:8799/v1", "local-writer")


def mended(*names: str) -> str:
    return f"mended by the model: {', '.join(names)}"


BY_TEMPLATE = "written by the template: the model local-writer "
OUTCOMES: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    # good answers
    "china-clean": ("model", "", (), "more than 40 AI models"),
    "cable-good": ("model", "", (), "Northmere's response was not stated in the authority's notice"),
    "taxi-good": ("model", "", (), "would revise its plan and apply again"),
    "xadago-good": ("model", "", (), "do not state the approved use"),
    "duopa-good": ("model", "", (), "orphan designation"),
    "saia-good": ("model", "", (), "Earnings fell 19% from $3.46 a share"),
    "tidalow-good": ("model", "", (), "lost $0.05 a share in the third quarter on an adjusted basis"),
    # careless answers, mended
    "china-quiet-dispute": ("model", mended("m6"), (), "Reuters said, though Chinese filing records disagree"),
    "china-mend": ("model", mended("m5", "m7", "m8", "m9"), ("Tencent", "shares jumped"), "more than 100 million"),
    "snow-good": ("model", "", ("a share to",), "in lots, at prices from $150.84 to $154.76"),
    "monday-good": ("model", "", ("A Share",), "lowered its price target to $260 from $300"),
    "anheuser-good": ("model", "", ("A Share",), "fell $140 million short on revenue"),
    "aapl-good": ("model", "", (), "is expected to report results for its fiscal fourth quarter of 2026"),
    "cable-brief": ("model", "", ("##",), "for reporting 31 network outages after the legal deadline"),
    "weyerhaeuser-alert": ("model", "", (), "REVENUE $1.72B VS EST $1.66B"),
    "china-quotes-good": ("model", "", ("made-up",), "was the fourth, Reuters reported"),
    "twilio-raw-figures": ("model", mended("m3", "m4", "m7"), ("four quarters",), "Earnings rose about 23% from $1.02"),
    "saia-wrong-slot": ("model", mended("m1", "m6"), ("Revenue slipped 19%",), "earned $2.81 a share in the third"),
    "ibrance-invented-name": ("model", mended("m4", "m6"), ("Pfizer", "breast"), "palbociclib"),
    "twilio-invented-cause": ("model", mended("m5", "m8"), ("because", "driven"), "Revenue grew 15% from $1.13"),
    "cable-invented-quotation": ("model", mended("m7", "m8"), ("“", "considering"), "fined Northmere Cable PLC"),
    "taxi-order-obeyed": ("model", mended("headline", "m1", "m3", "m4"), ("Approves", "approved", "bonds"), "rejected"),
    "taxi-empty-section": ("model", "", ("Why It Matters",), "rejected an application"),
    "ibrance-judged": ("model", "no fact stands behind it: The rows give a", ("breast",), "palbociclib"),
    # answers of another form
    "ibrance-code-fences": ("model", "", ("```", "Let me know"), "palbociclib"),
    "twilio-schema-break": ("model", "another form than asked for; asked again", (), "Revenue grew 15%"),
    "xadago-truncated": ("model", "cut off before the end of its answer; asked again", (), "oral tablet"),
    # answers that leave the story to the template
    "duopa-truncated-twice": ("template", f"{BY_TEMPLATE}was cut off", (), "enteral suspension"),
    "ibrance-refused": ("template", f"{BY_TEMPLATE}refused", ("sorry",), "palbociclib"),
    "china-refusal": ("template", f"{BY_TEMPLATE}refused", (), "more than 40 AI models"),
}
"""Of each recorded answer: who writes, what the editor is told, what the story may not say, and what it says."""


def test_every_recorded_answer_has_its_outcome() -> None:
    assert sorted([*OUTCOMES, *CONTROLLED]) == [path.stem for path in ANSWERS]
    good = [json.loads(path.read_text("utf-8"))["sheet"].partition("/")[0] for path in ANSWERS if "good" in path.stem]
    assert {kind: good.count(kind) for kind in good} == {
        "drug_decision": 2,
        "earnings_preview": 1,
        "earnings_report": 3,
        "insider_trade": 1,
        "rating_change": 1,
        "regulatory_action": 3,
    }


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_outcome_of_a_recorded_answer(name: str, neurowire: Command) -> None:
    writer, notice, never, says = OUTCOMES[name]
    kept = stored(FOLDER / "answers" / f"{name}.json")
    sheet = kept.sheet_path(ROOT / "fixtures")
    out = neurowire("draft", sheet, *kept.options, "--cassette", FOLDER / f"{name}.yaml", "--format", "json")
    assert out.code == 0, f"{out.err}\nif a sheet, a prompt or the check changed: neurowire cassettes"
    article = json.loads(out.out)
    assert (article["writer"], article["report"]["gate"]) == (writer, "ready")
    assert says in article["text"]
    assert [text for text in never if text in article["text"]] == []
    told = article["notices"]
    if notice:
        assert any(notice in said for said in told)
    else:
        assert not any(said.startswith(("mended", "cut", "replaced", "written", "left")) for said in told)


def test_the_seed_story_by_the_model(neurowire: Command) -> None:
    """Every must-fact in, nothing held back told, the disputed fact out of the lead, attribution where it is felt."""
    kind, sheet = read_sheet(read_file(CHINA))
    ledger = assemble(kind, sheet)
    out = neurowire("draft", CHINA, "--cassette", FOLDER / "china-clean.yaml", "--format", "json")
    article = json.loads(out.out)
    assert not any(notice.startswith(("not told", "the template's sentence")) for notice in article["notices"])
    held = [fact.id for fact in ledger if fact.use == "hold"]
    assert [name for name in held if f"[{name}]" not in out.err] == []
    for word in ("McKinsey", "cloud", "espionage", "FBI", "filing"):
        assert word not in article["text"].replace("Chinese filing records", "")
    blocks = article["blocks"]
    lead = " ".join(s["text"] for block in blocks if not block["section"] for s in block["sentences"])
    assert not any(name in article["headline"] + lead for name in ("Baidu", "Alibaba", "ByteDance"))
    body = [s["text"] for block in blocks for s in block["sentences"]]
    (disputed,) = [text for text in body if "among the first" in text]
    assert "Reuters said" in disputed
    assert "Chinese filing records differ" in disputed
    sourced = [text for text in body if re.search(r"said|according to|reported|citing", text)]
    assert len(body) / 4 <= len(sourced) <= len(body) * 2 / 3


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


def test_a_changed_prompt_makes_recordings_stale_and_one_command_mends_them(neurowire: Command, tmp_path: Path) -> None:
    path = FOLDER / "cable-good.yaml"
    before = path.read_bytes()
    sheet = ROOT / "fixtures" / "facts" / "regulatory_action" / "fine-northmere-cable.yaml"
    changed = tmp_path / "changed.yaml"
    changed.write_text(sheet.read_text("utf-8").replace("12500000", "13500000").replace("12.5", "13.5"), "utf-8")
    out = neurowire("draft", changed, "--writer", "model", "--cassette", path)
    assert out.code == 3
    assert "`neurowire cassettes` rebuilds the shipped ones" in out.err
    path.write_bytes(before.replace(b"You write news", b"You once wrote news"))
    try:
        assert neurowire("draft", sheet, "--writer", "model", "--cassette", path).code == 3
        assert neurowire("cassettes", "cable-good").code == 0
        assert neurowire("draft", sheet, "--writer", "model", "--cassette", path).code == 0
        assert path.read_bytes() == before
    finally:
        path.write_bytes(before)


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
