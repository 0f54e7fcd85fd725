"""Small English: articles, plurals, ordinals, lists of names, titles, possessives."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.language.lexicon import ORDINAL_WORDS, SMALL_NUMBERS, TENS

_ONES = {number: word for word, number in SMALL_NUMBERS.items()}
_TENS = {number: word for word, number in TENS.items()}
_FIRSTS = {number: word for word, number in ORDINAL_WORDS.items() if number < 10}

# an "8%" rise, an "11-year" low, an "18th": figures that are said with a vowel first
_VOWEL_FIGURE = re.compile(r"8|1[18](?!\d)|1[18],\d{3}(?!,)")
# an "FDA" approval, an "S&P" index: capitals that are spelled out, whose letter is said with a vowel first
_SPELLED = re.compile(r"[AEFHILMNORSX](?:[A-Z&.]*[A-Z]\b|\b)(?<!\bNASA)(?<!\bNATO)(?<!\bNASDAQ)")
_CONSONANT_SOUND = re.compile(r"(?i)(?:eu|uni(?!n|m)|us[aei]|uti|ubi|ura|one\b|once\b|one-|ewe|u\b)")
_SILENT_H = re.compile(r"(?i)(?:hour|honest|honor|honour|heir)")

IRREGULAR_PLURALS = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "series": "series",
    "species": "species",
    "analysis": "analyses",
    "basis": "bases",
    "crisis": "crises",
    "half": "halves",
    "shelf": "shelves",
    "life": "lives",
    "aircraft": "aircraft",
    "yuan": "yuan",
    "yen": "yen",
    "won": "won",
    "criterion": "criteria",
    "index": "indexes",
    "CEO": "CEOs",
}


def a_or_an(word: str) -> str:
    """ "a" or "an", by the sound of what follows: an hour, a unit, an FDA panel, an 8% rise, a $5 stock."""
    bare = word.lstrip("\"'“‘([*_$€£¥-")
    if not bare:
        return "a"
    if bare[0].isdigit():
        return "an" if _VOWEL_FIGURE.match(bare) else "a"
    head = bare.split(" ", 1)[0]
    if _SPELLED.match(head) and head[:4] not in ("NASA", "NATO", "FIFA", "NASD", "SEAT", "HIMS"):
        return "an"
    if _SILENT_H.match(head):
        return "an"
    if _CONSONANT_SOUND.match(head):
        return "a"
    return "an" if head[0] in "aeiouAEIOU" else "a"


def plural(noun: str, n: int | Decimal | float = 2) -> str:
    """The form of `noun` for `n` things: plural unless `n` is 1 or -1 ("1 model", "0 models", "1.5 models").

    Only the last word is bent ("percentage point" -> "percentage points").
    """
    if n in (1, -1):
        return noun
    front, space, last = noun.rpartition(" ")
    return f"{front}{space}{_plural_word(last)}"


def _plural_word(word: str) -> str:
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    if word.lower().endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in ("", *"aeiou"):
        return word[:-1] + "ies"
    return word + "s"


def cardinal(n: int) -> str:
    """A whole number in words: "fourteen", "two hundred", "one thousand twenty-one". Up to 999,999; else ValueError."""
    if not -1_000_000 < n < 1_000_000:
        raise ValueError(f"cardinal says numbers below one million in words, not {n!r}; print it in figures")
    if n < 0:
        return "minus " + cardinal(-n)
    if n < 20:
        return _ONES[n]
    if n < 100:
        tens, ones = divmod(n, 10)
        return _TENS[tens * 10] + (f"-{_ONES[ones]}" if ones else "")
    base, name = (1000, "thousand") if n >= 1000 else (100, "hundred")
    head, rest = divmod(n, base)
    return f"{cardinal(head)} {name}" + (f" {cardinal(rest)}" if rest else "")


def ordinal(n: int, *, figures: bool = False) -> str:
    """The place in a row, AP style: "first" to "ninth", then "10th", "21st"; always "4th" with `figures`."""
    if not figures and n in _FIRSTS:
        return _FIRSTS[n]
    ending = "th" if abs(n) % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(abs(n) % 10, "th")
    return f"{n:,}{ending}"


def join_names(names: list[str], word: str = "and") -> str:
    """A list in prose, without the serial comma (AP): "A", "A and B", "A, B and C". Empty for no names."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


# "more", "six-month": a run of letters at the start of a word or after a hyphen
_TITLE_WORD = re.compile(r"(?<![\w'’.&])[a-z][\w'’]*")
_CAMEL = re.compile(r"[a-z]+[A-Z]")


def title_case(text: str) -> str:
    """A headline with every word capitalised, prepositions too: "China Clears More Than 40 AI Models In Six Months".

    Words with a capital of their own stay ("iPhone", "eBay", "AI").
    """
    return _TITLE_WORD.sub(lambda m: m[0] if _CAMEL.match(m[0]) else m[0][0].upper() + m[0][1:], text)


def possessive(name: str) -> str:
    """The owner's form of a proper name, AP style: "Apple's", but "General Motors'" after an s."""
    return name + ("'" if name.endswith(("s", "S")) else "'s")
