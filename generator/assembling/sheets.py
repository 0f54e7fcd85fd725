"""From dossiers to a sheet: fields by metric, joined by identity, disputed where two sources differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, Final, NamedTuple, Union, get_args, get_origin
from zoneinfo import ZoneInfo

from generator.assembling.naming import ZONE, entities, source
from generator.assembling.quoting import moves
from generator.errors import FactsError
from generator.facts.files import FactsFile
from generator.facts.given import Given, Ref
from generator.facts.metric import Metric
from generator.facts.sheet import Part, Sheet
from generator.facts.written import amount
from generator.kinds import read_sheet
from generator.sources.found import Dossier, Found, Identity, exchange, joined
from generator.story import StoryKind

_SKIPPED: Final = frozenset(Sheet.model_fields)
_ID = re.compile(r"[^A-Za-z0-9_-]+")


class Entry(NamedTuple):
    """One field of a sheet's model: the metric it takes, or the part (or list of parts) that stands in it."""

    name: str
    metric: Metric | None
    given: type[Given] | None
    part: type[Part] | None
    many: bool
    required: bool


class _Slip(NamedTuple):
    """A fact with the dossier it came in."""

    found: Found
    dossier: Dossier


@dataclass
class Assembly:
    """A sheet's data as a file holds it, and what the editor should know: values unread, sources at odds, items left
    out."""

    data: dict[str, Any]
    notices: list[str] = field(default_factory=list)


def assemble_sheet(kind: StoryKind, dossiers: Sequence[Dossier], now: datetime) -> Assembly:
    """The sheet that dossiers of one identity give for a kind, not yet validated.

    The first dossier names the story. Raises FactsError if the dossiers are not about the same security.
    """
    if not dossiers:
        raise FactsError(f"{kind.name}: no record to make a sheet of")
    who = identity_of(dossiers)
    slips = _slips(dossiers)
    made = Assembly({}, [f"{each}" for dossier in dossiers for each in dossier.unread])
    head = dossiers[0]
    day = max((d.day for d in dossiers if d.day), default=None) or now.astimezone(ZoneInfo(ZONE)).date()
    currencies = {d.currency for d in dossiers if d.currency}
    if len(currencies) > 1:
        raise FactsError(f"{head.called}: amounts in {' and '.join(sorted(currencies))}; one sheet has one currency")
    made.data = {
        "kind": kind.name,
        "id": _ID.sub("-", head.key or head.record).strip("-")[:64] or "unnamed",
        "dateline": {"date": day.isoformat(), "zone": ZONE},
        **({"currency": next(iter(currencies))} if currencies - {"USD"} else {}),
        "defaults": {"source": head.origin.id},
        "sources": {d.origin.id: source(d) for d in dossiers},
        "entities": dict(entities(dossiers, who)),
    }
    _fill(kind.sheet, "", slips, made.data, made, head)
    return made


def sheet_of(
    kind: StoryKind, dossiers: Sequence[Dossier], now: datetime, name: str = "fetched"
) -> tuple[Sheet, Assembly]:
    """The validated sheet. Raises FactsError with a line for each problem."""
    made = assemble_sheet(kind, dossiers, now)
    _, sheet = read_sheet(FactsFile(made.data, {}, name))
    return sheet, made


def identity_of(dossiers: Sequence[Dossier]) -> Identity:
    """Who all of the dossiers are about. Raises FactsError if two disagree."""
    who, first = Identity(), None
    for dossier in dossiers:
        if dossier.who == Identity():
            continue
        if first is None:
            who, first = dossier.who, dossier
        else:
            who = joined(who, dossier.who, (first.called, dossier.called))
    return who


def about_same(first: Identity, second: Identity) -> bool:
    """Whether two identities claim the same symbol, number or name: candidates to be joined."""
    if first.symbol and second.symbol:
        return first.symbol.upper().replace("/", ".") == second.symbol.upper().replace("/", ".")
    numbers = ((first.cik.lstrip("0"), second.cik.lstrip("0")), (first.isin, second.isin))
    return any(a and a == b for a, b in numbers) or bool(first.name and first.name == second.name)


def _slips(dossiers: Iterable[Dossier]) -> dict[tuple[str, str, bool], list[_Slip]]:
    """All facts by metric, statement and whether they are of the period before; price action is worked out here."""
    slips: dict[tuple[str, str, bool], list[_Slip]] = {}
    for dossier in dossiers:
        for found in (*dossier.facts, *moves(dossier.facts, exchange(dossier.who.exchange))):
            slips.setdefault((found.metric, found.statement, found.prior), []).append(_Slip(found, dossier))
    return slips


@cache
def plan(model: type[Part]) -> tuple[Entry, ...]:
    """The fields of a model that hold facts or parts, with what each takes."""
    fields = []
    for name, info in model.model_fields.items():
        if issubclass(model, Sheet) and name in _SKIPPED:
            continue
        inner = _inner(info.annotation)
        many = _many(info.annotation)
        metric = next((item for item in info.metadata if isinstance(item, Metric)), None)
        given = inner if isinstance(inner, type) and issubclass(inner, Given) else None
        part = inner if isinstance(inner, type) and issubclass(inner, Part) else None
        fields.append(Entry(name, metric, given, part, many, info.is_required()))
    return tuple(fields)


def _inner(annotation: Any) -> Any:
    """The Given or Part class of a field's type: of `X | None`, `tuple[X, ...]`, `Annotated[X, ...]`."""
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation
    for each in get_args(annotation):
        found = _inner(each)
        if isinstance(found, type) and issubclass(found, Given | Part):
            return found
    return None


def _many(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        return any(_many(each) for each in get_args(annotation))
    return origin is tuple


def _fill(
    model: type[Part], item: str, slips: Mapping[tuple[str, str, bool], list[_Slip]], data: dict[str, Any],
    made: Assembly, head: Dossier,
) -> None:  # fmt: skip
    for entry in plan(model):
        if entry.part is not None and entry.many:
            rows = list(_rows(entry.part, slips, made, head))
            if rows:
                data[entry.name] = rows
        elif entry.part is not None:
            inner: dict[str, Any] = {}
            _fill(entry.part, item, slips, inner, made, head)
            if _complete(entry.part, inner):
                data[entry.name] = inner
        elif entry.given is not None:
            metric = entry.metric or Metric(entry.name, entry.name)
            known = [s for s in slips.get((metric.name, metric.kind, metric.prior), ()) if s.found.item == item]
            if known:
                data[entry.name] = _given(entry, known, made, head)
        elif known := [s for s in slips.get((entry.name, "actual", False), ()) if s.found.item == item]:
            data[entry.name] = known[0].found.value


def _rows(
    part: type[Part], slips: Mapping[tuple[str, str, bool], list[_Slip]], made: Assembly, head: Dossier
) -> Iterator[dict[str, Any]]:
    """The items of a list: one for each item of the facts that gives all that the part requires."""
    wanted = {(e.metric.name, e.metric.kind, e.metric.prior) for e in plan(part) if e.metric is not None}
    items = dict.fromkeys(s.found.item for key in wanted for s in slips.get(key, ()) if s.found.item)
    for item in items:
        row: dict[str, Any] = {}
        key = part.item_key
        if key and next(e for e in plan(part) if e.name == key).given is None:
            row[key] = item
        _fill(part, item, slips, row, made, head)
        if missing := [e.name for e in plan(part) if e.required and e.name not in row]:
            own = [name for name in row if name != key]
            if own and own != ["company"]:
                made.notices.append(f"{head.called}: {item} is left out: it gives no {', '.join(missing)}")
            continue
        yield row


def _complete(part: type[Part], inner: dict[str, Any]) -> bool:
    return bool(inner) and all(e.name in inner for e in plan(part) if e.required)


def _given(entry: Entry, known: Sequence[_Slip], made: Assembly, head: Dossier) -> dict[str, Any]:
    """A fact with its source, record and address; with those who agree, or disputed by those who do not."""
    first = known[0]
    about = dict(first.found.about)
    data: dict[str, Any] = {"value": first.found.value}
    if first.dossier.origin.id != head.origin.id:
        data["source"] = first.dossier.origin.id
    data["record"] = first.found.record or first.dossier.record
    if url := first.found.url or first.dossier.url:
        data["url"] = url
    data |= about
    also, rivals = [], []
    for other in known[1:]:
        origin = other.dossier.origin
        if origin.id == first.dossier.origin.id:
            continue
        if same(first.found.value, other.found.value):
            also.append(origin.id)
        else:
            rivals.append({"claim": f"{origin.name} gives {other.found.value}", "source": origin.id})
    if rivals and not (entry.given is not None and issubclass(entry.given, Ref)):
        data |= {"standing": "disputed", "rivals": rivals}
        values = ", ".join(f"{o.dossier.origin.id} {o.found.value}" for o in known)
        made.notices.append(f"{head.called}: {entry.name} is disputed: {values}")
    if also:
        data["also"] = list(dict.fromkeys(also))
    return data


def same(first: str | bool, second: str | bool) -> bool:
    """Whether two written values agree: equal words, or amounts that agree at the precision they show."""
    if first == second:
        return True
    if isinstance(first, bool) or isinstance(second, bool):
        return False
    try:
        a, b = amount(first), amount(second)
    except ValueError:
        return first.strip().lower() == second.strip().lower()
    if a.unit != b.unit or a.hedge != b.hedge or (a.upper is None) != (b.upper is None):
        return False
    step = max(a.quantum, b.quantum) / 2
    return abs(a.value - b.value) <= step and abs((a.upper or Decimal(0)) - (b.upper or Decimal(0))) <= step
