"""Fetching from openFDA: searches by name, number and day, page by page.

No key is needed; with one the limits are wider. "No matches" is a 404 and means an empty answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from generator.errors import UsageError
from generator.sources.asked import Asked
from generator.sources.found import Dossier
from generator.sources.openfda.records import Application, Approval, Clearance, Label
from generator.sources.openfda.telling import told
from generator.sources.records import Record, listed, within
from generator.sources.wire import BASIC, Manners, Wire

MANNERS: Final = Manners("openfda", "https://api.fda.gov", 0.25, "authorization", BASIC)
_PAGE: Final = 100
_MOST: Final = 1_000
_APPLICATION = re.compile(r"(?i)(?:NDA|BLA|ANDA)\s?\d{5,6}\Z")
_DEVICE = re.compile(r"(?i)(?:K\d{6}|DEN\d{6}|P\d{6}(?:S\d+)?)\Z")


class Call(NamedTuple):
    """One call: its path, the story kind it tells, the date field to filter by, the fields a name is sought in."""

    name: str
    path: str
    kind: str
    day: str
    number: str
    names: tuple[str, ...]


CALLS: Final[Mapping[str, Call]] = MappingProxyType({
    call.name: call
    for call in (
        Call("drugs", "/drug/drugsfda.json", "drug_decision", "submissions.submission_status_date",
             "application_number", ("openfda.brand_name", "products.brand_name", "openfda.generic_name")),
        Call("labels", "/drug/label.json", "", "effective_time", "openfda.application_number",
             ("openfda.brand_name", "openfda.generic_name")),
        Call("device-clearances", "/device/510k.json", "", "decision_date", "k_number",
             ("device_name", "applicant")),
        Call("device-approvals", "/device/pma.json", "", "decision_date", "pma_number",
             ("trade_name", "generic_name", "applicant")),
    )
})  # fmt: skip


_RECORDS: Final[Mapping[str, type[Record]]] = MappingProxyType(
    {"drugs": Application, "labels": Label, "device-clearances": Clearance, "device-approvals": Approval}
)


async def dossiers(wire: Wire, name: str, asked: Asked) -> list[Dossier]:
    """The dossiers of a call's records, page by page. Raises Unanswered, or UsageError where nothing is asked for."""
    call = CALLS[name]
    found: list[Dossier] = []
    for search in _searches(call, asked):
        skip = 0
        while skip < (asked.limit or _MOST):
            size = min(_PAGE, (asked.limit or _MOST) - skip)
            got = await wire.json(call.path, {"search": search, "limit": str(size), "skip": str(skip), **asked.more})
            if got is None:
                break
            body, answer = got
            rows = listed(within(body).get("results"))
            for row in rows:
                number = _number(row, call)
                record, unread = _RECORDS[name].read(row, number)
                if dossier := told(name, number, record, unread, answer, body, asked):
                    found.append(dossier)
            skip += len(rows)
            if len(rows) < size or skip >= _total(body):
                break
    return found


_LONGEST: Final = 80
"""Characters of a record's number, at most."""


def _total(body: Any) -> int:
    total = within(body, "meta", "results").get("total", 0)
    return total if isinstance(total, int) else 0


def _number(row: Any, call: Call) -> str:
    held = within(row)
    return str(held.get(call.number.rpartition(".")[2]) or held.get("id") or "?")[:_LONGEST]


def _searches(call: Call, asked: Asked) -> Iterator[str]:
    days = ""
    first, last = asked.day or asked.first, asked.day or asked.last
    if first or last:
        begin, end = (first or date(1900, 1, 1)).strftime("%Y%m%d"), (last or date(2099, 12, 31)).strftime("%Y%m%d")
        days = f"{call.day}:[{begin} TO {end}]"
    if not asked.tickers:
        if not days:
            raise UsageError(f"openfda {call.name} needs a name, a number or a day: --tickers XADAGO")
        yield days
    for key in asked.tickers:
        word = key.replace('"', "").replace("\\", "")
        if _APPLICATION.match(word) or _DEVICE.match(word):
            sought = f"{call.number}:{word.replace(' ', '').upper()}"
        else:
            sought = "(" + " OR ".join(f'{each}:"{word}"' for each in call.names) + ")"
        yield f"{sought} AND {days}" if days else sought
