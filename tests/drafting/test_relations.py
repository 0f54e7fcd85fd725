"""Right slots in wrong company: what no row joins is found, what the rows join passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.drafting.relations import relations
from generator.facts.files import read_file
from generator.kinds import read_sheet
from generator.llm.cassettes import stored
from generator.newsroom import assemble
from tests.conftest import CHINA, ROOT

ANSWERS = ROOT / "fixtures" / "cassettes" / "answers"
FOUND = {
    "another's figure": ("[[entity.alibaba|possessive]] chatbot has [[usage.ernie.users]] users.", "entity.alibaba"),
    "another's date": ("[[entity.baidu|short]] received approval [[batches.4.decided]].", "entity.baidu"),
    "a batch that no row gives": ("[[entity.bytedance]] was approved in [[batches.2.decided|month]].", "bytedance"),
    "another's word": ("[[market.by]] said [[total]] [[total|population]] had been approved.", "market.by"),
    "the first in the first batch": (
        "[[first_recipients]] received approval in [[batches.1.decided|month]].",
        "batches.1.decided is the date of batches.1",
    ),
    "a count at another day": ("The total was [[total]] at the end of [[batches.3.decided|month]].", "batches.3"),
    "not of the set": ("[[entity.xiaomi|short]] was among the first companies to win approval.", "'among the first'"),
    "all of an open set": ("All of the [[batches.4.models]] models are by [[batches.4.developers]].", "'All'"),
    "only of an open set": ("Only [[batches.4.developers]] were approved [[batches.4.decided]].", "'Only'"),
    "past, told as to come": ("The rule takes effect in [[rule.effective|month]].", "rule.effective is past"),
}
PASSED = (
    "[[entity.baidu|possessive]] chatbot, [[usage.ernie.product]], has [[usage.ernie.users]] users.",
    "[[entity.xiaomi|short]] is among the developers of the [[batches.4.models]] models.",
    "[[entity.baidu|short]] was among the first companies to win approval.",
    "[[market.by]] counted [[market.models]] models in [[market.place]], against [[market.rival_share]] elsewhere.",
    "Earlier ones came in [[batches.1.decided]] and [[batches.2.decided]], and held [[rest]] models.",
    "The [[batches.4.models]] models, approved [[batches.4.decided]], are the [[batches.4.number|ordinal]] batch.",
    "[[entity.regulators]] have approved [[total]] models in [[process.length]], [[report.carrier]] reported.",
    "It gave no [[impact_measure]] for [[affected.alibaba.company]] or [[entity.baidu]].",
    "It gave no [[impact_measure]] for [[entity.alibaba]] or [[entity.baidu]].",
    "The rule has been in force since [[rule.effective|month]].",
)


SAIA = ROOT / "fixtures" / "facts" / "earnings_report" / "saia-2025-10-30.yaml"
OTHER_TERMS = {
    "For the year, the company earned [[eps.actual]].": "'For the year' is told of eps.actual",
    "Full-year revenue was [[revenue.actual]].": "'Full-year' is told of revenue.actual",
    "The company reported [[eps.actual]] after the close.": "no row gives the time of day",
    "Earnings were [[eps.change|abs]] below the estimate.": "worked out from eps.prior, not from an estimate",
    "Revenue was [[revenue.change|abs]] short of analysts' expectations.": "revenue.prior, not from an estimate",
}
SAME_TERMS = (
    "Earnings were [[eps.surprise]] above the estimate.",
    "Earnings fell [[eps.change|abs]] from the year before, and were above the estimate.",
    "The company earned [[eps.actual]] in the [[period]], against [[eps.prior]] a year earlier.",
)


def found(text: str, sheet: Path = CHINA) -> list[str]:
    return list(relations(text, assemble(*read_sheet(read_file(sheet)))))


@pytest.mark.parametrize("text", OTHER_TERMS)
def test_must_find_other_terms(text: str) -> None:
    assert OTHER_TERMS[text] in " ".join(found(text, SAIA))


@pytest.mark.parametrize("text", SAME_TERMS)
def test_must_pass_the_same_terms(text: str) -> None:
    assert found(text, SAIA) == []


@pytest.mark.parametrize("name", FOUND)
def test_must_find(name: str) -> None:
    text, says = FOUND[name]
    assert says in " ".join(found(text))


@pytest.mark.parametrize("text", PASSED)
def test_must_not_find(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("path", sorted(ANSWERS.glob("*.json")), ids=lambda path: path.stem)
def test_no_false_alarm_in_the_bodies_of_recorded_answers(path: object) -> None:
    """All sentences of all of them: what is wrong with the careless ones is wrong in other ways."""
    kept = stored(path)  # type: ignore[arg-type]
    ledger = assemble(*read_sheet(read_file(kept.sheet_path(ROOT / "fixtures"))))
    for answer in kept.answers:
        content = answer.get("content")
        sections = content.get("sections", ()) if isinstance(content, dict) else ()
        texts = [text for section in sections for paragraph in section["paragraphs"] for text in paragraph]
        assert [(text, wrong) for text in texts for wrong in relations(text, ledger)] == []
