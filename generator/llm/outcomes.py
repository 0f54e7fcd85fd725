"""What can come of asking a model, by name, and what is done about each: the one table of remedies."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Outcome(StrEnum):
    """How an answer, or a call without an answer, ended."""

    ANSWERED = "answered"
    REFUSED = "refused"
    FILTERED = "filtered"
    TRUNCATED = "truncated"
    EMPTY = "empty"
    NOT_JSON = "not JSON"
    SCHEMA_BREAK = "schema break"
    WRONG_LANGUAGE = "wrong language"
    UNKNOWN_MODEL = "unknown model"
    WRONG_KEY = "wrong key"
    QUOTA = "out of quota"
    RATE_LIMIT = "rate limit"
    OVERLOADED = "overloaded"
    SERVER_ERROR = "server error"
    TIMEOUT = "timeout"
    CONNECTION = "no connection"
    TOO_LONG = "prompt too long"
    BAD_REQUEST = "bad request"
    ERROR_IN_ANSWER = "error inside an answer"
    UNUSABLE = "unusable draft"
    COST_CAP = "cost cap"
    CASSETTE_MISS = "cassette miss"


class Remedy(StrEnum):
    """What is done about an outcome."""

    ACCEPT = "accept"
    RETRY = "retry"
    """Make the same call again, as `net.py` has it."""
    MEND = "mend"
    """Ask again, telling the model what was wrong."""
    FALL_BACK = "fall back"
    """Let the template write the story, and say so."""
    STOP = "stop"
    """End with an error: a setting is wrong, and another story would fail the same way."""


class Course(NamedTuple):
    """The remedy, what follows once it is used up, and the outcome in words that fit after "the model"."""

    first: Remedy
    then: Remedy
    words: str


_A, _R, _M, _F, _S = Remedy.ACCEPT, Remedy.RETRY, Remedy.MEND, Remedy.FALL_BACK, Remedy.STOP

COURSES: Mapping[Outcome, Course] = MappingProxyType(
    {
        Outcome.ANSWERED: Course(_A, _A, "answered"),
        Outcome.REFUSED: Course(_F, _F, "refused to write the story"),
        Outcome.FILTERED: Course(_F, _F, "was stopped by its content filter"),
        Outcome.TRUNCATED: Course(_M, _F, "was cut off before the end of its answer"),
        Outcome.EMPTY: Course(_M, _F, "gave an empty answer"),
        Outcome.NOT_JSON: Course(_M, _F, "gave an answer that is not JSON"),
        Outcome.SCHEMA_BREAK: Course(_M, _F, "gave an answer of another form than asked for"),
        Outcome.WRONG_LANGUAGE: Course(_M, _F, "answered in another language"),
        Outcome.UNKNOWN_MODEL: Course(_S, _S, "is not known there; check NEUROWIRE_MODEL and OPENAI_BASE_URL"),
        Outcome.WRONG_KEY: Course(_S, _S, "cannot be reached with this key; set OPENAI_API_KEY"),
        Outcome.QUOTA: Course(_F, _F, "has no quota left"),
        Outcome.RATE_LIMIT: Course(_R, _F, "is over its rate limit"),
        Outcome.OVERLOADED: Course(_R, _F, "is overloaded"),
        Outcome.SERVER_ERROR: Course(_R, _F, "failed on its server"),
        Outcome.TIMEOUT: Course(_R, _F, "did not answer in time"),
        Outcome.CONNECTION: Course(_R, _F, "cannot be reached"),
        Outcome.TOO_LONG: Course(_F, _F, "takes no prompt as long as this one"),
        Outcome.BAD_REQUEST: Course(_F, _F, "did not accept the request"),
        Outcome.ERROR_IN_ANSWER: Course(_R, _F, "answered with an error"),
        Outcome.UNUSABLE: Course(_M, _F, "wrote a draft that does not pass the check"),
        Outcome.COST_CAP: Course(_F, _F, "was not asked: the story would cost more than it may"),
        Outcome.CASSETTE_MISS: Course(_S, _S, "was not asked: the cassette holds no such request"),
    }
)
"""Every outcome and its course. Nothing else in the program decides what a failure leads to."""


def course(outcome: str) -> Course:
    """The course for an outcome's name; an unknown name stops."""
    try:
        return COURSES[Outcome(outcome)]
    except ValueError:
        return Course(_S, _S, f"failed: {outcome}")
