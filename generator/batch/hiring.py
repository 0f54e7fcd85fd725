"""Worker processes: started from a clean server, so that they share no lock, file or thread with the run."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any


class Hired:
    """A worker process and this end of its pipe. It ends when the pipe closes, also if the run is killed."""

    def __init__(self, task: Callable[..., None], *arguments: Any) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["generator.batch.preload"])
        self.pipe: Connection
        self.pipe, far = context.Pipe()
        self._process = context.Process(target=task, args=(far, *arguments), daemon=True)
        self._process.start()
        far.close()

    def stop(self) -> None:
        """End the process at once; this end of the pipe reads its end then."""
        self._process.terminate()
        self._process.join()

    def let_go(self) -> None:
        """Close the pipe and see the process end."""
        self.pipe.close()
        self._process.join(1)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join()
