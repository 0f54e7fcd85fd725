"""The words that say how firmly a number is stated, and what each of them means."""

from __future__ import annotations

from generator.facts.values import Hedge
from generator.language.lexicon import listed

HEDGES_BEFORE = {
    Hedge.EXACTLY: ("exactly", "precisely"),
    Hedge.MORE_THAN: (
        "more than", "over", "above", "greater than", "higher than", "north of", "upwards of", "upward of",
        "in excess of", "beyond", "in the excess of", "better than", "larger than",
    ),
    Hedge.AT_LEAST: (
        "at least", "no less than", "no fewer than", "not less than", "not fewer than", "a minimum of", "minimum of",
        "at minimum", "as few as", "as little as",
    ),
    Hedge.LESS_THAN: ("less than", "fewer than", "under", "below", "south of", "lower than", "smaller than", "shy of"),
    Hedge.AT_MOST: (
        "up to", "as many as", "as much as", "no more than", "not more than", "at most", "a maximum of", "maximum of",
        "as high as", "no greater than",
    ),
    Hedge.NEARLY: (
        "nearly", "almost", "not quite", "close to", "approaching", "just under", "just below", "just shy of",
        "a shade under",
        "slightly less than", "slightly under", "slightly below", "a little under", "a little less than", "a bit under",
        "a touch under", "a shade below", "a shade less than", "just less than", "just short of", "virtually",
        "slightly fewer than", "a little below", "marginally below", "marginally under", "a hair under",
        "practically",
    ),
    Hedge.ABOUT: (
        "about", "some", "roughly", "approximately", "around", "circa", "an estimated", "in the region of",
        "in the range of", "in the neighborhood of", "on the order of", "in the order of", "more or less",
        "approx.", "approx", "ca.", "c.", "estimated", "broadly", "an average of about", "at around", "at about",
    ),
}  # fmt: skip
"""What stands before a figure. "Just under 40" is "nearly": close below, not anywhere below."""

BEFORE = {phrase: hedge for hedge, phrases in HEDGES_BEFORE.items() for phrase in phrases}
LAST_WORDS = frozenset(phrase.rsplit(" ", 1)[-1] for phrase in BEFORE)
SINGLE_WORDS = frozenset(phrase for phrase in BEFORE if " " not in phrase) | set("~≈><≥≤")
LAST_PAIRS = frozenset(" ".join(phrase.split()[-2:]) for phrase in BEFORE if " " in phrase)
LONGEST = max(phrase.count(" ") + 1 for phrase in BEFORE)

MODIFIERS = frozenset({"slightly", "just", "well", "little", "shade", "touch", "bit", "far", "much", "somewhat", "way"})
"""Words that may stand before "more than" and its kin without changing what it claims."""

HEDGE_SIGNS = {
    "~": Hedge.ABOUT,
    "≈": Hedge.ABOUT,
    ">": Hedge.MORE_THAN,
    "<": Hedge.LESS_THAN,
    "≥": Hedge.AT_LEAST,
    "≤": Hedge.AT_MOST,
}

HEDGES_AFTER = {
    " or more": Hedge.AT_LEAST,
    " or higher": Hedge.AT_LEAST,
    " or above": Hedge.AT_LEAST,
    " or better": Hedge.AT_LEAST,
    " or greater": Hedge.AT_LEAST,
    " at least": Hedge.AT_LEAST,
    " at a minimum": Hedge.AT_LEAST,
    "-plus": Hedge.AT_LEAST,
    "+": Hedge.AT_LEAST,
    " plus": Hedge.AT_LEAST,
    " or so": Hedge.ABOUT,
    " or thereabouts": Hedge.ABOUT,
    " or less": Hedge.AT_MOST,
    " or fewer": Hedge.AT_MOST,
    " or lower": Hedge.AT_MOST,
    " or below": Hedge.AT_MOST,
    " at most": Hedge.AT_MOST,
    " at the most": Hedge.AT_MOST,
}

DURING = frozenset({"over", "above", "about", "around", "under", "some"})
"""Before a length of time "over" mostly means "in the course of"; only the rest of these words hedge it."""

CHANGE_VERBS = frozenset(
    listed(
        """
    rose fell up down gained lost added climbed dropped slid jumped slipped grew declined increased decreased
    advanced surged sank tumbled eased edged inched raised cut lowered lifted boosted hiked trimmed reduced
    rise fall falling rising climbing dropping growing raising cutting widened narrowed improved moved went
    going soared plunged shrank shed swung crept
    """
    )
)
"""After these, "from $5 to $7" or "$5 to $7" is a change between two values, not a range."""
