"""What is made from an index alone: once, and kept as long as the index is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from generator.checking.index import Index

_Made = TypeVar("_Made")


def kept(make: Callable[[Index], _Made]) -> Callable[[Index], _Made]:
    """A function of an index that makes its result once for each, and keeps it as long as the index."""

    @wraps(make)
    def get(index: Index) -> _Made:
        made: _Made
        try:
            made = index.kept[make]
        except KeyError:
            made = index.kept[make] = make(index)
        return made

    return get
