"""The error-injection board: errors of every kind put into right texts, and how many of them the check finds.

python -m tests.board [--seed N] [--limit N] [--seeds N] [--rewrites N] [--only KIND] [--missed N] [--jsonl FILE]
                      [--texts NAME,NAME]
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from tests.board.board import HARD, VALUED, Alarm, Result, alarms, judged, spoiled
from tests.board.cases import cases


def main(arguments: list[str] | None = None) -> int:
    """Run the board and print it."""
    parser = argparse.ArgumentParser(prog="python -m tests.board", description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1, help="of the choice of errors")
    parser.add_argument("--limit", type=int, default=150, help="errors of each kind at most")
    parser.add_argument("--seeds", type=int, default=4, help="phrasings of each template draft")
    parser.add_argument("--rewrites", type=int, default=1000, help="tellings that mean the same")
    parser.add_argument("--only", default="", help="one kind of error")
    parser.add_argument("--missed", type=int, default=6, help="misses of a kind to print")
    parser.add_argument("--jsonl", type=Path, help="save every result")
    parser.add_argument("--texts", default="", help="names of texts, or the beginnings of them, with commas between")
    given = parser.parse_args(arguments)
    began = time.perf_counter()
    texts = [case for case in cases(given.seeds) if case.name.startswith(tuple(given.texts.split(",")))]
    results = list(judged(m for m in spoiled(texts, given.seed, given.limit) if given.only in ("", m.kind)))
    print_results(results, given.missed)
    articles = list(alarms(texts, given.seed, given.rewrites)) if not given.only else []
    if articles:
        print_alarms(articles, given.missed * 5)
    print(f"\n{len(texts)} texts, seed {given.seed}, {time.perf_counter() - began:.0f} s", file=sys.stderr)
    if given.jsonl:
        save(given.jsonl, results, articles)
    return 0


def print_results(results: list[Result], missed: int) -> None:
    """The table of recall, then what was missed."""
    kinds: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        kinds[result.mutant.kind].append(result)
    print(f"{'kind':22}{'errors':>8}{'found':>8}{'recall':>9}{'right value':>13}   by style")
    for kind, rows in kinds.items():
        found = [row for row in rows if row.found]
        styles = defaultdict(list)
        for row in rows:
            styles[row.mutant.case.style].append(row.found)
        by_style = ", ".join(f"{style} {sum(hits)}/{len(hits)}" for style, hits in styles.items())
        right = sum(row.expected for row in found)
        wanted = 0.99 if kind in HARD else 0.9
        recall = len(found) / len(rows)
        mark = " " if recall >= wanted else "!"
        value = f"{right / max(len(found), 1):.0%}" if kind in VALUED else "-"
        print(f"{kind:22}{len(rows):8}{len(found):8}{recall:8.1%}{mark}{value:>12}   {by_style}")
    for name, keep in (("figures, names, dates", True), ("words", False)):
        rows = [row for kind, some in kinds.items() if (kind in HARD) is keep for row in some]
        if rows:
            print(f"{name:22}{len(rows):8}{sum(r.found for r in rows):8}{sum(r.found for r in rows) / len(rows):8.1%}")
    for kind, rows in kinds.items():
        lost = [row for row in rows if not row.found]
        if lost:
            hidden = sum(row.hidden for row in lost)
            print(f"\nmissed, {kind}: {len(lost)}" + (f", {hidden} of them hidden by a false alarm" if hidden else ""))
            for row in lost[:missed]:
                print(f"  [{row.mutant.case.name}] {row.mutant.sentence()}  (was {' / '.join(row.mutant.right)})")
                if row.said:
                    print(f"      elsewhere: {row.said[:200]}")


def print_alarms(articles: list[tuple[str, list[Alarm]]], most: int) -> None:
    """False alarms an article, and their sentences."""
    clean = [made for name, made in articles if " " not in name]
    told = [made for name, made in articles if " " in name]
    right = {name for name, made in articles if " " not in name and not made}
    sound = [made for name, made in articles if " " in name and name.split(" ")[0] in right]
    for what, rows in (("clean texts", clean), ("told otherwise", told), ("of these, from texts without one", sound)):
        any_, hard = sum(bool(made) for made in rows), sum(any(a.blocking for a in made) for made in rows)
        share, blocked = any_ / max(len(rows), 1), hard / max(len(rows), 1)
        print(f"\nfalse alarms, {what}: {len(rows)} articles")
        print(f"    any in {any_} ({share:.1%}), blocking in {hard} ({blocked:.1%})")
    seen: dict[tuple[str, str, str], int] = defaultdict(int)
    shown: dict[tuple[str, str, str], Alarm] = {}
    for _, made in articles:
        for alarm in made:
            key = (alarm.rewrite, alarm.rule, alarm.message[:40])
            seen[key] += 1
            shown.setdefault(key, alarm)
    for key, times in sorted(seen.items(), key=lambda entry: -entry[1])[:most]:
        alarm = shown[key]
        print(
            f"  {times}x [{alarm.case} | {alarm.rewrite or 'as it is'}] {alarm.rule} {alarm.verdict}: {alarm.message}"
        )
        print(f"      {alarm.sentence}")


def save(path: Path, results: list[Result], articles: list[tuple[str, list[Alarm]]]) -> None:
    """One JSON object a line: the errors, then the false alarms."""
    with path.open("w", encoding="utf-8") as file:
        for row in results:
            record = {
                "kind": row.mutant.kind, "text": row.mutant.case.name, "style": row.mutant.case.style,
                "found": row.found, "right_value": row.expected, "sentence": row.mutant.sentence(), "said": row.said,
            }  # fmt: skip
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
        for name, made in articles:
            for alarm in made:
                file.write(json.dumps({"alarm": name, **alarm._asdict()}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
