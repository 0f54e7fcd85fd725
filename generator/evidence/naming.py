"""Whose a record is: its company, its player, its title; with tickers and other names."""

from __future__ import annotations

from typing import Any

from generator.evidence.book import Around, Book
from generator.evidence.fields import kind_of, pieces

MAX_NAME = 120
_SUBJECTS = (
    "company", "company_name", "companyName", "issuer", "full_name", "fullName", "player_name", "player", "name",
    "team", "entity", "brandName", "brand_name", "organization", "country", "city", "symbol", "ticker",
)  # fmt: skip
_SHORT = ("short", "shortName", "short_name", "nickname", "alias", "code", "nameCode", "abbreviation")
_FIRST, _LAST = ("first_name", "firstName", "FIRST_NAME"), ("last_name", "lastName", "second_name", "SECOND_NAME")
_TITLES = ("title", "metric", "indicator", "measure", "series", "series_name", "seriesName", "statistic")


def subject_of(data: dict[str, Any], around: Around, book: Book) -> str:
    """The entity that a record is about, made with its ticker and other names; "" if it names none."""
    found = _profiled(data, book) or _person(data, book)
    lowered = {str(key).lower(): value for key, value in data.items()}
    for key in _SUBJECTS:
        if found:
            break
        value: Any = lowered.get(key.lower())
        also = ""
        if isinstance(value, dict):
            also = str(value.get("ticker") or value.get("symbol") or "")
            value = value.get("name") or also
        if isinstance(value, str) and value.strip() and len(value) <= MAX_NAME and any(map(str.isalpha, value)):
            kind = kind_of((*around.keys[-1:], key))
            listed = "ticker" in data or "symbol" in data or bool(also)
            found = book.entity(value, "company" if listed else kind)
            if also:
                book.listed(found, also, "")
    if not found:
        return ""
    for key in _SHORT:
        if isinstance(short := data.get(key), str) and 1 < len(short) <= MAX_NAME:
            book.entity(found, also=short)
    for key in ("symbol", "ticker"):
        if isinstance(ticker := data.get(key), str) and ticker != found and len(ticker) <= 12:
            exchange = data.get("exchange")
            book.listed(found, ticker, exchange if isinstance(exchange, str) else "")
    return found


def _profiled(data: dict[str, Any], book: Book) -> str:
    made = book.profile.named(data)
    if made is None:
        return ""
    name, note = made
    found = book.entity(name, note.kind)
    for key in note.also:
        if isinstance(data.get(key), str):
            book.entity(found, also=data[key])
    return found


def _person(data: dict[str, Any], book: Book) -> str:
    first = next((data[key] for key in _FIRST if isinstance(data.get(key), str)), "")
    last = next((data[key] for key in _LAST if isinstance(data.get(key), str)), "")
    return book.entity(f"{first} {last}", "person") if first and last else ""


def heading(data: dict[str, Any]) -> str:
    """The title of a record whose figures stand in records of their own, without names: a series."""
    for key in _TITLES:
        value = data.get(key)
        if isinstance(value, str) and value.strip() and len(value) <= MAX_NAME:
            return value
    nested = data.get("metadata")
    if isinstance(nested, dict) and (pieces("metadata") and isinstance(nested.get("title"), str)):
        return str(nested["title"])
    return ""
