"""How a run is getting on: one line that stays on a terminal, one line a minute elsewhere, or events as JSON."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Final, Literal, Protocol, TextIO

from generator.archive import Line

Log = Literal["text", "json"]
_PLAIN_EVERY: Final = 60.0
_TERMINAL_EVERY: Final = 0.2


class Spender(Protocol):
    """What knows what was spent."""

    @property
    def spent(self) -> Decimal:
        """US dollars."""


class Progress:
    """Counts lines of the manifest as they are entered and tells them. `total` is 0 where it is not known."""

    def __init__(
        self, stream: TextIO, clock: Callable[[], float], log: Log = "text", terminal: bool = False, total: int = 0
    ) -> None:
        self.counts: Counter[str] = Counter()
        self._stream, self._clock, self._log = stream, clock, log
        self._terminal = terminal and log == "text"
        self._total = total
        self._spender: Spender | None = None
        self._started = self._told = clock()
        self._lock = threading.Lock()

    @property
    def is_json(self) -> bool:
        """Whether events are told as JSON."""
        return self._log == "json"

    def paying(self, spender: Spender) -> None:
        """Show what this has spent."""
        self._spender = spender

    def step(self, line: Line) -> None:
        """A story is done."""
        with self._lock:
            self.counts[line.status] += 1
            if self._log == "json":
                cost = json.loads(line.cost) if line.cost else {}
                told = {"place": line.place, "name": line.name, "key": line.key, "status": line.status}
                self._event("story", **told, reason=line.reason, file=line.file, cost=cost)
            now = self._clock()
            if now - self._told >= (_TERMINAL_EVERY if self._terminal else _PLAIN_EVERY):
                self._told = now
                self._show(now)

    def event(self, kind: str, /, **fields: object) -> None:
        """Something that happened once: the start, the end, trouble."""
        with self._lock:
            if self._log == "json":
                self._event(kind, **fields)
            else:
                self._wipe()
                words = ", ".join(str(value) for value in fields.values())
                self._print(f"neurowire: {words}" if words else f"neurowire: {kind}")

    def close(self) -> None:
        """End the line on a terminal."""
        with self._lock:
            self._wipe()

    def _show(self, now: float) -> None:
        if self._log == "json":
            self._event("progress", **self._figures(now))
        elif self._terminal:
            self._stream.write(f"\r\x1b[K{self._words(now)}")
            self._stream.flush()
        else:
            self._print(f"neurowire: {self._words(now)}")

    def _figures(self, now: float) -> dict[str, object]:
        done, seconds = self.counts.total(), max(now - self._started, 1e-6)
        figures: dict[str, object] = {
            "done": done,
            "failed": self.counts["failed"] + self.counts["refused"] + self.counts["blocked"],
            "per_second": round(done / seconds, 1),
        }
        if self._spender is not None and self._spender.spent:
            figures["usd"] = f"{self._spender.spent:.4f}"
        if self._total and done:
            figures["seconds_left"] = round((self._total - done) * seconds / done)
        return figures

    def _words(self, now: float) -> str:
        figures = self._figures(now)
        of = f" of {self._total:,}" if self._total else ""
        words = f"{figures['done']:,}{of} done, {figures['failed']:,} failed, {figures['per_second']} stories/s"
        if "usd" in figures:
            words += f", ${figures['usd']}"
        if "seconds_left" in figures:
            minutes, seconds = divmod(int(str(figures["seconds_left"])), 60)
            words += f", {minutes}:{seconds:02} left"
        return words

    def _event(self, kind: str, /, **fields: object) -> None:
        self._print(json.dumps({"event": kind, **fields}, ensure_ascii=False, default=str))

    def _wipe(self) -> None:
        if self._terminal:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _print(self, text: str) -> None:
        self._stream.write(text + "\n")
        self._stream.flush()
