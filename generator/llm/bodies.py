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
    usage: Any = None

    @property
    def cut(self) -> bool:
        """Whether the answer ended at its limit."""
        return (self.finish_reason or "").lower() in ("length", "max_tokens", "model_length")

    @property
    def filtered(self) -> bool:
        """Whether a content filter ended the answer; some name the reason after it."""
        return (self.finish_reason or "").lower().startswith(("content_filter", "safety"))

    @property
    def broken(self) -> bool:
        """Whether the endpoint gave up on its own account."""
        return self.finish_reason in ("error", "abort", "insufficient_system_resource")


class Body(BaseModel, extra="allow"):
    """The parts of a completion that matter; endpoints leave out or null any of them."""

    choices: list[Choice] | None = None
    usage: Any = None
    x_groq: Any = None
    timings: Any = None
    model: str | None = None
    error: Any = None
    object: Any = None
    detail: Any = None
    message: Any = None

    @property
    def fault(self) -> Any:
        """The error inside a 200, in a form for `failures.error_words`; None if there is none."""
        if self.error:
            return {"error": self.error}
        inner = next((choice.error for choice in self.choices or () if choice.error), None)
        if inner:
            return {"error": inner}
        bare = self.choices is None and (self.object == "error" or self.detail or self.message)
        return self.model_dump(include={"detail", "message", "code", "type"}) if bare else None

    @property
    def counted(self) -> Usage:
        """The tokens, wherever the endpoint says them: beside, within the choice, in an extension or as timings."""
        extra = self.x_groq.get("usage") if isinstance(self.x_groq, dict) else None
        inner = self.choices[0].usage if self.choices else None
        given = (self.usage, extra, inner, self.timings)
        return usage_of(next((each for each in given if isinstance(each, dict) and each), {}))


def text_of(content: str | list[Any] | dict[str, Any] | None) -> str:
    """The text of a message; some endpoints give it in parts, some an object for JSON."""
    if isinstance(content, list):
        return "".join(part if isinstance(part, str) else _part(part) for part in content)
    if isinstance(content, dict):
        return json.dumps(content)
    return content or ""


def _part(part: Any) -> str:
    return str(part.get("text") or "") if isinstance(part, dict) else ""


def declined(content: object) -> str:
    """The words of a refusal that stands among a message's parts, "" if there is none."""
    parts = content if isinstance(content, list) else ()
    return next((str(p["refusal"]) for p in parts if isinstance(p, dict) and p.get("refusal")), "")


_MOST_TOKENS = 10**9


def usage_of(raw: dict[str, Any]) -> Usage:
    """Tokens as an endpoint counts them, by the names that it uses."""

    def count(value: Any) -> int:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return int(value) if number and 0 < value < _MOST_TOKENS else 0

    asked, said = raw.get("prompt_tokens_details"), raw.get("completion_tokens_details")
    return Usage(
        count(raw.get("prompt_tokens", raw.get("input_tokens", raw.get("prompt_n")))),
        count(raw.get("completion_tokens", raw.get("output_tokens", raw.get("predicted_n")))),
        (count(asked.get("cached_tokens")) if isinstance(asked, dict) else 0)
        or count(raw.get("prompt_cache_hit_tokens", raw.get("cache_read_input_tokens"))),
        count(said.get("reasoning_tokens")) if isinstance(said, dict) else 0,
    )
