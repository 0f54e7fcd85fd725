"""From a Benzinga record to its facts by metric: what each field means, in which unit, and what it is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from generator.facts.sources import SourceType
from generator.sources.benzinga import events, filing, quoting, records
from generator.sources.benzinga.made import Made, fuzzy_fact
from generator.sources.found import Dossier, Found, Identity, Named, Origin, flaws
from generator.sources.records import Fuzzy, Record, Unread, shown, written
from generator.sources.wire import Answer

ACTIONS: Final = MappingProxyType({
    "upgrades": "upgrade", "downgrades": "downgrade", "maintains": "maintain", "reiterates": "reiterate",
    "reinstates": "reinstate", "assumes": "assume", "initiates coverage on": "initiate", "resumes": "reinstate",
    "terminates coverage on": "terminate", "removes": "remove", "suspends": "suspend",
})  # fmt: skip
TARGET_ACTIONS: Final = MappingProxyType({
    "raises": "raise", "lowers": "lower", "maintains": "maintain", "announces": "set", "removes": "remove",
    "adjusts": "adjust",
})  # fmt: skip
_BASES: Final = {"gaap": "GAAP", "adj": "adjusted", "adjusted": "adjusted", "non-gaap": "adjusted"}
_OPEN, _CLOSE = time(9, 30), time(16)
_LONGEST_URL: Final = 280


def told(call: str, record: Record, answer: Answer, unread: tuple[Unread, ...], asked: tuple[str, ...]) -> Dossier:
    """The dossier of one record. A call without a story of its own tells its fields as they are."""
    teller = _TELLERS.get(call)
    made = teller(record, asked) if teller else _plainly(record)
    name = _id(record, made)
    origin = Origin(
        f"benzinga_{call.replace('-', '_')}", "Benzinga", _TYPES.get(call, "calendar"), False, _short(answer.url),
        answer.fetched, ("Benzinga Pro", "Benzinga data"),
    )  # fmt: skip
    notes = tuple(Unread(name, "identity", flaw, "one security") for flaw in flaws(made["who"]))
    notes += tuple(Unread(name, *note) for note in made.get("notes", ()))
    return Dossier(
        origin, name, tuple(made["facts"]), made["who"], made.get("entities", {}),
        made.get("url") or _short(answer.url), made.get("key", ""), made.get("day"), made.get("currency", ""),
        unread + notes,
    )  # fmt: skip


_TYPES: Final[Mapping[str, SourceType]] = MappingProxyType(
    {"quotes": "database", "news": "news", "insider": "filing", "bars": "database"}
)


def _id(record: Record, made: Made) -> str:
    for field in ("id", "accession_number"):
        if value := getattr(record, field, None):
            return str(value)
    return str(made.get("record") or made["who"].symbol or "unnamed")


def _short(url: str) -> str:
    return url if len(url) <= _LONGEST_URL else url.partition("?")[0]


def _security(row: records.SecurityRow) -> Identity:
    return Identity(row.ticker or "", row.exchange or "", row.isin or "", row.cusip or "", "", row.name or "")


def _row(row: records.SecurityRow, facts: Iterator[Found], **more: Any) -> Made:
    return {"who": _security(row), "facts": facts, "currency": row.currency or "", **more}


def _earnings(row: Any, asked: tuple[str, ...]) -> Made:
    return _row(row, _earnings_facts(row))


def _earnings_facts(row: records.Earnings) -> Iterator[Found]:
    yield Found("company", "company")
    done = row.eps is not None or row.revenue is not None
    if row.date:
        yield Found("reported" if done else "report_day", row.date.isoformat())
    if row.date_confirmed is not None and not done:
        yield Found("date_confirmed", row.date_confirmed)
    if (when := _part_of_day(row.time)) and not done:
        yield Found("report_time", when)
    if period := _period(row.period, row.period_year):
        yield Found("period", period)
    if basis := _BASES.get((row.eps_type or "").lower()):
        yield Found("basis", basis)
    if row.eps_prior is not None or row.revenue_prior is not None:
        yield Found("prior_is", "year ago")
    for metric, places in (("eps", 2), ("revenue", 0)):
        actual, estimate, prior = (getattr(row, f"{metric}{tail}") for tail in ("", "_est", "_prior"))
        if actual is not None:
            yield Found(metric, written(actual, places))
        if estimate is not None:
            yield Found(metric, written(estimate, places), "estimate")
        if prior is not None:
            yield Found(metric, written(prior, places), prior=True)
        surprise = getattr(row, f"{metric}_surprise_percent")
        if surprise is not None and actual is not None:
            yield Found(f"{metric}_surprise", f"{written(surprise)}%")


def _part_of_day(clock: time | str | None) -> str:
    """When on the day: "amc" and 16:00 are after the close. Midnight is the wire's "not known"."""
    if clock is None or clock == time(0):
        return ""
    if isinstance(clock, str):
        return {"amc": "after the close", "bmo": "before the open", "dmh": "during trading"}[clock]
    return "before the open" if clock < _OPEN else "after the close" if clock >= _CLOSE else "during trading"


def _period(period: str | None, year: int | None) -> str:
    """A company's own period as a sheet writes it: FY2026-Q4. The calendar's periods are fiscal."""
    if not period or not year:
        return ""
    part = period.upper()
    return f"FY{year}" if part == "FY" else f"FY{year}-{part}" if re.fullmatch("Q[1-4]|H[12]", part) else ""


def _guidance(row: Any, asked: tuple[str, ...]) -> Made:
    return _row(row, _guidance_facts(row), day=row.date)


def _guidance_facts(row: events.Guidance) -> Iterator[Found]:
    """What a company expects of a period, as one item of a list. A single figure comes as two ends alike."""
    period = _period(row.period, row.period_year)
    item = period.lower()
    if not period:
        return
    yield Found("guidance_period", period, item=item)
    for metric, places in (("eps", 2), ("revenue", 0)):
        ends = [getattr(row, f"{metric}_guidance_{end}") for end in ("min", "max", "prior_min", "prior_max")]
        estimate = getattr(row, f"{metric}_guidance_est")
        if now := _range(ends[0], ends[1], places):
            yield Found(metric, now, "guidance", item=item)
            if before := _range(ends[2], ends[3], places):
                yield Found(metric, before, "guidance", prior=True, item=item)
            if estimate is not None:
                yield Found(f"{metric}_ahead", written(estimate, places), "estimate", item=item)


def _range(low: Decimal | None, high: Decimal | None, places: int) -> str:
    """Two ends as a sheet writes them: "10.1 to 10.3", one figure where they are alike or one is lacking."""
    ends = [written(end, places) for end in dict.fromkeys((low, high)) if end is not None]
    return " to ".join(ends if len(ends) < 2 or (low or 0) < (high or 0) else ends[::-1])


def _rating(row: Any, asked: tuple[str, ...]) -> Made:
    entities, notes = {}, []
    if row.analyst:
        entities["firm"] = Named(row.analyst, "other", role="brokerage")
    if row.analyst_name and row.analyst_name != row.analyst:
        surname = row.analyst_name.split()[-1]
        entities["analyst"] = Named(row.analyst_name, "person", surname, "analyst")
    if row.action_company and not _action(row):
        notes.append(("action_company", shown(row.action_company), f"one of {', '.join(ACTIONS)}"))
    if row.action_pt and row.action_pt.lower() not in TARGET_ACTIONS:
        notes.append(("action_pt", shown(row.action_pt), f"one of {', '.join(TARGET_ACTIONS)}"))
    facts = _rating_facts(row, "analyst" in entities)
    return _row(row, facts, entities=entities, notes=notes, url=row.url, day=row.date)


def _action(row: records.Rating) -> str:
    return ACTIONS.get((row.action_company or "").lower(), "")


def _rating_facts(row: records.Rating, named: bool) -> Iterator[Found]:
    yield Found("company", "company")
    if row.analyst:
        yield Found("firm", "firm")
    if named:
        yield Found("analyst", "analyst")
    if row.date:
        yield Found("rated_on", row.date.isoformat())
    if action := _action(row):
        yield Found("rating_action", action)
    if target_action := TARGET_ACTIONS.get((row.action_pt or "").lower()):
        yield Found("target_action", target_action)
    if row.rating_current:
        yield Found("rating", row.rating_current)
    if row.rating_prior:
        yield Found("rating", row.rating_prior, prior=True)
    split = row.adjusted_pt_current is not None
    current = row.adjusted_pt_current if split else row.pt_current
    prior = row.adjusted_pt_prior if split and row.adjusted_pt_prior is not None else row.pt_prior
    if current is not None and current > 0:
        yield Found("price_target", written(current, 2 if current % 1 else 0), "target")
    if prior is not None and prior > 0:
        yield Found("price_target", written(prior, 2 if prior % 1 else 0), "target", prior=True)
    if row.pt_pct_change is not None and current and prior:
        yield Found("target_change", f"{written(row.pt_pct_change)}%")


def _plainly(record: Record) -> Made:
    """A record's fields as facts under their own names; nothing is left out, nothing is read into it."""
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    symbol = str(fields.get("ticker") or fields.get("symbol") or fields.get("acquirer_ticker") or "")
    name = fields.get("name") or fields.get("companyName") or fields.get("company") or fields.get("acquirer_name") or ""
    who = Identity(symbol, str(fields.get("exchange") or fields.get("acquirer_exchange") or ""),
                   str(fields.get("isin") or ""), str(fields.get("cusip") or ""), name=str(name))  # fmt: skip
    facts = list(_flat(fields, ""))
    day = fields.get("date")
    return {"who": who, "facts": facts, "currency": str(fields.get("currency") or ""),
            "day": day if isinstance(day, date) else None, "url": _page(fields.get("url"))}  # fmt: skip


def _page(url: Any) -> str:
    return url if isinstance(url, str) and url.startswith("http") and len(url) <= _LONGEST_URL else ""


def _flat(fields: dict[str, Any], item: str) -> Iterator[Found]:
    for name, value in fields.items():
        if value is None or name in ("id", "importance", "updated"):
            continue
        if isinstance(value, Fuzzy):
            yield fuzzy_fact(name, value, item)
        elif isinstance(value, tuple):
            for place, part in enumerate(value, 1):
                if isinstance(part, Record):
                    inner = {each: getattr(part, each) for each in type(part).model_fields}
                    yield from _flat(inner, f"{name}{place}")
                else:
                    yield Found(name, str(part), item=item or f"{name}{place}")
        elif isinstance(value, Record):
            yield from _flat({each: getattr(value, each) for each in type(value).model_fields}, name)
        elif isinstance(value, bool):
            yield Found(name, value, item=item)
        else:
            yield Found(name, _as_text(name, value), item=item)


def _as_text(name: str, value: Any) -> str:
    if isinstance(value, Decimal):
        return written(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    text = str(value)
    return re.sub(r"(\d+)[-:](\d+)", r"\1-for-\2", text) if name == "ratio" else text


def _removed(row: Any, asked: tuple[str, ...]) -> Made:
    facts = [Found("removed", row.id or "?"), *([Found("removed_type", row.type)] if row.type else [])]
    return {"who": Identity(), "facts": facts}


_TELLERS: Final[MappingProxyType[str, Callable[[Any, tuple[str, ...]], Made]]] = MappingProxyType({
    "earnings": _earnings, "guidance": _guidance, "ratings": _rating,
    "quotes": quoting.quote, "consensus": quoting.consensus,
    "insider": filing.filing, "removed": _removed, "removed-news": _removed,
    "fda": filing.fda, "fundamentals": quoting.fundamentals,
})  # fmt: skip
