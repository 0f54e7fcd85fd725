"""Price action by code: from a quote's last price and closes to moves, each in its session against the right close."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from generator.parts.sessions import Session, state_at
from generator.sources.found import Found

_WORDS = {
    Session.PREMARKET: "premarket",
    Session.REGULAR: "intraday",
    Session.AFTER_HOURS: "after hours",
    Session.HALTED: "halted",
}
_CENT = Decimal("0.01")


class _Close(NamedTuple):
    day: date
    price: Decimal


def moves(facts: Iterable[Found], venue: str) -> Iterator[Found]:
    """The facts of a quote's moves: the last trade against the last close, and that close against the one before.

    A move whose right base the quote does not give is left out: a price without its base is no change.
    """
    held = {found.metric: found for found in facts if found.metric.startswith("quote_")}
    if not held:
        return
    last, moment = _price(held.get("quote_last")), _moment(held.get("quote_time"))
    closes = [
        close
        for price, day in (("quote_close", "quote_close_day"), ("quote_previous_close", "quote_previous_close_day"))
        if (close := _close(held.get(price), held.get(day))) is not None
    ]
    closes.sort(reverse=True)
    if last is not None and moment is not None:
        halted = held["quote_halted"].value is True if "quote_halted" in held else False
        yield from _live(last, moment, closes, venue, halted)
    if len(closes) == 2:
        yield from _move("close", closes[0].day, "regular", closes[0].price, closes[1].price)


def _live(last: Decimal, moment: datetime, closes: list[_Close], venue: str, halted: bool) -> Iterator[Found]:
    """The move of the last trade, where it fell in a session that is not over."""
    state = state_at(moment, venue, halted)
    word = _WORDS.get(state.session)
    base = next((close for close in closes if close.day == state.base_day), None)
    if word is None or base is None:
        return
    yield from _move("live", state.day, word, last, base.price)


def _move(item: str, day: date, session: str, price: Decimal, base: Decimal) -> Iterator[Found]:
    change = ((price - base) / base * 100).quantize(_CENT, ROUND_HALF_UP)
    yield Found("quoted_company", "company", item=item)
    yield Found("quote_day", day.isoformat(), item=item)
    yield Found("session", session, item=item)
    yield Found("price_change", f"{change}%", item=item, about={"note": f"{price} against the close of {base}"})
    yield Found("price", f"{price}", item=item)


def _price(found: Found | None) -> Decimal | None:
    return Decimal(str(found.value)) if found is not None else None


def _moment(found: Found | None) -> datetime | None:
    return datetime.fromisoformat(str(found.value)) if found is not None else None


def _close(price: Found | None, day: Found | None) -> _Close | None:
    if price is None or day is None:
        return None
    return _Close(date.fromisoformat(str(day.value)), Decimal(str(price.value)))
