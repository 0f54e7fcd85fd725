"""Market phrases that must be read, each to its value, beside phrases that hold no value."""

from __future__ import annotations

from datetime import date

import pytest

from generator.facts.values import Clock, Quantity, Ratio, When
from generator.language import Mention, read

DATELINE = date(2024, 1, 29)

MUST_READ = {
    "14 models": "14", "fourteen models were cleared": "14", "two hundred staff": "200",
    "one hundred and five": "105", "twenty-one stores": "21", "1,234 units": "1234", "0.41 estimate": "0.41",
    "more than 40 models": "more than 40", "over 40 models": "more than 40", "40 or more": "at least 40",
    "at least 40": "at least 40", "no fewer than 40": "at least 40", "just under 40": "nearly 40",
    "slightly more than 40": "more than 40", "as many as 40": "at most 40", "up to 40": "at most 40",
    "north of $40": "more than 40 USD", "some 40 models": "about 40", "nearly 40": "nearly 40",
    "close to 40": "nearly 40", "well over 40": "more than 40", "a shade under 40": "nearly 40",
    "roughly 40": "about 40", "exactly 40": "exactly 40", "approximately 40": "about 40", "~40": "about 40",
    ">40": "more than 40", "40 or so": "about 40", "40-plus": "at least 40", "40+ firms": "at least 40",
    "fewer than 40": "less than 40", "a little over 40": "more than 40", "in the region of 1.5%": "about 1.5 %",
    "upwards of 26": "more than 26", "40 or fewer": "at most 40", "no more than 40": "at most 40",
    "$1.2 billion": "1200000000 USD", "$1.2B": "1200000000 USD", "$1.2bn": "1200000000 USD", "$250M": "250000000 USD",
    "$5K": "5000 USD", "$969,800": "969800 USD", "$3 trillion": "3000000000000 USD", "€20 million": "20000000 EUR",
    "£1.5m": "1500000 GBP", "¥300 billion": "300000000000 JPY", "C$1.2 billion": "1200000000 CAD",
    "A$45": "45 AUD", "HK$3.4 million": "3400000 HKD", "US$7 million": "7000000 USD", "R$12": "12 BRL",
    "₹500": "500 INR", "₩900": "900 KRW", "EUR 250m": "250000000 EUR", "250 million EUR": "250000000 EUR",
    "1.2 billion yuan": "1200000000 CNY", "20 million euros": "20000000 EUR", "RMB 30 million": "30000000 CNY",
    "40 million pounds": "40000000 GBP", "5 billion yen": "5000000000 JPY",
    "3.4 million Hong Kong dollars": "3400000 HKD",
    "88 cents": "0.88 USD", "50 pence": "0.5 GBP", "88 cents per diluted share": "0.88 USD/share",
    "$0.88 a share": "0.88 USD/share", "0.66 per share": "0.66 USD/share", "$1.60/share": "1.6 USD/share",
    "3.5%": "3.5 %", "3.5 percent": "3.5 %", "3.5 per cent": "3.5 %", "one percent": "1 %", "-5%": "-5 %",
    "−5%": "-5 %",
    "10 percentage points": "10 pp", "four percentage points": "4 pp", "2pp": "2 pp", "25 basis points": "25 bp",
    "25 bps": "25 bp", "half a percentage point": "0.5 pp", "a quarter point": "0.25 pp", "half a percent": "0.5 %",
    "10% to 12%": "10..12 %", "10-12%": "10..12 %", "10–12%": "10..12 %", "$20-30 million": "20000000..30000000 USD",
    "$1.2 billion to $1.4 billion": "1200000000..1400000000 USD", "between 4% and 8%": "4..8 %", "from 5 to 7": "5..7",
    "15 to 20 million": "15000000..20000000", "five to seven years": "5..7 year", "nine to 12": "9..12",
    "$0.95 to $1.05 a share": "0.95..1.05 USD/share", "between $5 and $7": "5..7 USD",
    "a charge of (1,234) was": "-1234", "a result of ($0.07)": "-0.07 USD", "-$0.07": "-0.07 USD",
    "minus 7 cents": "-0.07 USD", "a loss of ($43.1 million)": "-43100000 USD",
    "a third of sales": "33.33 %", "two-thirds": "66.67 %", "half of them": "50 %", "a quarter of sales": "25 %",
    "three-quarters": "75 %", "nearly a third more": "nearly 33.33 %", "one-fifth": "20 %", "seven-tenths": "70 %",
    "half a million": "500000", "one and a half million": "1500000", "two and a half years": "2.5 year",
    "doubled": "2 x", "more than double": "more than 2 x", "tripled": "3 x", "12x": "12 x", "12 times": "12 x",
    "twofold": "2 x", "tenfold": "10 x", "twice": "2 x", "nearly eight times": "nearly 8 x", "2.3 times": "2.3 x",
    "2-for-1": "2:1", "a 1-for-10 reverse split": "1:10", "two-for-one": "2:1",
    "the fourth batch": "4 ordinal", "21st": "21 ordinal", "4th": "4 ordinal", "a second batch": "2 ordinal",
    "No. 1": "1 ordinal", "dozens of firms": "vague 24..99",
    "trillions of dollars": "vague 2000000000000..999000000000000 USD",
    "several hundred": "vague 200..900", "mid-single digits": "vague 4..6 %",
    "low-to-mid single digits": "vague 1..6 %",
    "high-teens": "vague 17..19 %", "tens of thousands": "vague 20000..99999",
    "two thousand three hundred shares": "2300", "five thousand and ten": "5010",
    "two hundred and twenty thousand, eight hundred dollars": "220800 USD",
    "two million, three hundred thousand": "2300000", "two million three hundred thousand dollars": "2300000 USD",
    "two-point-three-six billion dollars": "2360000000 USD", "three point five percent": "3.5 %",
    "eighteen dollars and forty cents": "18.4 USD", "18 dollars and 40 cents a share": "18.4 USD/share",
    "fifty-one dollars thirty.": "51.3 USD", "eight pounds sixty a share": "8.6 GBP/share",
    "a dozen": "12", "two dozen": "24", "a million": "1000000",
    "six months": "6 month", "13 weeks": "13 week", "39-week": "39 week", "the last half-year": "6 month",
    "the last six months": "6 month", "a decade": "1 decade", "nearly two decades": "nearly 2 decade",
    "14-year-old": "14 year", "a 52-week high": "52 week", "in about six months": "about 6 month",
    "Jan. 29, 2024": "2024-01-29", "January 29": "2024-01-29", "29 January 2024": "2024-01-29", "Oct 30": "2023-10-30",
    "2024-01-29": "2024-01-29", "01/29/2024": "2024-01-29", "Monday, Jan. 29, 2024": "2024-01-29",
    "Monday": "2024-01-29", "on Sunday": "2024-01-28", "last Friday": "2024-01-26", "yesterday": "2024-01-28",
    "August": "2023-08-01~2023-08-31", "Aug. 2023": "2023-08-01~2023-08-31", "last August": "2023-08-01~2023-08-31",
    "in December": "2023-12-01~2023-12-31", "in May": "2024-05-01~2024-05-31", "since March": "2023-03-01~2023-03-31",
    "this month": "2024-01-01~2024-01-31", "last month": "2023-12-01~2023-12-31", "last week": "2024-01-22~2024-01-28",
    "this week": "2024-01-29~2024-02-04", "last year": "2023-01-01~2023-12-31", "2022": "2022-01-01~2022-12-31",
    "FY24": "fiscal 2024-01-01~2024-12-31", "fiscal 2025": "fiscal 2025-01-01~2025-12-31",
    "2019-2023": "2019-01-01~2023-12-31", "Q3": "2023-07-01~2023-09-30", "Q3 2025": "2025-07-01~2025-09-30",
    "third quarter": "2023-07-01~2023-09-30", "third-quarter": "2023-07-01~2023-09-30",
    "the fiscal third quarter": "fiscal 2023-07-01~2023-09-30", "3Q25": "2025-07-01~2025-09-30",
    "third quarter of 2022": "2022-07-01~2022-09-30", "H1": "2024-01-01~2024-06-30",
    "first half of 2023": "2023-01-01~2023-06-30", "a year ago": "2023-01-01~2023-01-31",
    "year-ago": "2023-01-01~2023-01-31", "October to December": "2023-10-01~2023-12-31",
    "Jan. 3 to Jan. 12, 2024": "2024-01-03~2024-01-12",
    "4:05 p.m. ET": "16:05 ET", "16:00 UTC": "16:00 UTC", "4 p.m.": "16:00", "noon ET": "12:00 ET",
}  # fmt: skip

MUST_NOT_READ = [
    "the A-12 engine", "4Paradigm Co.", "01.AI said", "GPT-4 and GPT-4o", "a GLP-1 drug", "COVID-19 cases", "Form 10-K",
    "an 8-K filing", "NDA207145", "the S&P 500", "the Russell 2000", "the Nasdaq 100", "the FTSE 100", "the CAC 40",
    "the Nikkei 225", "an H1B visa", "5G phones", "the U.S. market", "Web 2.0", "a B-52", "one of them", "no one said",
    "a one-off gain", "the one that", "https://a.example/2024/12/40", "desk40@news.example", "May raised its price",
    "March Networks rose", "Mark said", "the Sun Belt", "Phase 3", "Chapter 11", "Boeing 737", "Type 2 diabetes",
    "version 12.5.3", "call 555-0142-77", "1. Alibaba", "Black Friday", "Monday.com", "Five Guys opened",
    "First Solar fell",
    "third-party software", "double-digit_x", "id_40", "#40abc", "00123", "open 24/7", "won the race",
    "shares rose",
]  # fmt: skip


def shown(mention: Mention) -> str:
    """A value in one short line."""
    value = mention.value
    if isinstance(value, When):
        day = value.start.isoformat() + ("" if value.start == value.end else f"~{value.end.isoformat()}")
        return f"{'fiscal ' if value.fiscal else ''}{day}"
    if isinstance(value, Clock):
        return f"{value.time:%H:%M} {value.zone}".strip()
    if isinstance(value, Ratio):
        return f"{value.new}:{value.old}"
    assert isinstance(value, Quantity)
    ends = [f"{round(end, 2).normalize():f}" for end in (value.value, value.upper) if end is not None]
    return f"{value.hedge} {'..'.join(ends)} {value.unit}".strip()


@pytest.mark.parametrize(("phrase", "value"), MUST_READ.items(), ids=MUST_READ)
def test_is_read(phrase: str, value: str) -> None:
    for frame in ("{}", "The result, it said: {}, as expected."):
        text = frame.format(phrase)
        assert [shown(mention) for mention in read(text, DATELINE)] == [value]


@pytest.mark.parametrize("phrase", MUST_NOT_READ, ids=[phrase[:30] for phrase in MUST_NOT_READ])
def test_is_no_value(phrase: str) -> None:
    assert [mention.text for mention in read(phrase, DATELINE)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("profit rose from $5 million to $7 million", ["5000000 USD", "7000000 USD"]),
        ("Shares rose $2 to $45", ["2 USD", "45 USD"]),
        ("paid fifty dollars thirty years ago", ["50 USD", "30 year"]),
        ("two thousand, three of them", ["2000", "3"]),
        ("the final three months of 2025", ["2025-10-01~2025-12-31"]),
        ("its last six months of 2024", ["2024-07-01~2024-12-31"]),
        ("two million. Three hundred said so", ["2000000", "300"]),
        ("sales fell 3.2% to $293.6 million", ["3.2 %", "293600000 USD"]),
        ("paid 400 euros ($431) for it", ["400 EUR", "431 USD"]),
        ("one of the 14 models", ["14"]),
        ("EPS of $(0.07)", ["-0.07 USD"]),
        ("two-and-a-half years", ["2.5 year"]),
        ("for the second quarter in a row", ["2 ordinal"]),
        ("Rs 500 crore", ["5000000000 INR"]),
        ("a 50-50 split", ["50"]),
        ("dated March 17, 2026, a Tuesday", ["2026-03-17", "2026-03-17"]),
        ("in April last year", ["2023-04-01~2023-04-30"]),
        ("application 761326 (NDA 220295)", []),
        ("the 2022 rules", ["2022-01-01~2022-12-31"]),
        ("more than 2000 people", ["more than 2000"]),
        ("on Thursday, 40 stores", ["2024-01-25", "40"]),
        ("A second came in November and a third in December.",
         ["2 ordinal", "2023-11-01~2023-11-30", "3 ordinal", "2023-12-01~2023-12-31"]),
        ("China Clears More Than 40 AI Models In Six Months", ["more than 40", "6 month"]),
        ("12 to 14 of the 39 weeks", ["12..14", "39 week"]),
        ("up 12% in the third quarter of 2025, to 445 stores in 42 states",
         ["12 %", "2025-07-01~2025-09-30", "445", "42"]),
    ],
)  # fmt: skip
def test_mentions_in_a_sentence(text: str, expected: list[str]) -> None:
    assert [shown(mention) for mention in read(text, DATELINE)] == expected


def test_spans_and_cores() -> None:
    text = "It earned more than $0.88 a share on Monday."
    first, second = read(text, DATELINE)
    assert (first.text, text[first.core_start : first.core_end]) == ("more than $0.88 a share", "$0.88")
    assert (second.text, second.kind) == ("Monday", "date")


def test_relative_dates_without_a_dateline_have_no_value() -> None:
    assert [(mention.text, mention.value) for mention in read("last month, on Monday")] == [
        ("last month", None),
        ("Monday", None),
    ]
