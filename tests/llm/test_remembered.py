"""What an endpoint takes is found out once, kept in a file, and taken from there."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from generator.llm.openai import DEFAULT, OpenAIModel, Profile
from generator.llm.remembered import Profiles
from generator.settings import cache_folder
from tests.llm.endpoint import KEY, Endpoint, completion, error, reply
from tests.llm.test_openai import GOOD, PROMPT, City

URL = "https://models.example/v1"
NO_SCHEMA = error("response_format json_schema is not supported", None, 400)
HIDDEN = {"prompt_tokens": 9, "completion_tokens": 100, "completion_tokens_details": {"reasoning_tokens": 90}}


def ask(replies: Endpoint, profiles: Profiles) -> OpenAIModel:
    model = replies.model(profiles.of(URL, "gpt-test"))
    model._learned = lambda profile: profiles.keep(URL, "gpt-test", profile)
    asyncio.run(model.ask(PROMPT, City))
    return model


def test_found_out_once(tmp_path: Path) -> None:
    profiles, first = Profiles(tmp_path / "deep" / "cache"), Endpoint([NO_SCHEMA, reply(completion(GOOD))])
    ask(first, profiles)
    assert profiles.of(URL, "gpt-test") == Profile(structured="object")
    second = Endpoint([reply(completion(GOOD))])
    ask(second, profiles)
    assert (len(first.requests), len(second.requests)) == (2, 1)
    assert second.requests[0]["response_format"] == {"type": "json_object"}
    assert profiles.of(URL, "another") == profiles.of("https://elsewhere/v1", "gpt-test") == DEFAULT


def test_nothing_is_learned_from_an_endpoint_that_takes_all(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    ask(Endpoint([reply(completion(GOOD))]), profiles)
    assert not profiles.path.exists()


def test_reasoning_that_eats_the_limit_gets_more_room_from_then_on(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    cut = Endpoint([reply(completion('{"name": "Pa', finish="length", usage=HIDDEN))])
    ask(cut, profiles)
    assert profiles.of(URL, "gpt-test").room == 2
    after = Endpoint([reply(completion(GOOD))])
    ask(after, profiles)
    first, second = (e.requests[0]["max_completion_tokens"] for e in (cut, after))
    assert second == 2 * first
    assert "temperature" not in after.requests[0]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"https://models.example/v1 gpt-test": {"structured": "magic"}}'])
def test_a_damaged_file_is_done_without(text: str, tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    profiles.path.write_text(text, "utf-8")
    assert profiles.of(URL, "gpt-test") == DEFAULT
    profiles.keep(URL, "gpt-test", Profile(limit="max_tokens"))
    assert profiles.of(URL, "gpt-test") == Profile(limit="max_tokens")


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Profiles(tmp_path / "file").keep(URL, "gpt-test", Profile(limit=""))


def test_no_key_is_kept(tmp_path: Path) -> None:
    profiles = Profiles(tmp_path)
    profiles.keep(f"{URL}?api-key={KEY}", "gpt-test", Profile(limit=""))
    assert KEY not in profiles.path.read_text("utf-8")


def test_where_it_is_kept() -> None:
    assert cache_folder({"XDG_CACHE_HOME": "/c", "HOME": "/h"}) == Path("/c/neurowire")
    assert cache_folder({"HOME": "/h"}) == Path("/h/.cache/neurowire")
    assert cache_folder({"HOME": "/h"}, "/own") == Path("/own")
