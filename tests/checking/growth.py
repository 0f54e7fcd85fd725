"""How the check's time grows with a nasty text: from n to 4n characters, four times is linear, sixteen quadratic.

python -m tests.checking.growth [--size N] [--most RATIO]
"""

from __future__ import annotations

import argparse
import sys
import time

from generator.checking import check
from tests.checking.nasty import pumped
from tests.checking.shelf import SOUTHERN, facts
from tests.checking.test_hostile import RIGHT, WRONG


def seconds(text: str) -> float:
    """The best of two runs."""
    ledger, kind = facts(SOUTHERN)
    runs = []
    for _ in range(2):
        began = time.perf_counter()
        check(text, ledger, kind)
        runs.append(time.perf_counter() - began)
    return min(runs)


def main() -> int:
    """Print the growth of every nasty text; exit 1 where one grows by more than the ratio allowed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--most", type=float, default=8.0)
    given = parser.parse_args()
    worst = 0
    small, large = pumped(given.size), pumped(4 * given.size)
    for name in small:
        one, four = (seconds(f"{RIGHT} {texts[name]}\n\n{WRONG}") for texts in (small, large))
        ratio = four / max(one, 0.0005)
        over = ratio > given.most and four > 0.05
        worst += over
        print(f"{name:22}{one * 1000:10.1f} ms{four * 1000:10.1f} ms{ratio:8.1f}x{'  !' if over else ''}", flush=True)
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main())
