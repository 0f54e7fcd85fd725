"""From Benzinga's insider filings and FDA events to their facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from generator.sources.benzinga import market, records
from generator.sources.benzinga.made import EASTERN, Made, fuzzy_fact
from generator.sources.found import Found, Identity, Named
from generator.sources.ownership import Insider, Trade, insider_entity, insider_facts, planned, trade_facts
from generator.sources.records import shown

FDA: Final = Named(
    "U.S. Food and Drug Administration", "agency", "FDA", aliases=("Food and Drug Administration", "the agency")
)


def filing(row: Any, asked: tuple[str, ...]) -> Made:
    """A Form 4 as Benzinga hands it on."""
    owner = row.owner or market.Owner()
    insider = Insider(owner.insider_name or "", owner.insider_title or "", bool(owner.is_director),
                      bool(owner.is_officer), bool(owner.is_ten_percent_owner))  # fmt: skip
    filed = row.filing_date.astimezone(EASTERN).date() if row.filing_date else None
    who = Identity(row.company_symbol or "", cik=row.company_cik or "", name=_cased(row.company_name or ""))
    url = mended_url(row.html_url or "")
    notes = [("html_url", shown(row.html_url), f"an address; read as {url}")] if url != (row.html_url or "") else []
    return {"who": who, "facts": _filing_facts(row, insider, filed), "entities": {"insider": insider_entity(insider)},
            "url": url, "key": row.accession_number or "", "day": filed, "notes": notes}  # fmt: skip


def _filing_facts(row: market.Filing, insider: Insider, filed: date | None) -> Iterator[Found]:
    yield Found("company", "company")
    yield from insider_facts(insider)
    if filed:
        yield Found("filed_on", filed.isoformat())
    notes = [note.text for note in row.footnotes or () if note.text]
    if row.is_10b5 is not None or planned(notes):
        yield Found("trading_plan", bool(row.is_10b5) or planned(notes))
    yield from trade_facts(_trade(each) for each in row.transactions or ())


def _trade(row: market.Transaction) -> Trade:
    acquired = {"A": True, "D": False}.get((row.acquired_or_disposed or "")[:1])
    direct = {"D": True, "I": False}.get((row.ownership or "")[:1])
    return Trade(row.transaction_code or "", row.date_transaction, row.shares, row.price_per_share,
                 row.security_title or "", acquired, row.post_transaction_quantity, direct,
                 bool(row.is_derivative))  # fmt: skip


def mended_url(url: str) -> str:
    """An address in which a second path was run onto the first (".../000090//Archives/...") with the second alone."""
    match = re.match(r"(https?://[^/]+)/.*/(/Archives/.+)\Z", url)
    return f"{match[1]}{match[2]}" if match else url


def _cased(name: str) -> str:
    """A name in capitals as a text has it: CHOICEONE FINANCIAL SERVICES INC -> Choiceone Financial Services Inc."""
    return name.title() if name.isupper() and len(name) > 5 else name


def fda(row: Any, asked: tuple[str, ...]) -> Made:
    """An event of the FDA calendar."""
    companies = row.companies or ()
    first = companies[0] if companies else records.Developer()
    listing = (first.securities or (records.Listed(),))[0]
    who = Identity(listing.symbol or "", listing.exchange or "", cik=first.cik or "", name=first.name or "")
    entities = {"agency": FDA, "drug": Named(row.drug.name, "product")} if row.drug and row.drug.name else {}
    approved = entities if _approved(row) else {}
    url = row.source_link or ""
    return {"who": who, "facts": _fda_facts(row), "day": row.date, "url": url, "entities": approved}


def _approved(row: records.Fda) -> bool:
    """Whether the row itself says that the FDA approved a drug: nothing near it (accepted, cleared to study) counts."""
    said = (row.outcome_brief or "").lower() == "approved"
    return said and (row.event_type or "").lower() in ("approval_fda", "approval", "fda approval", "approved", "pdufa")


def _fda_facts(row: records.Fda) -> Iterator[Found]:
    """An event as it is: an approval, an acceptance and a designation are not the same."""
    for metric in ("event_type", "outcome_brief", "outcome", "status", "nic_number", "commentary", "source_type"):
        if value := getattr(row, metric):
            yield Found(f"fda_{metric}", value)
    if row.drug and row.drug.name:
        yield Found("drug_name", row.drug.name)
        for place, use in enumerate(row.drug.indication_symptom or (), 1):
            yield Found("drug_indication", use, item=f"i{place}")
    if row.date:
        yield Found("fda_date", row.date.isoformat())
    if _approved(row) and row.date and row.drug and row.drug.name:
        yield Found("agency", "agency")
        yield Found("decision", "approve")
        yield Found("decided", row.date.isoformat())
        yield Found("drug", "drug")
    if row.target_date:
        yield fuzzy_fact("fda_target_date", row.target_date)
