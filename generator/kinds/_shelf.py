"""The shelf of story kinds: every module beside this one whose name has no underscore in front is a kind."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from generator.errors import UsageError
from generator.story import StoryKind


@cache
def names() -> tuple[str, ...]:
    """The names of all story kinds."""
    package = import_module("generator.kinds")
    return tuple(sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")))


def kind(name: str) -> StoryKind:
    """The story kind with this name. Raises UsageError, with the nearest name, if there is none."""
    if name not in names():
        raise UsageError(f"no story kind {name[:60]!r}{near(name, names())}")
    found: StoryKind = import_module(f"generator.kinds.{name}").KIND
    return found


def near(word: str, known: tuple[str, ...]) -> str:
    """The end of an error message: the nearest known word, or all that are allowed."""
    from rapidfuzz import process

    found = process.extractOne(word[:60], known, score_cutoff=60)
    listed = f"allowed: {', '.join(known)}" if known else "none is allowed here"
    return f"; did you mean {found[0]!r}? ({listed})" if found else f"; {listed}"
