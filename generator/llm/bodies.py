"""The body of a completion as endpoints send it: its text, its refusal, its tokens, wherever they stand."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from generator.llm.asking import Usage


class Said(BaseModel):
    """A message of a completion."""

    content: str | list[Any] | dict[str, Any] | None = None
    refusal: str | None = None
    reasoning_content: Any = None
    reasoning: Any = None

    @property
    def thought(self) -> bool:
        """Whether the model thought aloud, beside its answer."""
        return bool(self.reasoning_content or self.reasoning)


class Choice(BaseModel):
    """One choice of a completion."""

    finish_reason: str | None = None
    message: Said | None = None
    error: Any = None


class Body(BaseModel):
    """The parts of a completion that matter; endpoints leave out or null any of them."""

    choices: list[Choice] | None = None
    usage: dict[str, Any] | None = None
    x_groq: dict[str, Any] | None = None
    model: str | None = None
    error: Any = None


def text_of(content: str | list[Any] | dict[str, Any] | None) -> str:
    """The text of a message; some endpoints give it in parts, some an object for JSON."""
    if isinstance(content, list):
        return "".join(str(part.get("text") or "") for part in content if isinstance(part, dict))
    if isinstance(content, dict):
        return json.dumps(content)
    return content or ""


def declined(content: object) -> str:
    """The words of a refusal that stands among a message's parts, "" if there is none."""
    parts = content if isinstance(content, list) else ()
    return next((str(p["refusal"]) for p in parts if isinstance(p, dict) and p.get("refusal")), "")


def usage_of(raw: dict[str, Any]) -> Usage:
    """Tokens as an endpoint counts them, by the names that it uses."""

    def count(value: Any) -> int:
        return value if isinstance(value, int) and value > 0 else 0

    asked, said = raw.get("prompt_tokens_details"), raw.get("completion_tokens_details")
    return Usage(
        count(raw.get("prompt_tokens", raw.get("input_tokens"))),
        count(raw.get("completion_tokens", raw.get("output_tokens"))),
        (count(asked.get("cached_tokens")) if isinstance(asked, dict) else 0)
        or count(raw.get("prompt_cache_hit_tokens", raw.get("cache_read_input_tokens"))),
        count(said.get("reasoning_tokens")) if isinstance(said, dict) else 0,
    )
