"""From an endpoint's error to the name of its outcome: by status, code and words, as endpoints use them."""

from __future__ import annotations

import re
from typing import Any

from generator.llm.outcomes import Outcome

_LONG = re.compile(r"context.{0,3}(length|window|size)|maximum context|too many tokens|prompt is too long", re.I)
_FILTER = re.compile(r"content_filter|content management policy|content_policy|ResponsibleAI", re.I)
_QUOTA = re.compile(
    r"insufficient_quota|exceeded your current quota|billing|credit balance|insufficient (credits|balance)|"
    r"(key|credit|spend(ing)?|monthly) limit (exceeded|reached)", re.I
)  # fmt: skip
_URL = re.compile(r"https?://\S+")
"""Where to buy more stands in the message of a mere rate limit too, as an address with "billing" in it."""
_MODEL = re.compile(
    r"model_not_found|model_decommissioned|model.{0,80}(not found|does not exist|not exist|been decommissioned)|"
    r"(invalid|unknown|not a valid) model|does not have access to model", re.I
)  # fmt: skip
_KEY = re.compile(
    r"invalid_api_key|(incorrect|invalid|missing|wrong|no).{0,12}api.?key|api.?key not valid|authentication", re.I
)
_BUSY = re.compile(
    r"overloaded|over capacity|at capacity|capacity exceeded|temporarily unavailable|loading model|model is loading|"
    r"try again later|server is busy", re.I
)  # fmt: skip
_MODERATED = re.compile(r"moderation|flagged|content policy", re.I)
_BROKEN_FORM = re.compile(r"json_validate_failed|failed to generate json", re.I)
"""The endpoint's own JSON mode went wrong with the answer: another may go right."""
_SECRET = re.compile(r"\b(?:sk|gsk|key|Bearer)[-_ ][A-Za-z0-9*_-]{6,}")
"""Shapes of keys, as error messages repeat them: sk-proj-abc123, gsk_abc123, Bearer abc123."""


def outcome_of(status: int, code: str, message: str) -> Outcome:
    """The outcome of an error answer. `status` is the HTTP status, or one named inside a 200 (0: none)."""
    said = f"{code} {_URL.sub('', message)}"
    if status == 403:
        return _forbidden(said)
    if status == 401:
        return Outcome.WRONG_KEY
    if status == 404:
        return Outcome.UNKNOWN_MODEL
    if status == 402 or (status == 429 and "rate_limit" not in code and _QUOTA.search(said)):
        return Outcome.QUOTA
    if status == 429 or (not status and re.search(r"rate.?limit", said, re.I)):
        return Outcome.RATE_LIMIT
    if status == 408:
        return Outcome.TIMEOUT
    if status == 413 or (status < 500 and _LONG.search(said)):
        return Outcome.TOO_LONG
    if _BROKEN_FORM.search(said):
        return Outcome.ERROR_IN_ANSWER
    if status in (498, 503, 529) or _BUSY.search(said):
        return Outcome.OVERLOADED
    if status >= 500 or status == 409:
        return Outcome.SERVER_ERROR
    return _of_words(status, said)


def _forbidden(said: str) -> Outcome:
    """What a 403 means: endpoints send it for a key, a model, a spent allowance and a text they will not take."""
    for shape, outcome in ((_MODERATED, Outcome.FILTERED), (_QUOTA, Outcome.QUOTA), (_MODEL, Outcome.UNKNOWN_MODEL)):
        if shape.search(said):
            return outcome
    return Outcome.WRONG_KEY


def _of_words(status: int, said: str) -> Outcome:
    """The outcome of an error whose status says too little."""
    for shape, outcome in (
        (_FILTER, Outcome.FILTERED),
        (_QUOTA, Outcome.QUOTA),
        (_KEY, Outcome.WRONG_KEY),
        (_MODEL, Outcome.UNKNOWN_MODEL),
    ):
        if shape.search(said):
            return outcome
    return Outcome.BAD_REQUEST if status else Outcome.ERROR_IN_ANSWER


def error_words(body: Any) -> tuple[str, str, int]:
    """The code, message and status named in an error body, whichever of the known forms it has.

    {"error": {"message", "code", "type"}}, {"error": "..."}, {"detail": "..."}, {"message": "..."}, or a list with one
    of them.
    """
    if isinstance(body, list) and body:
        body = body[0]
    error = body.get("error", body) if isinstance(body, dict) else body
    if not isinstance(error, dict):
        return "", str(error or ""), 0
    code = error.get("code") or error.get("type") or ""
    inner = error.get("innererror")
    if isinstance(inner, dict):
        code = f"{code} {inner.get('code', '')}".strip()
    message = error.get("message") or error.get("detail") or ""
    metadata = error.get("metadata")
    if isinstance(metadata, dict) and metadata.get("raw"):
        message = f"{message} {metadata['raw']}"
    status = code if isinstance(code, int) and not isinstance(code, bool) else error.get("status")
    if isinstance(code, str) and code.isdigit():
        status = int(code)
    return str(code), _plain(message), status if isinstance(status, int) and 400 <= status < 600 else 0


def _plain(message: Any) -> str:
    """A message as text; some endpoints give a list of what is wrong with the request, and where."""
    if isinstance(message, dict):
        message = message.get("detail") or message.get("message") or message
    return "; ".join(_fault(each) for each in message) if isinstance(message, list) else str(message)


def _fault(each: Any) -> str:
    """One thing that is wrong: "body.max_completion_tokens: Extra inputs are not permitted"."""
    if not isinstance(each, dict) or not each.get("msg"):
        return str(each)
    place = each.get("loc")
    where = ".".join(str(part) for part in place) + ": " if isinstance(place, list) else ""
    return f"{where}{each['msg']}"


def safe(message: str, *secrets: str) -> str:
    """The message in one line of at most 300 characters, with keys masked."""
    for secret in secrets:
        if secret:
            message = message.replace(secret, "***")
    return " ".join(_SECRET.sub("***", message).split())[:300]
