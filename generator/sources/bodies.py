"""Bodies of answers: bytes to text, text to JSON, and the error that a body may hold."""

from __future__ import annotations

import codecs
import json
from decimal import Decimal
from typing import Any

from generator.sources.failures import Outcome, Told, Unanswered, error_in


def decoded(text: str, name: str, url: str) -> Any:
    """The JSON of a text, decimals as written. Raises Unanswered where it is cut short or no JSON."""
    try:
        return json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg
        outcome = Outcome.CUT_SHORT if cut else Outcome.NOT_JSON
        what = "JSON that breaks off" if cut else "text that is not JSON"
        where = f"line {error.lineno} column {error.colno}: {error.msg}"
        raise Unanswered(f"{name}: {url} answered {what} ({where})", outcome) from error
    except (RecursionError, ValueError, ArithmeticError) as error:
        raise Unanswered(f"{name}: {url} answered JSON that cannot be read ({error})", Outcome.NOT_JSON) from error


def error_of(text: str) -> tuple[Told, str] | None:
    """The error that a text reports, None for any other; a long one is looked at only if it begins like one."""
    if len(text) > 4_000 and '"error' not in text[:2_000] and '"ok"' not in text[:2_000]:
        return None
    try:
        return error_in(json.loads(text))
    except (ValueError, RecursionError):
        return None


def text_of(body: bytes, content_type: str) -> str:
    """The body as text: in the charset that the answer names if there is one, else UTF-8, else Latin-1."""
    _, _, tail = content_type.lower().partition("charset=")
    charset = tail.split(";")[0].strip(" \"'")
    for name in dict.fromkeys((charset, "utf-8-sig", "latin-1")):
        try:
            if name and codecs.lookup(name):
                return body.decode(name).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("utf-8", "replace")
