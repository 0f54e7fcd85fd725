"""From a model's text to a typed answer: JSON as it is, in code fences, or after a reasoning model's thoughts."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from generator.llm.outcomes import Outcome

T = TypeVar("T", bound=BaseModel)

MAX_TEXT = 200_000
"""Characters of an answer beyond which it is not read."""
_THOUGHTS = re.compile(r"\A\s*(?:<think>|(?!\s*[{`])).*?</think>", re.DOTALL)
"""<think> ... </think>; some endpoints leave the first of the two out."""
_FENCE = re.compile(r"```[A-Za-z]*\s*\n(?P<inside>.*?)\n?```", re.DOTALL)
"""A Markdown code fence: ```json ... ```"""


class Read(NamedTuple):
    """What a text came to: a value, or an outcome with its fault in words."""

    outcome: Outcome
    value: Any = None
    fault: str = ""


def read_answer(text: str, answer: type[T]) -> Read:
    """The text as `answer`, or the outcome that says why not: empty, not JSON, schema break."""
    if not text.strip():
        return Read(Outcome.EMPTY)
    if len(text) > MAX_TEXT:
        return Read(Outcome.SCHEMA_BREAK, fault=f"the answer is longer than {MAX_TEXT:,} characters")
    try:
        raw = _loaded(_bare(text))
    except (ValueError, RecursionError) as error:
        return Read(Outcome.NOT_JSON, fault=f"{type(error).__name__}: {error}"[:200])
    try:
        return Read(Outcome.ANSWERED, answer.model_validate(raw))
    except ValidationError as error:
        return Read(Outcome.SCHEMA_BREAK, fault=_faults(error))


def _loaded(text: str) -> Any:
    """The JSON of a text, or the object that begins within it where words stand around it."""
    try:
        return json.loads(text)
    except ValueError:
        at = text.find("{")
        if at < 0:
            raise
        return json.JSONDecoder().raw_decode(text, at)[0]


def _bare(text: str) -> str:
    """The text without thoughts and code fences; words around the first fence are dropped with it."""
    text = _THOUGHTS.sub("", text).strip()
    if text.startswith("{"):
        return text
    fenced = _FENCE.search(text)
    return fenced["inside"].strip() if fenced else text


def _faults(error: ValidationError) -> str:
    lines = []
    for fault in error.errors(include_url=False, include_context=False, include_input=False)[:5]:
        place = ".".join(str(part) for part in fault["loc"]) or "the answer"
        lines.append(f"{place}: {fault['msg']}")
    return "; ".join(lines)


@cache
def json_schema(answer: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of an answer in the strict form that endpoints enforce: closed objects, every field required."""
    schema: dict[str, Any] = _strict(answer.model_json_schema())
    return schema


def _strict(node: Any) -> Any:
    if isinstance(node, list):
        return [_strict(item) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _strict(value) for key, value in node.items() if key not in ("title", "default")}
    if isinstance(node.get("properties"), dict):
        made["properties"] = {name: _strict(value) for name, value in node["properties"].items()}
        made["required"] = list(node["properties"])
        made["additionalProperties"] = False
    return made
