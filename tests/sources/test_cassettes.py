"""Cassettes: every call has one, it replays with the network closed, what it holds is read whole, without a key."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest

from generator.settings import Settings
from generator.sources.asked import Asked
from generator.sources.found import Dossier
from generator.sources.providers import PROVIDERS, place, wire_to
from generator.sources.tape import Player
from generator.sources.wire import Terms
from tests.sources.answers import CALLS, CASSETTES, FILING, cassette, record

ALL = [*((provider, call, keys) for provider, call, keys, _, _ in CALLS), ("sec", "form4", (FILING,))]
IDS = [f"{provider}-{call}" for provider, call, _ in ALL]
SAID = {"insider": ["html_url"]}
"""Fields of the answers that cannot be read as they are, and are said so."""


async def replayed(provider: str, call: str, keys: tuple[str, ...]) -> list[Dossier]:
    async with wire_to(provider, Settings(), Terms(), Player(cassette(provider, call))) as wire:
        return await place(provider).dossiers(wire, call, Asked(keys))


def test_every_call_of_every_provider_has_a_cassette() -> None:
    every = {(provider, call) for provider in PROVIDERS for call in place(provider).kinds}
    assert every == {(provider, call) for provider, call, _ in ALL}
    assert [(p, c) for p, c in sorted(every) if not cassette(p, c).is_file()] == []


@pytest.mark.parametrize(("provider", "call", "keys"), ALL, ids=IDS)
def test_a_cassette_replays_and_is_read_whole(provider: str, call: str, keys: tuple[str, ...]) -> None:
    found = asyncio.run(replayed(provider, call, keys))
    assert found
    assert [unread.field for dossier in found for unread in dossier.unread] == SAID.get(call, [])
    for dossier in found:
        assert dossier.record
        assert dossier.url.startswith("https://")
        assert dossier.origin.url.startswith("https://")
        assert dossier.facts


@pytest.mark.parametrize(("provider", "call", "keys"), ALL, ids=IDS)
def test_a_cassette_is_what_the_recorder_writes_today(
    provider: str, call: str, keys: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "tape.yaml"
    asyncio.run(record(provider, call, keys)).save(path)
    assert path.read_text("utf-8") == cassette(provider, call).read_text("utf-8")


def test_no_cassette_of_a_source_holds_a_key_or_a_header_that_could() -> None:
    for path in sorted(CASSETTES.glob("sources-*.yaml")):
        text = path.read_text("utf-8")
        assert not re.search(r"(?i)authorization|cookie|[?&](?:token|apikey|api_key|key)=(?!REDACTED)", text), path
        assert "a-secret-that" not in text
