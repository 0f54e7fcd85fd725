"""How a run is asked to stop: by Ctrl-C or a service manager, once in order, twice at once."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

from generator.batch.progress import Progress

INTERRUPTED: Final = 130


class Stop:
    """Asked for by Ctrl-C or SIGTERM: stories that are begun are finished, no other is begun."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self._heard = False

    @contextmanager
    def listening(self, progress: Progress) -> Iterator[None]:
        """Within it, the first signal asks to stop and the second one ends the process at once.

        A handler may break into whatever holds a lock, so it does no more than wake a thread that sets and tells it.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        ear, mouth = os.pipe()

        def hear(_number: int, _frame: FrameType | None) -> None:
            if self._heard:
                os._exit(INTERRUPTED)
            self._heard = True
            os.write(mouth, b"!")

        def heed() -> None:
            if os.read(ear, 1):
                self.asked.set()
                progress.event("interrupted", what="stopping after the stories that are begun; once more stops at once")

        listener = threading.Thread(target=heed, name="stop", daemon=True)
        listener.start()
        before = {number: signal.signal(number, hear) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            os.close(mouth)
            listener.join()
            os.close(ear)
