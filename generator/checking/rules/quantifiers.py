"""Quantifiers that their nouns do not take: "neither teams", "most 50 states", "neither Ford and Tesla"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.making import claim
from generator.checking.page import Page, Rule

_PLURALS = (
    "teams|players|sides|ends|halves|companies|firms|parties|banks|agencies|groups|models|drugs|products|studies|trials|"
    "stocks|measures|figures|quarters|periods|years|seasons|games|deals|plans|bills|cases|candidates|countries|states|"
    "cities|officials|executives|analysts|men|women|brothers|sisters|regulators|lenders|makers"
)
_NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d{1,3}"
_NAMES = r"[A-Z][\w'’&-]*(?: [A-Z][\w'’&-]*){0,3}"
_NO_SUPERLATIVE = r"(?<![\w'’-])" + "".join(
    rf"(?<!\b{word} )" for word in ("the", "at", "his", "her", "its", "our", "their", "and")
)
_WRONG = (
    # "neither teams relied on it"
    (re.compile(rf"\b([Nn]either) (?:{_PLURALS})\b(?![-'’])"), "neither is said of one of two"),
    # "neither Paul George and CJ Miles"
    (
        re.compile(rf"\b([Nn]either) (?:(?:our|the|its|their) )?{_NAMES} and {_NAMES}(?![^.;]*\bnor\b)"),
        "neither takes nor",
    ),
    (re.compile(r"\b([Nn]either) \w+ing\b(?![^.;]*\bnor\b)[^.;]* while also\b"), "neither takes nor"),
    # "most four quarters", not "the most three-pointers"
    (
        re.compile(rf"{_NO_SUPERLATIVE}([Mm]ost) (?:{_NUMBERS}) [a-z]+(?:s|men|women)\b(?!-)"),
        "a number has no most",
    ),
    # "Not also did they lead by 21"
    (
        re.compile(r"\bNot (also) (?:did|does|do|has|have|had|was|were|is|are|will|would|can|could)\b"),
        "not only is meant",
    ),
)


def _find(page: Page) -> Iterator[Claim]:
    text = page.text.view.text
    if "either" not in text and "ost " not in text and "Not also" not in text:
        return
    for judged in page.spoken:
        found = judged.found
        if found.region.kind not in ("body", "teaser"):
            continue
        for pattern, why in _WRONG:
            for match in pattern.finditer(text, found.start, found.end):
                yield claim(
                    page.text, match.start(1), match.end(1), "structure", Verdict.UNRESOLVED, "quantifier", why,
                )  # fmt: skip


RULE = Rule(
    "quantifier",
    "A word for how many that the words behind it do not take.",
    _find,
    "Neither companies were named, Reuters said.",
    "Neither company was named, Reuters said.",
)
