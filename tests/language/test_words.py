"""Articles, plurals, ordinals, lists, titles, possessives; and how the house says values."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

import generator.language
from generator.facts.values import Clock, Hedge, Quantity, When
from generator.language import (
    House,
    a_or_an,
    cardinal,
    join_names,
    ordinal,
    plural,
    possessive,
    say,
    spans,
    title_case,
)

DATELINE = date(2024, 1, 29)


def amount(value: str, unit: str = "", quantum: str = "1", hedge: Hedge = Hedge.NONE, upper: str = "") -> Quantity:
    return Quantity(Decimal(value), unit, Decimal(quantum), hedge, Decimal(upper) if upper else None)


SAID = [
    (amount("14"), "body", "14"),
    (amount("4"), "body", "four"),
    (amount("4"), "headline", "4"),
    (amount("40", hedge=Hedge.MORE_THAN), "body", "more than 40"),
    (amount("1234567890", "USD"), "body", "$1.23 billion"),
    (amount("431000000", "USD", "10000"), "body", "$431 million"),
    (amount("1200000000", "USD", "100000000"), "headline", "$1.2B"),
    (amount("999999999", "USD"), "body", "$1 billion"),
    (amount("969800", "USD"), "body", "$969,800"),
    (amount("0.7", "USD/share", "0.1"), "body", "$0.70 a share"),
    (amount("-0.07", "USD/share", "0.01"), "body", "-$0.07 a share"),
    (amount("1200000000", "CNY", "100000000"), "body", "1.2 billion yuan"),
    (amount("20000000", "USD", "1000000", upper="30000000"), "body", "$20 million to $30 million"),
    (amount("10", "%", upper="12"), "body", "10% to 12%"),
    (amount("3.1", "%", "0.1", Hedge.ABOUT), "body", "about 3.1%"),
    (amount("-0.001", "%", "0.01"), "body", "0%"),
    (amount("0", "USD", "0.01"), "body", "$0.00"),
    (amount("1", "day"), "body", "one day"),
    (amount("6", "month"), "body", "six months"),
    (amount("6", "month"), "adjective", "six-month"),
    (amount("1", "pp"), "body", "1 percentage point"),
    (amount("25", "bp"), "body", "25 basis points"),
    (amount("12", "x"), "headline", "12x"),
    (amount("4", "ordinal"), "body", "fourth"),
    (When(date(2024, 1, 29), date(2024, 1, 29)), "body", "Monday"),
    (When(date(2024, 1, 29), date(2024, 1, 29)), "day", "Jan. 29"),
    (When(date(2023, 10, 30), date(2023, 10, 30)), "day", "Oct. 30, 2023"),
    (When(date(2024, 1, 29), date(2024, 1, 29)), "long", "Jan. 29, 2024"),
    (spans.month_of(2023, 8), "month", "August"),
    (spans.month_of(2023, 8), "month_year", "August 2023"),
    (spans.quarter_of(2023, 3), "body", "third quarter"),
    (spans.quarter_of(2023, 3), "headline", "Q3"),
    (spans.year_of(2025, fiscal=True), "body", "fiscal 2025"),
    (Clock(time(16, 5), "ET"), "body", "4:05 p.m. ET"),
]


@pytest.mark.parametrize(("value", "style", "text"), SAID, ids=[f"{row[1]}-{row[2]}" for row in SAID])
def test_say(value: Quantity | When | Clock, style: str, text: str) -> None:
    assert say(value, style=style, dateline=DATELINE) == text


def test_house_switches() -> None:
    share = amount("0.66", "USD/share", "0.01")
    assert say(share, house=House(cents=True)) == "66 cents a share"
    assert say(amount("3.1", "%", "0.1"), house=House(percent="percent")) == "3.1 percent"
    assert say(amount("40", hedge=Hedge.MORE_THAN), house=House(more_than="over")) == "over 40"
    assert say(amount("431000000", "USD", "10000"), house=House(keep_zeros=True)) == "$431.00 million"


def test_a_day_style_wants_a_day() -> None:
    with pytest.raises(ValueError, match="wants a day"):
        say(spans.month_of(2024, 1), style="weekday")


@pytest.mark.parametrize(
    ("word", "article"),
    [("model", "a"), ("AI", "an"), ("FDA", "an"), ("hour", "an"), ("unit", "a"), ("8%", "an"), ("11-year", "an"),
     ("18", "an"), ("$5", "a"), ("one-off", "a"), ("European", "a"), ("U.S.", "a"), ("S&P", "an"), ("NASA", "a"),
     ("80", "an"), ("110", "a"), ("Apple", "an"), ("IPO", "an"), ("unusual", "an"), ("MRI", "an"), ("CEO", "a")],
)  # fmt: skip
def test_a_or_an(word: str, article: str) -> None:
    assert a_or_an(word) == article


def test_small_words() -> None:
    assert [plural("model", 1), plural("model", 2), plural("company"), plural("batch"), plural("percentage point")] == [
        "model", "models", "companies", "batches", "percentage points",
    ]  # fmt: skip
    assert [ordinal(4), ordinal(11), ordinal(21), ordinal(112)] == ["fourth", "11th", "21st", "112th"]
    assert [cardinal(14), cardinal(21), cardinal(205)] == ["fourteen", "twenty-one", "two hundred five"]
    assert [join_names([]), join_names(["A"]), join_names(["A", "B", "C"])] == ["", "A", "A, B and C"]
    assert [possessive("Apple"), possessive("General Motors")] == ["Apple's", "General Motors'"]
    assert (
        title_case("China clears more than 40 AI models in six months, eBay's six-month plan")
        == "China Clears More Than 40 AI Models In Six Months, eBay's Six-Month Plan"
    )


def test_cardinal_has_an_end() -> None:
    with pytest.raises(ValueError, match="below one million"):
        cardinal(10**6)


def test_public_names() -> None:
    assert all(hasattr(generator.language, name) for name in generator.language.__all__)
    assert sorted(generator.language.__all__) == generator.language.__all__
