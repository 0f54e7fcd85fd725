"""How a source can fail: one error with a named outcome, and the error bodies of providers in all their shapes."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any, Final

from generator.errors import SourceError

_TAGS = re.compile(r"<[^>]*>")
_LONGEST: Final = 200


class Outcome(StrEnum):
    """What became of a call that gave no answer."""

    UNREACHABLE = "unreachable"
    TOO_SLOW = "too slow"
    KEY_REFUSED = "key refused"
    NOT_FOUND = "not found"
    BAD_REQUEST = "bad request"
    RATE_LIMITED = "rate limited"
    SERVER_ERROR = "server error"
    CUT_SHORT = "cut short"
    NOT_JSON = "not JSON"
    TOO_LARGE = "too large"
    REDIRECTED = "redirected"
    REPORTED = "reported an error"
    ODD_SHAPE = "odd shape"
    NOT_STORED = "not stored"


AGAIN: Final = frozenset({Outcome.UNREACHABLE, Outcome.RATE_LIMITED, Outcome.SERVER_ERROR, Outcome.CUT_SHORT})
"""The outcomes that may pass: such a call is made again."""


class Unanswered(SourceError):  # noqa: N818
    """A source gave no usable answer. `outcome` names how, `pause` are the seconds it asked to wait."""

    def __init__(self, message: str, outcome: Outcome, status: int = 0, pause: float | None = None) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.status = status
        self.pause = pause


def outcome_of(status: int) -> Outcome:
    """The outcome of an answer with an error status."""
    if status in (401, 402, 403):
        return Outcome.KEY_REFUSED
    if status == 404:
        return Outcome.NOT_FOUND
    if status == 429:
        return Outcome.RATE_LIMITED
    if status in (408, 425, 499) or status >= 500:
        return Outcome.SERVER_ERROR
    return Outcome.BAD_REQUEST


class Told(StrEnum):
    """What an error body means beyond its words."""

    NOTHING = "nothing"
    """There is no data for what was asked: an empty answer, not a failure."""
    FAILED = "failed"


_EMPTY_CODES: Final = frozenset({"no_data_found", "NOT_FOUND", "no_data"})


def error_in(body: Any) -> tuple[Told, str] | None:
    """The error that a decoded body reports, with its words; None if it is no error body.

    Shapes: a bare text; {"message"}; {"data", "errors": [{code, id, value}], "ok": false} (Benzinga);
    {"error": {code, message}} (openFDA); {"status": "REQUEST_NOT_PROCESSED", "message": [...]} (BLS).
    """
    if isinstance(body, str):
        return Told.FAILED, _short(body) or "an empty text"
    if not isinstance(body, dict):
        return None
    errors = body.get("errors")
    if body.get("ok") is False or (isinstance(errors, list) and errors and not body.get("data")):
        return _listed(errors if isinstance(errors, list) else [errors] if errors else [])
    error = body.get("error")
    if isinstance(error, dict):
        code = str(error.get("code", ""))
        told = Told.NOTHING if code in _EMPTY_CODES else Told.FAILED
        return told, _short(f"{code}: {error.get('message', '')}")
    if isinstance(error, str) and error:
        return Told.FAILED, _short(error)
    status, message = body.get("status"), body.get("message")
    if isinstance(status, str) and status.startswith("REQUEST_") and status != "REQUEST_SUCCEEDED":
        words = "; ".join(map(str, message)) if isinstance(message, list) else str(message or "")
        return Told.FAILED, _short(f"{status}: {words}")
    if isinstance(message, str) and body.keys() <= {"message", "code", "status", "request_id", "requestId"}:
        return Told.FAILED, _short(message)
    return None


def words_of(text: str) -> str:
    """A short reading of a body that is not JSON: an HTML page's title, an XML error's message, or its beginning."""
    for tag in ("Message", "title", "h1"):
        found = re.search(rf"<{tag}[^>]*>(.*?)</{tag}>", text, re.DOTALL | re.IGNORECASE)
        if found and found[1].strip():
            return _short(found[1])
    return _short(text)


def _listed(errors: list[Any]) -> tuple[Told, str]:
    parts, codes = [], set()
    for error in errors:
        if isinstance(error, dict):
            codes.add(str(error.get("code", "")))
            parts.append(": ".join(str(error[key]) for key in ("code", "value") if error.get(key)))
        else:
            parts.append(str(error))
    told = Told.NOTHING if codes and codes <= _EMPTY_CODES else Told.FAILED
    return told, _short("; ".join(part for part in parts if part)) or "an error without words"


def _short(text: str) -> str:
    plain = " ".join(_TAGS.sub(" ", text).split())
    plain = "".join(mark if mark.isprintable() else "?" for mark in plain)
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
