"""`python -m tests.benchmarks [P1 P3 ...]`: take the measures and print them. Only the ratios count."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

from tests.benchmarks import starting, stories
from tests.benchmarks.measuring import Figure, NotInstalledError

MEASURES: Mapping[str, Callable[[], Figure]] = {
    "P1": stories.p1,
    "P3": stories.p3,
    "P4": stories.p4,
    "P13": starting.p13,
    "P14": starting.p14,
    "P15": stories.p15,
}


def main(names: list[str]) -> int:
    """Take the named measures, or all; 1 if one of them misses its first step."""
    if unknown := [name for name in names if name not in MEASURES]:
        print(f"no measure {', '.join(unknown)}; there are {', '.join(MEASURES)}", file=sys.stderr)
        return 2
    print(f"{'':4} {'measure':50} {'ours':>10} {'baseline':>10} {'ratio':>8} {'first':>7} {'goal':>7}")
    missed = 0
    for name in names or MEASURES:
        try:
            figure = MEASURES[name]()
        except NotInstalledError as error:
            print(f"{name:4} skipped: {error}", flush=True)
            continue
        times = f"{figure.ours * 1e3:8.2f}ms {'-' if figure.higher else f'{figure.baseline * 1e3:8.3f}ms':>10}"
        marks = f"{figure.ratio:8.3g} {figure.first_step:7g} {figure.goal:7g}"
        print(f"{figure.name:4} {figure.what:50} {times} {marks}  {figure.reached}", flush=True)
        missed += figure.reached == "not yet"
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
