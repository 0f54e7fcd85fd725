"""Notes on scale and unit beside figures: "in thousands, except per share", "£m", "USD millions"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_POWERS = {
    "thousand": 3, "000": 3, "'000": 3, "‘000": 3, "’000": 3, "k": 3, "million": 6, "mn": 6, "mm": 6, "m": 6,
    "billion": 9, "bn": 9, "b": 9, "hundred": 2, "trillion": 12,
}  # fmt: skip
_SIGNS = {"$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "C$": "CAD", "A$": "AUD", "HK$": "HKD"}
_CODES = {"usd": "USD", "eur": "EUR", "gbp": "GBP", "jpy": "JPY", "cad": "CAD", "aud": "AUD", "cny": "CNY",
          "rmb": "CNY", "chf": "CHF", "dollar": "USD", "euro": "EUR", "sterling": "GBP", "yen": "JPY"}  # fmt: skip
_WORD = "thousand|million|billion|trillion|hundred"
# "in thousands", "(in US dollars, millions", "in millions of €", "amounts in thousands", "USD thousands", "$ million"
_SPELLED = re.compile(
    rf"(?:\bin ?(?:[^\s.;()]+ ){{0,4}}"
    rf"|(?<!\w)(?:USD|EUR|GBP|JPY|CNY|CAD|AUD|dollars|shares|amounts|[$€£¥]) ?(?:in )?)({_WORD})s?\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"(?:.*\()?\W*(?:USD|EUR|GBP)?(?:{_WORD})s?(?: of [\w€$£]+)?\W*\Z", re.IGNORECASE)
# "£m", "$'000", "€bn", "$ 000s": at the end of a header
_SIGNED = re.compile(
    r"(?:^|[\s(])(USD|EUR|GBP|US\$|HK\$|C\$|A\$|[$€£¥])\s?(['’‘]?000|(?:mm|mn|bn|m|k|b)(?=s?\)?\s*\Z))s?", re.IGNORECASE
)
_EXCEPT = re.compile(r"\bexcept(?:ing)?\b(.*)", re.IGNORECASE | re.DOTALL)
_CURRENCY = re.compile(
    r"US\$|HK\$|C\$|A\$|[$€£¥]|\b(?:usd|eur|gbp|jpy|cad|aud|cny|rmb|chf|dollar|euro|sterling|yen)s?\b", re.I
)


class Scale(NamedTuple):
    """What a note says of the figures beside it: the power of ten they are given in, their currency, who is exempt."""

    power: int = 0
    currency: str = ""
    spared: frozenset[str] = frozenset()
    """What the note excepts: "share" (per-share figures and share counts), "percent"."""
    shares: bool = False
    """Whether the note speaks of shares, not of money."""

    def frees(self, words: tuple[str, ...], money: bool = False, whole: bool = False) -> bool:
        """Whether a figure of these words is not in this scale; `whole`: a whole number of four digits or more.

        Money is no rate, length or count ("Due in one year"), and four digits are no rate or length: "Variable rate
        debt". "Less than 1 year" is a group of figures, not what they count.
        """
        said = frozenset(words)
        if not _PER.isdisjoint(said) or ("share" in self.spared and not {"share", "shares"}.isdisjoint(said)):
            return True
        if money:
            return False
        lengths = {word for place, word in enumerate(words) if not (place and _is_number(words[place - 1]))} & _LENGTHS
        return not _COUNTED.isdisjoint(said) or (not whole and (bool(lengths) or not _RATES.isdisjoint(said)))


def _is_number(word: str) -> bool:
    return word.isdigit() or word in _NUMBERS


PLAIN = Scale()
_PER = frozenset("per eps percent percentage %".split())
_RATES = frozenset("ratio rate margin multiple age rank position".split())
_LENGTHS = frozenset("weeks week days day months month years year hours".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten twelve".split())
_COUNTED = frozenset(
    "number count employees headcount stores store locations restaurants countries states batch".split()
)


@lru_cache(maxsize=4096)
def scale_of(note: str) -> Scale | None:
    """The scale that a note or a header names, or None if it names none."""
    text = note[:6000]
    if (signed := _SIGNED.search(text)) is not None:
        sign = signed[1].upper()
        return Scale(_POWERS[signed[2].lower()], _SIGNS.get(sign) or _CODES.get(sign.lower(), ""), _spared(text))
    found = _SPELLED.search(text)
    if found is None:
        if _WHOLE.match(text) is None:
            return None
        found = re.search(rf"({_WORD})", text, re.IGNORECASE)
    if found is None:
        return None
    before = text[max(found.start() - 40, 0) : found.end() + 20]
    return Scale(_POWERS[found[1].lower()], currency_of(before), _spared(text), "shares in" in before.lower())


def currency_of(text: str) -> str:
    """The ISO code of the first currency that a text names, or ""."""
    found = _CURRENCY.search(text)
    if found is None:
        return ""
    mark = found.group()
    return _SIGNS.get(mark.upper()) or _CODES.get(mark.lower().rstrip("s"), "")


def _spared(text: str) -> frozenset[str]:
    match = _EXCEPT.search(text)
    tail = match[1].lower() if match else ""
    return frozenset(word for word in ("share", "percent") if word in tail)
