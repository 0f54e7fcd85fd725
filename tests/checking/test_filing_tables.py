"""Texts against the tables of a filing: segments in columns, columns of changes, scales, shares that a text reckons."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from generator.article import GATE_OF, Gate
from generator.checking import check
from generator.evidence import ledger_of_data

SEGMENTS = {
    "pre_text": "The results by segment are summarized below (in millions):",
    "cells": [
        ["", "Year Ended", "Year Ended", "Year Ended", "Year Ended", "", ""],
        ["", "December 31, 2023", "December 31, 2023", "December 31, 2022", "December 31, 2022"]
        + ["Increase (Decrease)"] * 2,
        ["", "Core", "Funds", "Core", "Funds", "Core", "Funds"],
        ["Total revenues", "$203.5", "$135.1", "$202.5", "$123.7", "$1.0", "$11.4"],
        ["Depreciation and amortization expenses", "(76.6)", "(59.3)", "(75.6)", "(60.3)", "1.0", "(1.0)"],
        ["Interest expense", "(44.5)", "(48.7)", "(37.9)", "(42.3)", "6.6", "6.4"],
        ["Net income (loss)", "26.5", "(6.1)", "(8.8)", "(26.4)", "35.3", "20.3"],
    ],
}
DEBT = {
    "pre_text": "A summary of our consolidated debt is as follows (in thousands):",
    "cells": [
        ["", "December 31,", "December 31,"],
        ["", "2023", "2022"],
        ["Total Debt - Fixed Rate", "$1454707", "$1440773"],
        ["Total Debt - Variable Rate", "426380", "364641"],
        ["", "1881087", "1805414"],
        ["Unamortized premium", "240", "343"],
    ],
}
CHARGES = {
    "pre_text": "Operating expenses",
    "cells": [
        ["", "For the Years Ended", "For the Years Ended", "", ""],
        ["", "December 31,", "December 31,", "Change", "Change"],
        ["(Dollars in thousands)", "2023", "2022", "$", "%"],
        ["Exit and realignment charges", "$99127", "$6897", "$92230", "1337.2%"],
        ["Net revenue", "$7781395", "$7898397", "$(117,002)", "(1.5)%"],
    ],
}
RATES = {
    "pre_text": "The following table sets forth items as a percentage of revenue.",
    "cells": [
        ["", "Year Ended", "Year Ended"],
        ["", "Jan 28, 2024", "Jan 29, 2023"],
        ["Income before income tax", "55.5%", "15.5%"],
        ["Income tax expense (benefit)", "6.6%", "(0.7)%"],
    ],
}
SALES = {
    "pre_text": "Sales (in millions):",
    "cells": [["", "2023", "2022"], ["Gas production revenue", "$327.9", "$790.9"], ["Net income", "81.8", "99.2"]],
}


class Case(NamedTuple):
    """A sentence on a table, and what of it has to be found."""

    table: dict[str, Any]
    text: str
    finds: str = ""


CASES = {
    "a change in its segment's column": Case(
        SEGMENTS, "Interest expense for the Funds increased $6.4 million for the year ended December 31, 2023."
    ),
    "no change in it": Case(
        SEGMENTS, "Interest expense for the Funds increased $6.9 million for the year ended December 31, 2023.", "$6.9"
    ),
    "a change under the header of the other segment": Case(
        SEGMENTS,
        "Depreciation and amortization for the Funds decreased $1.0 million in the year to December 31, 2023.",
    ),
    "a change told with the other direction": Case(
        SEGMENTS,
        "Depreciation and amortization for our Core Portfolio decreased $1.0 million in the year to December 31, 2023.",
        "decreased",
    ),
    "income told with the other direction": Case(
        SEGMENTS,
        "Net income for the Core segment decreased $35.3 million in the year to December 31, 2023.",
        "decreased",
    ),
    "a rate's row is in the table's scale": Case(
        DEBT, "As of December 31, 2023, $426.4 million of the debt was variable-rate debt."
    ),
    "a sum under a line": Case(
        DEBT, "Indebtedness aggregated $1,881.1 million, with an unamortized premium of $0.2 million."
    ),
    "a sum in the place of another row": Case(
        DEBT, "At December 31, 2023, there was an unamortized premium of $1,881.1 million.", "$1,881.1"
    ),
    "a share restated": Case(DEBT, "At the end of 2023, $426.4 million of the variable rate debt, or 22.7%, was due."),
    "no share": Case(DEBT, "At the end of 2023, $426.4 million of the variable rate debt, or 25.2%, was due.", "25.2%"),
    "a change column is in the table's scale": Case(
        CHARGES, "It had incremental exit and realignment charges of $92.2 million."
    ),
    "another change": Case(CHARGES, "It had incremental exit and realignment charges of $96.4 million.", "$96.4"),
    "what offsets by a figure of the facts": Case(
        CHARGES, "The gain was partially offset by a decline in net revenue of $117 million."
    ),
    "what offsets by no figure": Case(
        CHARGES, "The gain was partially offset by pressure from unhappy wholesalers abroad.", "offset by"
    ),
    "as a percentage of": Case(
        RATES, "Income tax as a percentage of income before income tax was an expense of 12.0% for fiscal year 2024."
    ),
    "another percentage of": Case(
        RATES,
        "Income tax as a percentage of income before income tax was an expense of 13.1% for fiscal year 2024.",
        "13.1%",
    ),
    "a supposed change": Case(
        SALES, "A 10 percent decrease would have reduced gas production revenue by $32.8 million in 2023."
    ),
    "no such change": Case(
        SALES,
        "A 10 percent decrease would have reduced gas production revenue by $35.1 million in 2023.",
        "$35.1",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_sentence_on_a_table(case: Case) -> None:
    report = check(case.text, ledger_of_data({"tables": [case.table]}))
    found = [made.text for made in report.claims if GATE_OF[made.verdict] is not Gate.READY]
    if case.finds:
        assert any(case.finds in text for text in found), found
    else:
        assert found == []
