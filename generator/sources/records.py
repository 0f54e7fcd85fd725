"""Records: typed, tolerant of what the wire really sends, and never silent about what they could not read.

Numbers come as numbers or texts, "" means missing, dates are fuzzy, codes are in any case, fields come and go. A value
that cannot be read becomes None, and an `Unread` names its record, field, value and what was expected.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Annotated, Any, NamedTuple, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, ValidationInfo

T = TypeVar("T")
_EMPTY = frozenset({"", "-", "--", "n/a", "N/A", "null", "None", "NaN", "nan", "0000-00-00"})
_TAGS = re.compile(r"<[^>]*>")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?\Z")
_FUZZY = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|(Q[1-4])|(H[12])|(EARLY|MID|LATE)))?\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][-+]?\d{1,3})?\Z")
_LONGEST = 60
_MOST_DIGITS = 24
"""Powers of ten beyond which a number is none of a market's."""


class Unread(NamedTuple):
    """A value that could not be read: of which record, which field, and what was expected."""

    record: str
    field: str
    value: str
    expected: str

    def __str__(self) -> str:
        return f"{self.record}: {self.field}: cannot read {self.value} as {self.expected}"


class Fuzzy(NamedTuple):
    """A date as fine as its source gives it: `written` for a sheet (2026-Q3), `part` "early", "mid" or "late" of it."""

    written: str
    part: str = ""


class Record(BaseModel):
    """One record of an API. Unknown fields are kept in `model_extra`; every field may be missing."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True, coerce_numbers_to_str=True)

    @classmethod
    def read(cls, raw: Any, name: str = "") -> tuple[Self, tuple[Unread, ...]]:
        """The record that `raw` holds, and what could not be read of it. A raw that is no object gives an empty one."""
        unread: list[tuple[str, Any, str]] = []
        if not isinstance(raw, dict):
            return cls.model_validate({}), (Unread(name, "(record)", shown(raw), "an object"),)
        called = name or str(raw.get("id") or raw.get("accession_number") or raw.get("symbol") or "?")
        try:
            record = cls.model_validate(raw, context=unread)
        except ValidationError as error:
            problems = {detail["loc"][0]: detail for detail in error.errors()}
            for field, detail in problems.items():
                unread.append((str(field), raw.get(str(field)), str(detail["msg"])))
            rest = {field: value for field, value in raw.items() if field not in problems}
            record = cls.model_validate(rest, context=[])
        return record, tuple(Unread(called, field, shown(value), wanted) for field, value, wanted in unread)


def within(data: Any, *keys: str) -> dict[str, Any]:
    """The object that these keys lead to; an empty one where what is there is no object."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, dict) else {}


def listed(data: Any) -> list[Any]:
    """The list itself; an empty one for anything else."""
    return data if isinstance(data, list) else []


def shown(value: Any) -> str:
    """A raw value as a message shows it."""
    text = repr(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _read(raw: Any, info: ValidationInfo, reading: Callable[[Any], T | None], wanted: str) -> T | None:
    if raw is None or (isinstance(raw, str) and raw.strip() in _EMPTY):
        return None
    try:
        return reading(raw)
    except (ValueError, TypeError, ArithmeticError, OSError):
        if isinstance(info.context, list):
            info.context.append((str(info.field_name), raw, wanted))
        return None


def _as(reading: Callable[[Any], T | None], wanted: str) -> BeforeValidator:
    return BeforeValidator(partial(_read, reading=reading, wanted=wanted))


def number(raw: Any) -> Decimal:
    """A number: 1.99, "1.990", "1,234.5", "0.68%" (its figure). Raises ValueError."""
    if isinstance(raw, bool):
        raise ValueError("a truth value")
    if isinstance(raw, Decimal | int):
        made = Decimal(raw)
    elif isinstance(raw, float):
        made = Decimal(repr(raw))
    else:
        text = str(raw).strip().replace("\u2212", "-").removesuffix("%").removeprefix("$").strip()
        if not text or not _NUMBER.match(text) or not any(mark.isdigit() for mark in text):
            raise ValueError("no number")
        try:
            made = Decimal(text.replace(",", ""))
        except InvalidOperation as error:
            raise ValueError("no number") from error
    if not made.is_finite():
        raise ValueError("not finite")
    if made and abs(made.adjusted()) > _MOST_DIGITS:
        raise ValueError("no size that a market has")
    return made


def _whole(raw: Any) -> int:
    made = number(raw)
    if made != made.to_integral_value():
        raise ValueError("not whole")
    return int(made)


def _text(raw: Any) -> str | None:
    if isinstance(raw, bool | dict | list):
        raise ValueError("no text")
    return " ".join(html.unescape(str(raw)).split()) or None


def plain(raw: Any) -> str | None:
    """Text without its HTML: tags dropped, entities read, spaces folded."""
    if isinstance(raw, bool | dict | list):
        raise ValueError("no text")
    text = html.unescape(_TAGS.sub(" ", str(raw))).replace("\xa0", " ")
    return " ".join(text.split()) or None


def _code(raw: Any) -> str | None:
    text = _text(raw)
    return text.upper() if text else None


def _flag(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower()
    if word in ("1", "true", "y", "yes"):
        return True
    if word in ("0", "false", "n", "no"):
        return False
    raise ValueError("no yes or no")


def day(raw: Any) -> date:
    """A day: "2026-01-05", "2026-01-05T00:00:00Z", "20170321". Raises ValueError."""
    text = str(raw).strip()
    if len(text) == 8 and text.isdigit():
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    match = _DAY.match(text)
    if not match:
        raise ValueError("no day")
    return date(int(match[1]), int(match[2]), int(match[3]))


def fuzzy(raw: Any) -> Fuzzy:
    """A date as fine as it is given: 2026-03-15, 2026-03, 2026-Q1, 2026-H2, 2026, 2026-EARLY. Raises ValueError."""
    text = str(raw).strip()
    if _DAY.match(text):
        return Fuzzy(day(text).isoformat())
    match = _FUZZY.match(text)
    if not match or (match[2] and not 1 <= int(match[2]) <= 12):
        raise ValueError("no date")
    if match[6]:
        return Fuzzy(match[1], match[6].lower())
    return Fuzzy(text.upper())


def _clock(raw: Any) -> time | str:
    text = str(raw).strip().lower()
    if text in ("amc", "bmo", "dmh"):
        return text
    return time.fromisoformat(text.removesuffix("z"))


def moment(raw: Any) -> datetime | None:
    """A moment in time: Unix seconds or milliseconds, ISO 8601, or RFC 2822. Zero is missing. Raises ValueError."""
    text = str(raw).strip()
    if isinstance(raw, int | Decimal) or text.isdigit():
        seconds = Decimal(text)
        if not seconds:
            return None
        seconds = seconds / 1000 if seconds > 100_000_000_000 else seconds
        return datetime.fromtimestamp(float(seconds), UTC)
    try:
        made = datetime.fromisoformat(text)
    except ValueError:
        made = parsedate_to_datetime(text)
    return made if made.tzinfo else made.replace(tzinfo=UTC)


def _texts(raw: Any) -> tuple[str, ...]:
    items = raw if isinstance(raw, list | tuple) else [raw]
    names = (item.get("name") if isinstance(item, dict) else item for item in items)
    return tuple(text for name in names if name is not None and (text := _text(name)))


Text = Annotated[str | None, _as(_text, "a text")]
Plain = Annotated[str | None, _as(plain, "a text")]
Code = Annotated[str | None, _as(_code, "a code")]
Number = Annotated[Decimal | None, _as(number, "a number")]
Whole = Annotated[int | None, _as(_whole, "a whole number")]
Flag = Annotated[bool | None, _as(_flag, "yes or no")]
Day = Annotated[date | None, _as(day, "a day (YYYY-MM-DD)")]
FuzzyDay = Annotated[Fuzzy | None, _as(fuzzy, "a date (2026-03-15, 2026-03, 2026-Q1, 2026-H2, 2026-EARLY)")]
Clock = Annotated[time | str | None, _as(_clock, "a time of day (HH:MM:SS, amc, bmo)")]
Stamp = Annotated[datetime | None, _as(moment, "a moment (Unix time, ISO 8601, RFC 2822)")]
Texts = Annotated[tuple[str, ...] | None, _as(_texts, "a list of texts")]


def written(value: Decimal, places: int = 2) -> str:
    """A number as a sheet writes it, without the zeros that pad it: 1.990 -> 1.99, 260.0000 -> 260.00, 1.5E3 -> 1500.

    Zeros beyond `places` decimals are the wire's padding ("102466000000.000"), not precision; where nothing but zeros
    stand behind the point and `places` is 0 it goes as well.
    """
    text = f"{value:f}"
    if "." in text:
        head, tail = text.split(".")
        while len(tail) > places and tail.endswith("0"):
            tail = tail[:-1]
        text = f"{head}.{tail}" if tail else head
    return text
