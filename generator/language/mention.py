"""A value mentioned in a text, with the place where it stands."""

from __future__ import annotations

from typing import Literal, NamedTuple

from generator.facts.values import Clock, Quantity, Ratio, When

Value = Quantity | When | Clock | Ratio
Kind = Literal["quantity", "date", "duration", "clock", "ratio"]


class Mention(NamedTuple):
    """One value in a text: `text` is what stands from `start` to `end` (code points, end excluded).

    The span covers the whole expression: "more than $0.88 a share". `core_start` and `core_end` leave out the hedge
    and the "a share": "$0.88". `value` is None for a relative date ("last month") read without a dateline.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Value | None
    core_start: int
    core_end: int
