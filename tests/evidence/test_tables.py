"""Tables as lists of rows: headers, periods, sections, scale, footnotes, brackets, dashes."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest

from generator.evidence import ledger_of_data
from generator.evidence.notes import scale_of
from generator.facts.values import Quantity

SALES = [
    ["", "Years Ended December 31,", ""],
    ["(In thousands, except per share)", "2019", "2018 (1)"],
    ["Revenues", "$68,024", "$67,314"],
    ["Costs (2):", "", ""],
    ["Land", "(1,172)", "—"],
    ["Total costs", "(1,172)", "—"],
    ["Earnings per share", "$2.03", "$1.99"],
    ["Costs as a % of revenues", "18%", "14%"],
]


class Row(NamedTuple):
    """A cell and what it should say."""

    pointer: str
    label: str
    value: str
    unit: str
    year: int
    section: str


ROWS = {
    "in its scale": Row("/table/2/1", "Revenues", "68024000", "USD", 2019, ""),
    "a footnote in the header": Row("/table/2/2", "Revenues", "67314000", "USD", 2018, ""),
    "brackets, below a section": Row("/table/4/1", "Land", "-1172000", "?", 2019, "Costs"),
    "a dash is nothing": Row("/table/4/2", "Land", "0", "?", 2018, "Costs"),
    "per share is not scaled": Row("/table/6/1", "Earnings per share", "2.03", "USD", 2019, "Costs"),
    "nor is a percentage": Row("/table/7/2", "Costs as a % of revenues", "14", "%", 2018, "Costs"),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_cells(row: Row) -> None:
    fact = ledger_of_data({"table": SALES}).facts[row.pointer]
    value, period = fact.value, fact.period
    assert isinstance(value, Quantity)
    assert period is not None
    assert (fact.metric.label, value.value, value.unit) == (row.label, Decimal(row.value), row.unit)
    assert (period.start.year, dict(fact.dims).get("section", "")) == (row.year, row.section)


SCALED = {
    "money due in a year": (["Due in one year", "$1,250"], 1_250_000_000),
    "debt at a rate": (["Total debt - variable rate", "426,380"], 426_380_000_000),
    "a group of lengths": (["Less than 1 year", "650.0"], 650_000_000),
    "a rate": (["Effective interest rate", "6.96"], "6.96"),
    "a length": (["Weighted average life in years", "6.7"], "6.7"),
    "a count": (["Number of stores", "1,420"], 1_420),
    "a place in the United States": (["Long-lived assets, United States", "$933"], 933_000_000),
}


@pytest.mark.parametrize(("row", "value"), SCALED.values(), ids=SCALED)
def test_what_is_in_the_scale(row: list[str], value: int | str) -> None:
    table = [["(in millions)", "2023"], ["Revenue", "$5.1"], row]
    fact = ledger_of_data({"table": table}).facts["/table/2/1"].value
    assert isinstance(fact, Quantity)
    assert fact.value == Decimal(value)


def test_a_scale_written_in_one_word_is_of_all_columns() -> None:
    table = [["", "2019", "2018"], ["", "(inthousands)", ""], ["Europe", "$72,928", "$73,336"]]
    facts = ledger_of_data({"table": table}).facts
    assert [facts[f"/table/2/{column}"].value.value for column in (1, 2)] == [72_928_000, 73_336_000]  # type: ignore[union-attr]


def test_a_note_beside_the_table() -> None:
    data = {"caption": "Sales (in millions):", "table": [["", "2019", "2018"], ["Other", "44.1", "56.7"]]}
    value = ledger_of_data(data).facts["/table/1/1"].value
    assert isinstance(value, Quantity)
    assert value.value == 44_100_000


def test_rows_that_are_periods() -> None:
    data = {"title": "Life expectancy", "columns": ["date", "value"], "rows": [["1950", "54.4"], ["1951", "54.8"]]}
    facts = [fact for fact in ledger_of_data(data) if isinstance(fact.value, Quantity)]
    assert {(fact.metric.label, fact.period.start.year) for fact in facts if fact.period} == {
        ("Life expectancy", 1950), ("Life expectancy", 1951),
    }  # fmt: skip


def test_a_table_drawn_with_pipes() -> None:
    text = "Goodwill\n\n| Year Ended December 31, |\n| 2023 | 2022 |\n| RxCompound | $ | 2,164,480 | $ | - |\n"
    facts = [fact for fact in ledger_of_data({"context": text}) if isinstance(fact.value, Quantity)]
    assert (facts[0].metric.label, facts[0].value.value) == ("RxCompound", 2_164_480)  # type: ignore[union-attr]


def test_signs_in_cells_of_their_own() -> None:
    text = ("| Year ended | 2023 | 2022 | % Change |\n| Sales | \u200b | $ | 527 | $ | 692 | ( 24 | %) |\n"
            "| Costs | \u200b | ( 12 | ) | 15 | 20 | % |\n")  # fmt: skip
    facts = [fact for fact in ledger_of_data({"context": text}) if isinstance(fact.value, Quantity)]
    assert [(fact.value.value, fact.value.unit) for fact in facts] == [  # type: ignore[union-attr]
        (527, "USD"), (692, "USD"), (-24, "%"), (-12, "?"), (15, "?"), (20, "%"),
    ]  # fmt: skip


def test_a_section_over_merged_cells() -> None:
    rows = [["", "2023", "2022"], ["Production revenue (in millions): (1)"] * 2 + [""], ["Oil", "$1,813.8", "$2,270.1"]]
    value = ledger_of_data({"table": rows}).facts["/table/2/1"].value
    assert isinstance(value, Quantity)
    assert value.value == 1_813_800_000


NOTES = {
    "(in thousands)": 3, "In millions, except per share amounts": 6, "£m": 6, "$'000": 3, "USD billions": 9,
    "(Dollars in Millions)": 6, "$ MILLION": 6, "52 weeks ended 30 Mar 2019 £m": 6, "(inthousands)": 3,
}  # fmt: skip
NO_NOTES = ("Additions", "a $5m deal", "2019", "", "As of June 30", "million-dollar question in part")


@pytest.mark.parametrize(("note", "power"), NOTES.items(), ids=NOTES)
def test_notes(note: str, power: int) -> None:
    found = scale_of(note)
    assert found is not None
    assert found.power == power


@pytest.mark.parametrize("note", NO_NOTES)
def test_no_notes(note: str) -> None:
    assert scale_of(note) is None


def test_a_turning_in_brackets_is_no_name_without_the_rest_of_its_label() -> None:
    table = [
        ["(in millions)", "2023"],
        ["Income (loss) attributable to unit holders", "$1.2"],
        ["Net income (loss)", "4"],
    ]
    facts = ledger_of_data({"table": table}).facts
    held, net = (frozenset(facts[f"/table/{row}/1"].metric.words) for row in (1, 2))
    assert "Income" not in held
    assert {"Income attributable to unit holders", "loss attributable to unit holders"} <= held
    assert {"Net income", "Net loss"} <= net
