"""Sessions: every session on every kind of day, over the days on which clocks change, and the words of a move."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from generator.assembling.quoting import moves
from generator.parts.sessions import Session, state_at
from generator.sources.found import Found

EAST = ZoneInfo("America/New_York")
S = Session

DAYS = [
    # what day, the day, its trading days before, whether it closes early
    ("regular", "2025-06-11", "2025-06-10", False),
    ("before spring", "2025-03-07", "2025-03-06", False),
    ("after spring", "2025-03-10", "2025-03-07", False),
    ("before autumn", "2025-10-31", "2025-10-30", False),
    ("after autumn", "2025-11-03", "2025-10-31", False),
    ("after a holiday", "2026-01-20", "2026-01-16", False),
    ("early close", "2025-11-28", "2025-11-26", True),
    ("christmas eve", "2025-12-24", "2025-12-23", True),
]
TIMES = [
    # the clock in New York, the session on a full day, on an early one; whether the base is the day before
    ("03:59", S.CLOSED, S.CLOSED),
    ("04:00", S.PREMARKET, S.PREMARKET),
    ("09:29", S.PREMARKET, S.PREMARKET),
    ("09:30", S.REGULAR, S.REGULAR),
    ("12:59", S.REGULAR, S.REGULAR),
    ("13:00", S.REGULAR, S.AFTER_HOURS),
    ("15:59", S.REGULAR, S.AFTER_HOURS),
    ("16:00", S.AFTER_HOURS, S.AFTER_HOURS),
    ("17:00", S.AFTER_HOURS, S.CLOSED),
    ("19:59", S.AFTER_HOURS, S.CLOSED),
    ("20:00", S.CLOSED, S.CLOSED),
]


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00").replace(tzinfo=EAST)


@pytest.mark.parametrize(("what", "day", "before", "early"), DAYS, ids=[d[0] for d in DAYS])
@pytest.mark.parametrize(("clock", "full", "short"), TIMES, ids=[t[0] for t in TIMES])
def test_session_by_clock_and_day(
    what: str, day: str, before: str, early: bool, clock: str, full: Session, short: Session
) -> None:
    state = state_at(at(day, clock).astimezone(UTC))
    expected = short if early else full
    assert state.session is expected
    today, last = date.fromisoformat(day), date.fromisoformat(before)
    if expected is S.CLOSED and clock < "09:30":
        assert state.day == last
    else:
        assert state.day == today
        assert state.base_day == (today if expected is S.AFTER_HOURS else last)
        assert state.early is early


@pytest.mark.parametrize(
    ("moment", "session", "day"),
    [
        ("2025-06-14T12:00", S.WEEKEND, "2025-06-13"),
        ("2025-06-15T23:00", S.WEEKEND, "2025-06-13"),
        ("2025-03-09T02:30", S.WEEKEND, "2025-03-07"),
        ("2025-11-02T01:30", S.WEEKEND, "2025-10-31"),
        ("2025-11-27T11:00", S.HOLIDAY, "2025-11-26"),
        ("2025-07-04T10:00", S.HOLIDAY, "2025-07-03"),
        ("2025-01-09T10:00", S.HOLIDAY, "2025-01-08"),
        ("2026-01-19T10:00", S.HOLIDAY, "2026-01-16"),
    ],
)
def test_days_without_trading(moment: str, session: Session, day: str) -> None:
    state = state_at(datetime.fromisoformat(moment).replace(tzinfo=EAST))
    assert (state.session, state.day) == (session, date.fromisoformat(day))


@pytest.mark.parametrize(("clock", "session"), [("05:00", S.HALTED), ("11:00", S.HALTED), ("18:00", S.AFTER_HOURS)])
def test_a_halt_counts_only_before_the_close(clock: str, session: Session) -> None:
    assert state_at(at("2025-06-11", clock), halted=True).session is session


@pytest.mark.parametrize(
    ("venue", "moment", "session"),
    [
        ("LON", "2025-06-11T10:00+00:00", S.REGULAR),
        ("LON", "2025-06-11T06:30+00:00", S.CLOSED),
        ("XTKS", "2025-06-11T01:00+00:00", S.REGULAR),
        ("HKEX", "2025-06-11T09:00+00:00", S.CLOSED),
        ("LON", "2025-12-26T10:00+00:00", S.HOLIDAY),
        ("TSX", "2025-07-01T15:00+00:00", S.HOLIDAY),
    ],
)
def test_other_venues_have_their_own_days_and_no_extended_hours(venue: str, moment: str, session: Session) -> None:
    assert state_at(datetime.fromisoformat(moment), venue).session is session


def test_a_moment_without_zone_and_an_unknown_venue_are_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        state_at(datetime(2025, 6, 11, 10))
    with pytest.raises(ValueError, match="XNOWHERE"):
        state_at(datetime(2025, 6, 11, 10, tzinfo=UTC), "XNOWHERE")


def told(day: str, clock: str, last: str, close: tuple[str, str], previous: tuple[str, str], halted: bool = False):
    """The moves of a quote: {item: (day, session, change, price)}."""
    facts = [
        Found("quote_last", last),
        Found("quote_time", at(day, clock).astimezone(UTC).isoformat()),
        Found("quote_close", close[1]),
        Found("quote_close_day", close[0]),
        Found("quote_previous_close", previous[1]),
        Found("quote_previous_close_day", previous[0]),
        Found("quote_halted", halted),
    ]
    made: dict[str, dict[str, object]] = {}
    for found in moves(facts, "NASDAQ"):
        made.setdefault(found.item, {})[found.metric] = found.value
    return {item: (m["quote_day"], m["session"], m["price_change"], m["price"]) for item, m in made.items()}


WED, TUE, MON = "2025-06-11", "2025-06-10", "2025-06-09"


@pytest.mark.parametrize(
    ("clock", "last", "change"), [("08:00", "99", "-1.00%"), ("08:00", "101", "1.00%"), ("08:00", "100", "0.00%")]
)
def test_premarket_is_against_the_last_close_not_the_one_before(clock: str, last: str, change: str) -> None:
    made = told(WED, clock, last, (TUE, "100"), (MON, "80"))
    assert made["live"] == (WED, "premarket", change, last)
    assert made["close"] == (TUE, "regular", "25.00%", "100")


def test_during_the_session_the_base_is_the_day_before() -> None:
    assert told(WED, "11:00", "102", (TUE, "100"), (MON, "80"))["live"] == (WED, "intraday", "2.00%", "102")


def test_after_hours_is_against_the_close_of_the_same_day() -> None:
    made = told(WED, "17:30", "99", (WED, "110"), (TUE, "100"))
    assert made["live"] == (WED, "after hours", "-10.00%", "99")
    assert made["close"] == (WED, "regular", "10.00%", "110")


def test_after_hours_without_the_close_of_the_day_no_move_is_told() -> None:
    assert "live" not in told(WED, "17:30", "99", (TUE, "100"), (MON, "80"))


def test_a_quote_of_the_weekend_tells_fridays_close_alone() -> None:
    made = told("2025-06-14", "12:00", "99", ("2025-06-13", "99"), ("2025-06-12", "100"))
    assert made == {"close": ("2025-06-13", "regular", "-1.00%", "99")}


def test_a_halted_stock_says_so() -> None:
    assert told(WED, "11:00", "50", (TUE, "100"), (MON, "80"), True)["live"] == (WED, "halted", "-50.00%", "50")


def test_the_recorded_premarket_quote_of_apple() -> None:
    made = told("2025-12-30", "06:39", "272.88", ("2025-12-29", "273.76"), ("2025-12-26", "273.40"))
    assert made["live"] == ("2025-12-30", "premarket", "-0.32%", "272.88")
    assert made["close"] == ("2025-12-29", "regular", "0.13%", "273.76")
