"""English for values, both ways: `say` prints a value, `read` finds values in a text."""

from generator.language.house import House
from generator.language.mention import Kind, Mention, Value
from generator.language.reading import read
from generator.language.saying import say
from generator.language.sentences import sentences
from generator.language.words import a_or_an, cardinal, join_names, ordinal, plural, possessive, title_case

__all__ = [
    "House",
    "Kind",
    "Mention",
    "Value",
    "a_or_an",
    "cardinal",
    "join_names",
    "ordinal",
    "plural",
    "possessive",
    "read",
    "say",
    "sentences",
    "title_case",
]
