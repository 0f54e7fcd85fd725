"""Golden articles: every shipped sheet's article, byte for byte. `pytest --golden` rewrites them; read the diff."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from generator.article import Gate
from tests.kinds import made

ARTICLES = made.FACTS.parent / "articles"
HELD = ("McKinsey", "trillion", "cloud", "FBI", "espionage", "hacking", "备案", "nearly a third", "benefit")


@pytest.mark.parametrize("path", made.FIXTURES, ids=lambda path: path.stem)
def test_golden_article(path: Path, golden: bool) -> None:
    text = made.shipped(path).text
    kept = ARTICLES / path.parent.name / f"{path.stem}.md"
    if golden:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(text, "utf-8")
    assert kept.is_file(), "no golden article yet; pytest --golden writes it"
    assert text == kept.read_text("utf-8")


@pytest.mark.parametrize("path", made.FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["full", "brief", "alert"])
def test_a_shipped_article_has_no_finding(path: Path, form: str) -> None:
    report = made.shipped(path, form).report  # type: ignore[arg-type]
    assert [(claim.text, claim.message) for claim in report.findings] == []
    assert report.gate is Gate.READY


@pytest.mark.parametrize("path", made.FIXTURES, ids=lambda path: path.stem)
def test_the_prose_keeps_the_house_rules(path: Path) -> None:
    made_ = made.shipped(path)
    assert 35 <= len(made_.headline) <= 130
    assert 0 < len(made_.teaser) <= 160
    assert all(len(block.sentences) <= 2 for block in made_.blocks if block.kind == "paragraph")
    assert not any(mark in made_.text for mark in ("  ", " ,", "..", "[[", "{{", "None", "$0.0 ", " a 8", " a 11%"))
    openings = [block.sentences[0].text.split(" ")[:3] for block in made_.blocks]
    assert all(a != b for a, b in pairwise(openings)), "two paragraphs in a row open alike"


@pytest.mark.parametrize("path", made.FIXTURES, ids=lambda path: path.stem)
def test_the_other_forms(path: Path) -> None:
    brief = made.shipped(path, "brief")
    words = sum(len(sentence.text.split()) for block in brief.blocks for sentence in block.sentences)
    assert 25 <= words <= 110
    assert "## " not in brief.text
    alert = made.shipped(path, "alert")
    line = alert.text.splitlines()[0].lstrip("# ")
    assert len(line) <= 100
    assert line == line.upper()


@pytest.mark.parametrize("path", made.FIXTURES, ids=lambda path: path.stem)
def test_a_story_is_the_same_each_time_and_ready_with_every_seed(path: Path) -> None:
    assert made.shipped(path, seed=3).text == made.shipped(path, seed=3).text
    for seed in range(1, 5):
        assert [claim.message for claim in made.shipped(path, seed=seed).report.findings] == []


def test_the_first_of_each_kind_is_the_common_case() -> None:
    first = {path.parent.name: path.stem for path in reversed(made.FIXTURES)}
    assert (
        first.items()
        >= {
            "drug_decision": "approval-xadago",
            "earnings_report": "atr-2025-10-30",
            "regulatory_action": "china-ai-models",
        }.items()
    )


def test_nothing_that_was_held_back_is_told_and_the_editor_is_told_so() -> None:
    story = made.shipped(made.FACTS / "regulatory_action" / "china-ai-models.yaml")
    assert not [word for word in HELD if word.lower() in story.text.lower()]
    notices = " ".join(story.notices)
    assert all(name in notices for name in ("mckinsey", "cloud", "espionage", "original_term"))


def test_nineteen_stories_do_not_open_alike() -> None:
    stories = [made.shipped(path) for path in made.FIXTURES if path.stem.endswith("2025-10-30")]
    assert len(stories) == 19
    leads = [
        " ".join(word for word in story.blocks[0].sentences[0].text.split() if word.islower()) for story in stories
    ]
    assert len(set(leads)) >= 8
