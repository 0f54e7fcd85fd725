"""A model that answers from a list: for tests, demonstrations and the README."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from generator.errors import ModelError
from generator.llm.asking import Answer, Prompt, T, Usage, request_hash
from generator.llm.outcomes import Outcome, course
from generator.llm.reading import json_schema, read_answer

Line = str | BaseModel | Outcome | Exception
"""What a script says next: a text, a typed answer, an outcome without an answer, or an exception to raise."""


class ScriptedModel:
    """Gives its lines in order and keeps the prompts it was asked with."""

    def __init__(self, lines: Iterable[Line], name: str = "scripted") -> None:
        self.name = name
        self.prompts: list[Prompt] = []
        self._lines = iter(lines)

    async def ask(self, prompt: Prompt, answer: type[T]) -> Answer[T]:
        """The next line as an answer. Raises ModelError once the script is at its end."""
        self.prompts.append(prompt)
        request = request_hash(self.name, prompt, json_schema(answer))
        line = next(self._lines, None)
        if line is None:
            raise ModelError("the script has no further line", Outcome.CASSETTE_MISS)
        if isinstance(line, Exception):
            raise line
        if isinstance(line, Outcome):
            return Answer(line, None, "", self.name, request, fault=course(line).words)
        text = line.model_dump_json() if isinstance(line, BaseModel) else line
        read = read_answer(text, answer)
        usage = Usage(sum(len(message.text) for message in prompt.messages) // 4, len(text) // 4)
        return Answer(read.outcome, read.value, text, self.name, request, usage, read.fault)
