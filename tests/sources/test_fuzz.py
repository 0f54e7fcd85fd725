"""Answers with any field spoiled: read as far as they can be, told, never a crash; what is written validates."""

from __future__ import annotations

import asyncio
import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from generator.assembling import to_yaml
from generator.assembling.fetching import Ask, Outcome, fetch_stories
from generator.errors import NeurowireError
from generator.facts.files import read_bytes
from generator.kinds import read_sheet
from generator.sources.asked import Asked
from tests.sources.answers import CALLS, settings
from tests.sources.wired import QUICK

SPOILED: list[Any] = [
    None, "", 0, -1, "abc", [], {}, True, "N/A", "2026-13-45", 1e308, "1,234", "Ünïcode — “x”", "[[company]]",
    "<b>x</b>", "=HYPERLINK(1)", "../../etc/passwd", "9" * 400, ["x"], {"a": {"b": 1}},
    "0000-00-00", "12:61:00", "--", "+5%",
]  # fmt: skip
ROUNDS = 30


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield (*path, key)
        yield from leaves(value, (*path, key))


def spoiled(body: Any, rng: random.Random) -> Any:
    """The answer with one to three of its places spoiled or taken out."""
    made = copy.deepcopy(body)
    for _ in range(rng.randint(1, 3)):
        places = list(leaves(made))
        if not places:
            return made
        *where, last = rng.choice(places)
        parent = made
        for key in where:
            parent = parent[key]
        if isinstance(parent, dict) and rng.random() < 0.3:
            del parent[last]
        else:
            parent[last] = copy.deepcopy(rng.choice(SPOILED))
    return made


def fetched(provider: str, call: str, keys: tuple[str, ...], body: Any) -> Outcome:
    def handler(request: httpx2.Request) -> httpx2.Response:
        first = request.url.params.get("page", "0") == "0" and request.url.params.get("skip", "0") == "0"
        text = json.dumps(body if first else [])
        return httpx2.Response(200, text=text, headers={"content-type": "application/json"})

    ask = Ask(((provider, call),), "", Asked(keys))
    return asyncio.run(fetch_stories(ask, settings(), QUICK, httpx2.MockTransport(handler)))


@pytest.mark.parametrize(
    ("provider", "call", "keys", "body"),
    [(provider, call, keys, body) for provider, call, keys, _, body in CALLS],
    ids=[f"{provider} {call}" for provider, call, *_ in CALLS],
)
def test_a_spoiled_answer_is_read_or_refused(provider: str, call: str, keys: tuple[str, ...], body: Any) -> None:
    rng = random.Random(f"{provider} {call}")
    for _ in range(ROUNDS):
        answer = spoiled(body, rng)
        outcome = Outcome()
        try:
            outcome = fetched(provider, call, keys, answer)
        except NeurowireError as error:
            said = str(error)
        else:
            said = "; ".join(outcome.failures) or "read"
        assert said
        assert len(said) < 4_000
        assert all(story.name.isprintable() and "/" not in story.name and story.name[0] != "."
                   for story in outcome.stories)  # fmt: skip
        for story in outcome.stories:
            if story.sheet is not None:
                read_sheet(read_bytes(to_yaml(story.data).encode(), "sheet.yaml"))
