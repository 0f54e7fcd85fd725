"""What an endpoint answers and what the model makes of it: every failure has a name, and no network is needed."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx2
import pytest
from pydantic import BaseModel

from generator.errors import ModelError
from generator.llm import COURSES, Answer, Message, Outcome, Prompt, Remedy
from generator.llm.addresses import address
from generator.llm.failures import outcome_of, safe
from generator.llm.openai import Profile
from tests.llm.endpoint import KEY, Endpoint, Reply, completion, error, reply


class City(BaseModel):
    city: str
    people: int


GOOD = '{"city": "Paris", "people": 2}'
PROMPT = Prompt("test", (Message("system", "Rules."), Message("user", "Facts.")), tokens=500)


def ask(endpoint: Endpoint, profile: Profile | None = None, **patience: float) -> Answer[City]:
    async def run() -> Answer[City]:
        model = endpoint.model(profile, **patience)
        try:
            return await model.ask(PROMPT, City)
        finally:
            await model.close()

    return asyncio.run(run())


def no_message(finish: str) -> Any:
    """Azure leaves the message out where its filter stopped the answer."""
    body = completion()
    body["choices"] = [{"index": 0, "finish_reason": finish, "content_filter_results": {"hate": {"filtered": True}}}]
    return body


ANSWERS: dict[str, tuple[Any, Outcome]] = {
    "plain": (completion(GOOD), Outcome.ANSWERED),
    "code fences": (completion(f"```json\n{GOOD}\n```"), Outcome.ANSWERED),
    "words around fences": (completion(f"Here it is:\n```\n{GOOD}\n```\nDone."), Outcome.ANSWERED),
    "thoughts before": (completion(f"<think>Paris {{?}}</think>\n{GOOD}"), Outcome.ANSWERED),
    "refusal in parts": (completion([{"type": "refusal", "refusal": "I cannot."}]), Outcome.REFUSED),
    "thinking in parts": (
        completion([{"type": "thinking", "thinking": "Paris?"}, {"type": "text", "text": GOOD}]),
        Outcome.ANSWERED,
    ),
    "an object": (completion({"city": "Paris", "people": 2}), Outcome.ANSWERED),
    "content in parts": (completion([{"type": "text", "text": GOOD}]), Outcome.ANSWERED),
    "length but whole": (completion(GOOD, finish="length"), Outcome.ANSWERED),
    "refusal": (completion(None, refusal="I cannot help with that."), Outcome.REFUSED),
    "refusal in plain text": (completion("I'm sorry, but I can't help with that."), Outcome.REFUSED),
    "content filter": (completion("", finish="content_filter"), Outcome.FILTERED),
    "content filter without message": (no_message("content_filter"), Outcome.FILTERED),
    "truncated": (completion('{"city": "Par', finish="length"), Outcome.TRUNCATED),
    "truncated by hidden tokens": (completion("", finish="length"), Outcome.TRUNCATED),
    "empty": (completion(""), Outcome.EMPTY),
    "null": (completion(None), Outcome.EMPTY),
    "tool call": (completion(None, finish="tool_calls"), Outcome.EMPTY),
    "no choices": ({**completion(), "choices": []}, Outcome.EMPTY),
    "choices null": ({**completion(), "choices": None}, Outcome.EMPTY),
    "prose": (completion("Paris has two people."), Outcome.NOT_JSON),
    "broken JSON": (completion('{"city": "Paris", "people": }'), Outcome.NOT_JSON),
    "chat template rubbish": (completion("Very interesting <|im_end|>\n<|im_end|>"), Outcome.NOT_JSON),
    "missing field": (completion('{"city": "Paris"}'), Outcome.SCHEMA_BREAK),
    "wrong type": (completion('{"city": "Paris", "people": "many"}'), Outcome.SCHEMA_BREAK),
    "a list": (completion("[1, 2]"), Outcome.SCHEMA_BREAK),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers(name: str) -> None:
    body, outcome = ANSWERS[name]
    answer = ask(Endpoint([reply(body)]))
    assert answer.outcome is outcome
    assert (answer.value == City(city="Paris", people=2)) is (outcome is Outcome.ANSWERED)
    if outcome is not Outcome.ANSWERED:
        with pytest.raises(ModelError) as raised:
            answer.needed()
        assert raised.value.outcome == outcome


FAILURES: dict[str, tuple[Reply, Outcome, int]] = {
    "wrong key": (error(f"Incorrect API key provided: {KEY}.", "invalid_api_key", 401), Outcome.WRONG_KEY, 1),
    "wrong key as 400": (error("Authentication Error, No api key passed in.", None, 400), Outcome.WRONG_KEY, 1),
    "forbidden": (error("Country not supported", "unsupported_country", 403), Outcome.WRONG_KEY, 1),
    "unknown model": (error("The model `x` does not exist", "model_not_found", 404), Outcome.UNKNOWN_MODEL, 1),
    "unknown model as 400": (reply({"detail": "model x not found"}, 400), Outcome.UNKNOWN_MODEL, 1),
    "too long": (error("Your input exceeds the context window", "context_length_exceeded", 400), Outcome.TOO_LONG, 1),
    "filtered prompt": (error("The response was filtered", "content_filter", 400), Outcome.FILTERED, 1),
    "moderated": (
        reply({"error": {"message": "input was flagged", "code": 403, "metadata": {"reasons": ["x"]}}}, 403),
        Outcome.FILTERED,
        1,
    ),
    "no credits": (error("Insufficient credits", 402, 402), Outcome.QUOTA, 1),
    "JSON mode that failed": (
        error("Failed to generate JSON. Please adjust your prompt.", "json_validate_failed", 400),
        Outcome.ERROR_IN_ANSWER,
        3,
    ),
    "flex capacity": (error("Flex tier capacity exceeded", "capacity_exceeded", 498), Outcome.OVERLOADED, 3),
    "loading": (error("Loading model", "unavailable_error", 503), Outcome.OVERLOADED, 3),
    "list of faults": (
        reply({"detail": [{"loc": ["body", "messages"], "msg": "field required"}]}, 422),
        Outcome.BAD_REQUEST,
        1,
    ),
    "no such deployment": (
        error("The API deployment for this resource does not exist.", "DeploymentNotFound", 404),
        Outcome.UNKNOWN_MODEL,
        1,
    ),
    "no such model pulled": (
        error("model 'llama9' not found, try pulling it first", "not_found_error", 404),
        Outcome.UNKNOWN_MODEL,
        1,
    ),
    "error of a provider": (
        reply({"error": {"message": "Provider returned error", "code": 502, "metadata": {"raw": "overloaded"}}}),
        Outcome.OVERLOADED,
        3,
    ),
    "code in text": (reply({"error": {"message": "Too many requests", "code": "429"}}), Outcome.RATE_LIMIT, 3),
    "bad request": (error("Invalid 'messages'", None, 400), Outcome.BAD_REQUEST, 1),
    "quota": (error("You exceeded your current quota", "insufficient_quota", 429), Outcome.QUOTA, 1),
    "rate limit": (error("Rate limit reached for requests", "rate_limit_exceeded", 429), Outcome.RATE_LIMIT, 3),
    "server error": (error("The server had an error", None, 500), Outcome.SERVER_ERROR, 3),
    "overloaded": (error("That model is currently overloaded", None, 503), Outcome.OVERLOADED, 3),
    "gateway page": (reply("<html>502 Bad Gateway</html>", 502), Outcome.SERVER_ERROR, 3),
    "error inside 200": (reply({"error": {"message": "Provider failed", "code": None}}), Outcome.ERROR_IN_ANSWER, 3),
    "429 inside 200": (reply({"error": {"message": "Slow down", "code": 429}}), Outcome.RATE_LIMIT, 3),
    "error in choice": (reply({"choices": [{"error": {"message": "x", "code": 502}}]}), Outcome.SERVER_ERROR, 3),
    "page inside 200": (reply("<html>Sign in</html>"), Outcome.ERROR_IN_ANSWER, 3),
    "timeout": (httpx2.ReadTimeout("timed out"), Outcome.TIMEOUT, 3),
    "reset": (httpx2.ReadError("connection reset by peer"), Outcome.CONNECTION, 3),
    "refused": (httpx2.ConnectError("connection refused"), Outcome.CONNECTION, 3),
    "cut body": (httpx2.RemoteProtocolError("peer closed connection"), Outcome.CONNECTION, 3),
}


@pytest.mark.parametrize("name", FAILURES)
def test_failures(name: str) -> None:
    made, outcome, calls = FAILURES[name]
    endpoint = Endpoint([made])
    with pytest.raises(ModelError) as raised:
        ask(endpoint)
    assert raised.value.outcome == outcome
    assert len(endpoint.requests) == calls
    assert KEY not in str(raised.value)
    assert "gpt-test" in str(raised.value)


@pytest.mark.parametrize(
    ("headers", "pause"),
    [({"Retry_After": "7"}, 7.0), ({"Retry_After": "9", "Retry_After_Ms": "250"}, 0.25), ({"Retry_After": "0"}, 0.0)],
)
def test_a_pause_asked_for_is_kept(headers: dict[str, str], pause: float) -> None:
    endpoint = Endpoint([error("slow down", None, 429, **headers), reply(completion(GOOD))])
    assert ask(endpoint).outcome is Outcome.ANSWERED
    assert endpoint.pauses == [pause]


def test_a_pause_beyond_the_deadline_gives_up_with_the_cause() -> None:
    endpoint = Endpoint([error("slow down", None, 429, Retry_After="3600")])
    with pytest.raises(ModelError) as raised:
        ask(endpoint, deadline=60)
    assert raised.value.outcome == Outcome.RATE_LIMIT
    assert endpoint.pauses == []


def test_every_outcome_has_a_course() -> None:
    assert set(COURSES) == set(Outcome)
    assert all(course.then in (Remedy.ACCEPT, Remedy.FALL_BACK, Remedy.STOP) for course in COURSES.values())
    assert COURSES[Outcome.CASSETTE_MISS].first is Remedy.STOP


def test_usage_is_read_wherever_it_stands() -> None:
    usage = {
        "prompt_tokens": 10,
        "completion_tokens": 5,
        "prompt_tokens_details": {"cached_tokens": 8},
        "completion_tokens_details": {"reasoning_tokens": 3},
    }
    assert ask(Endpoint([reply(completion(GOOD, usage=usage))])).usage == (10, 5, 8, 3)
    assert ask(Endpoint([reply(completion(GOOD, usage=None))])).usage == (0, 0, 0, 0)


def test_the_schema_is_asked_for_and_enforced() -> None:
    endpoint = Endpoint([reply(completion(GOOD))])
    ask(endpoint)
    sent = endpoint.requests[0]
    form = sent["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["schema"]["additionalProperties"] is False
    assert form["schema"]["required"] == ["city", "people"]
    assert sent["max_completion_tokens"] == 500
    assert "temperature" not in sent


def test_an_endpoint_without_schemas_is_asked_in_the_next_form_and_that_is_remembered() -> None:
    endpoint = Endpoint(
        [
            error("Invalid parameter: 'response_format' of type 'json_schema' is not supported", None, 400),
            error("response_format type json_object is not supported", None, 400),
            error("Unsupported parameter: 'max_completion_tokens'", None, 400),
            reply(completion(GOOD)),
        ]
    )

    async def run() -> None:
        model = endpoint.model()
        for _ in range(2):
            assert (await model.ask(PROMPT, City)).outcome is Outcome.ANSWERED

    asyncio.run(run())
    assert len(endpoint.requests) == 5
    last = endpoint.requests[-1]
    assert "response_format" not in last
    assert last["max_tokens"] == 500
    assert json.dumps(City.model_json_schema()["properties"]["people"]["type"]) in last["messages"][0]["content"]


def test_the_same_request_has_the_same_hash_and_another_prompt_another() -> None:
    first, second = (ask(Endpoint([reply(completion(GOOD))])) for _ in range(2))
    assert first.request == second.request
    assert len(first.request) == 16


def test_keys_are_masked() -> None:
    assert KEY not in safe(f"key {KEY} and Bearer abcdef123456", KEY)
    assert "abcdef123456" not in safe("Bearer abcdef123456")
    assert KEY not in repr(Endpoint([]).model())


def test_outcome_of_words_without_a_status() -> None:
    assert outcome_of(0, "", "Provider returned error") is Outcome.ERROR_IN_ANSWER
    assert outcome_of(0, "rate_limit_exceeded", "") is Outcome.RATE_LIMIT


@pytest.mark.parametrize(
    ("base", "url", "query", "azure"),
    [
        ("https://api.groq.com/openai/v1", "https://api.groq.com/openai/v1", {}, False),
        ("http://localhost:11434/v1/", "http://localhost:11434/v1", {}, False),
        ("https://x.example/v1/chat/completions", "https://x.example/v1", {}, False),
        ("https://x.example/v1?tenant=desk", "https://x.example/v1", {"tenant": "desk"}, False),
        (
            "https://desk.openai.azure.com",
            "https://desk.openai.azure.com/openai/deployments/gpt-test",
            {"api-version": "2024-10-21"},
            True,
        ),
        (
            "https://desk.openai.azure.com/openai/deployments/news?api-version=2025-01-01-preview",
            "https://desk.openai.azure.com/openai/deployments/news",
            {"api-version": "2025-01-01-preview"},
            True,
        ),
        ("https://desk.openai.azure.com/openai/v1/", "https://desk.openai.azure.com/openai/v1", {}, True),
    ],
)
def test_an_endpoint_has_its_own_address(base: str, url: str, query: dict[str, str], azure: bool) -> None:
    made = address(base, "gpt-test", KEY)
    assert (made.url, made.query) == (url, query)
    assert made.headers == ({"api-key": KEY} if azure else {})


@pytest.mark.parametrize(
    ("more", "usage"),
    [
        ({"usage": {"prompt_tokens": 9, "completion_tokens": 4, "prompt_cache_hit_tokens": 6}}, (9, 4, 6, 0)),
        ({"usage": None, "x_groq": {"usage": {"prompt_tokens": 9, "completion_tokens": 4}}}, (9, 4, 0, 0)),
        ({"usage": {"input_tokens": 9, "output_tokens": 4, "cache_read_input_tokens": 2}}, (9, 4, 2, 0)),
    ],
)
def test_usage_of_other_endpoints(more: dict[str, Any], usage: tuple[int, ...]) -> None:
    assert ask(Endpoint([reply({**completion(GOOD), **more})])).usage == usage


def test_reasoning_that_took_the_whole_answer_gets_more_room() -> None:
    thinking = completion("", finish="length")
    thinking["choices"][0]["message"]["reasoning_content"] = "Paris has many people"
    endpoint = Endpoint([reply(thinking), reply(completion(GOOD))])

    async def twice() -> list[Answer[City]]:
        model = endpoint.model()
        try:
            return [await model.ask(PROMPT, City), await model.ask(PROMPT, City)]
        finally:
            await model.close()

    first, second = asyncio.run(twice())
    assert (first.outcome, second.outcome) == (Outcome.TRUNCATED, Outcome.ANSWERED)
    limits = [request["max_completion_tokens"] for request in endpoint.requests]
    assert limits == [500, 1000]
