"""What begins with a word for a number: fourteen, first, a third, doubled, dozens."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.language import periods, phrases, relative
from generator.language.amounts import amount
from generator.language.anchors import WORDS, Anchor, Sort
from generator.language.atoms import ONE, Atom, finish
from generator.language.context import hedge_before, is_numbered_name
from generator.language.lexicon import DURATION_WORDS, MAGNITUDE_WORDS, ORDINAL_WORDS, listed
from generator.language.mention import Mention
from generator.language.page import Page, dated, is_grown, whole
from generator.language.spelled import long_number, with_coins


def number(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    """The value that begins with a number word: "fourteen", "two-thirds", "two-for-one", "one and a half million"."""
    text, start = page.text, anchor.start
    if is_grown(text, start, start + len(anchor.word)) or is_numbered_name(text, start, floor):
        return None
    if (year := relative.year_ago(text, start, page.dateline)) is not None:
        return dated(page, year)
    if (period := periods.months_of_year(text, start, page.dateline)) is not None:
        return dated(page, period)
    if ratio := phrases.ratio_at(text, start):
        return whole(page, start, ratio[0], "ratio", ratio[1])
    if (part := phrases.fraction_at(text, start)) is not None:
        return amount(text, part, floor, page.currency, ranges=False)
    words = long_number(text, start)
    if words is None or _is_name(text, start, words[1]):
        return None
    value, end, quantum = words
    half = phrases.and_a_half(text, end)
    if half is not None:
        value, end, quantum = value + half[0], half[1], Decimal("0.1")
    if text.startswith((" dozen", "-dozen"), end) and not text[end + 6 : end + 7].isalpha():
        return amount(text, Atom(start, end + 6, value * 12, ONE, None), floor, page.currency, ranges=False)
    begin, negative = (start - 6, True) if text[max(floor, start - 6) : start].lower() == "minus " else (start, False)
    atom = finish(text, begin, value, quantum, end, None, page.currency, negative)
    if atom is None or (value == 1 and not _counts_one(text, atom, floor)):
        return None
    return amount(text, with_coins(text, atom), floor, page.currency)


_ONE_NOUNS = frozenset(
    listed(
        """
    model company share drug approval cent point batch product device store state
    """
    )
)


def _counts_one(text: str, atom: Atom, floor: int) -> bool:
    """Whether "one" is a count and not a pronoun: before a unit, a hedge, a noun that is counted, or alone."""
    if atom.unit is not None or atom.scale != 1 or hedge_before(text, atom.start, floor, None):
        return True
    after = text[atom.end : atom.end + 12].split(None, 1)
    if not after:
        return text[: atom.start].strip() == ""
    if after[0] == "to" and (words := re.match(r" to (\w+)", text[atom.end : atom.end + 16])):
        return words[1].isdigit() or WORDS.get(words[1].lower()) is Sort.NUMBER
    return after[0].strip(".,;:").lower() in _ONE_NOUNS


_NEXT_WORD = re.compile(r"[ \xa0-]([A-Za-z]+)")


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised number word is a name's: Five Guys, First Solar; not in a headline with capitals."""
    if not text[start].isupper() or text[start + 1 : start + 2].isupper():
        return False
    match = _NEXT_WORD.match(text, end)
    if match is None or match[1].islower() or match[1].isupper():
        return False
    if (
        match[1] in MAGNITUDE_WORDS
        or match[1] in DURATION_WORDS
        or match[1] in ("Percent", "Times", "Of", "Percentage")
    ):
        return False
    line_start = text.rfind("\n", max(0, start - 200), start) + 1
    line_end = text.find("\n", end, end + 200)
    words = [word for word in text[line_start : line_end if line_end > 0 else end + 200].split() if word[0].isalpha()]
    return len(words) < 4 or sum(word[0].isupper() for word in words) < 0.75 * len(words)


_NO_RANK = re.compile(r"-(?:party|hand|line|class|rate|person|ever|time|degree|in|of)\b|ly\b|s\b(?! )")


def ordinal(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    """A place in a row ("fourth"), a fraction ("a third") or a quarter ("third quarter") at an ordinal word."""
    text, start = page.text, anchor.start
    end = start + len(anchor.word)
    if is_grown(text, start, end):
        return None
    if (period := periods.ordinal_period(text, start, page.dateline)) is not None:
        return dated(page, period)
    if (part := _with_article(page, start, floor)) is not None:
        return part
    if _is_name(text, start, end) or _NO_RANK.match(text, end):
        return None
    atom = Atom(start, end, Decimal(ORDINAL_WORDS[anchor.word.lower()]), ONE, "ordinal")
    return whole(page, start, end, "quantity", amount(text, atom, start, page.currency, ranges=False).value)


def _with_article(page: Page, start: int, floor: int) -> Mention | None:
    """A fraction whose article stands before `start`: "a third", "an eighth"."""
    for article in ("a ", "an "):
        at = start - len(article)
        if at >= floor and page.text[at:start].lower() == article and (at == 0 or not page.text[at - 1].isalnum()):
            part = phrases.fraction_at(page.text, at)
            return amount(page.text, part, floor, page.currency, ranges=False) if part else None
    return None


def fraction(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    """The fraction at "half", "quarter" or their plurals."""
    if is_grown(page.text, anchor.start, anchor.start + len(anchor.word)):
        return None
    if (mention := _with_article(page, anchor.start, floor)) is not None:
        return mention
    part = phrases.fraction_at(page.text, anchor.start)
    return amount(page.text, part, floor, page.currency, ranges=False) if part else None


_ARTICLE_SCALES = MAGNITUDE_WORDS | {"hundred": Decimal(100), "dozen": Decimal(12), "decade": ONE}


def article(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    """The amount at "million" in "a million", at "dozen" in "a dozen": the article is the one."""
    text, start = page.text, anchor.start
    if text[start - 2 : start].lower() != "a " or start - 2 < floor or text[start - 3 : start - 2].isalnum():
        return None
    word = anchor.word.lower()
    end = start + len(word)
    if is_grown(text, start, end):
        return None
    if word == "decade":
        return amount(text, Atom(start - 2, end, ONE, ONE, "decade"), floor, page.currency, ranges=False)
    scale = _ARTICLE_SCALES[word]
    atom = finish(text, start - 2, scale, scale if scale > 12 else ONE, end, None, page.currency)
    return amount(text, atom, floor, page.currency, ranges=False) if atom else None


def multiple(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    """ "Doubled", "twice", "tenfold", with their hedges."""
    if is_grown(page.text, anchor.start, anchor.start + len(anchor.word)):
        return None
    atom = phrases.multiple_at(page.text, anchor.start, anchor.word)
    return amount(page.text, atom, floor, page.currency, ranges=False) if atom else None


def vague(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    """A vague amount: "dozens", "several hundred"."""
    start = anchor.start
    found = phrases.vague_at(page.text, start)
    if found is None or is_grown(page.text, start):
        return None
    return whole(page, start, found[0], "quantity", found[1])


def bands(page: Page, anchor: Anchor, floor: int) -> Mention | None:
    """A band of percentages: "mid-single digits"."""
    found = phrases.digits_at(page.text, anchor.start)
    return whole(page, anchor.start, found[0], "quantity", found[1]) if found else None
