"""Whose value a figure is: subject, metric, role, period, list item; and the least repair of what is wrong."""

from __future__ import annotations

import pytest

from generator.article import Verdict
from tests.checking.shelf import BUD, CHINA, LOSS, QUOTES, SOUTHERN, TIDALOW, against, at, checked, told

TWO = {
    "Alder Energy": {"revenue": "$4.1 billion", "net_income": "$310 million", "employees": 5200},
    "Birch Power": {"revenue": "$2.7 billion", "net_income": "$190 million", "employees": 3900},
}
YEARS = {
    "company": "Alder Energy",
    "revenue": {"2024": "$3.8 billion", "2025": "$4.1 billion"},
    "employees": {"2024": 4800, "2025": 5200},
}
RIGHT = {
    "subject before": "Alder Energy had revenue of $4.1 billion.",
    "subject after": "Revenue of $2.7 billion was what Birch Power took in.",
    "possessive": "Birch Power's revenue was $2.7 billion, Alder Energy's $4.1 billion.",
    "pronoun": "Birch Power had revenue of $2.7 billion. It earned net income of $190 million.",
    "compared": "Alder Energy's revenue of $4.1 billion compares with $2.7 billion at Birch Power.",
    "respectively": "Alder Energy and Birch Power had revenue of $4.1 billion and $2.7 billion, respectively.",
    "two clauses": "Alder Energy employs 5,200 people, while Birch Power has 3,900 employees.",
}
WRONG = {
    "the other's figure": ("Birch Power had revenue of $4.1 billion.", "$4.1 billion"),
    "in a later clause": ("Alder Energy had revenue of $4.1 billion, and Birch Power of $3.2 billion.", "$3.2 billion"),
    "after a pronoun": ("Birch Power had revenue of $2.7 billion. Its net income was $310 million.", "$310 million"),
    "another metric": ("Alder Energy's net income was $4.1 billion.", "$4.1 billion"),
    "swapped": ("Alder Energy employs 3,900 people, while Birch Power has 5,200 employees.", "3,900"),
    "respectively": (
        "Alder Energy and Birch Power had revenue of $2.7 billion and $4.1 billion, respectively.",
        "$2.7 billion",
    ),
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT.keys())
def test_right_of_two_companies(text: str) -> None:
    report = against(text, TWO)
    assert not report.findings, told(report)


@pytest.mark.parametrize(("text", "words"), WRONG.values(), ids=WRONG.keys())
def test_wrong_of_two_companies(text: str, words: str) -> None:
    report = against(text, TWO)
    assert at(report, text, words), told(report)


PERIODS = {
    "right years": ("Revenue was $4.1 billion in 2025 and $3.8 billion in 2024.", ""),
    "from and to": ("Revenue rose to $4.1 billion in 2025 from $3.8 billion in 2024.", ""),
    "a year's other figure": ("Revenue was $3.8 billion in 2025.", "$3.8 billion"),
    "years swapped": ("Alder Energy had 4,800 employees in 2025 and 5,200 in 2024.", "4,800"),
}


@pytest.mark.parametrize(("text", "words"), PERIODS.values(), ids=PERIODS.keys())
def test_periods(text: str, words: str) -> None:
    report = against(text, YEARS)
    assert bool(at(report, text, words)) if words else not report.findings, told(report)


# text, the words, sheet, verdicts allowed, the fact it has to name, a piece of the expected value
EXPECTED = {
    "actual for estimate": (
        "Analysts had expected earnings of $1.60 a share.", "$1.60", SOUTHERN, "eps.estimate", "1.51",
    ),
    "estimate for actual": ("Southern earned $1.51 a share.", "$1.51", SOUTHERN, "eps.actual", "1.60"),
    "prior for actual": (
        "Revenue was $7.27 billion in the quarter.", "$7.27 billion", SOUTHERN, "revenue.actual", "7.82",
    ),
    "actual for prior": (
        "Southern had earned $1.60 a share a year earlier.", "$1.60", SOUTHERN, "eps.prior", "1.43",
    ),
    "magnitude": ("Revenue was $15.13 million.", "$15.13 million", BUD, "revenue.actual", "15.13 billion"),
    "the other company's price": (
        "Baidu shares closed up 1.84% at $73.41 on Monday.", "$73.41", QUOTES, "quotes.baidu.price", "108.2",
    ),
    "the other batch's count": (
        "The fourth batch holds 40 large language models, Reuters said.", "40", CHINA, "batches.4.models", "14",
    ),
    "shares of the market swapped": (
        "China had 50% of the world's models, according to CLSA, Reuters reported.", "50%", CHINA, "market.share", "40",
    ),
    "loss of before": ("Quarrellen lost $0.28 a share in the quarter.", "$0.28", LOSS, "eps.actual", "0.31"),
    "more digits than the facts bear out": (
        "Apple's revenue a year earlier was $102,470 million.", "$102,470 million", "earnings_preview/aapl-2026-10-29",
        "revenue.prior", "$102,466,000,000",
    ),
    "expected profit": (
        "Analysts had expected a profit of $0.21 a share.", "$0.21", TIDALOW, "eps.estimate", "0.12",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "words", "sheet", "fact", "value"), EXPECTED.values(), ids=EXPECTED.keys())
def test_a_misplaced_figure_is_told_with_the_right_one(
    text: str, words: str, sheet: str, fact: str, value: str
) -> None:
    report = checked(text, sheet)
    hits = at(report, text, words)
    assert hits, told(report)
    assert any(made.verdict in (Verdict.MISBOUND, Verdict.CONTRADICTED) for made in hits), told(report)
    assert any(fact in made.facts and value in made.expected for made in hits), hits


def test_one_wrong_name_is_one_finding() -> None:
    report = against(
        "Birch Power had revenue of $4.1 billion and net income of $310 million with 5,200 employees.", TWO
    )
    assert 1 <= len(report.findings) <= 3, told(report)


def test_a_derived_value_names_its_formula_and_inputs() -> None:
    text = "Revenue grew by $0.55 billion from $7.27 billion a year earlier."
    report = checked(text, SOUTHERN)
    made = next(made for made in report.claims if made.text.startswith("$0.55"))
    assert made.verdict is Verdict.DERIVED
    assert made.formula == "difference"
    assert {"revenue.actual", "revenue.prior"} <= set(made.facts)
