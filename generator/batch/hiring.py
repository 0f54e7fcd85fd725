"""Worker processes: started from a clean server, so that they share no lock, file or thread with the run."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any, Final

_ASKING: Final = frozenset({signal.SIGINT, signal.SIGTERM})
"""By these a terminal or a service manager asks every process of a group to end. A run ends its workers in order."""


class Hired:
    """A worker process and this end of its pipe.

    It ends when the pipe closes, also if the run is killed, and heeds no signal that asks it to.
    """

    def __init__(self, task: Callable[..., None], *arguments: Any) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["generator.batch.preload"])
        self.pipe: Connection
        self.pipe, far = context.Pipe()
        self._process = context.Process(target=task, args=(far, *arguments), daemon=True)
        with _deaf():
            self._process.start()
        far.close()

    def stop(self) -> None:
        """End the process at once; this end of the pipe reads its end then."""
        self._process.kill()
        self._process.join()

    def let_go(self) -> None:
        """Close the pipe and see the process end."""
        self.pipe.close()
        self._process.join(1)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


@contextmanager
def _deaf() -> Iterator[None]:
    """Within it, a process that this thread starts is born deaf to the signals that ask it to end.

    So is the server that forks the workers, and by it they: none is hit before it could say what it makes of a signal.
    The run hears them in another thread, or afterwards.
    """
    resource_tracker.ensure_running()  # starting it would lift the mask
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ASKING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
