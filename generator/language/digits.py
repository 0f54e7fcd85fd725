"""What begins with a digit: a date, a clock time, a ratio, a year, an amount; or a name or code."""

from __future__ import annotations

from generator.facts.values import Hedge
from generator.language import dates, periods, phrases
from generator.language.amounts import amount, exact
from generator.language.anchors import Anchor
from generator.language.atoms import Atom, finish, read_figure
from generator.language.context import hedge_before, is_numbered_name, prefix_before
from generator.language.mention import Mention
from generator.language.page import Page, dated, whole
from generator.language.spelled import with_coins


def digits(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    """The value that begins with the digits at the anchor; None if they belong to a name, code or address."""
    text, start = page.text, anchor.start
    if start and text[start - 1] == " " and is_numbered_name(text, start, floor):
        return None
    prefix = prefix_before(text, start, floor)
    if prefix is None:
        return None
    read = read_figure(text, start)
    if prefix.start == start:
        if (read is None or _may_be_date(text, read[2])) and (mention := _digit_date(page, start)) is not None:
            return mention
        if text[start - 4 : start] in ("No. ", "no. ") and read is not None:
            return exact(start - 4, read[2], text, read[0], "ordinal")
    if read is None:
        return None
    value, quantum, end = read
    atom = finish(text, prefix.start, value, quantum, end, prefix.unit, page.currency, prefix.negative)
    if atom is None or (atom.unit is None and _is_code(text, atom)):
        return None
    if (
        atom.unit == "quarter"
        and text[end : atom.end] == " quarter"
        and end - start == 4
        and _is_year(text, start, floor)
    ):
        return dated(page, periods.bare_year(text, start))  # "a decline from the 2024 quarter"
    if atom.unit is None and atom.end - start == 4 and _is_year(text, start, floor):
        return dated(page, periods.bare_year(text, start))
    return amount(text, with_coins(text, atom), floor, page.currency)


_DATE_MARKS = frozenset("-/:QHapAPstnr–")
_AFTER_SPACE = frozenset("JFMASONDapAPQHf")


def _may_be_date(text: str, end: int) -> bool:
    """Whether what follows a figure leaves it open that a date, clock time or ratio begins with it."""
    mark = text[end : end + 1]
    return mark in _DATE_MARKS or (mark in " \xa0" and text[end + 1 : end + 2] in _AFTER_SPACE)


def _digit_date(page: Page, start: int) -> Mention | None:
    text = page.text
    after = text[start + 1 : start + 7]
    if ("-f" in after or "-t" in after or " for " in after) and (ratio := phrases.ratio_at(text, start)):
        return whole(page, start, ratio[0], "ratio", ratio[1])
    if (found := dates.digit_date(text, start, page.dateline)) is not None:
        return dated(page, found)
    if ":" in after or "m" in after:
        return dated(page, dates.clock_at(text, start))
    return None


def _is_year(text: str, start: int, floor: int) -> bool:
    if text[start : start + 4].isdigit() and "1900" <= text[start : start + 4] < "2200":
        left = hedge_before(text, start, floor, None)
        return left is None or left.hedge is Hedge.ABOUT
    return False


def _is_code(text: str, atom: Atom) -> bool:
    """Whether digits without a unit are part of a code, version, score or list number, seen from their right."""
    end = atom.end
    if end - atom.start > 5 and text[atom.start : end].isdigit():
        return True
    mark, after = text[end : end + 1], text[end + 1 : end + 2]
    if mark == "-":
        return after.isupper() or (after.isdigit() and _is_code_tail(text, end + 1))
    if mark in (".", "/", ":", ",") and after.isdigit():
        return mark != ","
    if mark == "." and after.isalpha():
        return True
    if mark and mark in ".)" and (after == " ") and atom.end - atom.start <= 2:
        return atom.start == 0 or text[atom.start - 1] == "\n"
    return False


def _is_code_tail(text: str, at: int) -> bool:
    """Whether the digits at `at`, behind a hyphen, go on as a code: 555-1234-9, 10-4-B."""
    while at < len(text) and text[at].isdigit():
        at += 1
    return text[at : at + 1] == "-" and text[at + 1 : at + 2].isalnum() and not text[at + 1 : at + 2].islower()
