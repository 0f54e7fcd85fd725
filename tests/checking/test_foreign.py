"""The check against facts that are no sheet: figures reckoned from told ones, movements, counts, series, passages."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from generator.article import GATE_OF, Gate
from generator.checking import check
from generator.evidence import ledger_of_data

RESULT = {
    "company": "Ardwick Mining", "date": "2025-10-30",
    "eps": {"prior": "0.93", "estimate": "0.41", "actual": "0.66", "surprise_pct": "60.98%"},
    "revenue": {"prior": "331.10M", "estimate": "358.63M", "actual": "315.00M", "surprise_pct": "-12.17%"},
}  # fmt: skip
SERIES = {"title": "CPI-U", "published": "2024-06-12", "data": [
    {"year": "2024", "period": f"M0{month}", "value": value}
    for month, value in enumerate(("308.4", "310.3", "312.3", "313.5", "314.1"), 1)
] + [{"year": "2023", "period": "M05", "value": "304.1"}]}  # fmt: skip
PLAYERS = {"players": [
    {"first_name": "Al", "last_name": "Horford", "points": 11, "steals": 1},
    {"first_name": "Jo", "last_name": "Crowder", "points": 18, "steals": 2},
]}  # fmt: skip
PASSAGE = {"passages": ["The agency approved the first licensed product within a year of the filing in 2023."]}

QUARTERS = {"company": "Ardwick Mining", "figures": [
    {"period": "Q2", "metric": "revenue", "value": "$315 million"},
    {"period": "full year", "metric": "net sales", "value": "$980 million"},
]}  # fmt: skip
WIRE = {"ticker": "ARDW", "quarter": "q4", "year": "2025", "figures": [
    {"metric": "same store sales", "period": "q4", "value": 4.7, "unit": "%", "direction": "rose"},
    {"metric": "adjusted earnings per share", "period": "q4", "value": 1.87, "currency": "$"},
    {"metric": "gaap earnings per share", "period": "q4", "value": 1.62, "currency": "$"},
    {"metric": "net sales", "period": "2026", "value": 10.1, "currency": "$", "unit": "billion",
     "guidance": True},
    {"metric": "net sales", "period": "2026", "value": 10.3, "currency": "$", "unit": "billion",
     "guidance": True},
    {"metric": "tests sold", "period": "q4", "value": 225, "unit": "million", "hedge": "more than"},
    {"metric": "free cash flow minimum", "period": "2026", "value": 1700, "currency": "$", "unit": "million"},
]}  # fmt: skip
MATCH = {"home": {"team": "Ardwick", "first_quarter_points": 31, "fourth_quarter_points": 18}}
STORY = {"passages": [
    "The agency approved the first licensed product within a year of the filing, and the company expects to start its "
    "sale in the spring under a licence that runs for nine years in all European markets.",
    "A second product is in a late trial with four hundred patients at clinics of three countries; results are due "
    "before the end of next year, and the partner pays half of what the study costs until then.",
]}  # fmt: skip

CHANGES = {"units": "USD millions", "rows": [
    ["", "2025", "2024", "2025 vs. 2024 Change $", "2025 vs. 2024 Change %"],
    ["Leasing revenue", "2,120", "2,476", "(356)", "(14)%"],
    ["Sales revenue", "8,319", "6,091", "2,228", "37%"],
    ["Power generation and storage segment revenue", "6,035", "3,909", "2,126", "54%"],
    ["Total revenues", "96,773", "81,462", "15,311", "19%"],
    ["Integration charges and amortization", "126.97", "152.9", "", ""],
]}  # fmt: skip
TABLE = {"rows": [
    ["Year ended December 31,", "2025", "2024"],
    ["Net cash provided by operating activities", "$1,610", "$1,690"],
    ["Provision for income taxes", "93", "88"],
    ["Net income (loss) of the partnership", "(41)", "22"],
], "notes": "The addition of the new recliners has increased attendance at each of our theatres, and fluctuations in "
   "our quarterly revenues may cause the price of our common stock to decline."}  # fmt: skip

INDEX = {"title": "CPI-U", "published": "2024-06-12", "data": [
    {"year": str(year), "period": f"M{month:02}", "value": value} for year, month, value in (
        (2022, 1, "281.1"), (2022, 2, "283.7"), (2022, 3, "287.5"), (2022, 4, "289.1"), (2022, 5, "292.296"),
        (2022, 6, "296.3"), (2022, 7, "296.2"), (2022, 8, "296.1"), (2022, 9, "296.8"), (2022, 10, "298.0"),
        (2022, 11, "297.7"), (2022, 12, "296.8"), (2023, 1, "299.17"), (2023, 2, "300.8"), (2023, 3, "301.8"),
        (2023, 4, "303.4"), (2023, 5, "304.127"), (2023, 6, "305.1"), (2023, 7, "305.7"), (2023, 8, "307.0"),
        (2023, 9, "307.8"), (2023, 10, "307.7"), (2023, 11, "307.1"), (2023, 12, "306.7"), (2024, 1, "308.4"),
        (2024, 2, "310.3"), (2024, 3, "312.3"), (2024, 4, "313.5"), (2024, 5, "314.0"),
    )
]}  # fmt: skip

FILING = {
    "passages": [
        "We reported lower freight costs, and our sales rose 5% in fiscal 2023. The Company opened two stores.",
    ]
}
CALENDAR = {**RESULT, "source": "Earnings calendar", "sector_note": "Regular approval"}
STORES = {"company": "Ardwick Stores", "periods": [
    {"label": "third quarter fiscal 2024", "weeks": 13, "ended": "2024-11-02", "net_sales": "$293.6 million",
     "net_income": "$44.2 million", "same_store_sales_change_pct": -0.7},
    {"label": "third quarter fiscal 2023", "weeks": 13, "ended": "2023-10-28", "net_sales": "$303.5 million",
     "net_income": "$51.8 million"},
    {"label": "year to date fiscal 2024", "weeks": 39, "ended": "2024-11-02", "net_sales": "$838.5 million",
     "net_income": "$118.3 million", "same_store_sales_change_pct": -5.4},
], "stores": [{"date": "2024-11-02", "stores": 445, "states": 42}, {"date": "2023-10-28", "stores": 443, "states": 41}],
}  # fmt: skip
LOSSES = {
    "rows": [
        ["", "2025", "2024"],
        ["Impairment charges of the funds", "(3.7)", "(33.3)"],
        ["Net derivative (gain) loss", "$(68.2)", "$374.0"],
        ["Diluted net income per common share", "$6.86", "$8.96"],
    ]
}

QUARTER = "Ardwick Stores had net sales of $293.6 million and net income of $44.2 million in the third quarter. "

FINDS = {
    "a hedge that the facts have": ({"approvals": {"models": "about 40"}}, "There were 40 models.", "40"),
    "a bound that the facts have": ({"approvals": {"models": "more than 40"}}, "There were 40 models.", "40"),
    "a second stranger to a filing": (FILING, "Kirkmoor sales rose 5%. Ardwick Mining opened two stores.", "Ardwick"),
    "a company's word": (CALENDAR, "Ardwick Mining said it earned $0.66 a share.", "Ardwick Mining said"),
    "another kind of approval": (CALENDAR, "It won accelerated approval.", "accelerated approval"),
    "a share before the bell": (CALENDAR, "The miner, long sought, fell 3% before the bell.", "before the bell"),
    "a company that moved": (CALENDAR, "Shares of rivals were flat, while Ardwick Mining rose.", "Ardwick Mining rose"),
    "the year to date among a quarter's": (
        STORES, QUARTER + "Same-store sales fell 5.4%.", "5.4%",
    ),
    "a year before as the year's start": (
        STORES, "Ardwick Stores had 445 stores, up from 443 at the start of the year.", "at the start of the year",
    ),
    "charges in brackets the other way": (
        LOSSES, "Impairment charges of the funds increased 29.6 in 2025 from 2024.", "increased",
    ),
    "another currency": (QUARTERS, "Ardwick Mining's revenue was €315 million.", "€315"),
    "another quarter": (QUARTERS, "Ardwick Mining: q3 revenue $315 million.", "q3"),
    "a quarter for the year": (QUARTERS, "Ardwick Mining: quarterly net sales $980 million.", "quarterly"),
    "another direction than the record's": (WIRE, "q4 same store sales fell 4.7%.", "fell"),
    "points for percent": (WIRE, "q4 same store sales rose 4.7 percentage points.", "4.7 percentage points"),
    "a basis dropped": (WIRE, "q4 earnings per share $1.87.", "earnings per"),
    "another basis": (WIRE, "q4 non-gaap earnings per share $1.62.", "non-gaap"),
    "an outlook told as a result": (WIRE, "reported 2026 net sales $10.1 billion to $10.3 billion.", "reported"),
    "a hedge dropped": (WIRE, "ARDW tests sold 225 million in q4.", "225 million"),
    "a rounding of one digit": (WIRE, "sees 2026 free cash flow of minimum $2,000 million.", "$2,000 million"),
    "the quarter of a record before": (WIRE, "q3 same store sales rose 4.7%. q4 gaap earnings per share $1.62.", "q3"),
    "a change column's sign": (CHANGES, "Leasing revenue increased $356 million in 2025.", "increased"),
    "the noun at the head": (CHANGES, "The increase in leasing revenue from 2024 to 2025 is 14%.", "increase"),
    "another year of a change": (
        CHANGES, "The decrease in leasing revenue from 2023 to 2025 was $356 million.", "2023",
    ),
    "a passage denied": (
        STORY, "Its product was not approved by the agency within a year of the filing.", "was not",
    ),
    "a year ago of a figure before": (
        {**RESULT, "period": "2025-Q3"}, "Ardwick Mining earned $0.66 a share, down from $0.93 a year ago.",
        "a year ago",
    ),
    "a run of another length": (
        INDEX, "The index had slipped for five months in succession, from October to December.", "five months",
    ),
    "no smallest of the changes": (INDEX, "The index rose in May. It was the largest gain of 2024 so far.", "largest"),
    "a rate over another year": (INDEX, "The 12-month rate was 5.0% in May 2023.", "5.0%"),
    "another row's change": (
        CHANGES, "Power generation and storage revenue increased $2,228 million in 2025 as compared to 2024.", "$2,228",
    ),
    "another word in a label": (TABLE, "Net debt provided by operating activities was $1,610.", "debt"),
    "a loss for an income": (TABLE, "The provision for loss taxes was $93.", "loss"),
    "another direction than a passage": (TABLE, "The addition of recliners decreased attendance.", "decreased"),
    "another length than a passage": (
        TABLE, "Fluctuations in its annual revenues may move the price of its common stock.", "annual",
    ),
    "a sentence out of nowhere": (
        STORY, "The agency approved the first licensed product. Shares rallied on heavy volume.", "Shares rallied",
    ),
    "a surprise told as a movement": (RESULT, "Ardwick Mining's revenue fell 12.17%.", "12.17%"),
    "a wrong difference": (RESULT, "Revenue was 315.00 million, 19.10 million below a prior 331.10 million.", "19.10"),
    "a count of one player": (PLAYERS, "Al Horford had 11 points and two steals.", "two"),
    "a passage turned": (
        PASSAGE, "The agency rejected the first licensed product within a year of the filing in 2023.", "rejected",
    ),
}  # fmt: skip
PASSES = {
    "the record's own hedge word": ({"approvals": {"models": "about 40"}}, "There were about 40 models."),
    "a specification's sign": ({"screen": {"density": "~196 ppi"}}, "The density is 196 ppi."),
    "who speaks in a filing": (FILING, "In fiscal 2023 Kirkmoor's sales rose 5%, and Kirkmoor opened two stores."),
    "the calendar's figures": (CALENDAR, "Ardwick Mining earned $0.66 a share."),
    "its kind of approval": (CALENDAR, "It won regular approval."),
    "the quarter's own": (STORES, QUARTER + "Same-store sales fell 0.7%."),
    "the year to date, named": (STORES, QUARTER + "In the year to date same-store sales fell 5.4%."),
    "a year before": (STORES, "Ardwick Stores had 445 stores, up from 443 a year earlier."),
    "charges in brackets": (LOSSES, "Impairment charges of the funds decreased 29.6 in 2025 from 2024."),
    "a loss of a row of gains in brackets": (
        LOSSES, "There was a net derivative loss of $374.0 in 2024.",
    ),
    "its currency": (QUARTERS, "Ardwick Mining's revenue was $315 million."),
    "its quarter": (QUARTERS, "Ardwick Mining: q2 revenue $315 million. Full-year net sales $980 million."),
    "the record's direction": (WIRE, "q4 same store sales rose 4.7%."),
    "the record's basis": (WIRE, "q4 adjusted earnings per share $1.87. q4 gaap earnings per share $1.62."),
    "an outlook": (WIRE, "ARDW sees 2026 net sales $10.1 billion to $10.3 billion."),
    "the record's hedge": (WIRE, "ARDW tests sold more than 225 million in q4."),
    "a measure within its record's name": (WIRE, "sees 2026 free cash flow of minimum $1.7 billion."),
    "a rounding in full digits": ({"debt": "$2,579,000"}, "Debt was $2,600,000."),
    "a quarter of a match": (MATCH, "Ardwick led after 31 first-quarter points but slowed in the Q4."),
    "the sign of a change": (CHANGES, "Leasing revenue decreased $356 million, or 14%, in 2025."),
    "the years of a change": (CHANGES, "The decrease in leasing revenue from 2024 to 2025 was $356 million."),
    "a denial of the passages": (
        {"passages": "The agency has not approved the licensed product of the company within a year."},
        "The licensed product was not approved by the agency within a year.",
    ),
    "a year ago of a figure dated so": (
        {"company": "Ardwick Mining", "eps": 0.66, "eps_prior_year": 0.93},
        "Ardwick Mining earned $0.66 a share, down from $0.93 a year ago.",
    ),
    "a run of falls": (
        INDEX, "The index had slipped for three months in succession in late 2023.",
    ),
    "the smallest of the changes": (INDEX, "The index rose in May. It was the smallest monthly gain of 2024 so far."),
    "a rate of a month and one at a year's start": (
        INDEX, "The 12-month rate was 4.0% in May 2023 and 6.4% at the start of that year.",
    ),
    "a row by most of its label": (
        CHANGES, "Power generation and storage revenue increased $2,126 million, or 54%, in 2025 as compared to 2024.",
    ),
    "lower by so much": (CHANGES, "It had lower integration charges and amortization of $25.9 million in 2025."),
    "the head's own noun": (CHANGES, "The decrease in leasing revenue from 2024 to 2025 is 14%."),
    "a label's own words": (TABLE, "Net cash provided by operating activities was $1,610."),
    "a loss of a row of both": (TABLE, "The net loss of the partnership was $41."),
    "the direction of a passage": (TABLE, "The addition of recliners increased attendance."),
    "a passage's length": (TABLE, "Fluctuations in its quarterly revenues may move the price of its common stock."),
    "a sentence of the passages": (STORY, "The agency approved the first licensed product. Its partner pays half."),
    "the movement itself": (RESULT, "Ardwick Mining's revenue fell 4.9%."),
    "a difference": (RESULT, "Revenue was 315.00 million, 16.10 million below the prior 331.10 million."),
    "a change over the year": (SERIES, "The consumer price index stood at 314.1 in May, up 3.3% from a year earlier."),
    "a count": (PLAYERS, "Jo Crowder had 18 points and two steals."),
    "a passage": (
        PASSAGE, "The agency approved the first licensed product within a year of the filing in 2023.",
    ),
}  # fmt: skip


def findings(facts: Any, text: str) -> list[str]:
    ledger = ledger_of_data(json.loads(json.dumps(facts), parse_int=Decimal, parse_float=Decimal))
    return [found.text for found in check(text, ledger).findings]


@pytest.mark.parametrize(("facts", "text", "words"), FINDS.values(), ids=FINDS)
def test_finds(facts: Any, text: str, words: str) -> None:
    assert any(words in found for found in findings(facts, text)), findings(facts, text)


@pytest.mark.parametrize(("facts", "text"), PASSES.values(), ids=PASSES)
def test_passes(facts: Any, text: str) -> None:
    assert findings(facts, text) == []


BASES = {"quarter": "q1", "year": "2021", "facts": [
    {"metric": "adjusted earnings per share", "period": "q1", "value": 1.82, "unit": "$"},
    {"metric": "dividends per share", "period": "q1", "value": 1.61, "unit": "$"},
    {"metric": "adjusted ebitda will be", "period": "fy", "value": "about $220 million", "guidance": True},
]}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        pytest.param("Earnings per share were $1.82 in the first quarter.", "Earnings per", id="left out"),
        pytest.param("Adjusted earnings per share were $1.82 in the first quarter.", "", id="said"),
        pytest.param("Dividends per share were $1.61 in the first quarter.", "", id="none to say"),
        pytest.param(
            "It expects ebitda will be about $220 million.", "ebitda will", id="left out of a name of one word"
        ),
    ],
)
def test_a_basis_that_is_left_out(text: str, finds: str) -> None:
    claims = check(text, ledger_of_data(BASES)).claims
    assert [made.text for made in claims if made.rule == "basis"] == ([finds] if finds else [])


LENGTHS = {"passages": [
    "For the three months ended December 31, 2023, sales rose; for the nine months ended December 31, 2023, they fell."
]}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        pytest.param("Revenue rose in the four months ended December 31, 2023.", "four", id="another length"),
        pytest.param("Revenue rose in the three months ended December 31, 2023.", "", id="the length"),
        pytest.param("Revenue fell in the 9 months ended December 31, 2023.", "", id="in digits"),
        pytest.param("Revenue fell in the six months ended June 30, 2023.", "", id="another end"),
    ],
)
def test_the_length_of_a_period(text: str, finds: str) -> None:
    claims = check(text, ledger_of_data(LENGTHS)).claims
    assert [made.text for made in claims if made.rule == "period"] == ([finds] if finds else [])


TRUST = {"passages": [
    "As of December 31, 2023 and 2022, there was cash of $100,304,232 and $235,578,275, respectively, held in the "
    "Trust Account.",
    "The redemption in February paid $10.40 a share.", "The redemption in August paid $10.75 a share.",
]}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        pytest.param("The percentage decrease in cash held in the Trust Account was 57.42%.", "", id="a change"),
        pytest.param("The percentage decrease in cash held in the Trust Account was 52.47%.", "52.47%", id="no change"),
        pytest.param("The percentage increase in cash held in the Trust Account was 57.42%.", "increase", id="turned"),
        pytest.param("The combined redemption in February and August paid $21.15 a share.", "", id="a sum"),
        pytest.param(
            "The combined redemption in February and August paid $22.15 a share.", "$22.15 a share", id="no sum"
        ),
        pytest.param(
            "The decrease in cash held in the Trust Account was exactly 57.42%.", "exactly 57.42%", id="exactly"
        ),
    ],
)
def test_a_change_that_is_named_in_full(text: str, finds: str) -> None:
    claims = check(text, ledger_of_data(TRUST)).claims
    found = [made.text for made in claims if GATE_OF[made.verdict] is not Gate.READY]
    assert found == ([finds] if finds else [])
