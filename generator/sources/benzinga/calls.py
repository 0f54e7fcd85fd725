"""The calls of Benzinga's API: paths, the names of their parameters (they differ by family), where records stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple

from generator.sources.benzinga import events, market, records
from generator.sources.failures import Outcome, Unanswered
from generator.sources.records import Record, listed
from generator.sources.wire import Manners

MANNERS: Final = Manners("benzinga", "https://api.benzinga.com", 0.0, "authorization", "token {}")


class Family(NamedTuple):
    """The parameter names that a family of calls shares; "" where it has none."""

    tickers: str
    day: str
    first: str
    last: str
    since: str
    size_name: str
    size: int


CALENDAR: Final = Family(
    "parameters[tickers]", "parameters[date]", "parameters[date_from]", "parameters[date_to]", "parameters[updated]",
    "pagesize", 1000,
)  # fmt: skip
FDA: Final = CALENDAR._replace(tickers="parameters[securities]")
SIGNALS: Final = CALENDAR._replace(size_name="pageSize")
NEWS: Final = Family("tickers", "date", "dateFrom", "dateTo", "updatedSince", "pageSize", 100)
SEC: Final = Family("search_keys", "date", "date_from", "date_to", "updated_since", "pagesize", 1000)
SYMBOLS: Final = Family("symbols", "", "from", "to", "", "", 0)
SHORT: Final = SYMBOLS._replace(size_name="pageSize", size=100)
REMOVED: Final = Family("", "", "", "", "updated", "pageSize", 1000)
REMOVED_NEWS: Final = Family("", "", "", "", "updatedSince", "pageSize", 1000)

Shelf = Callable[[Any], list[Any]]
Kind = Literal["", "earnings", "rating_change", "insider_trade", "drug_decision"]


class Call(NamedTuple):
    """One call: where it is, how it is asked, where its records stand, and the story kind they tell by themselves."""

    name: str
    path: str
    family: Family
    record: type[Record]
    shelf: Shelf
    kind: Kind = ""
    fixed: Mapping[str, str] = MappingProxyType({})
    needs: str = ""
    """What it cannot do without: "tickers"."""
    most: int = 50
    """Tickers of one call, at most."""


def under(key: str) -> Shelf:
    """The records below a key; an answer without it, or with null, has none."""

    def shelf(body: Any) -> list[Any]:
        if isinstance(body, dict):
            found = body.get(key)
            if isinstance(found, list):
                return found
            if found is None and (key in body or not body):
                return []
        raise _odd(body, f"an object with the list {key!r}")

    return shelf


def _bare(body: Any) -> list[Any]:
    if isinstance(body, list):
        return body
    raise _odd(body, "a list")


def _quotes(body: Any) -> list[Any]:
    """Quotes by ticker, as the wire sends them, or {"quotes": [{security, quote}]}, as older documents say."""
    if not isinstance(body, dict):
        raise _odd(body, "an object of quotes by ticker")
    listed = body.get("quotes")
    if isinstance(listed, list):
        return [{**(q.get("security") or {}), **(q.get("quote") or {})} if isinstance(q, dict) else q for q in listed]
    return [
        {"symbol": symbol, **quote} if isinstance(quote, dict) else quote
        for symbol, quote in body.items()
        if quote is not None
    ]


def _movers(body: Any) -> list[Any]:
    """Gainers and losers, either of which may be missing, each marked with its list and the window."""
    result = body.get("result") if isinstance(body, dict) else None
    if not isinstance(result, dict):
        raise _odd(body, "an object with 'result'")
    window = {name: result.get(name) for name in ("fromDate", "toDate")}
    return [
        {**window, "side": side, **mover} if isinstance(mover, dict) else mover
        for side in ("gainers", "losers")
        for mover in listed(result.get(side))
    ]


def _short(body: Any) -> list[Any]:
    found = body.get("shortInterestData") if isinstance(body, dict) else None
    if not isinstance(found, dict):
        raise _odd(body, "an object with 'shortInterestData'")
    return [row for each in found.values() if isinstance(each, dict) for row in listed(each.get("data"))]


def _single(body: Any) -> list[Any]:
    if isinstance(body, dict):
        return [body] if body else []
    raise _odd(body, "an object")


def _odd(body: Any, wanted: str) -> Unanswered:
    got = f"an object with {', '.join(sorted(map(str, body))[:6])}" if isinstance(body, dict) else type(body).__name__
    return Unanswered(f"benzinga: expected {wanted}, got {got}", Outcome.ODD_SHAPE)


def _calendar(name: str, record: type[Record], kind: Kind = "", version: str = "v2.1", **more: Any) -> Call:
    return Call(
        name, f"/api/{version}/calendar/{name}", more.pop("family", CALENDAR), record, under(name), kind, **more
    )


_ALL: Final = (
    Call("news", "/api/v2/news", NEWS, market.News, _bare),
    _calendar("earnings", records.Earnings, "earnings"),
    _calendar("ratings", records.Rating, "rating_change"),
    Call("consensus", "/api/v1/consensus-ratings", CALENDAR._replace(size_name=""), records.Consensus, _single,
         needs="tickers", most=1),
    _calendar("fda", records.Fda, "drug_decision", family=FDA),
    _calendar("dividends", records.Dividend, version="v2.2"),
    _calendar("ipos", events.Ipo, family=CALENDAR._replace(day="ipo_date")),
    _calendar("guidance", events.Guidance),
    _calendar("economics", events.Economics, family=CALENDAR._replace(tickers="")),
    _calendar("ma", events.Deal),
    _calendar("offerings", events.Offering),
    _calendar("splits", events.Split),
    _calendar("conference-calls", events.Conference),
    Call("quotes", "/api/v2/quoteDelayed", SYMBOLS, market.Quote, _quotes, needs="tickers"),
    Call("bars", "/api/v2/bars", SYMBOLS, market.Bars, _bare, needs="tickers"),
    Call("movers", "/api/v1/market/movers", SYMBOLS._replace(tickers=""), market.Mover, _movers),
    Call("short-interest", "/api/v1/shortinterest", SHORT, market.ShortInterest, _short, needs="tickers"),
    Call("options", "/api/v1/signal/option_activity", SIGNALS, events.OptionTrade, under("option_activity")),
    Call("insider", "/api/v1/sec/insider_transactions/filings", SEC, market.Filing, under("data"), "insider_trade",
         MappingProxyType({"search_keys_type": "symbol"})),
    Call("fundamentals", "/api/v2.1/fundamentals", SYMBOLS, market.Fundamentals, under("result"), needs="tickers"),
    Call("removed", "/api/v2.1/calendar-removed/", REMOVED, events.Removed, under("removed")),
    Call("removed-news", "/api/v2/news-removed", REMOVED_NEWS, events.Removed, under("removed")),
)  # fmt: skip
CALLS: Final[Mapping[str, Call]] = MappingProxyType({call.name: call for call in _ALL})
"""Every call by name."""
