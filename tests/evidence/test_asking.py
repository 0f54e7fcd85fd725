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


QUARTERS = {"note": "(in thousands)", "table": [
    ["", "First", "Second"], ["2019", "", ""], ["Operating earnings", "$14,218", "$17,083"],
    ["2018", "", ""], ["Operating earnings", "$13,359", "$14,544"],
]}  # fmt: skip
LEASES = {"note": "(in millions)", "table": [
    ["", "Operating Leases", "Finance Leases"], ["2021", "$138", "$6"], ["2022", "135", "6"], ["2023", "120", "7"],
]}  # fmt: skip
BLOCKS = {"note": "(in thousands)", "table": [
    ["", "Gross", "Allowance for Losses"], ["December 31, 2019", "", ""], ["Servicing", "$6,868", "$(12)"],
    ["Total", "$19,731", "$(238)"], ["December 31, 2018", "", ""], ["Servicing", "$864", "—"],
    ["Total", "$15,568", "$(168)"],
]}  # fmt: skip
HEADS = {"note": "(in thousands)", "table": [
    ["", "As of December 31, 2019", ""], ["", "Amortized", "Fair"], ["", "Cost", "Value"],
    ["Government obligations", "$129,499", "$126,066"], ["Total", "$229,199", "$223,785"],
    ["", "As of December 31, 2018", ""], ["", "Amortized", "Fair"], ["", "Cost", "Value"],
    ["Government obligations", "$73,798", "$87,797"], ["Total", "$171,021", "$179,000"],
]}  # fmt: skip
COSTS = {"note": "(in thousands)", "table": [
    ["", "2019", "% Change 2018 to 2019", "2018"], ["Services", "$59,545", "(8)%", "$64,476"],
    ["Voyage expenses", "(21,387)", "(24)%", "(28,237)"], ["Net income (loss)", "542", "", "(762)"],
    ["Risk-free rate", "2.8%", "", "2.3%"], ["Expected term (years)", "3.9", "", "3.4"], ["", "38,158", "", "36,239"],
]}  # fmt: skip
SALES = {"note": "(in millions)", "table": [
    ["Net sales", "2019", "2018"], ["Grocery", "$3,279.2", "$3,287.0"], ["Frozen", "2,804.0", "2,753.0"],
    ["Other", "3,455.2", "1,898.3"], ["All", "$9,538.4", "$7,938.3"],
]}  # fmt: skip
PASSAGE = {"table": TABLE["table"], "paragraphs": [
    "The amounts billed but not yet due on federal government contracts were $60.3 million and $80.5 million at "
    "September 30, 2018 and 2019, respectively."
]}  # fmt: skip
SHAPES = {
    "between quarters": (
        QUARTERS,
        "What was the percentage change in operating earnings between the first and second quarter? 20.15%",
    ),
    "not between them": (
        QUARTERS,
        "What was the percentage change in operating earnings between the first and second quarter? 16.77%",
        True,
    ),
    "rows that are years": (LEASES, "What was the change in operating leases between 2021 and 2022? -$3 million"),
    "another sign in them": (LEASES, "What was the change in operating leases between 2021 and 2022? $3 million", True),
    "blocks of two dates": (BLOCKS, "What was the change in the total gross between 2018 and 2019? $4,163 thousand"),
    "headers within the body": (
        HEADS,
        "What percentage of the total amortized cost is government obligations in 2018? 43.15%",
    ),
    "a line beside its change": (COSTS, "What was the change in services between 2018 and 2019? -$4,931 thousand"),
    "costs in brackets": (
        COSTS,
        "What is the increase/ (decrease) in voyage expenses from 2018 to 2019? -6,850 thousand",
    ),
    "from a loss": (COSTS, "What was the percentage change in net income between 2018 and 2019? -171.13%"),
    "years below a percentage": (COSTS, "What was the average expected term (years) for 2018 and 2019? 3.65"),
    "two lines of a whole": (
        SALES,
        "What is the proportion (in percentage) of the sum of grocery and frozen over all net sales in 2018? 76.09%",
    ),
    "amounts of a passage": (
        PASSAGE,
        "What is the sum of amounts billed due on federal government contracts in 2018 and 2019? $140.80 million",
    ),
    "no sum of them": (
        PASSAGE,
        "What is the sum of amounts billed due on federal government contracts in 2018 and 2019? $147.20 million",
        True,
    ),
}


@pytest.mark.parametrize("case", SHAPES.values(), ids=SHAPES)
def test_tables_of_many_shapes(case: tuple[object, ...]) -> None:
    data, text, *wrong = case
    assert bool(check(str(text), ledger_of_data(data)).findings) == bool(wrong)
