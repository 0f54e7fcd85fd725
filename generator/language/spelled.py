"""Long figures in words: "two thousand three hundred", "two point three six", "eighteen dollars and forty cents"."""

from __future__ import annotations

import re
from decimal import Decimal

from generator.language.atoms import HUNDREDTH, ONE, Atom, read_words
from generator.language.lexicon import MAGNITUDE_WORDS, NUMBER_WORDS

# " thousand, three", " million and two": a magnitude with more words for a number behind it
_MORE = re.compile(r"[ \xa0-](thousand|million|billion),? (?:and )?(?=[a-z]+)")
_DIGIT = "zero|oh|one|two|three|four|five|six|seven|eight|nine"
_POINT = re.compile(rf"[ -]point((?:[ -](?:{_DIGIT})\b)+)", re.I)
# " and forty cents", " thirty" at a clause's end: what follows the name of a currency
_COINS = re.compile(r" (?:and )?((?:[a-z]+|\d{1,2})(?:-[a-z]+)?)(?P<coin> (?:cents?|pence|¢))?(?=\W|\Z)")
_GOES_ON = re.compile(r" (?!a share\b|each\b|apiece\b)")
_NAMED = re.compile(r"(?:dollars?|euros?|pounds?|francs?)\Z", re.I)
_ENDING = re.compile(r"[ \xa0-](thousand|million|billion)\b")
_LEAST_AFTER_COMMA, _LEAST_MAGNITUDE = 100, 1000


def long_number(text: str, start: int) -> tuple[Decimal, int, Decimal] | None:
    """Value, end and quantum of a number in words at `start`; None if there is none.

    "Two hundred and twenty thousand, eight hundred" is one; its last magnitude, with nothing behind it, is left over.
    """
    first = read_words(text, start)
    if first is None:
        return None
    value, end = first
    if point := _POINT.match(text, end):
        digits = [0 if word == "oh" else NUMBER_WORDS.get(word, 0) for word in re.split("[ -]", point[1].lower())[1:]]
        places = Decimal(1).scaleb(-len(digits))
        return value + Decimal(int("".join(map(str, digits)))) * places, point.end(), places
    total, last = Decimal(0), Decimal(0)
    while more := _MORE.match(text, end):
        scale, rest = MAGNITUDE_WORDS[more[1]], read_words(text, more.end())
        if (last and scale >= last) or rest is None or rest[0] >= _LEAST_MAGNITUDE:
            break
        if "," in more[0] and (rest[0] < _LEAST_AFTER_COMMA or text[rest[1] : rest[1] + 1] == "-"):
            break
        ending = _ENDING.match(text, rest[1])
        if ending and MAGNITUDE_WORDS[ending[1]] >= scale:
            break
        total, last = total + value * scale, scale
        value, end = rest
    if last and (ending := _ENDING.match(text, end)):
        value, end = value * MAGNITUDE_WORDS[ending[1]], ending.end()
    return total + value, end, ONE


def with_coins(text: str, atom: Atom) -> Atom:
    """An amount of a named currency with its coins: "eighteen dollars and forty cents", "fifty-one dollars thirty"."""
    if (
        atom.unit is None
        or len(atom.unit) != 3
        or atom.scale is not ONE
        or not _NAMED.search(text, atom.start, atom.end)
    ):
        return atom
    match = _COINS.match(text, atom.end)
    if match is None:
        return atom
    words = (Decimal(match[1]), match.end(1)) if match[1].isdigit() else read_words(text, match.start(1))
    if words is None or words[1] != match.end(1) or not 0 < words[0] < 100:
        return atom
    if match["coin"] is None and (words[0] < 10 or " and " in match[0] or _GOES_ON.match(text, match.end())):
        return atom  # "fifty dollars thirty years ago"
    value = atom.value + (words[0] if atom.value >= 0 else -words[0]) * HUNDREDTH
    return atom._replace(end=match.end(), value=value, quantum=HUNDREDTH)
