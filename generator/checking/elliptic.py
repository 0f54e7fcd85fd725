"""Quarters that a text tells by their number alone: "in the fourth quarter, ... in the third,"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.facts.values import Grain, Quantity, When
from generator.facts.written import months
from generator.language import Mention

_BARE = re.compile(r"\bin the \Z")


def elliptic(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, an ordinal that stands for a quarter, after one that is told in full, as that quarter."""
    last: When | None = None
    for mention in mentions:
        said = mention.value
        if isinstance(said, When):
            last = said if said.grain is Grain.QUARTER and not said.fiscal else None
        elif last is not None and isinstance(said, Quantity) and said.unit == "ordinal" and 1 <= said.value <= 4:
            start, end = mention.start, mention.end
            if text[end : end + 1] in (",", ".", ";") and _BARE.search(text, max(0, start - 8), start):
                year = last.start.year - (said.value * 3 - 2 > last.start.month)
                when = replace(months(year, int(said.value) * 3 - 2, 3, Grain.QUARTER), yearless=last.yearless)
                yield mention._replace(kind="date", value=when)
                continue
        yield mention
