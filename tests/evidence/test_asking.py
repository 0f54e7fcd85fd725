"""A question with a value, against a table: the words choose lines, periods and the operation."""

from __future__ import annotations

import pytest

from generator.article import Verdict
from generator.checking import check
from generator.evidence import ledger_of_data

TABLE = {"note": "(in millions)", "table": [
    ["", "2019", "2018", "2017"],
    ["Fixed Price", "$ 1,452.4", "$ 1,146.2", "$ 1,036.9"],
    ["Other", "44.1", "56.7", "70.8"],
    ["Total sales", "$1,496.5", "$1,202.9", "$1,107.7"],
]}  # fmt: skip
TRUE = {
    "a cell": "What was Fixed Price in 2018? $1,146.2 million",
    "a change": "What is the change in Other in 2019 from 2018? -$12.60 million",
    "a percentage change": "What was the percentage change in Total sales between 2018 and 2019? 24.41%",
    "an average": "What is the average Other from 2017 to 2019? $57.20 million",
    "a share": "What is the percentage of Other over Total sales in 2019? 2.95%",
}
WRONG = {
    "another cell": "What was Fixed Price in 2018? $1,452.4 million",
    "another sign": "What is the change in Other in 2019 from 2018? $12.60 million",
    "the wrong base": "What was the percentage change in Total sales between 2018 and 2019? 19.62%",
    "near": "What is the average Other from 2017 to 2019? $59.10 million",
    "another magnitude": "What is the change in Other in 2019 from 2018? -$126 million",
}


@pytest.mark.parametrize("text", TRUE.values(), ids=TRUE)
def test_accepted(text: str) -> None:
    assert check(text, ledger_of_data(TABLE)).findings == ()


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_flagged(text: str) -> None:
    findings = check(text, ledger_of_data(TABLE)).findings
    assert [text[found.start : found.end] for found in findings] == [text.split("? ")[1]]
    assert findings[0].verdict in (Verdict.CONTRADICTED, Verdict.ABSENT)


def test_an_article_is_no_question() -> None:
    text = "Who knows? Other was 44.1 million in 2019. Total sales were $1,496.5 million."
    assert len(check(text, ledger_of_data(TABLE)).claims) > 1
