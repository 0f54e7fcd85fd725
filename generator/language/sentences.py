"""Where sentences begin and end in English news text."""

from __future__ import annotations

import re

from generator.language.lexicon import listed

NEVER_LAST = frozenset(
    listed(
        """
    Mr Mrs Ms Dr Prof Gen Sen Rep Gov Lt Col Capt Sgt Rev Hon St Mt Ft No Nos vs v Jan Feb Mar Apr Jun Jul Aug
    Sep Sept Oct Nov Dec Fig Vol approx ca cf e.g i.e Messrs Supt Pres Adm
    """
    )
)
"""Abbreviations that want a word after them; their full stop ends no sentence."""

SOMETIMES_LAST = frozenset(
    listed(
        """
    Inc Corp Ltd Co Cos Bros Plc plc L.P LP S.A N.V A.G S.p.A LLC Jr Sr M.D Ph.D U.S U.K E.U U.N D.C a.m p.m
    etc est dept Dept Ave Blvd Rd Calif Mass Conn Fla Ill Mich Minn Pa Va Wash Wis Neb Tenn Tex Ariz Colo Ore
    Ga Ky La Md Mo Mont Okla N.Y N.J N.C S.C al Intl Int'l Assn Ph.D
    """
    )
)
"""Abbreviations that may end a sentence: they do where a plain sentence opener follows."""

OPENERS = frozenset(
    listed(
        """
    The A An It Its He She They We I You In On At By For From With But And Or So Yet As If When While After
    Before Since Although Though However Meanwhile Shares Revenue Sales Net Analysts Analyst This That These
    Those There Here His Her Their Our Both Some Most Many Other Another Earlier Later Last Operating Adjusted
    Earnings Profit Total No Not What Who Which Chief Now Then Also Under Over Among Despite Because Wall
    Investors Traders Futures Stocks Bonds Markets To Of
    """
    )
)

# ". ", '." ', ".) ", "! ", "… " : a stop with closing quotes, before space or the end
# (one class first, so that the scan leaps from one such character to the next)
_STOP = re.compile(r"[.!?…\n](?:(?<=\n)\s*|(?<!\n)[.!?…]*[\"”’')\]]*(?=\s|$))")
# the word before a stop, dots inside allowed: "U.S", "Inc", "p.m"
_WORD_BEFORE = re.compile(r"[\w.'&-]*$")
# what ends a sentence though the next one begins small, as wires write them: "rose 4.7 percent. sees 2021 sales"
_WRITTEN_SMALL = re.compile(
    r"(?:[\d.,]\d%?|(?<![\w.])\d%|(?<![\w.'&-])(?!approx|assoc|equiv|incl|excl|intl|govt|natl|mgmt|dept|assn|cont|resp)"
    r"[a-z]{4,})\Z"
)
_WORD_AFTER = re.compile(r"\s*[\"“‘'(\[*_]*([A-Za-z]+|\d|[^\s\w])?")


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences of `text`, in order, without the white space around them.

    A line end also ends a sentence (headlines, list items, table rows). Abbreviations (U.S., Inc., No. 1, Jan. 29,
    a.m.), initials (J. Smith) and figures ($1.2B.) do not, unless a plain opener follows ("in the U.S. Shares fell").
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if stop[0][0] != "\n" and not _ends(text, stop.start(), stop.end(), start):
            continue
        end = stop.start() if stop[0][0] == "\n" else stop.end()
        _add(spans, text, start, end)
        start = stop.end()
    _add(spans, text, start, len(text))
    return spans


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends(text: str, stop: int, end: int, start: int) -> bool:
    """Whether the stop at `stop` (closing marks up to `end`) ends the sentence that began at `start`."""
    after = _WORD_AFTER.match(text, end)
    following = after[1] if after and after[1] else ""
    if not following:
        return True
    mark = text[stop]
    if following[0].islower():
        return mark == "." and end == stop + 1 and _WRITTEN_SMALL.search(text, max(start, stop - 24), stop) is not None
    if mark != ".":
        return mark != "!" or following in OPENERS or not _is_name_mark(text, stop, following)
    word = text[max(start, stop - 24) : stop].rpartition(" ")[2]
    if not word.isalnum():
        before = _WORD_BEFORE.search(text, max(start, stop - 24), stop)
        word = before[0] if before else ""
    bare = word.rpartition("-")[2]
    if bare in NEVER_LAST:
        return bare in ("No", "v", "St") and not following[0].isdigit() and following in OPENERS
    if bare in SOMETIMES_LAST or _is_initials(bare):
        if len(bare) == 1 and bare != "I":
            return text[stop - 2 : stop - 1] in ("°", "-")  # "to 9°C. On Monday", "USB Type-C. The"
        return following in OPENERS
    return True


def _is_initials(word: str) -> bool:
    """Whether a word is one capital or dotted capitals: J, U.S, S.A."""
    if len(word) == 1:
        return word.isupper()
    letters = word.replace(".", "")
    return len(word) > 2 and word[1] == "." and letters.isalpha() and letters.isupper()


def _is_name_mark(text: str, stop: int, following: str) -> bool:
    """Whether an exclamation mark belongs to a name: Yahoo! Inc., Yum! Brands."""
    return following in ("Inc", "Corp", "Co", "Ltd", "Brands", "Japan", "Group", "Holdings", "Plc", "News", "Finance")
