"""What a count counts: the words behind it, or those before it; and whether it is of what came last."""

from __future__ import annotations

from generator.checking.found import Found, Text, Value

_NOT_NOUN = frozenset(
    "a an the of in for to and or at on by with from as than that which who while when since after before last "
    "this be is was were are has have had will it its but not per during over under about between include come mark "
    "make take follow bring go remain beat top miss meet help use work show give say report".split()
)
_ADDING = frozenset(("another", "add", "adds", "added", "adding", "additional"))
_MORE = frozenset(("more", "new", "additional", "further"))


def adds(text: Text, found: Found, value: Value) -> bool:
    """Whether a count is of what came last: "adds 14 models", "another 14", "22 more operators"."""
    words = text.words
    if value.first > found.first and words[value.first - 1].norm in _ADDING:
        return True
    at = value.last + 1
    return at + 1 < found.last and words[at].norm in _MORE and words[at + 1].norm != "than"


_COUNTED = 5
"""Words behind "the number of" that may say what is counted."""


def nouns_before(text: Text, found: Found, place: int) -> tuple[str, ...]:
    """What the words before a figure say that it counts: "lifting the number of payment firms to more than 60"."""
    value = found.values[place]
    words = text.words
    if value.first == found.first or words[value.first - 1].norm not in _REACHED:
        return ()
    since = max(found.first, value.first - 16)
    if place:
        since = max(since, found.values[place - 1].last + 1)
    for at in range(value.first - 2, since, -1):
        if words[at].norm == "of" and words[at - 1].norm in ("number", "total", "count"):
            told = [word.norm for word in words[at + 1 : min(at + 1 + _COUNTED, value.first - 1)]]
            return tuple(norm for norm in told if norm not in _NOT_NOUN)
    return ()


_REACHED = frozenset("to past at above beyond over is was reached exceeds exceeded topped passed by".split())


_SYMBOLS = frozenset("mg mcg g kg ml milligram milligrams".split())


def nouns_after(text: Text, found: Found, value: Value) -> tuple[str, ...]:
    """The words after a count that may name what is counted."""
    nouns: list[str] = []
    for word in text.words[value.last + 1 : min(value.last + 7, found.last)]:
        if word.norm == "of" and len(nouns) == 1 and nouns[0] in _SYMBOLS:
            continue  # "20 mg of levodopa"
        if word.norm in _NOT_NOUN or len(nouns) == 5:
            break
        nouns.append(word.norm)
    return tuple(nouns)
