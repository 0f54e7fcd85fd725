"""Amounts without a plain number: fractions, multiples, vague amounts, half-years, ratios."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.facts.values import Hedge, Quantity, Ratio
from generator.language.atoms import ONE, Atom, figure, read_figure, read_words
from generator.language.lexicon import FRACTION_WORDS, MAGNITUDE_WORDS

FRACTION_QUANTUM = Decimal(2)
"""A fraction in words stands for a share within one percentage point of it: "a third" is 32.3 to 34.3 percent."""

ZERO_QUANTUM = Decimal(0)

_COUNT = r"one|two|three|four|five|six|seven|eight|nine"
_PARTS = "|".join(sorted(FRACTION_WORDS, key=len, reverse=True))
# two-thirds   a third   one-fifth   three quarters   nine hundredths   half
_FRACTION = re.compile(rf"(?:(an?|{_COUNT})[ -])?({_PARTS})\b(?!-)", re.IGNORECASE)
# what may follow "a third" when it is a share and not a place in a row
_SHARE_FOLLOWS = re.compile(
    r" (?:of|more|less|fewer|lower|higher|smaller|larger|bigger|as|below|above|the size|its|on the)\b"
    r"|[,.;:)](?:\s|$)|\s*$"
)
# a percent, of a percentage point, a point, million, -million, a dozen
_SCALED = re.compile(
    r"[ -](?:(?:of )?(an?|one) )?(percentage[ -]points?|percent|per cent|points?"
    r"|(?:thousand|million|billion|trillion)\b|dozen|decade|century|years?\b(?!-)|months?|hours?|days?|weeks?)\b",
    re.IGNORECASE,
)
# half-year   half year   half-decade
_HALF_YEAR = re.compile(r"half[ -]year\b", re.IGNORECASE)
# one and a half million   two and a half years
_AND_HALF = re.compile(r"[ -]and[ -](?:a|one)[ -](half|quarter|third)\b")

_MULTIPLES = {
    "doubled": 2, "doubles": 2, "doubling": 2, "double": 2, "twice": 2, "tripled": 3, "triples": 3, "tripling": 3,
    "triple": 3, "trebled": 3, "treble": 3, "thrice": 3, "quadrupled": 4, "quadruple": 4, "quadrupling": 4,
    "quintupled": 5, "quintuple": 5,
    "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6, "sevenfold": 7, "eightfold": 8,
    "ninefold": 9, "tenfold": 10,
}  # fmt: skip
MULTIPLE_WORDS = frozenset(_MULTIPLES)

_MILLION, _BILLION, _TRILLION = (MAGNITUDE_WORDS[word] for word in ("million", "billion", "trillion"))
VAGUE_AMOUNTS = {
    "dozens": (Decimal(24), Decimal(99)),
    "hundreds": (Decimal(200), Decimal(999)),
    "thousands": (Decimal(2000), Decimal(999_999)),
    "tens of thousands": (Decimal(20_000), Decimal(99_999)),
    "hundreds of thousands": (Decimal(200_000), Decimal(999_999)),
    "millions": (2 * _MILLION, 999 * _MILLION),
    "tens of millions": (20 * _MILLION, 99 * _MILLION),
    "hundreds of millions": (200 * _MILLION, 999 * _MILLION),
    "billions": (2 * _BILLION, 999 * _BILLION),
    "tens of billions": (20 * _BILLION, 99 * _BILLION),
    "hundreds of billions": (200 * _BILLION, 999 * _BILLION),
    "trillions": (2 * _TRILLION, 999 * _TRILLION),
}
"""Least and greatest number each word may stand for; "dozens" is 24 to 99."""
VAGUE_STARTS = frozenset(phrase.split()[0] for phrase in VAGUE_AMOUNTS) | {"several", "few"}

_VAGUE = re.compile("(?:" + "|".join(sorted(VAGUE_AMOUNTS, key=len, reverse=True)) + r")\b", re.IGNORECASE)
# several hundred   a few thousand   several million
_SEVERAL = re.compile(r"(?:several|(?:a )?few)[ -](dozen|hundred|thousand|million|billion|trillion)\b", re.IGNORECASE)
# mid-single digits   low double-digit   high-teens   mid-20s   double-digit
_DIGITS = re.compile(
    r"(?:(low|mid|high)(?:-to-(mid|high))?[ -])?(single|double|triple)[ -]digits?(?: percent(?:age)?(?! point)|%)?"
    r"|(low|mid|high)[ -]teens\b(?: percent|%)?",
    re.IGNORECASE,
)
DIGIT_STARTS = frozenset({"low", "mid", "high", "single"})
_DIGIT_BANDS = {
    ("single", "low"): (1, 3), ("single", "mid"): (4, 6), ("single", "high"): (7, 9), ("single", ""): (1, 9),
    ("double", "low"): (10, 13), ("double", "mid"): (14, 60), ("double", "high"): (60, 99), ("double", ""): (10, 99),
    ("triple", ""): (100, 999), ("triple", "low"): (100, 300), ("triple", "mid"): (400, 600),
    ("triple", "high"): (700, 999),
    ("teens", "low"): (11, 13), ("teens", "mid"): (14, 16), ("teens", "high"): (17, 19),
}  # fmt: skip
# of dollars, of euros
_OF_MONEY = re.compile(r" of (?:U\.?S\.? )?(dollars|euros|pounds|yuan|yen|rupees)\b")
_OF = {"dollars": "USD", "euros": "EUR", "pounds": "GBP", "yuan": "CNY", "yen": "JPY", "rupees": "INR"}

# 2-for-1   two-for-one   1-for-10   2:1 split
_RATIO = re.compile(r"(\d+|[a-z]+)[- ]?(?:-for-|-to-| for )[- ]?(\d+|[a-z]+)\b(?! (?:percent|cents))", re.IGNORECASE)


def fraction_at(text: str, start: int) -> Atom | None:
    """The fraction in words at `start`: a share in percent ("two-thirds"), or of a unit ("half a million")."""
    if _HALF_YEAR.match(text, start):
        return Atom(start, start + 9, Decimal(6), ONE, "month")
    match = _FRACTION.match(text, start)
    if match is None:
        return None
    count_word, part_word = (match[1] or "").lower(), match[2].lower()
    count = Decimal(1)
    if count_word and count_word[0] + count_word[-1] not in ("aa", "an"):
        words = read_words(count_word, 0)
        count = words[0] if words else ONE
    part = Decimal(FRACTION_WORDS[part_word])
    if scaled := _SCALED.match(text, match.end()):
        return _scaled_fraction(match, scaled, count / part)
    if not _is_share(text, match, count_word, part_word):
        return None
    if part >= 100:
        return Atom(start, match.end(), count / part, ONE / part, None)
    return Atom(start, match.end(), 100 * count / part, FRACTION_QUANTUM, "%")


# of, the, as (behind a bare "half"), or the end of the clause
_HALF_FOLLOWS = re.compile(r" (?:of|the|its|their|as|what)\b|[,.;)](?:\s|$)|\s*$")


# "down by a third from", "by almost a fifth"
_BY = re.compile(r"\bby (?:about |almost |nearly |over |more than )?\Z", re.IGNORECASE)


def _is_share(text: str, match: re.Match[str], count_word: str, part_word: str) -> bool:
    """Whether "a third", "half", "three quarters" is a share here and not a place in a row or a stretch of time."""
    end = match.end()
    if part_word == "half":
        return bool(count_word) or bool(_HALF_FOLLOWS.match(text, end))
    if not count_word:
        return False
    if _BY.search(text, max(match.start() - 14, 0), match.start()):
        return True
    hyphen = match[0][len(count_word)] == "-"
    if part_word.endswith("s") or (part_word == "quarter" and count_word == "one"):
        return hyphen or part_word[:7] != "quarter" or text.startswith((" of", " as"), end)
    return hyphen or bool(_SHARE_FOLLOWS.match(text, end))


def _scaled_fraction(match: re.Match[str], scaled: re.Match[str], share: Decimal) -> Atom | None:
    name = scaled[2].lower().rstrip("s").replace("-", " ")
    if match[2].lower() == "third" and not scaled[1]:
        return None
    quantum = share / 5
    if name in MAGNITUDE_WORDS:
        scale = MAGNITUDE_WORDS[name]
        return Atom(match.start(), scaled.end(), share * scale, scale / 10, None, scale)
    if name == "dozen":
        return Atom(match.start(), scaled.end(), share * 12, ONE, None)
    if name in ("percent", "per cent"):
        return Atom(match.start(), scaled.end(), share, quantum, "%")
    if name in ("percentage point", "point"):
        return Atom(match.start(), scaled.end(), share, quantum, "pp")
    if name == "century":
        return Atom(match.start(), scaled.end(), share * 100, Decimal(10), "year")
    return Atom(match.start(), scaled.end(), share, quantum, name)


def and_a_half(text: str, atom_end: int) -> tuple[Decimal, int] | None:
    """What " and a half" behind number words adds, and its end."""
    match = _AND_HALF.match(text, atom_end)
    if match is None:
        return None
    return {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "third": ONE / 3}[match[1]], match.end()


def multiple_at(text: str, start: int, word: str) -> Atom | None:
    """ "Doubled", "twice", "tenfold" as a multiple; None in "double-digit", "double play", "triple A"."""
    end = start + len(word)
    low = word.lower()
    after = text[end : end + 3]
    if after[:1] == "-" or (low in ("double", "triple") and re.match(r" (?:digit|down|[A-Z])", text[end : end + 7])):
        return None
    return Atom(start, end, Decimal(_MULTIPLES[low]), ZERO_QUANTUM, "x")


def vague_at(text: str, start: int) -> tuple[int, Quantity] | None:
    """End and value of a vague amount at `start`: "dozens", "billions of dollars", "several hundred"."""
    if match := _SEVERAL.match(text, start):
        word = match[1].lower()
        scale = {"dozen": Decimal(12), "hundred": Decimal(100)}.get(word) or MAGNITUDE_WORDS[word]
        low, high = scale * 2, scale * 9
    elif match := _VAGUE.match(text, start):
        low, high = VAGUE_AMOUNTS[match[0].lower()]
    else:
        return None
    end, unit = match.end(), ""
    if money := _OF_MONEY.match(text, end):
        end, unit = money.end(), _OF[money[1]]
    return end, Quantity(low, unit, ONE, Hedge.VAGUE, high)


def digits_at(text: str, start: int) -> tuple[int, Quantity] | None:
    """End and value of "mid-single digits" and its kin, in percent."""
    match = _DIGITS.match(text, start)
    if match is None:
        return None
    if match[4]:
        low, high = _DIGIT_BANDS["teens", match[4].lower()]
    else:
        name, first = match[3].lower(), (match[1] or "").lower()
        low, high = _DIGIT_BANDS[name, first]
        if match[2]:
            high = _DIGIT_BANDS[name, match[2].lower()][1]
    return match.end(), Quantity(Decimal(low), "%", ONE, Hedge.VAGUE, Decimal(high))


def vague_digits(low: Decimal, high: Decimal | None) -> str:
    """The words for a band of percentages, "mid-single digits"; empty if the band has no words."""
    for (name, part), band in _DIGIT_BANDS.items():
        if (Decimal(band[0]), Decimal(band[1])) == (low, high):
            digits = "" if name == "teens" else "s"
            return f"{part}-teens" if not digits else f"{part}-{name} digits".lstrip("-")
    return ""


def ratio_at(text: str, start: int) -> tuple[int, Ratio] | None:
    """End and value of a split ratio at `start`: "2-for-1", "one-for-ten"."""
    match = _RATIO.match(text, start)
    if match is None:
        return None
    sides = [_side(match[1]), _side(match[2])]
    if sides[0] is None or sides[1] is None or (" for " in match[0] and not text.startswith(" split", match.end())):
        return None
    return match.end(), Ratio(sides[0], sides[1])


def _side(word: str) -> Decimal | None:
    if word[0].isdigit():
        read = read_figure(word, 0)
        return figure(word)[0] if read and read[2] == len(word) else None
    words = read_words(word.lower(), 0)
    return words[0] if words and words[1] == len(word) else None
