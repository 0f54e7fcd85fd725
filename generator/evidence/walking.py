"""Walking any JSON: records become subjects, fields metrics, numbers, dates and texts facts. Ids are RFC 6901 pointers."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from generator.evidence.fields import Field, dates_something, field, names_something
from generator.facts.entities import Entity
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import Metric
from generator.facts.values import Quantity, When
from generator.facts.written import amount, when
from generator.language import read

MAX_FACTS = 50_000
MAX_DEPTH = 40
_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?(?=T|\s|\Z)")
_NUMERIC = re.compile(r"[-+(]?[$€£¥]?\s?\d[\d,]*(?:\.\d+)?\s?(?:[KMBT]n?|bn|mn|%)?\)?\Z", re.IGNORECASE)
_ANY = "?"


class _Around(NamedTuple):
    """What the records around a value say."""

    path: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    subject: str = ""
    period: When | None = None


class _Book:
    """What has been gathered so far."""

    def __init__(self) -> None:
        self.facts: dict[str, Fact] = {}
        self.entities: dict[str, Entity] = {}
        self.dateline: date | None = None

    def entity(self, name: str) -> str:
        """The id of the entity of this name, made if it is new."""
        name = " ".join(name.split())[:200]
        if name not in self.entities:
            short = re.sub(r",? (?:Inc|Corp|Co|Ltd|PLC|plc|LLC|Group|Holdings|Company|Corporation)\.?$", "", name)
            aliases = (short,) if short != name and len(short) > 2 else ()
            self.entities[name] = Entity.model_construct(
                name=name, short=None, aliases=aliases, type="company", listings=(), listing=None, parent=None,
                role=None, descriptor=None, adjective=None, plural=False, house=False,
            )  # fmt: skip
        return name

    def add(
        self, around: _Around, what: Field, value: Quantity | When | str | bool | None, entity: bool = False
    ) -> None:
        """Enter one fact."""
        if len(self.facts) >= MAX_FACTS:
            return
        pointer = "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in around.path)
        kind = "estimate" if what.role == "estimate" else "guidance" if what.role == "guidance" else "actual"
        metric = Metric(what.metric, what.label, kind=kind, prior=what.role == "prior")  # type: ignore[arg-type]
        self.facts[pointer] = Fact(
            pointer, metric, value, around.subject, around.period, standing="confirmed", entity=entity
        )


def ledger_of_data(data: Any, name: str = "") -> Ledger:
    """The ledger of plain data of any shape. What it does not understand is kept as text; nothing is guessed."""
    book = _Book()
    _walk(data, _Around(), book)
    dateline = book.dateline
    return Ledger(book.facts, book.entities, {}, dateline, "USD", name, "")


def _walk(data: Any, around: _Around, book: _Book) -> None:
    if len(around.path) > MAX_DEPTH:
        return
    if isinstance(data, dict):
        _record(data, around, book)
    elif isinstance(data, list):
        for place, item in enumerate(data):
            _walk(item, around._replace(path=(*around.path, str(place))), book)
    else:
        _leaf(data, around, book)


def _record(data: dict[str, Any], around: _Around, book: _Book) -> None:
    """A mapping: find whose and when it is, then its fields."""
    subject, period = _subject(data, book) or around.subject, _period(data, book) or around.period
    alike = len(data) > 1 and all(isinstance(value, dict) for value in data.values())
    for key, value in data.items():
        inner = _Around((*around.path, str(key)), (*around.keys, str(key)), subject, period)
        if alike:
            if (dated := _as_when(str(key))) is not None:
                inner = inner._replace(period=dated, keys=around.keys)
            elif not field((str(key),)).role and _same_shape(data):
                inner = inner._replace(subject=_subject(value, book) or book.entity(str(key)), keys=around.keys)
        _walk(value, inner, book)


def _same_shape(data: dict[str, Any]) -> bool:
    shapes = [frozenset(value) for value in data.values() if isinstance(value, dict)]
    return len(shapes) > 1 and all(len(shape & shapes[0]) * 2 >= len(shape) for shape in shapes)


_SUBJECT_KEYS = (
    "company",
    "company_name",
    "companyName",
    "issuer",
    "name",
    "team",
    "player",
    "title",
    "symbol",
    "ticker",
)


def _subject(data: dict[str, Any], book: _Book) -> str:
    """Whose record it is: the first name among its fields, tickers as aliases."""
    found = ""
    for key in _SUBJECT_KEYS:
        value = data.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("ticker")
        if not isinstance(value, str) or not value.strip() or len(value) > 120:
            continue
        if not found:
            found = book.entity(value)
        elif key in ("symbol", "ticker"):
            known = book.entities[found]
            book.entities[found] = known.model_copy(update={"aliases": (*known.aliases, value)})
    return found


def _period(data: dict[str, Any], book: _Book) -> When | None:
    for key in ("period", "date", "month", "year", "quarter", "published"):
        value = data.get(key)
        if value is not None and not isinstance(value, dict | list) and (got := _as_when(str(value))) is not None:
            if book.dateline is None and got.start == got.end and key in ("published", "date"):
                book.dateline = got.start
            return got
    return None


def _as_when(text: str) -> When | None:
    iso = _ISO.match(text)
    try:
        return when(iso.group() if iso else text) if iso or re.fullmatch(r"(?:FY)?\d{4}(?:-[QH]\d)?", text) else None
    except ValueError:
        return None


def _leaf(data: Any, around: _Around, book: _Book) -> None:
    key = around.keys[-1] if around.keys else ""
    what = field(around.keys)
    if data is None or isinstance(data, bool):
        book.add(around, what, data)
    elif isinstance(data, Decimal | int | float):
        book.add(around, what, _number(Decimal(str(data)), what))
    elif isinstance(data, str):
        _text(data, key, what, around, book)


def _number(value: Decimal, what: Field) -> Quantity:
    exponent = value.as_tuple().exponent
    quantum = Decimal((0, (1,), min(int(exponent), 0))) if isinstance(exponent, int) else Decimal(1)
    return Quantity(value, "%" if what.percent else _ANY, quantum)


def _text(text: str, key: str, what: Field, around: _Around, book: _Book) -> None:
    stripped = text.strip()
    if not stripped:
        book.add(around, what, None)
        return
    if dates_something(key) or _ISO.match(stripped):
        dated = _as_when(stripped)
        if dated is not None:
            book.add(around, what, dated)
            return
    if _NUMERIC.match(stripped):
        try:
            got = amount(stripped)
            unit = got.unit or ("%" if what.percent else _ANY)
            book.add(around, what, Quantity(got.value, unit, got.quantum, got.hedge, got.upper))
            return
        except (ValueError, InvalidOperation):
            pass
    if names_something(key) and len(stripped) <= 120:
        book.add(around, what, book.entity(stripped), entity=True)
        return
    book.add(around, what, stripped)
    _passage(stripped, what, around, book)


def _passage(text: str, what: Field, around: _Around, book: _Book) -> None:
    """The values within a text are facts too, of the metric that the field names."""
    for place, mention in enumerate(read(text[:20_000], book.dateline)):
        inner = around._replace(path=(*around.path, f"~{place}"))
        value = mention.value
        if isinstance(value, Quantity):
            words = text[max(mention.start - 60, 0) : mention.end + 60]
            book.add(inner, what._replace(label=f"{what.label} {words}"), replace(value, population=""))
        elif isinstance(value, When):
            book.add(inner, what, value)
