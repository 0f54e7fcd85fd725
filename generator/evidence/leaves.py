"""Single values: numbers, flags, names, dates, texts, entered as facts of what their field says."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.evidence.amounts import figure, in_scale, number
from generator.evidence.book import Around, Book
from generator.evidence.fields import (
    MAGNITUDES,
    Field,
    dates_something,
    is_role,
    kind_of,
    names_something,
    pieces,
    says_nothing,
)
from generator.evidence.notes import PLAIN, Scale
from generator.evidence.tables import piped
from generator.evidence.tabular import enter_table
from generator.evidence.times import when_of
from generator.facts.values import DURATIONS, Quantity, When

MAX_NAME = 120
_COUNTS = frozenset(("weeks", "months", "days", "quarters"))
"""Fields that say how long a record's period is."""
_MARKS = frozenset(("ticker", "symbol", "shortname", "short_name", "namecode"))
"""Fields that hold another name of the record's own subject."""
_YES = {"yes": True, "no": False, "true": True, "false": False}
_NOTHING = frozenset(("n/a", "na", "none", "null", "nan", "-", "--", "—", "unknown", "not available", "tbd"))
# "2022, July 28" -> "July 28, 2022"; "2004, Q1" -> "Q1, 2004"
_TURNED = re.compile(
    r"\b((?:19|20)\d\d), (January|February|March|April|May|June|July|August|September|October|November|December|Q[1-4])"
    r"( \d{1,2})?\b"
)
# what can be nothing but a day or a period, whatever its field is called
_PERIOD = re.compile(r"(?:19|20)\d\d-(?:Q[1-4]|H[12]|\d\d-\d\d)")
_COUNTED = frozenset(
    "units sold returns orders visits visitors customers users employees votes seats rooms items patients subscribers "
    "downloads members tickets passengers guests students deaths births cases".split()
)
"""Words of fields that count, whatever currency stands beside them."""
_VAGUE = frozenset("latest current active is has flag default enabled standings winner success ok lower bound".split())


def enter_number(value: Decimal, around: Around, book: Book) -> None:
    """A bare number."""
    what = _named(around, book)
    if what.unit in DURATIONS and around.keys and around.keys[-1].lower() in _COUNTS:
        what = what._replace(metric="length_of_period", label="length of the period")
    if (quantity := number(value)) is not None:
        book.add(around, what, _scaled(quantity, what, around))


def _named(around: Around, book: Book) -> Field:
    what = book.field(around)
    if ("kind", "guidance") in around.dims and not what.role:
        what = what._replace(role="guidance")
    return what


def _scaled(quantity: Quantity, what: Field, around: Around) -> Quantity:
    if what.ordinal:
        return quantity
    mine = pieces(around.keys[-1] if around.keys else "")
    power = MAGNITUDES.get(mine[-1]) if len(mine) > 1 else None
    scale = Scale(power, around.scale.currency) if power is not None else around.scale
    if not scale.power and not _COUNTED.isdisjoint(mine):
        scale = PLAIN  # "units_sold" beside "currency": "EUR" is no money
    return in_scale(quantity, scale, (*what.metric.split("_"), *mine), what.unit)


def enter_flag(value: bool, around: Around, book: Book) -> None:
    """A yes or no. What it says is stated by its name, where that is more than one word."""
    what = book.field(around)
    key = around.keys[-1] if around.keys else ""
    said = what.label.split() if is_role(key) else pieces(key)  # {"name": "NFC", "value": "No"} is of NFC
    words = [word for word in said if word not in ("is", "has", "was", "are")]
    telling = len(words) > 1 and not _VAGUE.intersection(words)
    label = " ".join(words) or what.label
    book.add(around, what._replace(label=label, metric=label.replace(" ", "_"), words=()), value, says=telling)


def enter_text(text: str, around: Around, book: Book) -> None:
    """A text: an amount, a date, a name, a yes or no, or words."""
    stripped = _TURNED.sub(r"\2\3, \1", text.strip())
    key = around.keys[-1] if around.keys else ""
    what = _named(around, book)
    if not stripped and names_something(key):
        return  # a blank name is no name, and nothing that is not stated
    if stripped.lower() in _NOTHING or not stripped:
        book.add(around, what, None)
        return
    if says_nothing(key) or stripped.startswith(("http://", "https://")):
        return
    if (day := book.profile.day(key, stripped)) is not None:
        book.add(around, what, When(day, day))
        return
    if (dates_something(key) or _PERIOD.fullmatch(stripped)) and (
        dated := when_of(stripped, book.dateline)
    ) is not None:
        book.add(around, what, dated)
        book.texts.append(stripped)
        return
    if (quantity := figure(stripped)) is not None and not names_something(key):
        book.add(around, what, _scaled(quantity, what, around))
        return
    if stripped.lower() in _YES and not names_something(key):
        enter_flag(_YES[stripped.lower()], around, book)
        return
    book.texts.append(stripped)
    if key.lower() in _MARKS and around.subject and around.subject != stripped:
        book.add(around, what, around.subject, entity=True)
        return
    if names_something(key) and len(stripped) <= MAX_NAME and not stripped.endswith("."):
        book.add(around, what, book.entity(stripped, kind_of(around.keys[-2:])), entity=True)
        return
    _passage(stripped, what, around, book)


def _passage(text: str, what: Field, around: Around, book: Book) -> None:
    """Words, and the tables drawn in them."""
    if "|" in text and "\n" in text:
        for place, (before, rows) in enumerate(piped(text)):
            inner = around._replace(
                path=(*around.path, f"~{place}"), title=before.splitlines()[-1][:120] if before else ""
            )
            enter_table(rows, inner, book, before[-600:])
    if len(text) < 60 and not any(ch.isdigit() for ch in text) and text[:1].isupper() and " " in text:
        book.aliases.setdefault(text, set())
    book.add(around, what, text)
