"""What an editor has left out (--must-not), told all the same: as a state, in a set's words, in its own short words."""

from __future__ import annotations

import pytest

from generator.checking import check
from generator.drafting.controls import Controls, obeyed
from tests.checking.shelf import CHINA, facts

STORY = (
    "# China Approves More Than 40 AI Models: Report\n\nChinese regulators have approved more than 40 AI models, {}.\n"
)
FOUND = [
    ("list_published", "Regulators have not released a full list of the approved models."),
    ("list_published", "The regulators haven't released a full list."),
    ("list_published", "No full list has been published."),
    ("first_recipients", "Baidu was the first to be approved."),
    ("first_recipients", "Alibaba was among the first companies to win approval, Reuters said."),
    ("batches.4.developers", "Xiaomi and 4Paradigm are in the newest batch."),
    ("usage", "Baidu's Ernie Bot has more than 100 million users, the company said."),
    ("rule", "Companies need regulators' approval to offer a large language model to the public."),
    ("scope", "The models were approved for public use."),
    ("market", "China had 130 large language models, according to CLSA."),
]
PASSED = [
    ("list_published", "Baidu was among the first companies to win approval, Reuters said."),
    ("first_recipients", "Baidu's Ernie Bot has more than 100 million users, its chief technology officer said."),
    ("first_recipients", "The first batch was approved in August."),
    ("scope", "Companies need regulators' approval to offer a large language model to the public."),
    ("usage", "Regulators have not released a full list."),
]


def held(name: str, sentence: str) -> list[str]:
    """The findings about facts held back, of a sentence in a story that an editor wants without `name`."""
    ledger, kind = facts(CHINA)
    assert kind is not None
    text = STORY.format("Reuters reported, citing Securities Times") + f"\n{sentence}\n"
    report = check(text, obeyed(ledger, Controls(must_not=(name,)), kind.required), kind)
    return [claim.text for claim in report.findings if claim.rule == "held"]


@pytest.mark.parametrize(("name", "sentence"), FOUND)
def test_must_find(name: str, sentence: str) -> None:
    assert held(name, sentence)


@pytest.mark.parametrize(("name", "sentence"), PASSED)
def test_must_not_find(name: str, sentence: str) -> None:
    assert held(name, sentence) == []
