"""BLS: series of the Bureau of Labor Statistics, such as consumer prices (CUUR0000SA0) and payrolls (CES0000000001).

A missing month is "-" with a footnote; M13 and S03 rows are averages of a year; an error comes with status 200.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from generator.errors import UsageError
from generator.sources.asked import Asked
from generator.sources.failures import Outcome, Unanswered
from generator.sources.found import Dossier, Found, Identity, Origin
from generator.sources.records import Number, Record, Text, Unread, Whole, listed, shown, within
from generator.sources.wire import Manners, Wire

MANNERS: Final = Manners("bls", "https://api.bls.gov", 0.2)


class Call(NamedTuple):
    """One call."""

    path: str
    kind: str = ""


CALLS: Final[Mapping[str, Call]] = MappingProxyType({"series": Call("/publicAPI/v2/timeseries/data/")})


class Point(Record):
    """One value of a series: M01 to M12 a month, M13 the year's average, Q01 to Q05, S01 to S03, A01."""

    year: Whole = None
    period: Text = None
    periodName: Text = None  # noqa: N815
    value: Number = None
    latest: Text = None
    footnotes: list[Any] | None = None


async def dossiers(wire: Wire, name: str, asked: Asked) -> list[Dossier]:
    """One dossier a series. Raises Unanswered, or UsageError where no series is asked for."""
    if not asked.tickers:
        raise UsageError("bls series needs series ids: --tickers CUUR0000SA0")
    found = []
    for series in asked.tickers:
        query = dict(asked.more)
        first, last = asked.day or asked.first, asked.day or asked.last
        if first:
            query |= {"startyear": str(first.year), "endyear": str((last or first).year)}
        got = await wire.json(f"{CALLS[name].path}{series}", query)
        if got is None:
            continue
        body, answer = got
        answered = within(body, "Results").get("series")
        if not isinstance(answered, list):
            raise Unanswered(f"bls: {answer.url} answered without Results.series", Outcome.ODD_SHAPE)
        wire.notices += [f"bls: {message}" for message in listed(body.get("message")) if isinstance(message, str)]
        origin = Origin("bls_series", "the Bureau of Labor Statistics", "agency", True, answer.url, answer.fetched,
                        ("BLS", "Bureau of Labor Statistics", "the Labor Department"))  # fmt: skip
        found += [_told(each, origin, answer.url) for each in answered if isinstance(each, dict)]
    return found


def _told(series: dict[str, Any], origin: Origin, url: str) -> Dossier:
    name = str(series.get("seriesID") or "?")
    facts: list[Found] = []
    unread: list[Unread] = []
    for row in listed(series.get("data")):
        stamp = within(row)
        point, problems = Point.read(row, f"{name} {stamp.get('year')}-{stamp.get('period')}")
        unread += problems
        when, averaged = period(point)
        notes = "; ".join(str(n["text"]) for n in point.footnotes or () if isinstance(n, dict) and n.get("text"))
        if not when:
            unread.append(Unread(name, "period", shown(point.period), "M01 to M13, Q01 to Q05, S01 to S03, A01"))
            continue
        about = {"as_of": when, **({"note": notes} if notes else {})}
        value = f"{point.value:f}" if point.value is not None else "not stated"
        metric = "series_average" if averaged else "series_value"
        facts.append(Found(metric, value, item=f"{point.year}-{point.period}", about=about))
    return Dossier(origin, name, tuple(facts), Identity(), url=url, unread=tuple(unread))


def period(point: Point) -> tuple[str, bool]:
    """The period of a row as a sheet writes it, "" if it cannot be read, and whether it is an average of a year."""
    year, code = point.year, point.period or ""
    if not year or len(code) != 3 or not code[1:].isdigit():
        return "", False
    kind, number = code[0], int(code[1:])
    if kind == "M" and 1 <= number <= 12:
        return f"{year}-{number:02}", False
    if kind == "Q" and 1 <= number <= 4:
        return f"{year}-Q{number}", False
    if kind == "S" and 1 <= number <= 2:
        return f"{year}-H{number}", False
    if code in ("M13", "Q05", "S03", "A01"):
        return str(year), code != "A01"
    return "", False
