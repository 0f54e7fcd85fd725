"""Answers that real endpoints gave, each read for what it is. Skips where the recordings are not at hand."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml

from generator.errors import ModelError
from generator.llm import Outcome
from tests.llm.endpoint import Endpoint
from tests.llm.test_openai import ask

FOLDER = next(Path(__file__).parents[3].glob("*/recordings/openai"), None)
CHATS: dict[str, tuple[Outcome, ...]] = {
    "azure_content_filter": (Outcome.FILTERED, Outcome.NOT_JSON, Outcome.NOT_JSON),
    "chat_basic": (Outcome.NOT_JSON,),
    "chat_json_object": (Outcome.EMPTY, Outcome.SCHEMA_BREAK),
    "chat_json_schema_parse": (Outcome.SCHEMA_BREAK,),
    "chat_refusal_json_schema": (Outcome.REFUSED,),
    "chat_stream_usage": (Outcome.SCHEMA_BREAK,),
    "error_400_context_length": (Outcome.TOO_LONG,),
    "error_404_model": (Outcome.UNKNOWN_MODEL,),
    "error_429_azure_ratelimit": (Outcome.RATE_LIMIT,),
    "error_500_openai": (Outcome.SERVER_ERROR,),
    "groq_json_schema": (Outcome.SCHEMA_BREAK,),
    "ollama_local_json_schema": (Outcome.SCHEMA_BREAK,),
    "vllm_chat": (Outcome.TRUNCATED,),
}
"""Of each file: what the answers to its first requests come to, asked for the form {city: text, people: number}."""


def answers(name: str) -> list[httpx2.Response]:
    if FOLDER is None or not (FOLDER / f"{name}.yaml").is_file():
        pytest.skip("the recorded answers of real endpoints are not at hand")
    cassette = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return [_answer(each["response"]) for each in cassette["interactions"] if _counts(each)]


def _counts(each: dict[str, Any]) -> bool:
    """Chat answers, and errors of any call: these have one form."""
    return "/chat/" in each["request"]["uri"] or each["response"]["status"]["code"] >= 300


def _answer(response: dict[str, Any]) -> httpx2.Response:
    body = response["body"]["string"]
    content = body if isinstance(body, bytes) else body.encode()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    headers = {key: value[0] for key, value in response["headers"].items()}
    wanted = ("content-type", "retry-after", "retry-after-ms")
    return httpx2.Response(
        response["status"]["code"],
        headers={key: value for key, value in headers.items() if key.lower() in wanted},
        content=content,
    )


@pytest.mark.parametrize("name", CHATS)
def test_a_real_answer_is_read_for_what_it_is(name: str) -> None:
    for answer, outcome in zip(answers(name), CHATS[name], strict=False):
        if answer.status_code >= 300:
            with pytest.raises(ModelError) as caught:
                ask(Endpoint([answer]))
            assert caught.value.outcome is outcome
            continue
        came = ask(Endpoint([answer]))
        assert came.outcome is outcome
        assert came.usage.asked > 0
        assert came.usage.said > 0 or outcome is Outcome.FILTERED


def test_the_pause_that_azure_asks_for_is_kept() -> None:
    endpoint = Endpoint(answers("error_429_azure_ratelimit"))
    with pytest.raises(ModelError):
        ask(endpoint)
    assert len(endpoint.requests) == 3
    assert all(0 <= pause <= 2 for pause in endpoint.pauses)
