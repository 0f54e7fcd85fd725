"""A model whose answers are paid once: taken from the archive that holds them, and put there before they are read."""

from __future__ import annotations

import asyncio

from generator.archive import Archive, Paid
from generator.llm.asking import Answer, Model, Prompt, T, Usage, request_hash
from generator.llm.outcomes import Outcome
from generator.llm.reading import json_schema, read_answer


class KeptModel:
    """A model behind an archive. `fresh` asks again, and the new answer takes the old one's place."""

    def __init__(self, model: Model, archive: Archive, fresh: bool = False) -> None:
        self.name = model.name
        self.kept = 0
        self._model, self._archive, self._fresh = model, archive, fresh

    async def ask(self, prompt: Prompt, answer: type[T]) -> Answer[T]:
        """The answer; see `asking.Model`."""
        request = request_hash(self.name, prompt, json_schema(answer))
        if not self._fresh and (kept := await asyncio.to_thread(self._archive.answer, request)) is not None:
            self.kept += 1
            return _revived(kept, answer)
        given = await self._model.ask(prompt, answer)
        paid = Paid(request, given.model, str(given.outcome), given.text, given.fault, *given.usage)
        await asyncio.wrap_future(self._archive.keep(paid, "draft", anew=self._fresh))
        return given


def _revived(kept: Paid, form: type[T]) -> Answer[T]:
    """The answer as it was given."""
    outcome = Outcome(kept.outcome)
    value = read_answer(kept.text, form).value if outcome is Outcome.ANSWERED else None
    usage = Usage(kept.asked, kept.said, kept.cached, kept.hidden)
    return Answer(outcome, value, kept.text, kept.model, kept.request, usage, kept.fault)
