"""Tables as lists of rows: header rows, label columns, section rows, scale notes, periods in headers or labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from generator.evidence.amounts import figure
from generator.evidence.notes import PLAIN, Scale, scale_of
from generator.evidence.times import when_of, years_of
from generator.facts.values import Quantity, When
from generator.language import read

_YEAR = re.compile(r"(?:FY\s?)?(?:19|20|21)\d\d\W*\Z")
_ISO = re.compile(r"(?:19|20|21)\d\d-\d\d(?:-\d\d)?(?=T|\s|\Z)")
_FOOT = re.compile(r"\s*(?:\((?:\d{1,2}|[a-z])\)|\[\w{1,2}\]|[*†‡§]+)(?=[\s,:]|\Z)")
_UNITS = re.compile(
    r"\(?\s*(?:unaudited|(?:[\w$€£., ]+ )?in ?[^()]*(?:thousand|million|billion)s?[^()]*|[$€£¥%]"
    r"|[$€£]\s?(?:['’]?000s?|mm|mn|bn|m|k))\s*\)?\Z",
    re.I,
)
_CHANGE = re.compile(r"\b(?:change|increase|decrease|variance|growth|vs\.?|versus|over)\b|%", re.IGNORECASE)
_FISCAL = re.compile(
    r"\b(?:fiscal|years?|months|weeks|quarters?|ended|ending|as of|december|june|march|september)\b", re.I
)


_TIMES = re.compile(
    r"(?:fiscal|years?|ended|ending|end|as|of|at|for|the|and|in|on|december|june|march|september|january|february|april|"
    r"may|july|august|october|november|\d{1,4})\Z",
    re.IGNORECASE,
)


_PART = re.compile(
    r"(?:(?:first|second|third|fourth) (?:fiscal )?quarter|Q[1-4]|january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\Z",
    re.IGNORECASE,
)


class Cell(NamedTuple):
    """A figure (or text) of a table with all that its row and column say."""

    row: int
    column: int
    text: str
    value: Quantity | None
    label: str
    """The row's label, below its section."""
    section: str
    head: str
    """The column's header, without its period and notes."""
    period: When | None
    scale: Scale
    unit: str
    money: bool = False
    """Whether a figure of its row has a sign of currency."""


class _Head(NamedTuple):
    words: str = ""
    period: When | None = None
    scale: Scale | None = None
    unit: str = "?"


def cells(rows: list[list[Any]], notes: str, dateline: date | None) -> Iterator[Cell]:
    """Every value cell of a table; `notes` is the text around it, for its scale."""
    texts = [[_text(cell) for cell in row] for row in rows]
    width = max((len(row) for row in texts), default=0)
    texts = [row + [""] * (width - len(row)) for row in texts]
    around = scale_of(notes)
    state = _State(around or PLAIN)
    first_data = next((place for place, row in enumerate(texts) if _is_data(row)), len(texts))
    state.head(texts[:first_data], width, dateline)
    heads: list[list[str]] = []
    for place in range(first_data, len(texts)):
        row = texts[place]
        if _is_header(row):
            heads.append(row)
            state.head(heads, width, dateline)
            continue
        heads = []
        if not any(cell for cell in row[1:] if cell != row[0]):
            state.section(row[0], dateline)  # also where the label's cell is merged with others
        else:
            yield from _cells(row, place, state, dateline)


def _text(cell: Any) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    return _FOOT.sub("", text) if _YEAR.match(text[:4]) and text[4:5] in (" ", "(") else text


def _is_data(row: list[str]) -> bool:
    """Whether a row holds figures that are no years, or texts beside a label."""
    figures = [cell for cell in row[1:] if cell and not _YEAR.match(cell) and not _UNITS.match(cell)]
    return bool(row[0]) and any(figure(cell) is not None for cell in figures)


def _is_header(row: list[str]) -> bool:
    """Whether a row within the body starts new columns: years or dates only, no label but a note."""
    filled = [cell for cell in row[1:] if cell]
    if not filled or (row[0] and not _UNITS.match(row[0])):
        return False
    return all(_YEAR.match(cell) or _UNITS.match(cell) or figure(cell) is None for cell in filled)


class _State:
    """Columns, section and scale in force while the rows are read."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.heads: list[_Head] = []
        self.title = ""
        self.section_scale: Scale | None = None
        self.period: When | None = None
        self.columns: dict[int, str] = {}

    def head(self, rows: list[list[str]], width: int, dateline: date | None) -> None:
        """Take header rows: each column's words, period and notes."""
        self.columns = {}
        filled = [_spread(row, top=place == 0) for place, row in enumerate(rows)]
        corner = " ".join(dict.fromkeys(row[0] for row in rows if row[0]))
        if (named := scale_of(corner)) is not None:
            self.scale = named
        if corner and (when := when_of(corner, dateline)) is not None:
            self.period = when
        self.heads = [_Head()]
        for column in range(1, width):
            parts = list(dict.fromkeys(row[column] for row in filled if row[column]))
            self.heads.append(_head(parts, dateline))
        scales = {head.scale for head in self.heads[1:]} - {None}
        given = sum(head.scale is not None for head in self.heads[1:])
        if len(scales) == 1 and 2 * given > len(self.heads) - 1:
            self.scale = next(iter(scales)) or self.scale

    def section(self, label: str, dateline: date | None) -> None:
        """Take a row that only has a label."""
        named = scale_of(label) if _UNITS.match(label) else None
        if named is not None:
            self.scale = named
            return
        self.section_scale = scale_of(label) if "(" in label else None
        clean = _FOOT.sub("", label).strip(" :")
        when = when_of(clean, dateline)
        if when is not None and (_YEAR.match(clean) or _FISCAL.search(clean)):
            self.period, self.title = when, ""
        else:
            self.title = clean


def _spread(row: list[str], top: bool) -> list[str]:
    """A header row with its spans filled: a cell holds for the blank ones after it, the first also for those before."""
    filled = [place for place, cell in enumerate(row) if place and cell]
    if not filled or (
        len(filled) == 1 and not top and not _FISCAL.search(row[filled[0]]) and not _UNITS.match(row[filled[0]])
    ):
        return row
    if len(filled) >= len(row) - 1:
        return row
    made = list(row)
    last = row[filled[0]]
    for place in range(1, len(row)):
        last = row[place] or last
        made[place] = last
    return made


def _head(parts: list[str], dateline: date | None) -> _Head:
    scale = None
    unit = "?"
    for part in parts:
        scale = scale_of(part) or scale
    joined = _FOOT.sub("", " ".join(part for part in parts if not _UNITS.match(part)))
    if (_CHANGE.search(joined) and any("%" in part for part in parts)) or (
        parts and parts[-1] in ("%", "(%)", "Percent")
    ):
        unit = "%"
    years = years_of(joined)
    period = None if len(years) > 1 and _CHANGE.search(joined) else when_of(joined, dateline)
    if period is None and len(years) == 1:
        period = when_of(str(years[0]), dateline)
    if period is None and len(years) > 1:
        period = when_of(str(years[0]), dateline)
    return _Head(_undated(joined), period, scale, unit)


_ENDED = re.compile(
    r"(?:for |as of |at )?(?:the )?(?:\w+ )?(?:fiscal )?(?:years?|months?|weeks?|quarters?|periods?) end(?:ed|ing)\b",
    re.IGNORECASE,
)


def _undated(head: str) -> str:
    """A header without its dates: what it says beside when."""
    made, at = [], 0
    for item in read(head):
        if item.kind == "date":
            made.append(head[at : item.start])
            at = item.end
    words = " ".join(_ENDED.sub(" ", " ".join(made) + " " + head[at:]).split()).strip(" ,:-–—")
    left = [word for word in re.findall(r"[^\W_]+", words) if not _TIMES.match(word)]
    return words if left else ""


_SIGNS = frozenset("$€£¥")
# "Expected term (years)", "Inventory days": no percentage, whatever stands above it
_OF_TIME = re.compile(r"\((?:in )?(?:years?|months?|days?)\)|\bin (?:years|months|days)\b", re.IGNORECASE)


def _cells(row: list[str], place: int, state: _State, dateline: date | None) -> Iterator[Cell]:
    label = _FOOT.sub("", row[0]).strip(" :.") or state.title
    dated = _YEAR.match(label) or _ISO.match(label) or _FISCAL.search(label) or "," in label
    mine = when_of(label, dateline) if label and dated else None
    if mine is not None and (bare := _undated(label)):
        label = bare
    if _PART.match(label):
        label_year = next(iter(years_of(" ".join((state.title, *(head.words for head in state.heads))))), None)
        label_year = label_year or (state.period.start.year if state.period is not None else None)
        mine = when_of(f"{label} {label_year}", dateline) if label_year else mine
    percent = "%" in label or "percentage" in label.lower() or any(cell.rstrip(")").endswith("%") for cell in row[1:2])
    unmarked = _OF_TIME.search(label) is not None
    first = next((cell for cell in row[1:] if cell), "")
    money = first[:1] in _SIGNS or first[:3] == "US$"
    for column in range(1, len(row)):
        text = row[column]
        if not text:
            continue
        head = state.heads[column] if column < len(state.heads) else _Head()
        value = figure(text)
        if value is not None and value.unit == "%" and value.value:
            state.columns.setdefault(column, "%")
        elif value is not None and column not in state.columns:
            state.columns[column] = value.unit
        unit = head.unit
        if unit == "?" and percent and ("%" in label or _all_percent(row)):
            unit = "%"
        if unmarked:
            unit = unit if head.unit != "%" else "?"
        elif unit == "?" and state.columns.get(column) == "%" and value is not None and abs(value.value) < 1000:
            unit = "%"
        yield Cell(
            place, column, text, value, label, state.title if state.title != label else "", head.words,
            mine if mine is not None and head.period is None else head.period or state.period,
            scale_of(row[0]) or state.section_scale or head.scale or state.scale, unit,
            money,
        )  # fmt: skip


def _all_percent(row: list[str]) -> bool:
    figures = [cell for cell in row[1:] if cell and figure(cell) is not None]
    return bool(figures) and sum(cell.rstrip(")").endswith("%") for cell in figures) * 2 > len(figures)


_PIPES = re.compile(r"(?:^[ \t]*\|.*\|[ \t]*$\n?){2,}", re.MULTILINE)


def piped(text: str) -> Iterator[tuple[str, list[list[str]]]]:
    """Tables drawn with pipes in a text, each with the lines before it; signs and brackets joined to figures."""
    at = 0
    for match in _PIPES.finditer(text):
        rows = [_joined(line) for line in match.group().splitlines()]
        rows = [row for row in rows if row and not all(set(cell) <= set("-: ") for cell in row)]
        wide = max((len(row) for row in rows), default=0)
        if wide > 1:
            yield text[at : match.start()].strip(), [_placed(row, wide) for row in rows]
        at = match.end()


_CLOSING = frozenset((")", "%", ")%", ") %", "%)", "% )", ") % "))
_INVISIBLE = "\u200b\u200c\u2060\ufeff"


def _joined(line: str) -> list[str]:
    """The cells of a line, signs and brackets that stand in cells of their own joined to their figures."""
    made: list[str] = []
    for raw in line.strip().strip("|").split("|"):
        cell = raw.strip().strip(_INVISIBLE).strip()
        if not cell and not raw.isspace() and raw:
            continue  # a spacer
        if (made and cell in _CLOSING) or (made and made[-1] in ("$", "€", "£") and cell):
            made[-1] += cell
        else:
            made.append(cell)
    return made


def _placed(row: list[str], wide: int) -> list[str]:
    """A row with fewer cells: headers without a label stand to the right."""
    if len(row) == wide or (row and figure(row[-1]) is not None and not _YEAR.match(row[-1])):
        return row
    return [""] * (wide - len(row)) + row
