"""Walking any data: records become subjects, fields metrics, values facts. Ids are RFC 6901 pointers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from generator.evidence.book import Around, Book
from generator.evidence.described import described
from generator.evidence.fields import (
    REGIONS,
    dates_something,
    field,
    kind_of,
    names_something,
    pieces,
    says_nothing,
    undated,
    unscaled,
)
from generator.evidence.leaves import enter_flag, enter_number, enter_text
from generator.evidence.naming import heading, subject_of
from generator.evidence.notes import PLAIN, Scale, currency_of, scale_of
from generator.evidence.profile import Profile
from generator.evidence.shapes import group_of, is_table, key_of, named, rows_of, transposed
from generator.evidence.tabular import enter_table
from generator.evidence.times import all_periods, moment, part_of, period_of, when_of
from generator.facts.ledger import Ledger
from generator.facts.values import Quantity, When

MAX_DEPTH = 40
_DATELINES = ("published", "published_on", "publishedAt", "updated", "dateline", "date", "report_date", "filing_date")
_SIDES = frozenset(("home", "away", "visitor", "visiting", "buyer", "seller", "acquirer", "target"))
_SCALES = frozenset(("units", "unit", "scale", "denomination", "amounts", "figures", "currency"))


def ledger_of_data(data: Any, name: str = "", profile: Profile | None = None) -> Ledger:
    """The ledger of plain data of any shape. What it does not understand is kept as text; nothing is guessed.

    `profile` says what the fields are called, which records a name is made of, what sets they form.
    """
    book = Book(profile or Profile())
    book.dateline = _dateline(data, book.profile)
    _sides(data, book)
    _walk(data, Around(), book)
    ledger = book.ledger(name)
    return ledger.plus(profile.told(ledger)) if profile is not None else ledger


def _dateline(data: Any, profile: Profile, depth: int = 0) -> date | None:
    """The day that the data is of: when it was published, else its first date."""
    if not isinstance(data, dict):
        return None
    for key in _DATELINES:
        value = data.get(key)
        if isinstance(value, str) and (when := when_of(value)) is not None and when.start == when.end:
            return when.start
    for key, value in data.items():
        if isinstance(value, str) and (day := profile.day(str(key), value)) is not None:
            return day
        if (when := moment(str(key), value)) is not None:
            return when.start
        if isinstance(value, str) and dates_something(str(key)) and (when := when_of(value)) is not None:
            return when.end
    inner = (_dateline(value, profile, depth + 1) for value in data.values()) if depth < 2 else iter(())
    return next((found for found in inner if found is not None), None)


def _sides(data: Any, book: Book, depth: int = 0) -> None:
    """Who stands on which side, where records named for a side name somebody: {"homeTeam": {"name": ...}}."""
    if not isinstance(data, dict) or depth > 3:
        return
    for key, value in data.items():
        words = pieces(str(key))
        if isinstance(value, dict):
            if words and words[0] in _SIDES and isinstance(value.get("name"), str):
                book.sides.setdefault(words[0], book.entity(value["name"], "group"))
            _sides(value, book, depth + 1)


def _walk(data: Any, around: Around, book: Book, notes: str = "") -> None:
    if len(around.path) > MAX_DEPTH:
        return
    if isinstance(data, dict):
        _record(data, around, book)
    elif isinstance(data, list):
        _sequence(data, around, book, notes)
    else:
        _leaf(data, around, book)


def _sequence(items: list[Any], around: Around, book: Book, notes: str) -> None:
    """A list: a table, a set of names, records or texts."""
    if is_table(items):
        enter_table(items, around, book, notes)
        return
    key = around.keys[-1] if around.keys else ""
    if items and all(isinstance(item, str) and len(item) <= 120 for item in items) and names_something(key):
        kind = kind_of(around.keys[-1:])
        names = tuple(book.entity(item, "company" if "compan" in key.lower() else kind) for item in items)
        book.add(around, field(around.keys), names, entity=True)
        return
    if len(items) > 1 and all(isinstance(item, dict) and key not in item for item in items):
        counted = field(around.keys or ("items",))
        words = counted._replace(metric=f"{counted.metric}_count", label=f"number of {counted.label}")
        book.add(around._replace(path=(*around.path, "-")), words, Quantity(Decimal(len(items))))
    telling = key_of(items)
    for place, item in enumerate(items):
        inner = around._replace(path=(*around.path, str(place)), item="")
        if isinstance(item, dict):
            inner = inner._replace(item=inner.pointer)
            if telling and not subject_of(item, inner, book) and named(item) is None and group_of(item) is None:
                inner = inner._replace(subject=book.entity(item[telling], kind_of((*around.keys, telling))))
        _walk(item, inner, book)


def _record(data: dict[str, Any], around: Around, book: Book) -> None:
    """A mapping: find whose and when it is and in what scale, then its fields."""
    if (rows := transposed(data)) is not None:
        for place, row in rows.items():
            _record(row, around._replace(path=(*around.path, place), item=f"{around.pointer}/{place}"), book)
        return
    measure = named(data)
    part = part_of(data, around.period)
    if measure is not None:
        dims = (("kind", "guidance"),) if data.get("guidance") is True else ()
        data, direction = described(data)
        dims = (*dims, ("direction", direction)) if direction else dims
        around = around._replace(dims=(*around.dims, *dims)) if dims else around
    scale = _scale(data, around.scale)
    notes = _notes(data)
    title = heading(data) if measure is None else ""
    title = title or around.title
    subject = (subject_of(data, around, book) if measure is None else "") or around.subject
    period = part or period_of(data, book.dateline) or around.period
    inside = around._replace(subject=subject, period=period, scale=scale, title=title)
    if (table := rows_of(data)) is not None:
        enter_table(table, inside, book, notes)
        data = {key: value for key, value in data.items() if not isinstance(value, list)}
    group = group_of(data) if measure is None else None
    if measure is not None or group is not None:
        about = measure or group
        inside = inside._replace(keys=(*inside.keys, about.measure) if about else inside.keys)
        data = {key: value for key, value in data.items() if about is None or key != about.key}
        book.texts.append(about.measure if about else "")
    if all_periods(str(key) for key in data) and not any(isinstance(value, dict | list) for value in data.values()):
        for key, value in data.items():
            at = inside._replace(path=(*inside.path, str(key)), period=when_of(str(key), book.dateline))
            _walk(value, at, book, notes)
        return
    alike = _alike(data)
    for key, value in data.items():
        _field(str(key), value, inside, book, alike, notes, data)


def _field(key: str, value: Any, inside: Around, book: Book, alike: bool, notes: str, data: dict[str, Any]) -> None:
    inner = inside._replace(path=(*inside.path, key), keys=(*inside.keys, key))
    if len(words := pieces(key)) > 1 and words[0] in REGIONS:
        inner = inner._replace(subject=book.entity(words[0].upper(), "place"))
    if words and words[0] in book.sides:
        inner = inner._replace(subject=book.sides[words[0]])
    if (dated := _year_of(words)) is not None and (inside.period is None or not inside.period.meets(dated)):
        inner = inner._replace(period=dated)
    if alike and isinstance(value, dict):
        if (dated := when_of(key, book.dateline)) is not None:
            inner = inner._replace(period=dated, keys=inside.keys)
        elif not key.isdigit():
            owner = subject_of(value, inner, book)
            if owner and key != owner:
                book.aliases.setdefault(owner, set()).add(key)
                if key.isupper() and len(key) <= 6:
                    book.listed(owner, key, "")
            inner = inner._replace(subject=owner or book.entity(key), keys=inside.keys)
    if isinstance(value, Decimal | int) and data.get("guidance") is True and ("kind", "guidance") not in inner.dims:
        inner = inner._replace(dims=(*inner.dims, ("kind", "guidance")))
    _walk(value, inner, book, notes)


def _year_of(words: tuple[str, ...]) -> When | None:
    """The year or the quarter that a field's name ends in: of "revenue_2025", "eps_q3_2025", "fy2026"."""
    short = undated(unscaled(words))
    if short == unscaled(words):
        return None
    year = unscaled(words)[-1]
    quarter = unscaled(words)[-2] if unscaled(words)[-3:-2] == ("q",) else ""
    return when_of(f"{year}-Q{quarter}" if quarter else ("FY" if unscaled(words)[-2] == "fy" else "") + year)


def _alike(data: dict[str, Any]) -> bool:
    """Whether a mapping's values are records of one shape, so that its keys are names or dates."""
    shapes = [frozenset(value) for value in data.values() if isinstance(value, dict)]
    if len(shapes) < 2 or len(shapes) < len(data) or any(pieces(str(key))[-1:] == ("count",) for key in data):
        return False
    if all(isinstance(item, Decimal | int | None) for value in data.values() for item in value.values()):
        return any(when_of(str(key)) is not None for key in data)
    return all(len(shape & shapes[0]) * 2 >= len(shape) for shape in shapes)


def _scale(data: dict[str, Any], outer: Scale) -> Scale:
    """The scale that a record's own notes give its figures."""
    power, currency, spared, shares = outer
    for key, value in data.items():
        words = pieces(str(key))
        if not isinstance(value, str) or not words or words[-1] not in _SCALES or len(value) > 200:
            continue
        found = scale_of(value)
        if found is not None:
            power, spared, shares = found.power, found.spared, found.shares
            currency = found.currency or currency
        else:
            currency = currency_of(value) or currency
    made = Scale(power, currency, spared, shares)
    return PLAIN if made == PLAIN else made


def _notes(data: dict[str, Any]) -> str:
    """The texts beside a table, nearest first: its title, caption, notes, paragraphs."""
    found = [value for value in data.values() if isinstance(value, str)]
    for value in data.values():
        if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
            found.extend(value)
    return "\n".join(found)[:6000]


def _leaf(data: Any, around: Around, book: Book) -> None:
    key = around.keys[-1] if around.keys else ""
    if book.profile.skips(key):
        return
    if data is None:
        book.add(around, book.field(around), None)
    elif isinstance(data, bool):
        enter_flag(data, around, book)
    elif isinstance(data, Decimal | int | float):
        if (when := moment(key, data)) is not None:
            book.add(around, book.field(around), when)
        elif not says_nothing(key):
            enter_number(Decimal(str(data)), around, book)
    elif isinstance(data, str):
        enter_text(data, around, book)
