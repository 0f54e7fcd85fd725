"""Bodies in the shapes that vendors document, each read for what it means: errors, endings, tokens, thoughts."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from generator.errors import ModelError, UsageError
from generator.llm import Outcome
from generator.llm.failures import error_words, outcome_of
from generator.llm.openai import DEFAULT, Profile
from generator.llm.vendors import set_profile, vendor_profile
from generator.settings import read_settings
from tests.llm.endpoint import Endpoint, completion, error, reply
from tests.llm.test_openai import GOOD, PROMPT, City, ask

ERRORS: dict[str, tuple[int, Any, Outcome]] = {
    "OpenAI: a rate limit that names the billing page": (
        429,
        {
            "error": {
                "message": "Rate limit reached for m on requests per min (RPM): Limit 3, Used 3. Visit "
                "https://platform.openai.com/account/billing to add a payment method.",
                "type": "requests",
                "code": "rate_limit_exceeded",
            }
        },
        Outcome.RATE_LIMIT,
    ),
    "OpenAI: no quota": (
        429,
        {
            "error": {
                "message": "You exceeded your current quota, please check your plan and billing details.",
                "type": "insufficient_quota",
                "code": "insufficient_quota",
            }
        },
        Outcome.QUOTA,
    ),
    "OpenAI: a model the project may not use": (
        403,
        {"error": {"message": "Project `p` does not have access to model `m`", "code": "model_not_found"}},
        Outcome.UNKNOWN_MODEL,
    ),
    "Azure: a rate limit with a pricing tier": (
        429,
        {
            "error": {
                "code": "429",
                "message": "Requests have exceeded token rate limit of your current OpenAI S0 pricing tier. Please "
                "retry after 5 seconds. Please go here: https://aka.ms/oai/quotaincrease",
            }
        },
        Outcome.RATE_LIMIT,
    ),
    "Azure: wrong key": (
        401,
        {"error": {"code": "401", "message": "Access denied due to invalid subscription key."}},
        Outcome.WRONG_KEY,
    ),
    "Azure: filtered prompt": (
        400,
        {
            "error": {
                "message": "The response was filtered",
                "code": "content_filter",
                "status": 400,
                "innererror": {"code": "ResponsibleAIPolicyViolation", "content_filter_result": {}},
            }
        },
        Outcome.FILTERED,
    ),
    "Groq: a rate limit that names the billing page": (
        429,
        {
            "error": {
                "message": "Rate limit reached for model `m` on tokens per minute (TPM): Limit 6000. Need more tokens? "
                "Upgrade to Dev Tier today at https://console.groq.com/settings/billing",
                "type": "tokens",
                "code": "rate_limit_exceeded",
            }
        },
        Outcome.RATE_LIMIT,
    ),
    "Groq: retired model": (
        400,
        {"error": {"message": "The model `m` has been decommissioned", "code": "model_decommissioned"}},
        Outcome.UNKNOWN_MODEL,
    ),
    "OpenRouter: no such model": (
        400,
        {"error": {"message": "desk/m is not a valid model ID", "code": 400}, "user_id": "u"},
        Outcome.UNKNOWN_MODEL,
    ),
    "OpenRouter: the key's allowance is spent": (
        403,
        {"error": {"message": "Key limit exceeded (total limit)", "code": 403}},
        Outcome.QUOTA,
    ),
    "DeepSeek: no balance": (402, {"error": {"message": "Insufficient Balance", "code": None}}, Outcome.QUOTA),
    "DeepSeek: no such model": (
        400,
        {"error": {"message": "Model Not Exist", "type": "invalid_request_error", "code": "invalid_request_error"}},
        Outcome.UNKNOWN_MODEL,
    ),
    "Mistral: no such model": (
        400,
        {"object": "error", "message": "Invalid model: m", "type": "invalid_model", "param": None, "code": "1500"},
        Outcome.UNKNOWN_MODEL,
    ),
    "Mistral: rate limit": (
        429,
        {"object": "error", "message": "Rate limit exceeded", "type": "rate_limited", "param": None, "code": "1300"},
        Outcome.RATE_LIMIT,
    ),
    "Mistral: rate limit, bare": (429, {"message": "Requests rate limit exceeded"}, Outcome.RATE_LIMIT),
    "Mistral: the tier is full": (
        503,
        {"object": "error", "message": "Service tier capacity exceeded for this model.", "code": None},
        Outcome.OVERLOADED,
    ),
    "Azure: no such deployment": (
        404,
        {
            "error": {
                "code": "DeploymentNotFound",
                "message": "The API deployment for this resource does not exist. If you created the deployment within "
                "the last 5 minutes, please wait a moment and try again.",
            }
        },
        Outcome.UNKNOWN_MODEL,
    ),
    "Groq: its JSON mode failed": (
        400,
        {
            "error": {
                "message": "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more "
                "details.",
                "type": "invalid_request_error",
                "code": "json_validate_failed",
                "failed_generation": "{",
            }
        },
        Outcome.ERROR_IN_ANSWER,
    ),
    "OpenRouter: the text was flagged": (
        403,
        {
            "error": {
                "code": 403,
                "message": "Your chosen model requires moderation and your input was flagged",
                "metadata": {"reasons": ["x"], "flagged_input": "y", "provider_name": "p", "model_slug": "m"},
            }
        },
        Outcome.FILTERED,
    ),
    "OpenRouter: no provider left": (
        503,
        {
            "error": {
                "code": 503,
                "message": "There is no available model provider that meets your routing requirements",
            }
        },
        Outcome.OVERLOADED,
    ),
    "DeepSeek: a wrong parameter": (
        422,
        {"error": {"message": "Failed to deserialize the JSON body", "type": "invalid_request_error"}},
        Outcome.BAD_REQUEST,
    ),
    "Mistral: wrong key": (401, {"detail": "Unauthorized"}, Outcome.WRONG_KEY),
    "Anthropic: overloaded": (
        529,
        {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}},
        Outcome.OVERLOADED,
    ),
    "Google: wrong key, in a list": (
        400,
        [{"error": {"code": 400, "message": "API key not valid. Please pass a valid API key."}}],
        Outcome.WRONG_KEY,
    ),
    "llama.cpp: too long": (
        400,
        {
            "error": {
                "code": 400,
                "message": "the request exceeds the available context size, try increasing it",
                "type": "exceed_context_size_error",
            }
        },
        Outcome.TOO_LONG,
    ),
    "vLLM: no such model": (
        404,
        {"object": "error", "message": "The model `m` does not exist.", "type": "NotFoundError", "code": 404},
        Outcome.UNKNOWN_MODEL,
    ),
    "vLLM: too long": (
        400,
        {"object": "error", "message": "This model's maximum context length is 4096 tokens.", "code": 400},
        Outcome.TOO_LONG,
    ),
    "Ollama: no such model": (404, {"error": "model 'm' not found"}, Outcome.UNKNOWN_MODEL),
}


@pytest.mark.parametrize(("headers", "outcome"), [({}, Outcome.QUOTA), ({"Retry_After": "3"}, Outcome.RATE_LIMIT)])
def test_a_402_is_an_empty_account_unless_it_asks_to_wait(headers: dict[str, str], outcome: Outcome) -> None:
    """OpenRouter holds back the budget of calls in flight; what is free again later is no empty account."""
    endpoint = Endpoint([error("Insufficient credits", None, 402, **headers)])
    with pytest.raises(ModelError) as caught:
        ask(endpoint)
    assert caught.value.outcome is outcome
    assert len(endpoint.requests) == (3 if headers else 1)


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_is_named(name: str) -> None:
    status, body, outcome = ERRORS[name]
    code, message, _ = error_words(body)
    assert outcome_of(status, code, message) is outcome
    with pytest.raises(ModelError) as raised:
        ask(Endpoint([reply(body, status)]))
    assert raised.value.outcome == outcome


def ended(finish: str, content: Any = "") -> Any:
    """A completion that ended in a vendor's own way."""
    return completion(content, finish=finish)


ENDINGS: dict[str, tuple[Any, Outcome]] = {
    "Mistral: model_length": (ended("model_length", '{"city": "Pa'), Outcome.TRUNCATED),
    "a filter with its reason": (ended("content_filter: PROHIBITED_CONTENT"), Outcome.FILTERED),
    "unfinished thoughts": (ended("length", "<think>Paris has"), Outcome.TRUNCATED),
    "thoughts without their opening": (completion(f"Paris it is.\n</think>\n{GOOD}"), Outcome.ANSWERED),
    "a tag inside the answer": (completion('{"city": "a </think> b", "people": 2}'), Outcome.ANSWERED),
    "words around bare JSON": (completion(f"Here it is: {GOOD} Done."), Outcome.ANSWERED),
    "parts of plain text": (completion([GOOD[:9], GOOD[9:]]), Outcome.ANSWERED),
    "space before the body": ("\n\n   \n" + reply(completion(GOOD)).text, Outcome.ANSWERED),
}


@pytest.mark.parametrize("name", ENDINGS)
def test_an_ending_is_named(name: str) -> None:
    body, outcome = ENDINGS[name]
    assert ask(Endpoint([reply(body)])).outcome is outcome


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (ended("insufficient_system_resource"), Outcome.OVERLOADED),
        (ended("error"), Outcome.OVERLOADED),
        ({"object": "error", "message": "The model `m` does not exist.", "code": 404}, Outcome.UNKNOWN_MODEL),
        ({"detail": "Rate limit exceeded"}, Outcome.RATE_LIMIT),
    ],
    ids=["DeepSeek out of resources", "a provider gave up", "error object in a 200", "detail in a 200"],
)
def test_an_answer_that_is_none(body: Any, outcome: Outcome) -> None:
    with pytest.raises(ModelError) as raised:
        ask(Endpoint([reply(body)]))
    assert raised.value.outcome == outcome


@pytest.mark.parametrize(
    ("more", "usage"),
    [
        ({"usage": None, "timings": {"prompt_n": 9, "predicted_n": 4}}, (9, 4, 0, 0)),
        ({"usage": [], "x_groq": None}, (0, 0, 0, 0)),
        ({"usage": {"prompt_tokens": 9.0, "completion_tokens": True, "cost": 0.01}}, (9, 0, 0, 0)),
        ({"usage": {"prompt_tokens": -1, "completion_tokens": "4"}}, (0, 0, 0, 0)),
    ],
    ids=["llama.cpp timings", "a list", "numbers with a point", "no counts"],
)
def test_tokens_in_odd_places(more: dict[str, Any], usage: tuple[int, ...]) -> None:
    assert ask(Endpoint([reply({**completion(GOOD), **more})])).usage == usage


def test_tokens_within_the_choice() -> None:
    body = completion(GOOD, usage=None)
    body["choices"][0]["usage"] = {"prompt_tokens": 9, "completion_tokens": 4}
    assert ask(Endpoint([reply(body)])).usage == (9, 4, 0, 0)


@pytest.mark.parametrize(
    "detail",
    [
        {"detail": [{"loc": ["body", "max_completion_tokens"], "msg": "Extra inputs are not permitted"}]},
        {
            "object": "error",
            "message": {
                "detail": [{"loc": ["body", "max_completion_tokens"], "msg": "Extra inputs are not permitted"}]
            },
        },
    ],
    ids=["detail", "detail in message"],
)
def test_an_argument_named_by_its_place_is_stepped_down(detail: Any) -> None:
    endpoint = Endpoint([reply(detail, 422), reply(completion(GOOD))])
    assert ask(endpoint).outcome is Outcome.ANSWERED
    assert "max_completion_tokens" not in endpoint.requests[1]
    assert endpoint.requests[1]["max_tokens"] == PROMPT.tokens


def test_a_pause_as_a_date_is_kept() -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    endpoint = Endpoint([error("slow down", None, 429, Retry_After=until), reply(completion(GOOD))])
    assert ask(endpoint).outcome is Outcome.ANSWERED
    assert 20 <= endpoint.pauses[0] <= 30


def test_unfinished_thoughts_get_more_room() -> None:
    endpoint = Endpoint([reply(ended("length", "<think>Paris has")), reply(completion(GOOD))])

    async def twice() -> list[Outcome]:
        model = endpoint.model()
        return [(await model.ask(PROMPT, City)).outcome for _ in range(2)]

    assert asyncio.run(twice()) == [Outcome.TRUNCATED, Outcome.ANSWERED]
    assert endpoint.requests[1]["max_completion_tokens"] == 2 * PROMPT.tokens


@pytest.mark.parametrize(
    ("url", "profile"),
    [
        ("https://api.mistral.ai/v1", Profile(limit="max_tokens")),
        ("https://api.deepseek.com", Profile(structured="object", limit="max_tokens")),
        ("https://openrouter.ai/api/v1", Profile(limit="max_tokens")),
        ("http://desk.example:11434/v1", Profile(limit="max_tokens")),
        ("https://api.openai.com/v1", DEFAULT),
        ("https://notopenrouter.ai/v1", DEFAULT),
        ("https://desk.openai.azure.com", DEFAULT),
    ],
)
def test_an_endpoint_starts_with_what_its_vendor_takes(url: str, profile: Profile) -> None:
    assert vendor_profile(url) == profile


def test_the_settings_say_otherwise(tmp_path: Path) -> None:
    (tmp_path / "neurowire.toml").write_text('[endpoint]\nstructured = "none"\ntemperature = 0.2\n')
    given = read_settings({}, tmp_path).endpoint
    assert set_profile(DEFAULT, given) == Profile(structured="none", temperature=0.2)


@pytest.mark.parametrize("given", [{"structured": "xml"}, {"room": "much"}, {"limits": 3}])
def test_a_wrong_setting_is_named(given: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=f"endpoint.{next(iter(given))}"):
        set_profile(DEFAULT, given)
