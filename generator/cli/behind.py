"""The facts behind a text: a Neurowire sheet, any other JSON or YAML, or the sheet beside an article that it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator.cli.reading import STDIN, Facts, read_facts, sha_of
from generator.errors import FactsError, UsageError
from generator.facts.files import MAX_BYTES, FactsFile, read_bytes
from generator.facts.ledger import Ledger
from generator.story import StoryKind

if TYPE_CHECKING:
    from generator.evidence import Profile

# "---" alone on the first line, up to the next such line
_FRONT = re.compile(r"---[ \t]*\r?\n(.*?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_HASH = re.compile(r"[0-9a-f]{16}\Z")
_MOST_FILES: Final = 2_000
_SHEET_FIELDS: Final = frozenset({"kind", "id", "dateline"})


class Behind(NamedTuple):
    """What a text is checked against: a ledger, and the story kind where the facts are a sheet."""

    ledger: Ledger
    kind: StoryKind | None = None


def behind(file: FactsFile, profile: Profile | None = None) -> Behind:
    """The ledger of a fact file: by its story kind if it is a sheet, else as evidence of any shape, as `profile` reads.

    A sheet's gates do not count here: a text may be checked against facts that are too few for a story.
    Raises FactsError if a sheet does not validate, UsageError for a sheet with a profile.
    """
    if not is_sheet(file.data):
        from generator.evidence import ledger_of_data

        return Behind(ledger_of_data(file.data, file.name, profile))
    if profile is not None:
        raise UsageError(f"{file.name} is a sheet, whose kind says what its fields are; leave out --profile")
    from generator.facts.building import ledger_of
    from generator.kinds import read_sheet

    kind, sheet = read_sheet(file)
    ledger = ledger_of(sheet)
    return Behind(ledger.plus(kind.derive(ledger)), kind)


def profile_at(path: str) -> Profile:
    """The profile in a file. Raises FactsError if it is missing or not one."""
    from generator.evidence import profile_of

    return profile_of(read_facts(path).file)


def is_sheet(data: Any) -> bool:
    """Whether data is meant as a Neurowire sheet: it names a story kind, or has a sheet's beginning."""
    if not isinstance(data, dict) or not isinstance(data.get("kind"), str):
        return False
    from generator.kinds import names

    return data["kind"] in names() or data.keys() >= _SHEET_FIELDS


def beside(path: str, text: str) -> Facts:
    """The sheet in the article's own folder whose hash the article's front matter gives.

    No path that the text names is opened. Raises UsageError if there is none.
    """
    sha = _sheet_hash(text)
    if path == STDIN or not sha:
        raise UsageError("nothing to check the text against; give its fact sheet or any JSON with --facts FILE")
    folder = Path(path).parent
    for candidate in _candidates(folder):
        if sha_of(candidate.read_bytes()) == sha:
            return read_facts(str(candidate))
    raise UsageError(f"no sheet with the hash {sha} in {folder}; name the article's fact sheet with --facts FILE")


def _candidates(folder: Path) -> Iterator[Path]:
    found = (path for pattern in ("*.yaml", "*.yml", "*.json") for path in sorted(folder.glob(pattern)))
    for _, path in zip(range(_MOST_FILES), found, strict=False):
        if path.is_file() and path.stat().st_size <= MAX_BYTES:
            yield path


def _sheet_hash(text: str) -> str:
    """`provenance.sheet` of an article's front matter, or ""."""
    front = _FRONT.match(text)
    if front is None:
        return ""
    try:
        data = read_bytes(front[1].encode("utf-8", "replace"), "front matter.yaml").data
    except FactsError:
        return ""
    made = data.get("provenance") if isinstance(data, dict) else None
    sha = made.get("sheet") if isinstance(made, dict) else None
    return sha if isinstance(sha, str) and _HASH.match(sha) else ""
