"""SEC EDGAR: a filer's submissions, its facts as reported (XBRL company facts), and Form 4 filings of insiders.

EDGAR wants a User-Agent that names its caller and at most ten calls a second. A filer is asked for by CIK, or by ticker
through the commission's own table. No key.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import httpx2

from generator.errors import UsageError
from generator.sources.asked import Asked
from generator.sources.failures import Outcome, Unanswered
from generator.sources.form4 import read_form4
from generator.sources.found import Dossier, Found, Identity, Origin
from generator.sources.records import Day, Number, Record, Text, Unread, Whole, listed, within, written
from generator.sources.wire import Manners, Wire

ARCHIVE: Final = "https://www.sec.gov"
MANNERS: Final = Manners(
    "sec",
    "https://data.sec.gov",
    0.12,
    accept="*/*",
    agent="neurowire (market news desk; set NEUROWIRE_SEC_KEY to your contact address)",
    key_header="user-agent",
    key_form="neurowire {}",
    elsewhere=(("/Archives/", ARCHIVE), ("/files/", ARCHIVE)),
)
_MOST_FILINGS: Final = 40


class Call(NamedTuple):
    """One call."""

    kind: str = ""


CALLS: Final[Mapping[str, Call]] = MappingProxyType(
    {"submissions": Call(), "facts": Call(), "form4": Call("insider_trade")}
)


class Amount(Record):
    """One reported value: `fy` and `fp` name the filing's period, start and end the value's own."""

    start: Day = None
    end: Day = None
    val: Number = None
    accn: Text = None
    fy: Whole = None
    fp: Text = None
    form: Text = None
    filed: Day = None
    frame: Text = None


class Reported(NamedTuple):
    """One value of a concept in its unit, as the latest filing has it; `restated` where earlier ones differ."""

    concept: str
    unit: str
    start: date | None
    end: date
    value: Decimal
    filing: str
    filed: date | None
    form: str
    restated: Decimal | None


CONCEPTS: Final = MappingProxyType({
    "revenue": ("RevenueFromContractWithCustomerExcludingAssessedTax", "Revenues", "SalesRevenueNet"),
    "net_income": ("NetIncomeLoss", "ProfitLoss"),
    "eps": ("EarningsPerShareDiluted",),
    "eps_basic": ("EarningsPerShareBasic",),
    "assets": ("Assets",),
    "shares_outstanding": ("EntityCommonStockSharesOutstanding", "CommonStockSharesOutstanding"),
})  # fmt: skip
"""The metrics told of company facts, each with the concepts that stand for it, the preferred one first."""


async def dossiers(wire: Wire, name: str, asked: Asked) -> list[Dossier]:
    """The dossiers of a call. Raises Unanswered for a filer that there is not, UsageError where none is asked for."""
    if not asked.tickers:
        raise UsageError(f"sec {name} needs a CIK or a ticker (form4: or a filing's path): --tickers 789019")
    found: list[Dossier] = []
    for key in asked.tickers:
        if name == "form4":
            async for dossier in _form4s(wire, key, asked):
                found.append(dossier)
            continue
        cik = await _cik(wire, key)
        found.append(await (_submissions(wire, cik) if name == "submissions" else _facts(wire, cik, asked)))
    return found


async def _cik(wire: Wire, key: str) -> str:
    """Ten digits. A ticker is looked up in EDGAR's table. Raises UsageError for one that it does not hold."""
    if re.fullmatch(r"(?i)(?:CIK)?\d{1,10}", key):
        return key.upper().removeprefix("CIK").zfill(10)
    got = await wire.json("/files/company_tickers.json")
    rows = got[0].values() if got and isinstance(got[0], dict) else ()
    for row in rows:
        if isinstance(row, dict) and str(row.get("ticker", "")).upper() == key.upper().replace(".", "-"):
            return str(row.get("cik_str", "")).zfill(10)
    raise UsageError(f"sec: no filer with the ticker {key!r} in EDGAR's table; give its CIK")


def _origin(call: str, url: str, answer: Any) -> Origin:
    return Origin(
        f"sec_{call}",
        "an SEC filing",
        "filing",
        True,
        url,
        answer.fetched,
        ("SEC", "EDGAR", "SEC filings", "the filing", "a filing", "Securities and Exchange Commission"),
    )


async def _object(wire: Wire, path: str, what: str) -> tuple[dict[str, Any], Any]:
    got = await wire.json(path)
    if got is None or not isinstance(got[0], dict):
        raise Unanswered(f"sec: {path} answered without {what}", Outcome.ODD_SHAPE)
    return got[0], got[1]


def _who(body: Mapping[str, Any]) -> Identity:
    tickers, exchanges = listed(body.get("tickers")) or [""], listed(body.get("exchanges")) or [""]
    return Identity(str(tickers[0] or ""), str(exchanges[0] or ""), cik=str(body.get("cik") or ""),
                    name=str(body.get("name") or body.get("entityName") or "").title())  # fmt: skip


async def _submissions(wire: Wire, cik: str) -> Dossier:
    body, answer = await _object(wire, f"/submissions/CIK{cik}.json", "a filer's submissions")
    facts = [Found(name, str(body[name])) for name in ("entityType", "sicDescription", "category", "fiscalYearEnd",
             "stateOfIncorporation") if body.get(name)]  # fmt: skip
    for filing in filings(body):
        facts += [Found(metric, value, item=filing["accessionNumber"], record=filing["accessionNumber"])
                  for metric, value in filing.items() if value]  # fmt: skip
    return Dossier(_origin("submissions", answer.url, answer), f"CIK{cik}", tuple(facts), _who(body), url=answer.url)


def filings(body: Mapping[str, Any]) -> list[dict[str, str]]:
    """The recent filings of a submissions answer, its columns turned into rows. Ragged ones end with the shortest."""
    recent = within(body, "filings", "recent")
    columns = {name: column for name, column in recent.items() if isinstance(column, list)}
    if "accessionNumber" not in columns:
        return []
    size = min(map(len, columns.values()))
    return [{name: str(column[row] if column[row] is not None else "") for name, column in columns.items()}
            for row in range(size)]  # fmt: skip


async def _facts(wire: Wire, cik: str, asked: Asked) -> Dossier:
    body, answer = await _object(wire, f"/api/xbrl/companyfacts/CIK{cik}.json", "company facts")
    facts: list[Found] = []
    unread: list[Unread] = []
    wanted = {name: (name,) for name in asked.more.get("concept", "").split(",") if name} or CONCEPTS
    for metric, concepts in wanted.items():
        reported = next((r for each in concepts if (r := list(values(body, each, unread)))), [])
        for each in reported[-(asked.limit or 12) :]:
            facts.append(_found(metric, each))
    return Dossier(_origin("facts", answer.url, answer), f"CIK{cik}", tuple(facts), _who(body), url=answer.url,
                   unread=tuple(unread))  # fmt: skip


def values(body: Mapping[str, Any], concept: str, unread: list[Unread]) -> Iterator[Reported]:
    """The values of a concept by period in order, each as the latest filing has it, in each of its units."""
    units: dict[str, Any] = {}
    for taxonomy in within(body, "facts").values():
        if isinstance(taxonomy, dict) and isinstance(taxonomy.get(concept), dict):
            units = within(taxonomy[concept], "units")
            break
    for unit, rows in units.items():
        by_period: dict[tuple[date | None, date], list[Amount]] = {}
        for row in rows if isinstance(rows, list) else ():
            amount, problems = Amount.read(row, f"{concept} {row.get('accn') if isinstance(row, dict) else '?'}")
            unread += problems
            if amount.val is not None and amount.end is not None:
                by_period.setdefault((amount.start, amount.end), []).append(amount)
        for (start, end), said in sorted(by_period.items(), key=lambda item: (item[0][1], item[0][0] or item[0][1])):
            said.sort(key=lambda a: a.filed or date.min)
            last = said[-1]
            value = last.val or Decimal(0)
            earlier = next((a.val for a in reversed(said) if a.val != value), None)
            yield Reported(concept, unit, start, end, value, last.accn or "", last.filed, last.form or "", earlier)


def _found(metric: str, each: Reported) -> Found:
    days = (each.end - each.start).days + 1 if each.start else 0
    length = "year" if days > 350 else "nine months" if days > 260 else "half" if days > 170 else "quarter"
    note = f"{each.concept} in {each.unit}, {'at' if not days else length + ' to'} {each.end}, {each.form}"
    if each.restated is not None:
        note += f"; reported earlier as {each.restated:f}"
    about = {"as_of": each.end.isoformat(), "note": note[:290]}
    if each.filed:
        about["published_on"] = each.filed.isoformat()
    unit = each.unit.split("/")[0]
    value = written(each.value) + (f" {unit}" if len(unit) == 3 and unit.isupper() else "")
    item = f"{each.start or ''}..{each.end}" + (f" {each.unit}" if "/" not in each.unit else "")
    return Found(metric, value, item=item, about=about, record=each.filing)


async def _form4s(wire: Wire, key: str, asked: Asked) -> AsyncIterator[Dossier]:
    """The Form 4 filings of a filer in the span asked for; or the one that a path or address names."""
    if "/" in key:
        yield await _form4(wire, httpx2.URL(key).path if key.startswith("http") else "/" + key.lstrip("/"), "")
        return
    cik = await _cik(wire, key)
    body, _ = await _object(wire, f"/submissions/CIK{cik}.json", "a filer's submissions")
    first, last = asked.day or asked.first or date.min, asked.day or asked.last or date.max
    chosen = [f for f in filings(body) if f.get("form") in ("4", "4/A")
              and first.isoformat() <= f.get("filingDate", "") <= last.isoformat()]  # fmt: skip
    for filing in chosen[: asked.limit or _MOST_FILINGS]:
        number = filing["accessionNumber"]
        document = re.sub(r"^xsl[^/]*/", "", filing.get("primaryDocument", ""))
        dossier = await _form4(wire, f"/Archives/edgar/data/{int(cik)}/{number.replace('-', '')}/{document}", number)
        yield replace(dossier, who=_listed(dossier.who, body))


def _listed(who: Identity, body: Mapping[str, Any]) -> Identity:
    """The issuer with its exchange, where the filer's submissions list its ticker (an insider's own do not)."""
    exchanges = dict(zip(map(str, listed(body.get("tickers"))), listed(body.get("exchanges")), strict=False))
    return who._replace(exchange=str(exchanges.get(who.symbol) or ""))


async def _form4(wire: Wire, path: str, number: str) -> Dossier:
    answer = await wire.get(path)
    if answer is None:
        raise Unanswered(f"sec: {path} is empty", Outcome.ODD_SHAPE)
    if not number and (match := re.search(r"/(\d{10})(\d{2})(\d{6})/", path)):
        number = "-".join(match.groups())
    public = f"{ARCHIVE}{path}" if path.startswith("/Archives/") else answer.url
    return read_form4(answer.text, _origin("form4", public, answer), number or path.rpartition("/")[2])
