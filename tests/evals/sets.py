"""The data sets, what is read off their scores, and the figures to compare with: floors, best known, goals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

Score = dict[str, Any]


class Figure(NamedTuple):
    """One column of a set's row: its name, how it is read, and what it is measured by."""

    name: str
    read: Callable[[Score], float]
    floor: float | None
    best: float | None
    step: float | None
    goal: float | None
    lower_is_better: bool = False


def at(*keys: str) -> Callable[[Score], float]:
    """Reads a number by its path."""

    def read(score: Score) -> float:
        found: Any = score
        for key in keys:
            found = found[key]
        return float(found)

    return read


def share(*keys: str) -> Callable[[Score], float]:
    """Reads a number printed as "8/19=0.421"."""

    def read(score: Score) -> float:
        found: Any = score
        for key in keys:
            found = found[key]
        return float(str(found).rsplit("=", 1)[1])

    return read


_KINDS = "by_kind (clean/true = accepted, others = wrong value flagged at its span)"
_ONE = ("soft_factual_types", "span_one_to_one")


def _spans(
    floor: tuple[float, float, float], best: tuple[float, float, float], goal: tuple[float | None, float | None, float]
) -> tuple[Figure, ...]:
    return (
        Figure("P", at(*_ONE, "P"), floor[0], best[0], 0.45, goal[0]),
        Figure("R", at(*_ONE, "R"), floor[1], best[1], 0.15, goal[1]),
        Figure("clean flagged", at(*_ONE, "clean_items_flagged"), floor[2], best[2], 0.25, goal[2], True),
    )


SETS: dict[str, tuple[Figure, ...]] = {
    "marketdesk": (
        Figure("clean flagged", at("careful", "clean_items_flagged"), 0.93, 0.0, 0.20, 0.07, True),
        Figure("contradictions", share("span_recall_by_type", "Contradictory"), 0.42, 0.895, 0.70, 0.90),
        Figure("P", at(*_ONE, "P"), 0.24, 0.98, 0.80, 0.90),
        Figure("R", at(*_ONE, "R"), 0.20, 0.885, 0.40, 0.75),
    ),
    "tatqa": (
        Figure("true accepted", share(_KINDS, "true"), 0.05, 0.70, 0.80, 0.90),
        Figure("near", share(_KINDS, "near"), 0.999, 0.997, 0.97, 0.97),
        Figure("other cell", share(_KINDS, "other_cell"), 0.0, 0.918, 0.80, 0.90),
        Figure("wrong base", share(_KINDS, "wrong_base"), 1.0, 0.952, 0.85, 0.90),
    ),
    "faith": (
        Figure("false alarm", share("false_alarm_on_checkable_true_numbers"), 0.34, None, 0.15, 0.05, True),
        Figure("near", share(_KINDS, "near"), 0.61, None, 0.90, 0.95),
        Figure("other cell", share(_KINDS, "other_cell"), 0.0, None, 0.40, 0.70),
    ),
    "corrupt": (
        Figure("J", at("HEADLINE", "J"), 0.069, None, 0.60, None),
        Figure("paired recall", at("HEADLINE", "macro_paired_recall"), None, None, None, 0.85),
        Figure("harmless flagged", at("HEADLINE", "benign_local_false_alarm"), None, None, None, 0.03, True),
    ),
    "d2tspan": _spans((0.15, 0.16, 0.69), (0.498, 0.361, 0.358), (0.50, 0.36, 0.20)),
    "quintd": (
        *_spans((0.25, 0.30, 0.63), (0.367, 0.454, 0.753), (None, None, 0.30)),
        Figure("F1", at(*_ONE, "F1"), None, 0.406, None, 0.41),
    ),
    "accuracy": (
        Figure("F1", at("ALL", "mistake", "F1"), 0.391, 0.722, 0.60, 0.76),
        Figure("P", at("ALL", "mistake", "P"), None, None, 0.75, 0.80),
        Figure("R", at("ALL", "mistake", "R"), None, None, None, None),
    ),
}
"""Figures by set, in the order of the table. The best known ones are of large models or trained taggers."""
