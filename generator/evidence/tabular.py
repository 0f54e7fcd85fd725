"""Tables entered as facts: the row's label is the metric, the header its period and dimension."""

from __future__ import annotations

import re
from typing import Any

from generator.evidence.amounts import ANY, in_scale
from generator.evidence.book import Around, Book
from generator.evidence.fields import Field, is_role, pieces, terms
from generator.evidence.tables import Cell, cells
from generator.evidence.times import when_of
from generator.facts.values import Quantity

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_TURNED = re.compile(
    r"\b(?P<one>income|profit|gain|benefit|earnings|expense|increase)\s*\((?P<two>loss|losses|expense|benefit|provision|gain|decrease)\)",
    re.I,
)


def enter_table(rows: list[list[Any]], around: Around, book: Book, notes: str) -> None:
    """Every cell of a table as a fact, at the pointer of its row and column."""
    for cell in cells(rows, notes, book.dateline):
        inner = around._replace(
            path=(*around.path, str(cell.row), str(cell.column)), period=cell.period or around.period, dims=_dims(cell)
        )
        what = _what(cell, around.title)
        if cell.value is None:
            book.texts.append(cell.text)
            book.add(inner, what, cell.text)
            continue
        words = pieces(cell.label) if cell.period is not None else (*pieces(cell.label), *pieces(cell.head))
        book.add(inner, what, in_scale(cell.value, cell.scale, words, cell.unit, cell.money))


def _dims(cell: Cell) -> tuple[tuple[str, str], ...]:
    made = (("section", cell.section), ("column", cell.head))
    return tuple((name, text) for name, text in made if text)


def _what(cell: Cell, title: str) -> Field:
    """The metric of a cell: its row's label; the column's header where the label is only a date; the title's else."""
    label = cell.label
    if not label or (cell.head and when_of(label) is not None and len(label) < 40):
        label = cell.head if cell.head and not is_role(cell.head) else title or cell.head or label
    plain = " ".join(_BRACKETS.sub("", label).split()) or label
    phrases = dict.fromkeys((plain, *terms().measures.get(" ".join(pieces(plain)), ())))
    if (turned := _TURNED.search(label)) is not None:
        before, after = label[: turned.start("one")], label[turned.end() :]
        if before or not after:  # "Income" alone is no name of "Income (loss) attributable to unit holders"
            phrases |= dict.fromkeys((before + turned["one"], before + turned["two"]))
        phrases |= dict.fromkeys((before + turned["one"] + after, before + turned["two"] + after))
    if cell.head and len(cell.head) < 80 and not is_role(cell.head):
        phrases[cell.head] = None
    phrases.pop(label, None)
    unit = "%" if cell.value is not None and cell.value.unit == "%" else ANY
    return Field("_".join(pieces(label)) or "value", label, tuple(phrases), "", unit)


__all__ = ["Quantity", "enter_table"]
