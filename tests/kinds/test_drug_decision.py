"""Drug decisions: what the record says, and what it does not."""

from __future__ import annotations

import re

import pytest

from tests.kinds import made

XADAGO = (made.FACTS / "drug_decision" / "approval-xadago.yaml").read_text("utf-8")


def test_neither_applicant_nor_indication_is_told_as_if_it_were_known() -> None:
    story = made.article(XADAGO)
    assert "MDD" not in story.text
    assert not re.search(r"Parkinson|to treat (?!, or)|indicated", story.text.split("The record does not say")[0])
    assert "does not say which condition Xadago is approved to treat, or which company applied" in story.text
    assert any("holder" in notice for notice in story.notices)


def test_the_holder_of_today_is_told_as_such() -> None:
    text = re.sub(r"(?m)^  use: hold\n  hold_reason: .*\n", "", XADAGO)
    assert "now list MDD US as the sponsor" in made.article(text).text


@pytest.mark.parametrize(
    ("decision", "told"),
    [("approve", "approved"), ("tentatively approve", "tentatively approved"), ("decline", "declined to approve"),
     ("withdraw", "withdrew approval of")],
)  # fmt: skip
def test_every_decision_is_told(decision: str, told: str) -> None:
    story = made.article(XADAGO.replace("decision: approve", f"decision: {decision}"))
    assert f"Administration {told} Xadago" in story.text


@pytest.mark.parametrize(
    "name",
    ["ingredients", "application", "class_code", "class_name", "review", "form", "route", "strengths", "marketing",
     "holder", "applicant", "indication"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["full", "brief", "alert"])
def test_a_fact_less_and_the_text_closes_without_a_scar(name: str, form: str) -> None:
    text, count = re.subn(rf"(?m)^{name}:.*\n(?: .*\n)*", "", XADAGO)
    assert count == 1
    story = made.article(text, form)  # type: ignore[arg-type]
    assert not any(mark in story.text for mark in ("  ", " .", " ,", "..", "[[", "None", ", ,"))
    assert [claim.message for claim in story.report.findings] == []


def test_a_class_is_explained_only_where_its_meaning_is_known() -> None:
    assert made.ledger(XADAGO).get("class_meaning") is not None
    assert made.ledger(XADAGO.replace("Type 1", "Type 3/4")).get("class_meaning") is None
