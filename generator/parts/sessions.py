"""Sessions: which trading session a moment falls in on an exchange, on what kind of day, and against which close.

Exchange calendars come from exchange_calendars, for any venue that it has; it is imported when a session is asked for.
Extended hours are those of US venues: 4 a.m. to the open, and the close to 8 p.m. (5 p.m. after an early close).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

VENUES: Final = MappingProxyType({
    "NASDAQ": "XNYS", "NYSE": "XNYS", "AMEX": "XNYS", "ARCA": "XNYS", "BATS": "XNYS", "OTC": "XNYS", "": "XNYS",
    "TSX": "XTSE", "TSXV": "XTSE", "LON": "XLON", "HKEX": "XHKG", "TYO": "XTKS", "FRA": "XFRA", "PAR": "XPAR",
    "AMS": "XAMS", "SWX": "XSWX", "ASX": "XASX", "KRX": "XKRX", "SSE": "XSHG", "SZSE": "XSHG",
})  # fmt: skip
"""The calendar of each of the house's exchange codes; any other code is taken as a calendar's own name."""
_PREMARKET: Final = time(4)
_EVENING: Final = time(20)
_EARLY_EVENING: Final = time(17)
_EXTENDED: Final = frozenset({"XNYS"})
_LOOK_BACK: Final = timedelta(days=14)


class Session(StrEnum):
    """What a market is doing at a moment."""

    PREMARKET = "premarket"
    REGULAR = "regular"
    AFTER_HOURS = "after hours"
    CLOSED = "closed"
    """On a trading day, outside all sessions."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    HALTED = "halted"


class State(NamedTuple):
    """A market at a moment. `day` is the trading day whose prices stand then; `base_day` the one whose close they are
    compared with; `early` whether `day` closes early; `over` whether its regular session has ended."""

    session: Session
    day: date
    base_day: date
    early: bool
    over: bool


def state_at(moment: datetime, venue: str = "NASDAQ", halted: bool = False) -> State:
    """The state of a venue (a house code such as NASDAQ, or a calendar's name such as XLON) at a moment with its zone.

    Raises ValueError for a moment without zone or a venue without calendar.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone belongs to no session")
    name = VENUES.get(venue, venue)
    calendar = _calendar(name)
    zone = ZoneInfo(str(calendar.tz))
    local = moment.astimezone(zone)
    days = _days(name, local.date() - _LOOK_BACK, local.date())
    if local.date() not in days:
        weekend = local.weekday() >= 5 and not _trades_weekends(name)
        session = Session.WEEKEND if weekend else Session.HOLIDAY
        return State(session, days[-1], days[-2], _early(name, days[-1]), True)
    today, before = days[-1], days[-2]
    opens, closes = _hours(name, today)
    early = _early(name, today)
    extended = name in _EXTENDED
    if moment < opens:
        if extended and local.time() >= _PREMARKET:
            return State(Session.HALTED if halted else Session.PREMARKET, today, before, early, False)
        return State(Session.CLOSED, before, days[-3], _early(name, before), True)
    if moment < closes:
        return State(Session.HALTED if halted else Session.REGULAR, today, before, early, False)
    evening = _EARLY_EVENING if early else _EVENING
    after = extended and local.time() < evening and local.date() == today
    base = today if after else before
    return State(Session.AFTER_HOURS if after else Session.CLOSED, today, base, early, True)


@cache
def _calendar(name: str) -> Any:
    import exchange_calendars

    try:
        return exchange_calendars.get_calendar(name)
    except exchange_calendars.errors.InvalidCalendarName as error:
        raise ValueError(f"no exchange calendar {name!r}; use a code such as NASDAQ, TSX, XLON or XTKS") from error


@cache
def _days(name: str, first: date, last: date) -> list[date]:
    return [each.date() for each in _calendar(name).sessions_in_range(first.isoformat(), last.isoformat())]


@cache
def _hours(name: str, day: date) -> tuple[datetime, datetime]:
    calendar = _calendar(name)
    text = day.isoformat()
    return calendar.session_open(text).to_pydatetime(), calendar.session_close(text).to_pydatetime()


@cache
def _early_closes(name: str) -> frozenset[date]:
    return frozenset(each.date() for each in _calendar(name).early_closes)


def _early(name: str, day: date) -> bool:
    return day in _early_closes(name)


@cache
def _trades_weekends(name: str) -> bool:
    return "1" in _calendar(name).weekmask[5:]
