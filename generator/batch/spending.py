"""What a run may spend: a price per token, a budget in dollars, a rate of calls or stories a minute."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from generator.batch.telling import Interrupting
from generator.errors import UsageError
from generator.llm.asking import Prompt, Usage
from generator.llm.pricing import LETTERS, SAID
from generator.llm.pricing import Price as Price


def price_of(text: str) -> Price:
    """The price that is written ASKED,SAID or ASKED,SAID,CACHED: 0.15,0.60,0.075."""
    try:
        numbers = [Decimal(part) for part in text.split(",")]
    except InvalidOperation:
        numbers = []
    if len(numbers) not in (2, 3) or not all(number.is_finite() and number >= 0 for number in numbers):
        raise UsageError(f"{text!r} is not a price; write dollars for a million tokens asked and said: 0.15,0.60")
    return Price(numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else numbers[0])


class Till:
    """Counts what is spent, and what the calls in flight may still cost: together never above the budget."""

    def __init__(self, price: Price | None = None, budget: Decimal | None = None) -> None:
        if budget is not None and price is None:
            raise UsageError("a budget needs to know what tokens cost; give --price ASKED,SAID")
        self._price, self.budget = price, budget
        self.spent = Decimal(0)
        self._held = Decimal(0)
        self._lock = threading.Lock()
        self.reached = False

    def hold(self, prompt: Prompt) -> Decimal | None:
        """Set aside what a call may cost; None if there is no room until calls in flight are settled.

        Raises Interrupting if what is spent leaves no room for it.
        """
        if self._price is None:
            return Decimal(0)
        letters = sum(len(message.text) for message in prompt.messages)
        likely = self._price.of(Usage(letters // LETTERS, prompt.tokens or SAID))
        with self._lock:
            if self.budget is not None and self.spent + likely > self.budget:
                self.reached = True
                raise Interrupting(self.words)
            if self.budget is not None and self.spent + self._held + likely > self.budget:
                return None
            self._held += likely
        return likely

    def settle(self, held: Decimal, usage: Usage | None) -> Decimal:
        """Give back what was set aside, and enter what the answer cost (None: there was none)."""
        cost = self._price.of(usage) if self._price is not None and usage is not None else Decimal(0)
        with self._lock:
            self._held -= held
            self.spent += cost
        return cost

    @property
    def words(self) -> str:
        """Why stories are left."""
        return f"budget: the ${self.budget} of this run are spent; run the same command again with more"


class Pace:
    """Spaces calls evenly: `per_minute` a minute, 0 for no limit."""

    def __init__(self, per_minute: float, clock: Callable[[], float]) -> None:
        self._step = 60 / per_minute if per_minute else 0.0
        self._clock = clock
        self._next = clock()
        self._lock = threading.Lock()

    def wait(self, calls: int = 1) -> float:
        """Take the next turn; gives the seconds to wait for it."""
        if not self._step:
            return 0.0
        with self._lock:
            now = self._clock()
            turn = max(self._next, now)
            self._next = turn + calls * self._step
            return turn - now


def rate_of(text: str) -> float:
    """The rate that is written 600/min, 10/s or 600."""
    number, _, unit = text.partition("/")
    factor = {"": 1, "min": 1, "minute": 1, "m": 1, "s": 60, "sec": 60, "h": 1 / 60}.get(unit.strip())
    try:
        rate = float(number) * (factor or 0)
    except ValueError:
        rate = 0.0
    if not 0 < rate < float("inf"):
        raise UsageError(f"{text!r} is not a rate; write 600/min or 10/s")
    return rate
