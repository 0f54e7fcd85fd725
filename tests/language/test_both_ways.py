"""The law of the grammar: what `say` prints, `read` reads back to that value, and to no neighbouring one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts.values import Clock, Grain, Hedge, Quantity, Ratio, When
from generator.language import House, read, say, spans

PLAIN_HEDGES = [hedge for hedge in Hedge if hedge is not Hedge.VAGUE]
hedges = st.sampled_from([Hedge.NONE, Hedge.NONE, *PLAIN_HEDGES])


@st.composite
def figures(draw: st.DrawFn, places: tuple[int, ...], top: int) -> tuple[Decimal, Decimal]:
    """A value of up to `top` units of its quantum, which is ten to one of the negative `places`."""
    quantum = Decimal(1).scaleb(-draw(st.sampled_from(places)))
    return draw(st.integers(1, top)) * quantum, quantum


@st.composite
def counts(draw: st.DrawFn) -> Quantity:
    value, quantum = draw(st.one_of(figures((0,), 999_999), figures((0,), 40), figures((-6, -7, -8, -9), 999)))
    return Quantity(value, "", quantum, draw(hedges))


@st.composite
def money(draw: st.DrawFn) -> Quantity:
    value, quantum = draw(st.one_of(figures((0,), 9999), figures((2,), 999_999), figures((-4, -5, -6, -7, -8), 99_999)))
    unit = draw(st.sampled_from(["USD", "EUR", "GBP", "CAD", "HKD", "JPY", "CNY", "CHF", "INR", "TRY"]))
    sign = draw(st.sampled_from([1, 1, -1]))
    return Quantity(sign * value, unit, quantum, draw(hedges) if sign == 1 else Hedge.NONE)


@st.composite
def per_share(draw: st.DrawFn) -> Quantity:
    value, quantum = draw(figures((2, 1, 0, 3), 5000))
    unit = draw(st.sampled_from(["USD/share", "CAD/share", "CNY/share", "GBP/share"]))
    return Quantity(draw(st.sampled_from([1, -1])) * value, unit, quantum, draw(hedges))


@st.composite
def measures(draw: st.DrawFn) -> Quantity:
    unit = draw(st.sampled_from(["%", "pp", "bp", "x"]))
    value, quantum = draw(figures((0, 1, 2) if unit != "bp" else (0,), 30_000))
    sign = draw(st.sampled_from([1, -1])) if unit != "x" else 1
    return Quantity(sign * value, unit, quantum, draw(hedges))


@st.composite
def durations(draw: st.DrawFn) -> Quantity:
    unit = draw(st.sampled_from(["day", "week", "month", "quarter", "year", "decade", "hour", "minute"]))
    return Quantity(Decimal(draw(st.integers(1, 400))), unit, Decimal(1), draw(hedges))


@st.composite
def ordinals(draw: st.DrawFn) -> Quantity:
    return Quantity(Decimal(draw(st.integers(1, 130))), "ordinal")


@st.composite
def ranges(draw: st.DrawFn) -> Quantity:
    low = draw(st.one_of(counts(), money(), per_share(), measures(), durations()))
    low = replace(low, value=abs(low.value))
    step = draw(st.integers(2, 50)) * low.quantum
    return replace(low, upper=low.value + step)


quantities = st.one_of(counts(), money(), per_share(), measures(), durations(), ordinals())


@st.composite
def periods(draw: st.DrawFn) -> When:
    day = draw(st.dates(date(2021, 1, 1), date(2027, 12, 31)))
    kind = draw(st.sampled_from(["day", "month", "quarter", "half", "year", "week"]))
    fiscal = draw(st.booleans())
    if kind == "month":
        return spans.month_of(day.year, day.month)
    if kind == "quarter":
        return spans.quarter_of(day.year, (day.month + 2) // 3, fiscal=fiscal)
    if kind == "half":
        return spans.half_of(day.year, (day.month + 5) // 6, fiscal=fiscal)
    if kind == "year":
        return spans.year_of(day.year, fiscal=fiscal)
    return spans.week_of(day) if kind == "week" else When(day, day, Grain.DAY)


houses = st.sampled_from(
    [
        House(),
        House(cents=True),
        House(percent="percent"),
        House(more_than="over", about="roughly"),
        House(keep_zeros=True),
    ]
)
styles = st.sampled_from(["body", "headline", "table", "full"])
FRAMES = ["{}", "Revenue was {}, it said.", "The total ({} by its count) stands.", "It came to {}."]


def read_one(text: str, frame: str = "{}", dateline: date | None = None) -> object:
    """The one value read in `text`, put into a sentence; its span must be `text` exactly."""
    mentions = read(frame.format(text), dateline)
    assert len(mentions) == 1, f"{frame.format(text)!r} reads as {mentions}"
    if frame[0] != "T":
        assert mentions[0].text == text
    return mentions[0].value


def same_statement(read_back: Quantity, value: Quantity) -> bool:
    """Whether a value read states `value`: unit and hedge equal, each end inside what is shown."""
    if (read_back.unit, read_back.hedge) != (value.unit, value.hedge):
        return False
    if (read_back.upper is None) != (value.upper is None):
        return False
    low = replace(read_back, upper=None).shown
    high = replace(read_back, value=read_back.upper or read_back.value, upper=None).shown
    return _holds(low, value.value) and (value.upper is None or _holds(high, value.upper))


def _holds(shown: object, number: Decimal) -> bool:
    low, high = shown.low, shown.high  # type: ignore[attr-defined]
    return low <= number <= high


@settings(max_examples=3000, deadline=None)
@given(quantities, styles, houses, st.sampled_from(FRAMES))
def test_a_quantity_reads_back(value: Quantity, style: str, house: House, frame: str) -> None:
    text = say(value, style=style, house=house)
    back = read_one(text, "{}" if text == "one" else frame)
    assert isinstance(back, Quantity)
    assert same_statement(back, value), f"{value} says {text!r} reads {back}"


@settings(max_examples=2000, deadline=None)
@given(quantities, styles)
def test_a_quantity_refuses_its_neighbours(value: Quantity, style: str) -> None:
    text = say(value, style=style)
    back = read_one(text)
    assert isinstance(back, Quantity)
    step = (back.quantum or Decimal(1)) * Decimal("1.5")
    shown = replace(back, upper=None)
    assert not same_statement(shown, replace(value, value=back.value + step))
    assert not same_statement(shown, replace(value, value=back.value - step))
    if value.value and abs(value.value) > back.quantum:
        assert not same_statement(shown, replace(value, value=-value.value))
    for hedge in PLAIN_HEDGES:
        assert hedge is value.hedge or not same_statement(shown, replace(value, hedge=hedge))
    for unit in ("", "%", "pp", "bp", "USD", "EUR", "USD/share", "x", "month"):
        assert unit == value.unit or not same_statement(shown, replace(value, unit=unit))


@settings(max_examples=2000, deadline=None)
@given(ranges(), styles, houses)
def test_a_range_reads_back(value: Quantity, style: str, house: House) -> None:
    text = say(value, style=style, house=house)
    back = read_one(text)
    assert isinstance(back, Quantity)
    if back.upper is not None:
        assert same_statement(back, value), f"{value} says {text!r} reads {back}"
    else:
        assert back.shown.holds(value.value) or back.shown.holds(value.upper or value.value)


@settings(max_examples=2000, deadline=None)
@given(periods(), st.dates(date(2021, 1, 1), date(2027, 12, 31)), st.sampled_from(["body", "headline", "table"]))
def test_a_period_reads_back(value: When, dateline: date, style: str) -> None:
    text = say(value, style=style, dateline=dateline)
    back = read_one(text, "in {}", dateline)
    assert isinstance(back, When)
    assert (back.start, back.end, back.fiscal) == (value.start, value.end, value.fiscal), text


@settings(max_examples=500, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.sampled_from(["long", "full", "month_year"]))
def test_a_long_date_needs_no_dateline(day: date, style: str) -> None:
    back = read_one(say(When(day, day), style=style))
    assert isinstance(back, When)
    assert back.covers(When(day, day))
    assert back.start.month == day.month == back.end.month


@settings(max_examples=300, deadline=None)
@given(st.times(), st.sampled_from(["", "ET", "UTC", "GMT", "PT"]))
def test_a_clock_time_reads_back(time: object, zone: str) -> None:
    value = Clock(time.replace(second=0, microsecond=0, tzinfo=None), zone)  # type: ignore[attr-defined]
    assert read_one(say(value)) == value


@given(st.integers(1, 200), st.integers(1, 200))
def test_a_ratio_reads_back(new: int, old: int) -> None:
    value = Ratio(Decimal(new), Decimal(old))
    assert read_one(say(value)) == value


@pytest.mark.parametrize(
    ("low", "high", "unit"),
    [(24, 99, ""), (4, 6, "%"), (1, 3, "%"), (200, 999, ""), (200, 900, ""), (2 * 10**9, 999 * 10**9, "USD")],
)
def test_a_vague_amount_reads_back(low: int, high: int, unit: str) -> None:
    value = Quantity(Decimal(low), unit, Decimal(1), Hedge.VAGUE, Decimal(high))
    assert read_one(say(value)) == value
