"""Common English words, and words that stand where a name may stand but name nobody."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ALLOWED = frozenset(
    "vs v i ceo cfo cto coo eps gaap ipo etf adr ai ebitda q1 q2 q3 q4 fy h1 h2 et est edt pt gmt utc am pm u.s us usa "
    "u.k uk america american americans january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday "
    "saturday sunday mon tue wed thu fri sat sun inc corp ltd co plc llc company mr ms mrs dr wall street nyse "
    "adrs ads nasdaq amex otc draft engineered edited neurowire image via photo source read next see also llm llms new "
    "york".split()
)
"""Words that a text may write large and that need no fact."""
NEWER = frozenset(
    "trucker regulator lender insurer retailer drugmaker chipmaker automaker shareholder bondholder guidance takeover "
    "forecaster bullish bearish buyback shipper miner brewer airline utility homebuilder estimate consensus turnover "
    "tech online app chatbot startup crypto fintech biotech smartphone website email blog streaming "
    "robotaxi robotaxis driverless rideshare stablecoin rainfall snowfall".split()
)
"""Words younger than the list."""
OPENING = frozenset(
    "a an the in on at for to from by with as of when while after before since if but and or yet so its his her their "
    "our this that these those also today yesterday tomorrow then there here it they he she we you i both all some "
    "many most each every no not only under over about among between during without within against despite although "
    "though because once until unless whether which who what where how why last next first second third earlier later "
    "meanwhile however still separately overall once again former late new old chief president chairman chairwoman "
    "analyst analysts founder director drugmaker chipmaker automaker insurer lender retailer homebuilder".split()
)
"""Words that stand before a name and are no part of it."""
GENERIC = frozenset(
    "they he she it we you this that these those there both neither each all most many some none one another such "
    "management leadership government parliament industry competition interest company maker giant firm group owner "
    "operator chain bank third second first fourth quarter report results".split()
)
"""Words that may open a sentence or a headline bare and act, and name nobody."""
MASS = frozenset(
    "gold silver copper steel crude cash debt credit capital equity demand supply trade traffic energy power coal "
    "wheat corn cotton sugar coffee cocoa housing health food fuel water weather data news software hardware research "
    "staff labor labour police congress work volume money wage rent retail consumer consumers everyone everybody "
    "nobody nothing anything everything someone something today tomorrow yesterday home back part half more less "
    "last next same time week month year chief analyst chair president board union court judge jury staffer talk "
    "word hope fear risk doubt concern record list note deal plan".split()
)
"""Nouns that stand without an article and name nobody."""
MASS_ENDINGS = ("tion", "sion", "ment", "ity", "ness", "ship", "ance", "ence", "ism", "age", "ics", "ware")
PLAIN = GENERIC | MASS | ALLOWED | NEWER | OPENING
"""Words that begin no stranger's name in a headline."""


_PREFIXES = ("re", "un", "non", "pre", "over", "under", "out", "mis", "co")


@cache
def common_words() -> frozenset[str]:
    """Common English words, lower case."""
    text = (Path(__file__).parent / "common_words.txt").read_text("ascii")
    return frozenset(text[text.index("\n", text.rindex("#")) :].split()) | NEWER


def is_common(word: str) -> bool:
    """Whether a word is English, also with a plural or possessive ending."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    words = common_words()
    if any(low.startswith(prefix) and low[len(prefix) :] in words for prefix in _PREFIXES):
        return True
    return low in words or low.rstrip("s") in words or all(part in words for part in low.split("-") if part)


def is_noun_like(word: str) -> bool:
    """Whether a word may name a thing, by its ending: no adverb, participle or adjective of degree."""
    return not word.lower().endswith(("ly", "ed", "ing", "er", "ive", "ous", "ful", "est")) and len(word) > 3
