"""Defects of automated market stories that became known, told again in our own words: facts, the defect, where it is.

Each row: what went wrong at whose house, plain facts or the name of a sheet, the text that repeats the defect, the
words at which the check has to find it, and, for those that it cannot yet find, why.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from tests.checking.shelf import SOUTHERN


class Defect(NamedTuple):
    """One known defect: `right` is the sentence as it should have been, which has to pass ("" if there is none)."""

    facts: Any
    text: str
    words: str
    right: str = ""
    not_yet: str = ""


DEFECTS: dict[str, Defect] = {
    "a fund in a list of companies that report": Defect(
        {
            "stocks": [
                {"name": "Endeavour Mining", "ticker": "EDV", "exchange": "TSX", "eps_estimate": 0.58},
                {"name": "Core Natural Resources", "ticker": "CNR", "exchange": "NYSE", "eps_estimate": 1.79},
            ]
        },
        "Vanguard Extended Duration Treasury ETF (NYSE:EDV) is likely to report earnings of $0.58 a share.",
        "Vanguard Extended Duration Treasury ETF (NYSE:EDV)",
        "Endeavour Mining is likely to report earnings of $0.58 a share.",
    ),
    "one ticker, two companies, estimates borrowed": Defect(
        {
            "stocks": [
                {"name": "Core Natural Resources", "ticker": "CNR",
                 "eps_estimate": 0.42, "revenue_estimate": "$1.05 billion"},
                {
                    "name": "Canadian National Railway", "ticker": "CNI",
                    "eps_estimate": 1.79, "revenue_estimate": "$4.38 billion",
                },
            ]
        },
        "Core Natural Resources (CNR) is expected to earn $1.79 a share on revenue of $4.38 billion.",
        "$1.79",
        "Canadian National Railway (CNI) is expected to earn $1.79 a share on revenue of $4.38 billion.",
    ),
    "a ratio printed as a percentage": Defect(
        {"company": "Benchmark Electronics", "roce": 0.01, "date": "2021-03-26"},
        "Benchmark Electronics posted an ROCE of 0.01%.",
        "0.01%",
        "",
        "a bare 0.01 without a unit may be either; the data has to say ratio",
    ),
    "a multiple of the average told as a distance from it": Defect(
        {"company": "Netflix", "price_earnings_ratio": 33.02, "industry_average_price_earnings_ratio": 63.5},
        "Its P/E ratio of 33.02 is 0.52x lower than the industry average.",
        "0.52x",
        "Its P/E ratio of 33.02 is lower than the industry average of 63.5.",
    ),
    "percent for percentage points": Defect(
        {"company": "Meta", "roe_percent": 9.02, "industry_roe_percent": 2.38},
        "Meta's ROE of 9.02% is 6.64% above the industry's 2.38%.",
        "6.64%",
        "Meta's ROE of 9.02% is 6.64 percentage points above the industry's 2.38%.",
    ),
    "a wrong glossary": Defect(
        {
            "transaction_code": "A",
            "codes": {"P": "a purchase", "S": "a sale", "A": "a grant or award of shares",
                      "C": "a conversion of an option"},
        },
        "Code A indicates that an insider had to part with shares.",
        "part with",
        "Code A indicates a grant or award of shares.",
        "words against a definition: no figure, name or status to compare",
    ),
    "a share of trades told as a share of investors": Defect(
        {
            "company": "Nvidia",
            "tracked_trades": {"bullish_percent": 41, "bearish_percent": 50, "count": 36},
        },
        "Of all investors in Nvidia, 41% were bullish.",
        "investors",
        "Of the 36 tracked trades in Nvidia, 41% were bullish.",
    ),
    "$238.0 per contract": Defect(
        {"company": "Tesla", "option_price": "$238.00"},
        "The option price of Tesla was $238.0.",
        "$238.0",
        "The option price of Tesla was $238.00.",
    ),
    "10839 contracts": Defect(
        {"company": "Tesla", "open_interest_contracts": 10839},
        "Open interest stood at 10839 contracts.",
        "10839",
        "Open interest stood at 10,839 contracts.",
        "a missing comma is style, which the check does not judge",
    ),
    "2 day(s)": Defect(
        {"company": "Tesla", "days_to_expiration": 2},
        "The options expire in 2 day(s).",
        "2 day(s)",
        "The options expire in 2 days.",
    ),
    "a growth rate and an end value of two periods": Defect(
        {"company": "Synopsys", "invested": 1000, "years": 20, "annual_return_percent": 16.31, "value_now": 20527.74},
        "A $1,000 investment in Synopsys 20 years ago, at 16.31% a year, would be worth $20,860.45 today.",
        "$20,860.45",
        "A $1,000 investment in Synopsys 20 years ago, at 16.31% a year, would be worth $20,527.74 today.",
    ),
    "a split not taken into account (2015)": Defect(
        {
            "company": "Netflix", "split_adjusted_price_change_percent": 3.4, "eps": 0.06, "eps_estimate": 0.04,
            "split": "7-for-1",
        },
        "Netflix earned 6 cents a share, missing the estimate of 32 cents.",
        "32 cents",
        "Netflix earned 6 cents a share, beating the estimate of 4 cents.",
    ),
    "a split told as a fall in price (2015)": Defect(
        {"company": "Netflix", "price_change_percent": 3.4, "price": 98.13, "split": "7-for-1"},
        "Netflix shares have fallen 71%.",
        "71%",
        "Netflix shares have risen 3.4%.",
    ),
    "a quake of 1925 told as today's (2017)": Defect(
        {"event": "Santa Barbara earthquake", "magnitude": 6.8, "date": "1925-06-29"},
        "The Santa Barbara earthquake of magnitude 6.8 struck on June 29, 2025.",
        "June 29, 2025",
        "The Santa Barbara earthquake of magnitude 6.8 struck on June 29, 1925.",
    ),
    "a slot not filled (2023)": Defect(
        {"game": {"winner": "Westerville North", "loser": "Westerville Central", "score_winner": 2, "score_loser": 1}},
        "The Westerville North [[WINNING_TEAM_MASCOT]] beat the Westerville Central [[LOSING_TEAM_MASCOT]] 2-1.",
        "[[WINNING_TEAM_MASCOT]]",
        "Westerville North beat Westerville Central.",
    ),
    "the whole sum told as the interest (2023)": Defect(
        {"deposit": "$10,000", "annual_interest_rate": "3%", "interest": "$300", "balance": "$10,300", "years": 1},
        "A deposit of $10,000 at 3% would earn interest of $10,300 after one year.",
        "$10,300",
        "A deposit of $10,000 at 3% would earn interest of $300 after one year.",
    ),
    "a summary with another day (2025)": Defect(
        {"company": "Tariff Board", "effective_date": "2025-04-03", "tariff_percent": 25},
        "The 25% tariff takes effect on April 2, 2025.",
        "April 2, 2025",
        "The 25% tariff takes effect on April 3, 2025.",
    ),
    "a summary with another speaker": Defect(
        "halvorsen-fine",
        "“We do not recognise this account of how our prices were set,” Erik Dahl said.",
        "We do not recognise",
        "“We do not recognise this account of how our prices were set,” Ingrid Solheim said.",
    ),
    "the real news left out (a restructuring)": Defect(
        {
            "company": "Under Armour", "eps": 0.18, "eps_estimate": 0.17,
            "announcement": {"restructuring_charge": "$130 million", "importance": "must be told"},
        },
        "Under Armour earned 18 cents a share, above the estimate of 17 cents.",
        "Under Armour",
        "",
        "plain data does not say which facts a story must tell; a sheet's `prominent` does",
    ),
    "the year-ago figure told as the estimate": Defect(
        SOUTHERN,
        "Southern earned $1.60 a share, beating the analysts' estimate of $1.43.",
        "$1.43",
        "Southern earned $1.60 a share, beating the analysts' estimate of $1.51.",
    ),
    "a percentage over a sign change": Defect(
        "earnings_report/made-up-sign-change",
        "Tidalow's earnings fell 124% from a year earlier.",
        "124%",
        "Tidalow lost $0.05 a share, where it had earned $0.21 a year earlier.",
    ),
    "in line told as a beat": Defect(
        "earnings_report/made-up-sign-change",
        "Revenue of $402.6 million beat the estimate of $402.6 million.",
        "beat",
        "Revenue of $402.6 million matched the estimate of $402.6 million.",
    ),
}  # fmt: skip
