"""The providers: which there are, what calls each has, and how a call is made; a provider's room is opened late."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import httpx2

from generator.errors import UsageError
from generator.settings import Settings
from generator.sources.asked import Asked
from generator.sources.found import Dossier
from generator.sources.wire import Manners, Terms, Wire

TERMS: Final = Terms()
PROVIDERS: Final = ("benzinga", "openfda", "sec", "bls")


class Place(NamedTuple):
    """A provider's manners, its calls with the story kind that each tells by itself ("" for none), and its verb."""

    manners: Manners
    kinds: Mapping[str, str]
    dossiers: Callable[[Wire, str, Asked], Awaitable[list[Dossier]]]


def place(name: str) -> Place:
    """The provider of this name. Raises UsageError if there is none."""
    if name not in PROVIDERS:
        raise UsageError(f"no source {name!r}; the sources are {', '.join(PROVIDERS)} and file")
    room: Any = import_module(f"generator.sources.{name}")
    kinds = {call: entry.kind for call, entry in room.CALLS.items()}
    return Place(room.MANNERS, MappingProxyType(kinds), room.dossiers)


def check_call(provider: str, call: str) -> None:
    """Raises UsageError, with the provider's calls, if it has no such call."""
    calls = place(provider).kinds
    if call not in calls:
        from difflib import get_close_matches

        near = get_close_matches(call, calls, 1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        raise UsageError(f"{provider} has no call {call!r}; {hint}it has {', '.join(calls)}")


def wire_to(
    name: str,
    settings: Settings,
    terms: Terms = TERMS,
    transport: httpx2.AsyncBaseTransport | None = None,
) -> Wire:
    """A client for a provider, with its base URL and key from the settings."""
    provider = settings.providers.get(name)
    manners = place(name).manners
    return Wire(manners, provider, terms, transport) if provider else Wire(manners, terms=terms, transport=transport)
