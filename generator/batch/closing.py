"""Closing a run: its manifest, its output as one file if so ordered, a summary a person can read, the exit code."""

from __future__ import annotations

import json
import os
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from generator.archive import DELIVERED, STATUSES, Archive, Line
from generator.batch import files
from generator.errors import ArchiveError

UNTOLD: Final = ("budget", "interrupted", "stopped")
"""How the reason begins of a story that was left for another run."""
_MOST_LISTED: Final = 20


class Account(NamedTuple):
    """What a run came to."""

    counts: Counter[str]
    delivered: int
    """Stories that stand where they were ordered: told in this run, or unchanged since an earlier one."""
    lacking: int
    """Required stories that were refused, failed, were blocked, or were left for another run."""
    reasons: Counter[str]
    usd: Decimal
    asked: int

    @property
    def total(self) -> int:
        """All stories of the run."""
        return self.counts.total()

    @property
    def good(self) -> bool:
        """Whether the run did what it was to do: something was delivered, and no required story is lacking."""
        return not self.lacking and self.delivered > 0


def account(archive: Archive, run: str) -> Account:
    """Go over the manifest of a run."""
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    delivered = lacking = asked = 0
    usd = Decimal(0)
    for line in archive.lines(run):
        counts[line.status] += 1
        untold = line.status == "skipped" and line.reason.startswith(UNTOLD)
        if line.status in DELIVERED or (line.status == "skipped" and line.version):
            delivered += 1
        if line.required and (untold or line.status in ("refused", "failed", "blocked")):
            lacking += 1
        if line.reason and line.status != "ready":
            reason = _common(line)
            if reason in reasons or len(reasons) < 1000:
                reasons[reason] += 1
        if line.cost:
            cost = json.loads(line.cost)
            usd += Decimal(cost.get("usd", "0"))
            asked += int(cost.get("answers", "0"))
    return Account(counts, delivered, lacking, reasons, usd, asked)


def _common(line: Line) -> str:
    """The reason without what is the story's own, so that alike ones are counted together."""
    reason = line.reason.removeprefix(f"{line.name}: ").replace(line.key, "KEY")
    if line.status == "refused" and " cannot be told: " in reason:
        reason = reason.split(" cannot be told: ", 1)[1]
    if reason.startswith("unchanged since"):
        reason = "unchanged since an earlier run"
    return f"{line.status}: {reason.splitlines()[0][:160]}"


def manifest_lines(archive: Archive, run: str) -> Iterator[bytes]:
    """The manifest as lines of JSON: place, name, key, status, reason, version, cost, file, hash, told_by."""
    for line in archive.lines(run):
        fields = line._asdict()
        del fields["work"]
        fields["cost"] = json.loads(line.cost) if line.cost else {}
        yield json.dumps({"run": run, **fields}, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def story_lines(archive: Archive, run: str) -> Iterator[bytes]:
    """The delivered stories as lines of JSON: key, status, version, and the article with its report."""
    for line, version in archive.told(run):
        if version is None or not (line.status in DELIVERED or line.status == "skipped"):
            continue
        head = {"key": line.key, "status": line.status, "reason": line.reason, "version": line.version}
        article = json.loads(zlib.decompress(version.record))
        yield json.dumps({**head, **article}, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def write_manifest(archive: Archive, run: str, folder: Path, stem: str = "") -> Path:
    """Write `manifest-RUN.jsonl`, and `manifest.jsonl` as a second name of the last one."""
    path = folder / f"{stem}manifest-{run}.jsonl"
    files.write_whole(path, manifest_lines(archive, run))
    last = folder / f"{stem}manifest.jsonl"
    scratch = folder / f".{last.name}.{os.getpid()}.part"
    with suppress(FileNotFoundError):
        scratch.unlink()
    try:
        os.link(path, scratch)
        scratch.replace(last)
    except OSError:
        files.write_whole(last, manifest_lines(archive, run))
    return path


def own(archive: Archive, path: Path) -> str:
    """The hash of a file that a run wrote, "" if there is none. Raises ArchiveError if a person changed it."""
    disk = files.hash_of_large(path)
    if disk and disk not in archive.output(str(path)):
        raise ArchiveError(
            f"{path}: was not written by a run on this archive, or was changed since; it was left as it is: "
            "name another --out, or move it away"
        )
    return disk


def write_stories(archive: Archive, run: str, path: Path) -> None:
    """Write the delivered stories as one file of JSON lines. Raises ArchiveError if a person changed the one there."""
    disk = own(archive, path)
    scratch = path.with_name(f".{path.name}.next.part")
    made = files.write_whole(scratch, story_lines(archive, run))
    archive.announce(str(path), f"run:{run}", made, disk).result()
    scratch.replace(path)
    files.settle(path.parent)


def summary(found: Account, run: str, seconds: float, where: str) -> str:
    """The run in words."""
    told = ", ".join(f"{found.counts[status]:,} {status}" for status in STATUSES if found.counts[status])
    lines = [f"Run {run}: {found.total:,} stories in {seconds:,.1f} s: {told or 'none'}."]
    if found.asked:
        lines.append(f"The model gave {found.asked:,} answers" + (f" for ${found.usd:.4f}." if found.usd else "."))
    if not found.total:
        lines.append("NOTHING WAS DELIVERED: the input holds no story.")
    elif not found.delivered:
        lines.append("NOTHING WAS DELIVERED.")
    elif found.lacking:
        lines.append(f"{found.lacking:,} required {'story is' if found.lacking == 1 else 'stories are'} lacking.")
    if where:
        lines.append(f"Stories: {where}")
    for reason, count in found.reasons.most_common(_MOST_LISTED):
        lines.append(f"  {count:,} x {reason}")
    if len(found.reasons) > _MOST_LISTED:
        lines.append(f"  and {len(found.reasons) - _MOST_LISTED:,} further reasons; the manifest has them all")
    return "\n".join(lines) + "\n"
