"""From Benzinga's quotes, consensus and fundamentals to their facts: units differ between the three."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from generator.sources.benzinga import market, records
from generator.sources.benzinga.made import EASTERN, Made
from generator.sources.found import Found, Identity
from generator.sources.records import written

_TOLERANCE: Final = Decimal("0.02")
_CENT: Final = Decimal("0.01")


def quote(row: Any, asked: tuple[str, ...]) -> Made:
    """A delayed quote: its prices with their days; the move is worked out where the session is known."""
    name = row.companyStandardName or row.issuerName or row.name or ""
    who = Identity(row.symbol or "", row.bzExchange or row.isoExchange or row.exchange or "", row.isin or "",
                   row.cusip or "", row.cik or "", name, row.type or "")  # fmt: skip
    traded = row.ethTime if row.ethTime and row.lastTradeTime and row.ethTime > row.lastTradeTime else row.lastTradeTime
    stamp = f"{row.symbol}-{int(traded.timestamp())}" if traded else row.symbol
    day = traded.astimezone(EASTERN).date() if traded else None
    return {"who": who, "facts": _quote_facts(row), "currency": row.currency or "", "record": stamp, "day": day,
            "notes": _quote_notes(row)}  # fmt: skip


def _quote_facts(row: market.Quote) -> Iterator[Found]:
    yield Found("company", "company")
    for metric, value in (
        ("quote_last", row.lastTradePrice), ("quote_close", row.close),
        ("quote_previous_close", row.previousClosePrice),
    ):  # fmt: skip
        if value is not None and value > 0:
            yield Found(metric, written(value))
    if row.lastTradeTime:
        yield Found("quote_time", row.lastTradeTime.isoformat())
    for metric, closed in (("quote_close_day", row.closeDate), ("quote_previous_close_day", row.previousCloseDate)):
        if closed:
            yield Found(metric, closed.astimezone(EASTERN).date().isoformat())
    if row.halted is not None:
        yield Found("quote_halted", row.halted)
    for metric, value, unit in (
        ("high_52_weeks", row.fiftyTwoWeekHigh, ""), ("low_52_weeks", row.fiftyTwoWeekLow, ""),
        ("market_cap", row.marketCap, ""), ("pe_ratio", row.pe, "x"),
        ("dividend_yield", row.dividendYield, "%"), ("payout_ratio", row.payoutRatio, "%"),
    ):  # fmt: skip
        if value is not None and value > 0:
            cents = value.quantize(_CENT) if metric.endswith("weeks") and value >= 1 else value
            note = {"note": f"{value} on the wire"} if cents != value else {}
            yield Found(metric, f"{written(cents)}{unit}", about=note)


def _quote_notes(row: market.Quote) -> list[tuple[str, str, str]]:
    """A change in percent that does not follow from the last price against the last close is said, not used."""
    if row.changePercent is None or not row.lastTradePrice or not row.close:
        return []
    computed = (row.lastTradePrice - row.close) / row.close * 100
    if abs(computed - row.changePercent) <= _TOLERANCE:
        return []
    return [("changePercent", str(row.changePercent), f"{computed:.2f}, from {row.lastTradePrice} against {row.close}")]


def consensus(row: Any, asked: tuple[str, ...]) -> Made:
    """The consensus on the one ticker asked for; the answer itself does not name it."""
    symbol = asked[0] if asked else ""
    stamp = f"{symbol}-{int(row.updated_at.timestamp())}" if row.updated_at else symbol
    return {"who": Identity(symbol), "facts": _consensus_facts(row), "record": f"consensus-{stamp}"}


def _consensus_facts(row: records.Consensus) -> Iterator[Found]:
    for metric, value in (
        ("consensus_target", row.consensus_price_target), ("highest_target", row.high_price_target),
        ("lowest_target", row.low_price_target),
    ):  # fmt: skip
        if value is not None and value > 0:
            yield Found(metric, written(value), "consensus")
    if row.unique_analyst_count:
        yield Found("analysts", str(row.unique_analyst_count), "consensus", about={"population": "analysts"})
    if row.consensus_rating:
        yield Found("consensus_rating", row.consensus_rating.title(), "consensus")
    if row.aggregate_ratings and (row.aggregate_type or "").lower() != "percentage":
        for name in records.Buckets.model_fields:
            count = getattr(row.aggregate_ratings, name) or 0
            yield Found(f"ratings_{name}", str(count), "consensus", about={"population": "analysts"})


def fundamentals(row: Any, asked: tuple[str, ...]) -> Made:
    """Fundamentals, section by section."""
    company = row.company or {}
    who = Identity(
        str(company.get("primarySymbol") or row.symbol or ""), str(company.get("primaryExchange") or ""),
        str(company.get("isin") or ""), str(company.get("cusip") or ""), str(company.get("cik") or ""),
        str(company.get("standardName") or ""),
    )  # fmt: skip
    facts = [Found(name, value) for name, value in _sections(row)]
    return {"who": who, "facts": facts}


_FRACTIONS: Final = re.compile(r"(?i)yield|payoutRatio|margin|growth|roe\b|roa\b|roic\b|return")


def _sections(row: market.Fundamentals) -> Iterator[tuple[str, str]]:
    """The figures of the sections by dotted name; yields, margins and returns are fractions here: given in percent."""
    for section, content in (row.model_extra or {}).items():
        listed = content if isinstance(content, list) else [content]
        for place, part in enumerate(listed):
            if not isinstance(part, dict):
                continue
            for name, value in part.items():
                dotted = f"{section}.{name}" if len(listed) == 1 else f"{section}.{place + 1}.{name}"
                if isinstance(value, Decimal | int) and not isinstance(value, bool):
                    ratio = section.endswith("Ratios") and _FRACTIONS.search(name)
                    yield dotted, f"{Decimal(value) * 100:f}%" if ratio else f"{Decimal(value):f}"
                elif isinstance(value, str) and value:
                    yield dotted, value
