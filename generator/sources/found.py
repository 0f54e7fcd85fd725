"""What a source hands on: facts by metric, whom they are about, where and when they were read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from generator.errors import FactsError
from generator.facts.metric import Statement
from generator.facts.sources import SourceType
from generator.sources.records import Unread

_NOTHING: Mapping[str, str] = MappingProxyType({})


class Found(NamedTuple):
    """One fact as a source gives it, by metric. `item` groups the facts of one list item (one trade, one quarter).

    `about` holds what else a sheet may say of it: as_of, population, use, hold_reason, evidence, note.
    """

    metric: str
    value: str | bool
    statement: Statement = "actual"
    prior: bool = False
    item: str = ""
    about: Mapping[str, str] = _NOTHING
    record: str = ""
    """The record's id, where it differs from the dossier's."""
    url: str = ""


class Identity(NamedTuple):
    """Whom a record is about: the listed security and its company. "" where the record does not say."""

    symbol: str = ""
    exchange: str = ""
    isin: str = ""
    cusip: str = ""
    cik: str = ""
    name: str = ""
    type: str = ""


NOBODY = Identity()
"""The identity of a record that is about no security."""


class Origin(NamedTuple):
    """The source of a dossier's facts, as a sheet lists it."""

    id: str
    name: str
    type: SourceType
    primary: bool
    url: str
    fetched: datetime
    aliases: tuple[str, ...] = ()


class Named(NamedTuple):
    """An entity that a record names beside its company: an analyst, a firm, an agency, a drug, an insider."""

    name: str
    type: str
    short: str = ""
    role: str = ""
    aliases: tuple[str, ...] = ()
    listing: str = ""


@dataclass(frozen=True)
class Dossier:
    """All that one record tells, ready to be joined with others of the same identity."""

    origin: Origin
    record: str
    facts: tuple[Found, ...]
    who: Identity = NOBODY
    entities: Mapping[str, Named] = field(default_factory=dict)
    url: str = ""
    key: str = ""
    """The story's id where it is not the record's."""
    day: date | None = None
    """The day of the news, in its zone; None where it is the day of the fetch."""
    currency: str = ""
    unread: tuple[Unread, ...] = ()

    @property
    def called(self) -> str:
        """What a message calls it."""
        return f"{self.origin.id} {self.record[:80]}"


_EXCHANGES = {
    "XNAS": "NASDAQ", "NNM": "NASDAQ", "NAS": "NASDAQ", "NASD": "NASDAQ", "NSDQ": "NASDAQ", "NASDAQ": "NASDAQ",
    "NGS": "NASDAQ", "NCM": "NASDAQ", "XNGS": "NASDAQ", "XNCM": "NASDAQ", "XNMS": "NASDAQ",
    "XNYS": "NYSE", "NYS": "NYSE", "NYSE": "NYSE", "XASE": "AMEX", "ASE": "AMEX", "AMEX": "AMEX",
    "NYSEAMERICAN": "AMEX", "NYSEMKT": "AMEX", "ARCX": "ARCA", "ARCA": "ARCA", "NYSEARCA": "ARCA", "BATS": "BATS",
    "CBOE": "BATS", "BZX": "BATS", "XTSE": "TSX", "TSE": "TSX", "TOR": "TSX", "TSX": "TSX", "XTSX": "TSXV",
    "TSXV": "TSXV", "XLON": "LON", "LSE": "LON", "LON": "LON", "XHKG": "HKEX", "HKEX": "HKEX", "HKG": "HKEX",
    "OTC": "OTC", "OTCPK": "OTC", "OTCQX": "OTC", "OTCQB": "OTC", "OOTC": "OTC", "PINX": "OTC", "XOTC": "OTC",
}  # fmt: skip
_FORMS = frozenset(
    "inc incorporated corp corporation co company companies ltd limited plc llc lp sa ag nv se ab asa spa holding "
    "holdings group the common stock ordinary shares class a b c adr ads trust fund international intl".split()
)


def exchange(code: str) -> str:
    """The house's code of an exchange: XNAS, NNM, NAS and Nasdaq are NASDAQ. An unknown code stands as it is."""
    plain = re.sub(r"[^A-Z0-9]", "", code.upper())
    return _EXCHANGES.get(plain, plain)


def joined(first: Identity, second: Identity, names: tuple[str, str]) -> Identity:
    """Both identities as one. Raises FactsError if a symbol, exchange, number or name disagrees."""
    problems = []
    for place in ("symbol", "exchange", "isin", "cusip", "cik"):
        a, b = (_plain(place, getattr(who, place)) for who in (first, second))
        if a and b and a != b:
            problems.append(f"{place} {getattr(first, place)} and {getattr(second, place)}")
    if first.name and second.name and not same_name(first.name, second.name):
        problems.append(f"name {first.name!r} and {second.name!r}")
    shared = [p for p in ("symbol", "isin", "cusip", "cik", "name") if getattr(first, p) and getattr(second, p)]
    if not shared:
        problems.append("no symbol, number or name in common")
    if problems:
        raise FactsError(
            f"{names[0]} and {names[1]} are not about the same security: {'; '.join(problems)}; they are not joined"
        )
    return Identity(*(a or b for a, b in zip(first, second, strict=True)))


def flaws(who: Identity) -> list[str]:
    """What contradicts itself in one identity: a US or Canadian ISIN that does not hold its CUSIP."""
    if who.isin[:2] in ("US", "CA") and who.cusip and who.isin[2:11] != who.cusip:
        return [f"isin {who.isin} does not hold cusip {who.cusip}"]
    return []


def same_name(first: str, second: str) -> bool:
    """Whether two forms may name one company: "Apple", "Apple Inc. Common Stock"; "Huntington Ingalls Indus"."""
    a, b = _words(first), _words(second)
    if not a or not b:
        return first.strip().lower() == second.strip().lower()
    short, long = sorted((a, b), key=len)
    cut = max(len(first), len(second)) >= _CUT
    return all(
        x == y or (cut and min(len(x), len(y)) > 3 and (y.startswith(x) or x.startswith(y)))
        for x, y in zip(short, long, strict=False)
    )


_CUT = 20
"""Names this long may have been cut off: their words agree by their beginnings."""


def _words(name: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", name.lower().replace("&", " and ").replace("'", "").replace(".com", "com"))
    return [word for word in words if word not in _FORMS] or words[:1]


def _plain(place: str, value: str) -> str:
    if place == "exchange":
        return exchange(value) if value else ""
    return value.strip().upper().lstrip("0") if place == "cik" else value.strip().upper().replace("/", ".")
