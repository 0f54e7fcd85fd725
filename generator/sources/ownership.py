"""Trades of insiders, from whichever source reports them: one shape for a Form 4 and for those who hand it on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from generator.sources.found import Found, Named
from generator.sources.records import written

CODES = frozenset("P S A D F I M C E H O X G L W Z J K U V".split())
"""The transaction codes of Form 4 (SEC, General Instruction 8)."""
_FIRM = re.compile(r"\b(?:inc|corp|co|llc|lp|llp|ltd|plc|trust|fund|partners|capital|holdings?|group|bank|foundation|"
                   r"management|advisors?|ventures?|estate)\b", re.IGNORECASE)  # fmt: skip
_PLAN = re.compile(r"10b5-?1", re.IGNORECASE)


class Trade(NamedTuple):
    """One transaction. `price` is None where none was paid or stated; `direct` None where it is not said."""

    code: str
    day: date | None
    shares: Decimal | None
    price: Decimal | None
    security: str
    acquired: bool | None
    after: Decimal | None
    direct: bool | None
    derivative: bool


class Insider(NamedTuple):
    """Who traded: name, title, and what ties them to the company."""

    name: str
    title: str
    director: bool
    officer: bool
    ten_percent: bool


def trade_facts(trades: Iterable[Trade]) -> Iterator[Found]:
    """The facts of the trades in shares themselves; those in options are told by what was exercised."""
    for place, trade in enumerate((t for t in trades if not t.derivative), 1):
        item = f"t{place}"
        if trade.code not in CODES or trade.day is None or trade.shares is None or trade.acquired is None:
            continue
        yield Found("trade_code", trade.code, item=item)
        yield Found("trade_day", trade.day.isoformat(), item=item)
        yield Found("trade_shares", written(trade.shares, 0), item=item, about={"population": "shares"})
        yield Found("trade_direction", "acquired" if trade.acquired else "disposed of", item=item)
        if trade.price is not None and trade.price > 0:
            yield Found("trade_price", written(trade.price), item=item)
        if trade.security:
            yield Found("trade_security", trade.security, item=item)
        if trade.after is not None:
            yield Found("shares_after", written(trade.after, 0), item=item, about={"population": "shares"})
        if trade.direct is not None:
            yield Found("trade_ownership", "direct" if trade.direct else "indirect", item=item)


def insider_facts(who: Insider) -> Iterator[Found]:
    """Who the insider is to the company."""
    yield Found("insider", "insider")
    role = role_of(who)
    if role:
        yield Found("insider_role", role)


def insider_entity(who: Insider) -> Named:
    """The insider as an entity: a person, or a company where the name says so."""
    if _FIRM.search(who.name):
        return Named(who.name, "other", role=role_of(who))
    surname = who.name.split()[-1] if who.name.split() else who.name
    if re.fullmatch(r"(?i)jr\.?|sr\.?|ii|iii|iv", surname) and len(who.name.split()) > 2:
        surname = who.name.split()[-2]
    return Named(who.name, "person", surname, role_of(who))


def role_of(who: Insider) -> str:
    """The role as a story says it: "chief financial officer", "director", "owner of more than 10%"."""
    title = " ".join(who.title.split())
    if title and title.lower() not in ("see remarks", "director", "10% owner"):
        return _lowered(title)
    if who.director:
        return "director"
    if who.officer:
        return "officer"
    return "owner of more than 10% of the shares" if who.ten_percent else ""


def natural(name: str) -> str:
    """A name as EDGAR lists it, "Scarpelli Michael P", in the order in which it is spoken: "Michael P Scarpelli"."""
    words = name.split()
    if not 2 <= len(words) <= 4 or _FIRM.search(name) or "," in name:
        return " ".join(words)
    tail = [words.pop()] if words[-1].rstrip(".").lower() in ("jr", "sr", "ii", "iii", "iv") else []
    spoken = [*words[1:], words[0], *tail]
    return " ".join(f"{word}." if len(word) == 1 else word.title() if word.isupper() else word for word in spoken)


def planned(texts: Iterable[str]) -> bool:
    """Whether a footnote names a Rule 10b5-1 trading plan."""
    return any(_PLAN.search(text) for text in texts)


def _lowered(title: str) -> str:
    """ "Chief Financial Officer" -> "chief financial officer"; "EVP and CFO" keeps its initials."""
    return " ".join(word if word.isupper() and len(word) > 1 else word.lower() for word in title.split())
