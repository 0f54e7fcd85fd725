"""Regulatory actions: counts that combine, and those that may not; how a decision is told."""

from __future__ import annotations

import re

import pytest

from generator.errors import StoryRefused
from tests.kinds import made

CHINA = (made.FACTS / "regulatory_action" / "china-ai-models.yaml").read_text("utf-8")
FINE = (made.FACTS / "regulatory_action" / "fine-northmere-cable.yaml").read_text("utf-8")


def without(*names: str) -> str:
    """The China sheet without these top-level fields."""
    text = CHINA
    for name in names:
        text, count = re.subn(rf"(?m)^{name}:.*\n(?:[ #].*\n)*", "", text)
        assert count, name
    return text


def test_the_hedge_goes_through_the_formula() -> None:
    rest = made.ledger(CHINA).facts["rest"]
    assert str(made.value_of(made.ledger(CHINA), "rest")) == "26"
    assert rest.value.hedge == "more than"  # type: ignore[union-attr]
    assert rest.inputs == ("total", "batches.4.models")


@pytest.mark.parametrize("name", ["part_of", "batches_complete"])
def test_counts_combine_only_where_the_sheet_says_that_they_may(name: str) -> None:
    assert made.ledger(without(name)).get("rest") is None


def test_approvals_are_never_set_against_an_undated_count_of_the_market() -> None:
    facts = made.ledger(CHINA)
    shares = [fact for fact in facts if fact.formula in ("share", "multiple")]
    assert shares == []
    assert "130" in made.article(CHINA).text


@pytest.mark.parametrize(
    "names",
    [
        ("market",), ("usage",), ("batches",), ("rule",), ("process",), ("first_recipients",), ("affected",),
        ("list_published",), ("background",), ("part_of", "batches_complete"), ("scope",),
        ("market", "usage", "batches", "rule", "process", "first_recipients", "affected", "background"),
    ],
    ids="-".join,
)  # fmt: skip
@pytest.mark.parametrize("form", ["full", "brief", "alert"])
def test_a_fact_less_and_the_text_closes_without_a_scar(names: tuple[str, ...], form: str) -> None:
    story = made.article(without(*names), form)  # type: ignore[arg-type]
    assert not any(mark in story.text for mark in ("  ", " .", " ,", "..", "[[", "for .", "None"))
    assert [claim.message for claim in story.report.findings] == []


def test_a_disputed_fact_is_attributed_and_stays_out_of_headline_and_lead() -> None:
    story = made.article(CHINA)
    top = story.headline + story.teaser + " ".join(sentence.text for sentence in story.blocks[0].sentences)
    assert "Alibaba" not in top
    sentence = next(s.text for block in story.blocks for s in block.sentences if "among the first" in s.text)
    assert sentence.endswith("Reuters said, though that is at odds with Chinese filing records.")
    assert not any(notice.startswith("disputed:") for notice in story.notices)


def test_a_dispute_without_a_named_rival_is_told_too() -> None:
    story = made.article(CHINA.replace("      source: filings\n", ""))
    assert "Reuters said, though accounts of it differ." in story.text
    assert story.report.findings == ()


def test_what_nobody_disputes_is_not_told_as_disputed() -> None:
    at, end = CHINA.index("  rivals:\n"), CHINA.index("list_published")
    story = made.article(CHINA[:at] + CHINA[end:])
    assert "were among the first companies to win approval, Reuters said." in story.text


DID = {
    "approve": "approved", "register": "registered", "clear": "cleared", "reject": "rejected", "fine": "fined",
    "ban": "banned", "defer": "deferred a decision on", "withdraw": "withdrew approval of", "suspend": "suspended",
}  # fmt: skip


@pytest.mark.parametrize("decision", DID)
def test_every_decision_is_told(decision: str) -> None:
    story = made.article(
        FINE.replace("decision: fine", f"decision: {decision}").replace("penalty: $12.5 million\n", "")
    )
    assert DID[decision] in story.blocks[0].sentences[0].text
    assert not any(claim.kind == "status" for claim in story.report.findings)


def test_without_its_main_facts_the_story_is_refused_by_name() -> None:
    with pytest.raises(StoryRefused, match="total"):
        made.article(without("total"))
