"""The nouns of asking a model: Prompt, Answer, Usage, and the one verb `ask` that every model has."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

from generator.errors import ModelError
from generator.llm.outcomes import Outcome, course

T = TypeVar("T", bound=BaseModel)
Role = Literal["system", "user", "assistant"]


class Message(NamedTuple):
    """One message of a prompt."""

    role: Role
    text: str


class Prompt(NamedTuple):
    """What a model is asked. The messages' fixed text comes first, so that prompt caches hit.

    `files` is the content hash of the prompt files it was made from, `tokens` the most an answer may take (0: the
    endpoint's own limit).
    """

    task: str
    messages: tuple[Message, ...]
    files: str = ""
    tokens: int = 0

    def followed(self, *messages: Message) -> Prompt:
        """This prompt with further messages at its end."""
        return self._replace(messages=self.messages + messages)


class Usage(NamedTuple):
    """Tokens that an answer took, as the endpoint counts them: `cached` of `asked`, `hidden` (reasoning) of `said`."""

    asked: int = 0
    said: int = 0
    cached: int = 0
    hidden: int = 0

    def plus(self, other: Usage) -> Usage:
        """The sum of both."""
        return Usage(*(a + b for a, b in zip(self, other, strict=True)))


NO_USAGE = Usage()


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A model's answer. `value` is None unless `outcome` is "answered"; `fault` then says what is wrong with it."""

    outcome: Outcome
    value: T | None
    text: str
    model: str
    request: str
    """The request's hash: model, messages and schema (sha256, first 16 hex digits)."""
    usage: Usage = NO_USAGE
    fault: str = ""

    def needed(self) -> T:
        """The parsed answer. Raises ModelError with the outcome if there is none."""
        if self.value is None:
            detail = f": {self.fault}" if self.fault else ""
            raise ModelError(f"the model {self.model} {course(self.outcome).words}{detail}", self.outcome)
        return self.value


class Model(Protocol):
    """Anything that answers: an endpoint, or a script."""

    @property
    def name(self) -> str:
        """The model's name."""

    async def ask(self, prompt: Prompt, answer: type[T]) -> Answer[T]:
        """The answer to `prompt` in the form `answer`.

        An answer that cannot be used has an outcome and no value. Raises ModelError where no answer came.
        """


def request_hash(model: str, prompt: Prompt, schema: object) -> str:
    """The hash under which a request's answer is kept."""
    whole = json.dumps([model, prompt.messages, schema, prompt.tokens], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]
