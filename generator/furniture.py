"""The standing text of an article: disclosure, credit, sources, links, section names. The checker knows it by heart.

Everything is plain text; `formats.layout` makes Markdown lines of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from generator.facts.sources import Source
from generator.facts.values import When
from generator.language import join_names, say

SECTIONS = (
    "What Happened",
    "What To Expect",
    "Past Reports",
    "Why It Matters",
    "Price Action",
    "The Numbers",
    "Background",
    "Guidance",
    "Analyst Ratings",
    "What's Next",
)
"""Titles that a section may have."""
SEE_ALSO = "See Also"
READ_NEXT = "Read Next"
_OWN = ("release", "filing")
"""Documents in which the claimant speaks: nobody else carried its words."""


class Carried(NamedTuple):
    """Facts that came the same way: source ids, the carrier first, and who asserted them (a name, or "")."""

    chain: tuple[str, ...]
    claimant: str = ""


def disclosure(author: str, editor: str = "", made_up: bool = False) -> str:
    """Who made the article, and whether anybody has reviewed it."""
    if editor:
        text = f"Engineered by {author}, Edited by {editor}."
    else:
        text = f"Engineered by {author}. DRAFT: not reviewed by an editor."
    return f"{text} The facts are made up, for a demonstration." if made_up else text


def image_line(credit: str) -> str:
    """The picture's credit, as a sentence."""
    return credit if credit.endswith((".", "!", "?")) else f"{credit}."


def sources_line(carried: Iterable[Carried], sources: Mapping[str, Source], dateline: date | None = None) -> str:
    """Where the facts of a story come from: "Sources: Reuters, Jan. 29, 2024, citing X; CLSA as cited by Reuters."

    Empty if no fact has a source.
    """
    known = (way for way in carried if way.chain and way.chain[0] in sources)
    ways = list(dict.fromkeys(Carried(way.chain) if sources[way.chain[0]].type in _OWN else way for way in known))
    chains = [tuple(sources[name] for name in way.chain if name in sources) for way in ways]
    named = [tuple((source.name, source.published) for source in chain) for chain in chains]
    told = dict.fromkeys(names for names, way in zip(named, ways, strict=True) if not way.claimant)
    told = {names: None for names in told if not any(names != more and more[: len(names)] == names for more in told)}
    parts = [", citing ".join(_dated(name, published, dateline) for name, published in names) for names in told]
    carriers = {names[0][0] for names in told}
    claims: dict[str, list[str]] = {}
    for names, way in zip(named, ways, strict=True):
        if way.claimant:
            claims.setdefault(names[0][0], []).append(way.claimant)
    for chain in chains:
        carrier = chain[0].name
        claimants = list(dict.fromkeys(claims.pop(carrier, ())))
        if not claimants:
            continue
        shown = carrier if carrier in carriers else _dated(carrier, chain[0].published, dateline)
        if claimants != [carrier]:
            parts.append(f"{join_names(claimants)} as cited by {shown}")
        elif carrier not in carriers:
            parts.append(shown)
    if not parts:
        return ""
    text = f"{'Source' if len(parts) == 1 and ' citing ' not in parts[0] else 'Sources'}: {'; '.join(parts)}"
    return text if text.endswith(".") else f"{text}."


def _dated(name: str, published: When | None, dateline: date | None) -> str:
    return name if published is None else f"{name}, {say(published, style='long', dateline=dateline)}"
