"""How a sheet lists its sources and names its entities: the house's forms of company names, tickers and exchanges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final
from zoneinfo import ZoneInfo

from generator.sources.found import Dossier, Identity, Named, exchange

ZONE: Final = "America/New_York"
_TICKER = re.compile(r"[A-Z0-9][A-Z0-9.\-]{0,11}\Z")


def source(dossier: Dossier) -> dict[str, Any]:
    """A dossier's source as a sheet lists it: name, kind, when and whence it was fetched."""
    origin = dossier.origin
    return {
        "name": origin.name,
        "type": origin.type,
        **({"primary": True} if origin.primary else {}),
        "retrieved": origin.fetched.astimezone(ZoneInfo(ZONE)).date().isoformat(),
        "retrieved_at": origin.fetched.isoformat(timespec="seconds"),
        "url": origin.url,
        "record": dossier.record,
        **({"aliases": list(origin.aliases)} if origin.aliases else {}),
    }


def entities(dossiers: Sequence[Dossier], who: Identity) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entities of a sheet: its company, and whoever else the dossiers name."""
    if who.name or who.symbol:
        yield "company", _company(who, [d.who.name for d in dossiers if d.who.name])
    seen: set[str] = set()
    for dossier in dossiers:
        for name, named in dossier.entities.items():
            if name not in seen:
                seen.add(name)
                yield name, _entity(named)


def _entity(named: Named) -> dict[str, Any]:
    pairs = (("name", named.name), ("short", named.short), ("type", named.type), ("role", named.role),
             ("listing", named.listing))  # fmt: skip
    made: dict[str, Any] = {key: value for key, value in pairs if value}
    if named.aliases:
        made["aliases"] = list(named.aliases)
    return made


_ENDING = re.compile(r"(?i),?\s+(inc|corp|co|ltd)\.?\Z")
_LEGAL = re.compile(r"(?i),?\s+(?:inc|corp|corporation|co|company|ltd|limited|plc|llc|lp|n\.?v|s\.?a|ag|se)\.?\Z")
_SHARES = re.compile(r"(?i)\s+-?\s*(?:class [a-c] )?(?:common stock|ordinary shares?|american depositary shares?)\Z")


def house_name(name: str) -> str:
    """A company's name as the house prints it: Apple Inc -> Apple Inc.; Monday.Com -> Monday.com."""
    plain = _SHARES.sub("", name.strip())
    plain = re.sub(r"\.Com\b", ".com", plain)
    ending = _ENDING.search(plain)
    return f"{plain[: ending.start()]} {ending[1].capitalize()}." if ending else plain


def _company(who: Identity, names: Sequence[str]) -> dict[str, Any]:
    """The company: its most formal name first, the plain one for later references, its listing."""
    forms = list(dict.fromkeys(house_name(name) for name in names)) or [who.symbol]
    full = next((form for form in forms if _LEGAL.search(form)), forms[0])
    short = _LEGAL.sub("", full)
    aliases = [form for form in forms if form not in (full, short)]
    code, ticker = exchange(who.exchange), who.symbol.upper().replace("/", ".")
    made: dict[str, Any] = {"name": full, **({"short": short} if short != full else {}), "type": "company"}
    if aliases:
        made["aliases"] = aliases
    if code and _TICKER.match(ticker):
        made["listings"] = [{"exchange": code, "ticker": ticker, "type": _type(who), "primary": True}]
    else:
        made["listing"] = "unknown"
    return made


def _type(who: Identity) -> str:
    word = f"{who.type} {who.name}".lower()
    if "crypto" in who.type.lower():
        return "crypto"
    return "etf" if "etf" in word.split() or "exchange-traded fund" in word else "share"
