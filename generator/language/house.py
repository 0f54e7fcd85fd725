"""House style: the switches that a newsroom sets differently from the Associated Press."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class House:
    """How values are printed. The defaults follow AP style as market desks use it.

    `percent` is "%" or "percent"; `cents` prints amounts under a dollar as "66 cents"; `more_than` and `about` are the
    words of these hedges ("over", "roughly"); `decimals` is the most decimals a magnitude or a percentage shows;
    `keep_zeros` prints "$431.00 million" where the zeros are known; `spell_below` is the first count in figures.
    """

    percent: str = "%"
    cents: bool = False
    more_than: str = "more than"
    less_than: str = "less than"
    nearly: str = "nearly"
    about: str = "about"
    decimals: int = 2
    keep_zeros: bool = False
    spell_below: int = 10
