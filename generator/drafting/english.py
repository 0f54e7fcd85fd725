"""Whether a sentence is English, by its small words: every language has its own, and no sentence does without them."""

from __future__ import annotations

import re

_ENGLISH = frozenset(
    "the a an of in to and for that is was were are by on with as has had have it its said from at this these they "
    "their than but not which who or been be both against after before more no".split()
)
_OTHER = frozenset(
    # German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish; without those that are English words too
    "der das und ist nicht mit von für auf dem den ein eine einer wurde wurden hat haben sich nach bei zum zur über "
    "im les des une dans pour sur est sont avec qui ont été au aux par ses cette du le la et "
    "el los las una del con para por que su sus fue han más como se y en al es "
    "il lo gli che della dello delle nel nella di sono ha stato più anche ai "
    "os um uma não dos das nos na pela pelo foi mais com do da "
    "het een van voor op niet zijn werd heeft aan bij naar ook de "
    "och att det som är av på för till inte har "
    "nie się jest oraz przez został została według".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 3
"""So many small words of another language, and twice as many as of English, make a sentence foreign."""
_MOST_STRANGE = 0.3
"""The share of letters of other scripts above which a sentence is foreign."""


def is_foreign(sentence: str) -> bool:
    """Whether a sentence is plainly of another language; names and short remarks never are."""
    words = [word.casefold() for word in _WORD.findall(sentence)]
    letters = "".join(words)
    strange = sum(letter > "\u024f" for letter in letters)
    if len(letters) > 3 and strange > len(letters) * _MOST_STRANGE:
        return True
    other = sum(word in _OTHER for word in words)
    return other >= max(_ENOUGH, 2 * sum(word in _ENGLISH for word in words))
