"""From a sheet to its ledger, by the annotations of its fields alone: no code knows a kind."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from generator.facts.given import Count, Given, Money, Multiple, Percent, PerShare, Quote, Ref, Refs
from generator.facts.ledger import Fact, Ledger, Value
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part, Sheet, item_id
from generator.facts.values import Quantity, When

_SKIPPED = frozenset(Sheet.model_fields)


class _Step(NamedTuple):
    """One field of a model class, as far as the ledger cares."""

    name: str
    metric: Metric | None


class _Context(NamedTuple):
    """What the models around a field say of subject, period, as-of and dims."""

    subject: str = ""
    period: When | None = None
    as_of: When | None = None
    dims: tuple[tuple[str, str], ...] = ()
    item: str = ""


class _Book(NamedTuple):
    sheet: Sheet
    ledger: Ledger
    facts: dict[str, Fact]
    closed: set[str]


def ledger_of(sheet: Sheet) -> Ledger:
    """The ledger of a sheet's given facts (derived ones are the story kind's to add)."""
    empty = Ledger({}, sheet.entities, sheet.sources)
    book = _Book(sheet, empty, {}, set())
    _walk(sheet, "", _Context(), book)
    return Ledger(
        book.facts,
        sheet.entities,
        sheet.sources,
        sheet.dateline.date.start,
        sheet.currency,
        sheet.id,
        sheet.kind,
        frozenset(book.closed),
    )


@cache
def _plan(model: type[Part]) -> tuple[_Step, ...]:
    steps = []
    for name, info in model.model_fields.items():
        if issubclass(model, Sheet) and name in _SKIPPED:
            continue
        metric = next((item for item in info.metadata if isinstance(item, Metric)), None)
        if metric is not None and name == model.item_key and not metric.style:
            metric = replace(metric, style="ordinal")
        steps.append(_Step(name, metric))
    return tuple(steps)


def _walk(model: Part, prefix: str, around: _Context, book: _Book) -> None:
    context = _context(model, around)
    for name, metric in _plan(type(model)):
        value = getattr(model, name)
        if value is None:
            continue
        if isinstance(value, Given):
            fact = _fact(prefix + name, value, metric or _default(name), model, context, book)
            book.facts[fact.id] = fact
        elif isinstance(value, Part):
            _walk(value, f"{prefix}{name}.", context, book)
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                if isinstance(item, Part):
                    inner = f"{prefix}{name}.{item_id(item, place)}"
                    _walk(item, inner + ".", context._replace(item=inner), book)
        elif value is True and name.endswith("_complete"):
            book.closed.add(prefix + name.removesuffix("_complete"))


@cache
def _default(name: str) -> Metric:
    return Metric(name, name.replace("_", " "))


def _context(model: Part, around: _Context) -> _Context:
    about: About = type(model).about
    if about == About():
        return around
    dims = tuple((name, str(raw)) for name in about.dims if (raw := _raw(getattr(model, name))) is not None)
    return _Context(
        _named(model, about.subject) or around.subject,
        _time(model, about.period) or around.period,
        _time(model, about.as_of) or around.as_of,
        around.dims + dims,
        around.item,
    )


def _raw(value: Any) -> Any:
    return value.content() if isinstance(value, Given) else value


def _named(model: Part, name: str) -> str:
    if name.startswith("="):
        return name[1:]
    raw = _raw(getattr(model, name)) if name else None
    return raw if isinstance(raw, str) else ""


def _time(model: Part, name: str) -> When | None:
    raw = _raw(getattr(model, name)) if name else None
    return raw if isinstance(raw, When) else None


def _fact(name: str, given: Given, metric: Metric, model: Part, around: _Context, book: _Book) -> Fact:
    sheet = book.sheet
    source = given.source or sheet.defaults.source
    as_of = given.as_of if isinstance(given.as_of, When) else None
    value: Value = given.content()
    standing = given.standing or ("disputed" if given.rivals else sheet.defaults.standing)
    return Fact(
        name,
        metric,
        _in_unit(value, given, sheet) if isinstance(value, Quantity) else value,
        _named(model, metric.subject) or around.subject,
        _time(model, metric.period) or around.period,
        around.dims + metric.dims,
        "not stated" if value is None else standing,
        as_of or around.as_of,
        given.as_of == "not stated",
        given.said_on,
        given.published_on,
        given.claimant or "",
        given.claimant_role or "",
        book.ledger.chain_of(source),
        given.evidence or "",
        given.url or "",
        given.record or "",
        given.use or ("must" if metric.must else "may"),
        given.hold_reason or "",
        given.rivals,
        closed=isinstance(given, Refs) and given.closed,
        quoted=isinstance(given, Quote),
        entity=isinstance(given, Ref | Refs),
        item=around.item,
        also=given.also,
    )


def _in_unit(value: Quantity, given: Given, sheet: Sheet) -> Quantity:
    """The quantity in the unit that its field implies: bare money takes the sheet's currency."""
    unit = value.unit
    if isinstance(given, PerShare):
        unit = f"{unit or sheet.currency}/share"
    elif isinstance(given, Money):
        unit = unit or sheet.currency
    elif isinstance(given, Percent):
        unit = "%"
    elif isinstance(given, Multiple):
        unit = "x"
    population = given.population or "" if isinstance(given, Count) else ""
    if unit == value.unit and not population:
        return value
    return replace(value, unit=unit, population=population)
