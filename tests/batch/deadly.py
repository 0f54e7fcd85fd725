"""An order that ends the process which tells one certain story, as a fault in a library would."""

from __future__ import annotations

import json
import multiprocessing
import os

from generator.batch.telling import Order
from generator.texts import content_hash
from tests.batch.sheets import sheets

DEADLY = 41
"""The place of the story, of those that `sheets` gives."""
_SHA = content_hash(json.dumps(list(sheets(DEADLY + 1))[DEADLY], default=str))


class DeadlyOrder(Order):
    """Ends the worker, never the run."""

    __slots__ = ()

    def work(self, sha: str) -> str:
        """The hash of the work; asked for by a worker of the deadly story, its end."""
        if sha == _SHA and multiprocessing.parent_process() is not None:
            os._exit(1)
        return super().work(sha)
