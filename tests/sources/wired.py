"""A client over a transport of the test's own, without pauses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx2

from generator.net import Patience
from generator.sources.asked import Asked
from generator.sources.found import Dossier
from generator.sources.providers import place, wire_to
from generator.sources.wire import Terms
from tests.sources.answers import settings

QUICK = Terms(patience=Patience(tries=3, first=0.0, most=0.0, deadline=5.0), try_seconds=0.3)


def dossiers(
    provider: str,
    call: str,
    answer: Any,
    asked: Asked | None = None,
    terms: Terms = QUICK,
) -> list[Dossier]:
    """The dossiers of a call that is answered with this body, or by this function of the request."""

    def handler(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, text=json.dumps(answer), headers={"content-type": "application/json"})

    handle: Callable[[httpx2.Request], httpx2.Response] = answer if callable(answer) else handler
    return asyncio.run(_fetched(provider, call, handle, asked or Asked(("ACME",)), terms))


async def _fetched(
    provider: str, call: str, handle: Callable[[httpx2.Request], httpx2.Response], asked: Asked, terms: Terms
) -> list[Dossier]:
    async with wire_to(provider, settings(), terms, httpx2.MockTransport(handle)) as wire:
        return await place(provider).dossiers(wire, call, asked)


def value(dossier: Dossier, metric: str, statement: str = "actual", prior: bool = False, item: str = "") -> Any:
    """The value of a fact, or None."""
    return next(
        (
            found.value
            for found in dossier.facts
            if (found.metric, found.statement, found.prior) == (metric, statement, prior) and item in (found.item, "")
        ),
        None,
    )
