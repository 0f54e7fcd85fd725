"""Completions that come as a stream of events, though none was asked for."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import pytest

from generator.errors import ModelError
from generator.llm import Outcome
from generator.llm.streamed import is_streamed, whole
from tests.llm.endpoint import Endpoint
from tests.llm.test_openai import GOOD, ask


def chunk(delta: dict[str, Any] | None = None, finish: str | None = None, **more: Any) -> dict[str, Any]:
    return {"model": "m-1", "choices": [{"index": 0, "delta": delta or {}, "finish_reason": finish}], **more}


def stream(*events: Any, end: str = "\n\n", done: bool = True) -> str:
    said = [event if isinstance(event, str) else json.dumps(event, ensure_ascii=False) for event in events]
    return "".join(f"data: {each}{end}" for each in [*said, *["[DONE]"] * done])


USAGE = {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}
HALVES = chunk({"role": "assistant", "content": GOOD[:9]}), chunk({"content": GOOD[9:]})
STREAMS: dict[str, tuple[str, Outcome]] = {
    "in pieces": (stream(*HALVES, chunk(finish="stop"), USAGE), Outcome.ANSWERED),
    "carriage returns": (stream(*HALVES, chunk(finish="stop"), end="\r\n\r\n"), Outcome.ANSWERED),
    "comments to keep the line open": (": PROCESSING\n\n" + stream(*HALVES, chunk(finish="stop")), Outcome.ANSWERED),
    "named events": ("event: message\n" + stream(*HALVES, chunk(finish="stop")), Outcome.ANSWERED),
    "a whole message in one event": (
        stream({"choices": [{"message": {"content": GOOD}, "finish_reason": "stop"}]}),
        Outcome.ANSWERED,
    ),
    "a line separator within": (
        stream(chunk({"content": GOOD.replace("Paris", "Pa\u2028ris")}), chunk(finish="stop")),
        Outcome.ANSWERED,
    ),
    "thoughts beside": (stream(chunk({"reasoning_content": "Hm."}), *HALVES, chunk(finish="stop")), Outcome.ANSWERED),
    "a second choice": (
        stream(*HALVES, {"choices": [{"index": 1, "delta": {"content": "no"}}]}, chunk(finish="stop")),
        Outcome.ANSWERED,
    ),
    "cut off at its limit": (stream(HALVES[0], chunk(finish="length")), Outcome.TRUNCATED),
    "the line broke": (stream(HALVES[0], done=False), Outcome.TRUNCATED),
    "filtered": (stream(HALVES[0], chunk(finish="content_filter")), Outcome.FILTERED),
    "refused": (stream(chunk({"refusal": "I can"}), chunk({"refusal": "not."}), chunk(finish="stop")), Outcome.REFUSED),
    "nothing said": (stream(chunk({"content": ""}), chunk(finish="stop")), Outcome.EMPTY),
}


def streamed(text: str, kind: str = "text/event-stream; charset=utf-8") -> httpx2.Response:
    return httpx2.Response(200, headers={"content-type": kind}, content=text.encode())


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_is_read_as_the_answer_it_adds_up_to(name: str) -> None:
    text, outcome = STREAMS[name]
    answer = ask(Endpoint([streamed(text)]))
    assert answer.outcome is outcome
    assert (answer.value is not None) == (outcome is Outcome.ANSWERED)


def test_tokens_and_model_of_a_stream() -> None:
    answer = ask(Endpoint([streamed(stream(*HALVES, chunk(finish="stop"), USAGE))]))
    assert (answer.usage.asked, answer.usage.said, answer.model) == (7, 3, "m-1")


FAULTS = {
    "an error among the events": stream(HALVES[0], {"error": {"message": "Overloaded", "code": 503}}),
    "no event": "event: ping\n\n",
    "an event that is no JSON": stream("{", done=False),
    "an event that is no object": stream("[1]", done=False),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_broken_stream_is_asked_for_again(name: str) -> None:
    endpoint = Endpoint([streamed(FAULTS[name])])
    with pytest.raises(ModelError) as caught:
        ask(endpoint)
    assert caught.value.outcome in (Outcome.ERROR_IN_ANSWER, Outcome.OVERLOADED)
    assert len(endpoint.requests) == 3


@pytest.mark.parametrize(
    ("kind", "body", "is_it"),
    [
        ("text/event-stream", b"", True),
        ("application/json", b"data: {}", True),
        ("application/json", b'{"choices": []}', False),
        ("text/html", b"<html>", False),
    ],
)
def test_what_is_a_stream(kind: str, body: bytes, is_it: bool) -> None:
    assert is_streamed(kind, body) is is_it


def test_too_many_events() -> None:
    with pytest.raises(ValueError, match="events"):
        whole("data: {}\n\n" * 200_001)
