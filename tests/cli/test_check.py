"""`neurowire check`: a text and its facts, and what is shown of the findings."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import CHINA, Command


@pytest.fixture
def article(neurowire: Command) -> str:
    return neurowire("draft", CHINA).out


@pytest.fixture
def wrong(article: str) -> str:
    changed = article.replace("14 large language models", "41 large language models")
    assert changed != article
    return changed


def test_a_sound_article(neurowire: Command, article: str) -> None:
    done = neurowire("check", "-", "--facts", CHINA, stdin=article.encode())
    assert done.code == 0
    assert done.out.startswith("ready: ")
    assert done.err == ""


def test_a_wrong_number(neurowire: Command, wrong: str) -> None:
    done = neurowire("check", "-", "--facts", CHINA, stdin=wrong.encode())
    assert done.code == 1
    assert "contradicted: number" in done.out
    assert "batches.4.models = 14 large language models" in done.out
    assert "expected  14" in done.out
    assert "Securities Times" in done.out
    assert done.out.splitlines()[-1].startswith("blocked: ")
    assert [line for line in done.out.splitlines() if len(line) > 80] == []


def test_the_span_is_marked(neurowire: Command, wrong: str) -> None:
    lines = neurowire("check", "-", "--facts", CHINA, stdin=wrong.encode()).out.splitlines()
    carets = next(number for number, line in enumerate(lines) if line.strip() == "^^")
    assert lines[carets - 1][lines[carets].index("^") :].startswith("41")


def test_json(neurowire: Command, wrong: str) -> None:
    done = neurowire("check", "-", "--facts", CHINA, "--format", "json", stdin=wrong.encode())
    report = json.loads(done.out)
    assert (done.code, report["gate"]) == (1, "blocked")
    assert set(report) == {"gate", "claims", "counts"}
    keys = {"start", "end", "text", "kind", "verdict", "facts", "expected", "message"}
    assert all(set(claim) == keys for claim in report["claims"])
    (claim,) = (claim for claim in report["claims"] if claim["verdict"] == "contradicted")
    assert wrong[claim["start"] : claim["end"]] == claim["text"] == "41"
    assert sum(report["counts"].values()) == len(report["claims"])


def test_any_json_serves_as_facts(neurowire: Command, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"company": "Acme Corp.", "revenue": 14.2, "employees": 310}')
    done = neurowire("check", "-", "--facts", facts, "--format", "json", stdin=b"Acme Corp. has 320 employees.")
    assert done.code == 1
    assert any(claim["text"] == "320" for claim in json.loads(done.out)["claims"])
    assert neurowire("check", "-", "--facts", facts, stdin=b"Acme Corp. has 310 employees.").code == 0


class TestWithoutFacts:
    def test_a_sheet_beside_the_article_is_found_by_its_hash(
        self, neurowire: Command, tmp_path: Path, wrong: str
    ) -> None:
        shutil.copy(CHINA, tmp_path / "any-name.yaml")
        (tmp_path / "other.yaml").write_text("kind: nothing")
        story = tmp_path / "story.md"
        story.write_text(wrong, "utf-8")
        done = neurowire("check", story)
        assert done.code == 1
        assert "batches.4.models" in done.out

    def test_a_sheet_that_has_changed_is_not_taken(self, neurowire: Command, tmp_path: Path, article: str) -> None:
        (tmp_path / "sheet.yaml").write_text(CHINA.read_text("utf-8") + "\n# changed\n", "utf-8")
        story = tmp_path / "story.md"
        story.write_text(article, "utf-8")
        done = neurowire("check", story)
        assert (done.code, done.out) == (2, "")
        assert "--facts" in done.err

    def test_no_path_of_the_text_is_opened(self, neurowire: Command, tmp_path: Path) -> None:
        story = tmp_path / "story.md"
        story.write_text(f"---\nprovenance: {{sheet: {CHINA}}}\nfacts: {CHINA}\n---\n\n# Text\n", "utf-8")
        assert neurowire("check", story).code == 2

    def test_stdin_has_no_folder(self, neurowire: Command, article: str) -> None:
        assert neurowire("check", "-", stdin=article.encode()).code == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name the TEXT"),
        (("-", "--facts", "-"), "cannot both be stdin"),
        (("a.md", "--jsonl", "-"), "leave out TEXT"),
        (("--jsonl", "none.jsonl"), "cannot be read"),
        (("none.md", "--facts", str(CHINA)), "cannot be read"),
    ],
)
def test_wrong_usage(neurowire: Command, arguments: tuple[str, ...], says: str) -> None:
    done = neurowire("check", *arguments)
    assert (done.code, done.out) == (2, "")
    assert says in done.err
