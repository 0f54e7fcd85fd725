"""What tokens cost, and the cap of a story: a call that could go beyond it is not made."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final, NamedTuple

from generator.errors import ModelError
from generator.llm.asking import NO_USAGE, Answer, Model, Prompt, T, Usage
from generator.llm.outcomes import Outcome

_MILLION: Final = Decimal(1_000_000)
SAID: Final = 2_000
"""Tokens that an answer is reckoned at before it is there, where its prompt sets no limit."""
LETTERS: Final = 3
"""Characters of a prompt to a token, reckoned low so that a cap is not overrun."""


class Price(NamedTuple):
    """US dollars for a million tokens: asked, said, and asked again from the endpoint's cache."""

    asked: Decimal
    said: Decimal
    cached: Decimal

    def of(self, usage: Usage) -> Decimal:
        """What an answer cost."""
        fresh = max(0, usage.asked - usage.cached)
        return (fresh * self.asked + usage.cached * self.cached + usage.said * self.said) / _MILLION


class CappedModel:
    """A model that counts one story's tokens and dollars, and makes no call that could take it above `cap`.

    `most` gives the most tokens that an answer may take; `price` None counts tokens alone.
    """

    def __init__(
        self,
        model: Model,
        price: Price | None = None,
        cap: Decimal | None = None,
        most: Callable[[Prompt], int] = lambda prompt: prompt.tokens,
    ) -> None:
        self.name = model.name
        self.price, self.cap = price, cap
        self.usage = NO_USAGE
        self.answers = 0
        self._model, self._most = model, most

    @property
    def spent(self) -> Decimal:
        """Dollars spent; nothing where the price is not known."""
        return self.price.of(self.usage) if self.price else Decimal(0)

    async def ask(self, prompt: Prompt, answer: type[T]) -> Answer[T]:
        """The answer; see `asking.Model`. Raises ModelError "cost cap" before the call."""
        if self.price is not None and self.cap is not None:
            letters = sum(len(message.text.encode("utf-8", "replace")) for message in prompt.messages)
            likely = self.price.of(Usage(letters // LETTERS, self._most(prompt) or SAID))
            if self.spent + likely > self.cap:
                raise ModelError(
                    f"a call to {self.name} may cost ${likely:.4f}, and ${self.spent:.4f} of ${self.cap} are spent",
                    Outcome.COST_CAP,
                )
        given = await self._model.ask(prompt, answer)
        self.usage, self.answers = self.usage.plus(given.usage), self.answers + 1
        return given
