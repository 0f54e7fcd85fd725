"""Any OpenAI-compatible endpoint as a model: what it takes, what it answers, and what its failures mean."""

from __future__ import annotations

import asyncio
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from generator import net
from generator.errors import ModelError
from generator.llm.addresses import address
from generator.llm.asking import Answer, Message, Prompt, T, Usage, request_hash
from generator.llm.bodies import Body, Choice, Said, declined, text_of
from generator.llm.failures import error_words, outcome_of, safe
from generator.llm.line import Line
from generator.llm.outcomes import Outcome, Remedy, course
from generator.llm.reading import json_schema, read_answer
from generator.llm.streamed import is_streamed, whole

if TYPE_CHECKING:
    import httpx2

_FIRST = {"model": 0, "messages": 1}
"""What stands first in a request; the rest follows by name, so that a rebuilt recording is the same to the byte."""
BASE_URL = "https://api.openai.com/v1"
_SORRY = re.compile(r"\s*(I'?m sorry|I am sorry|Sorry|I can(no|')t|I can not|I'?m unable|I am unable)\b", re.I)
"""How a refusal begins that an endpoint sends as plain text."""


@dataclass(frozen=True)
class Profile:
    """What an endpoint takes. What it turns out not to take is stepped down once and remembered."""

    structured: Literal["schema", "object", "none"] = "schema"
    limit: Literal["max_completion_tokens", "max_tokens", ""] = "max_completion_tokens"
    temperature: float | None = None
    """None leaves it to the endpoint; reasoning models take no other."""
    room: int = 1
    """How many times the limit of an answer is asked for, where hidden reasoning eats it."""

    def stepped_down(self, message: str) -> Profile | None:
        """The profile without what the endpoint's error message names, or None if it names nothing of it."""
        if self.structured != "none" and re.search(
            r"response_format|json_schema|json_object|\bschema\b|grammar", message
        ):
            return replace(self, structured="object" if self.structured == "schema" else "none")
        if self.limit and self.limit in message:
            return replace(self, limit="max_tokens" if self.limit == "max_completion_tokens" else "")
        if self.temperature is not None and "temperature" in message:
            return replace(self, temperature=None)
        return None


DEFAULT = Profile()
MOST_ROOM = 8


class _FailedError(ModelError):
    """A call without an answer, with the pause that the server asked for."""

    def __init__(self, message: str, outcome: Outcome, pause: float | None = None, steps: str = "") -> None:
        super().__init__(message, outcome)
        self.pause = pause
        self.steps = steps


class OpenAIModel:
    """A chat model behind an OpenAI-compatible endpoint. `transport` replaces the network, in tests and recordings.

    `in_flight` is for batches: that many calls share one pool of connections; see `Line`.
    `learned` is called with what the endpoint turns out to take, once an answer has come that way.
    """

    def __init__(
        self,
        name: str,
        key: str,
        base_url: str = "",
        *,
        profile: Profile = DEFAULT,
        patience: net.Patience = net.PATIENCE,
        timeout: float = 120.0,
        transport: httpx2.AsyncBaseTransport | None = None,
        sleep: net.Sleep = asyncio.sleep,
        chance: net.Chance = random.random,
        in_flight: int = 0,
        learned: Callable[[Profile], None] = lambda profile: None,
    ) -> None:
        self.name = name
        self.base_url = base_url or BASE_URL
        self.profile = profile
        self._key, self._patience, self._timeout = key, patience, timeout
        self._line = Line(address(self.base_url, name, key), key, timeout, transport, in_flight)
        self._learned, self._known = learned, profile
        self._sleep, self._chance = sleep, chance

    def __repr__(self) -> str:
        return f"OpenAIModel({self.name!r}, base_url={self.base_url!r})"

    def open(self, pause: net.Sleep) -> None:
        """Make ready to call (what is imported takes a good part of a second); `pause` is how to wait between tries."""
        self._sleep = pause
        self._line.open()

    async def close(self) -> None:
        """Give back the connections."""
        await self._line.close()

    async def ask(self, prompt: Prompt, answer: type[T]) -> Answer[T]:
        """The model's answer; see `asking.Model`."""
        schema = json_schema(answer)
        request = request_hash(self.name, prompt, schema)
        body = await self._completion(prompt, answer.__name__, schema)
        usage = body.counted
        choice = body.choices[0] if body.choices else Choice()
        said = choice.message or Said()
        text = text_of(said.content)
        read = read_answer(text, answer)
        outcome, fault, value = read.outcome, read.fault, read.value
        refusal = said.refusal or declined(said.content)
        if refusal or (outcome is Outcome.NOT_JSON and _SORRY.match(text)):
            outcome, fault, value = Outcome.REFUSED, safe(refusal or text, self._key), None
        elif choice.filtered:
            outcome, fault, value = Outcome.FILTERED, "", None
        elif choice.cut and value is None:
            outcome, fault = Outcome.TRUNCATED, f"after {len(text):,} characters"
            self._widen(usage, said.thought or not text or text.lstrip().startswith("<think>"))
        if self.profile != self._known:
            self._known = self.profile
            self._learned(self.profile)
        return Answer(outcome, value, text, body.model or self.name, request, usage, fault)

    def most(self, prompt: Prompt) -> int:
        """The most tokens that the answer to a prompt may take; 0 where no limit is asked for."""
        return prompt.tokens * self.profile.room if self.profile.limit else 0

    def _widen(self, usage: Usage, thought: bool) -> None:
        """Ask for more room from now on if an answer was cut off because reasoning took most of it."""
        if (thought or usage.hidden * 2 > usage.said) and self.profile.room < MOST_ROOM:
            self.profile = replace(self.profile, room=self.profile.room * 2)

    async def _completion(self, prompt: Prompt, title: str, schema: dict[str, Any]) -> Body:
        while True:
            profile = self.profile
            arguments = _arguments(self.name, prompt, title, schema, profile)
            try:
                return await self._patiently(lambda sent=arguments: self._call(sent))  # type: ignore[misc]
            except _FailedError as error:
                lower = profile.stepped_down(error.steps) if error.outcome == Outcome.BAD_REQUEST else None
                if lower is None:
                    raise
                self.profile = lower

    async def _patiently(self, call: Callable[[], Any]) -> Body:
        try:
            body: Body = await net.retrying(
                call,
                again=lambda error: isinstance(error, ModelError) and course(error.outcome).first is Remedy.RETRY,
                pause=lambda error: error.pause if isinstance(error, _FailedError) else None,
                patience=self._patience,
                sleep=self._sleep,
                chance=self._chance,
            )
        except TimeoutError as error:
            raise self._failed(Outcome.TIMEOUT, str(error)) from error
        return body

    async def _call(self, arguments: dict[str, Any]) -> Body:
        """One call."""
        import httpx2

        data = json.dumps(arguments, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        try:
            answered = await self._line.post(data)
        except httpx2.TimeoutException as error:
            raise self._failed(Outcome.TIMEOUT, f"no answer within {self._timeout:g} s") from error
        except httpx2.RequestError as error:
            raise self._failed(Outcome.CONNECTION, str(error) or type(error).__name__) from error
        if answered.status_code >= 300:
            raise self._refused(answered)
        return self._body(answered)

    def _refused(self, answered: httpx2.Response) -> _FailedError:
        try:
            said = answered.json()
        except ValueError:
            said = answered.text
        code, message, _ = error_words(said)
        outcome = outcome_of(answered.status_code, code, message)
        pause = net.asked_pause(answered.headers)
        if outcome is Outcome.QUOTA and answered.status_code == 402 and pause is not None:
            outcome = Outcome.RATE_LIMIT  # an account that is full again after a while is not empty
        return self._failed(outcome, f"HTTP {answered.status_code} {code}: {message}", pause)

    def _body(self, answered: httpx2.Response) -> Body:
        try:
            if is_streamed(answered.headers.get("content-type", ""), answered.content):
                body = Body.model_validate(whole(answered.content.decode("utf-8", "replace")))
            else:
                body = Body.model_validate_json(answered.content)
        except ValueError as error:
            raise self._failed(Outcome.ERROR_IN_ANSWER, f"not a completion: {answered.text[:80]!r}") from error
        if body.fault:
            code, message, status = error_words(body.fault)
            raise self._failed(outcome_of(status, code, message), f"{code}: {message}")
        if body.choices and body.choices[0].broken:
            raise self._failed(Outcome.OVERLOADED, f"it ended with {body.choices[0].finish_reason}")
        return body

    def _failed(self, outcome: Outcome, detail: str, pause: float | None = None) -> _FailedError:
        where = f"{self.name} at {self.base_url.split('?')[0]}"
        message = f"the model {where} {course(outcome).words} ({safe(detail, self._key)})"
        return _FailedError(message, outcome, pause, detail)


def _arguments(name: str, prompt: Prompt, title: str, schema: dict[str, Any], profile: Profile) -> dict[str, Any]:
    """The call's arguments, in the form that the endpoint takes."""
    messages = list(prompt.messages)
    arguments: dict[str, Any] = {"model": name}
    if profile.structured == "schema":
        form = {"name": title, "schema": schema, "strict": True}
        arguments["response_format"] = {"type": "json_schema", "json_schema": form}
    else:
        wanted = "Answer with one JSON object that follows this JSON Schema, and nothing else:\n"
        first = messages[0]
        messages[0] = Message(first.role, f"{first.text}\n\n{wanted}{json.dumps(schema, sort_keys=True)}")
        if profile.structured == "object":
            arguments["response_format"] = {"type": "json_object"}
    arguments["messages"] = [{"role": message.role, "content": message.text} for message in messages]
    if prompt.tokens and profile.limit:
        arguments[profile.limit] = prompt.tokens * profile.room
    if profile.temperature is not None:
        arguments["temperature"] = profile.temperature
    return dict(sorted(arguments.items(), key=lambda item: (_FIRST.get(item[0], 2), item[0])))
