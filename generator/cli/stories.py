"""`neurowire stories`: what the archive holds, story by story and version by version."""

from __future__ import annotations

import difflib
import json
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.batch import files
from generator.cli.batch import ARCHIVE, opened
from generator.cli.settings import at_the_door
from generator.cli.terminal import note, readable
from generator.errors import UsageError

if TYPE_CHECKING:
    from generator.archive import Archive, Version

_archive = click.option("--archive", metavar="PATH|URL", help=f"The record (NEUROWIRE_ARCHIVE, or {ARCHIVE} here).")


@click.group()
def stories() -> None:
    """List, show, compare and export the stories of the archive."""


@stories.command("list")
@click.option("--kind", metavar="KIND", default="", help="Only stories of this kind.")
@click.option("--status", metavar="STATUS", default="", help="Only stories of this status: ready, blocked, ...")
@click.option("--run", "run", metavar="RUN", help="The manifest of a run instead; `last` is the last one.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_archive
def list_(kind: str, status: str, run: str | None, form: str, archive: str | None) -> int:
    """List the stories: key, version, status, headline."""
    with _reading(archive) as record:
        if run is not None:
            return _list_run(record, run, status, form)
        for story in record.listed(kind, status):
            if form == "json":
                click.echo(json.dumps(story._asdict(), ensure_ascii=False, default=str))
            else:
                click.echo(readable(f"{story.key}  v{story.version}  {story.status}  {story.headline}"))
    return 0


@stories.command()
@click.argument("key")
@click.option("--version", "number", metavar="N", type=int, default=0, help="Another version than the last.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@_archive
def show(key: str, number: int, form: str, archive: str | None) -> int:
    """Print the story KEY as it was written; json: with draft and report."""
    with _reading(archive) as record:
        version = _version(record, key, number)
        if form == "json":
            meta = {name: value for name, value in version._asdict().items() if name not in ("document", "record")}
            made = {**meta, "at": version.at.isoformat(), "article": json.loads(zlib.decompress(version.record))}
            click.echo(json.dumps(made, ensure_ascii=False, indent=2))
        else:
            click.echo(version.document, nl=not version.document.endswith("\n"))
    return 0


@stories.command()
@click.argument("key")
@click.option("--from", "old", metavar="N", type=int, default=0, help="The older version; the one before if left out.")
@click.option("--to", "new", metavar="N", type=int, default=0, help="The newer version; the last if left out.")
@_archive
def diff(key: str, old: int, new: int, archive: str | None) -> int:
    """Print what changed between two versions of the story KEY."""
    with _reading(archive) as record:
        later = _version(record, key, new)
        earlier = _version(record, key, old or max(1, later.version - 1))
        names = f"{key} v{earlier.version}", f"{key} v{later.version}"
        texts = earlier.document.splitlines(), later.document.splitlines()
        for line in difflib.unified_diff(*texts, *names, lineterm=""):
            click.echo(readable(line))
    return 0


@stories.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--kind", metavar="KIND", default="", help="Only stories of this kind.")
@click.option("--status", metavar="STATUS", default="", help="Only stories of this status.")
@_archive
def export(folder: Path, kind: str, status: str, archive: str | None) -> int:
    """Write the last version of every story, blocked ones too, and its sheet to FOLDER. Files there are kept."""
    written = kept = 0
    with _reading(archive) as record:
        folder.mkdir(parents=True, exist_ok=True)
        for story in record.listed(kind, status):
            version = _version(record, story.key, story.version)
            name = files.name_of(story.key, version.shape)
            texts = {name: version.document.encode("utf-8", "backslashreplace")}
            sheet = record.sheet(version.sheet)
            if sheet is not None:
                texts[f"{Path(name).stem}.sheet{'.json' if sheet.lstrip()[:1] == b'{' else '.yaml'}"] = sheet
            for name, text in texts.items():
                if (folder / name).exists() and (folder / name).read_bytes() != text:
                    note(f"{folder / name}: is there with another text; left as it is")
                    kept += 1
                    continue
                files.write_whole(folder / name, [text])
                written += 1
    click.echo(f"{written:,} files written, {kept:,} left as they were", err=True)
    return 0 if written and not kept else 1


@stories.command()
@click.argument("key")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_archive
def edit(key: str, file: Path, archive: str | None) -> int:
    """Enter FILE as an editor's version of the story KEY; no run writes over it."""
    with opened(archive, at_the_door()) as record:
        number = record.edit(key, file.read_text("utf-8")).result()
    click.echo(f"{key} v{number}", err=True)
    return 0


@stories.command()
@_archive
def vacuum(archive: str | None) -> int:
    """Remove sheets that no version refers to, and give the room back."""
    with opened(archive, at_the_door()) as record:
        record.vacuum()
    return 0


def _list_run(record: Archive, run: str, status: str, form: str) -> int:
    found = record.run("" if run == "last" else run)
    if found is None:
        raise UsageError(f"no run {run!r} in the archive; `--run last` is the last one")
    for line in record.lines(found.id):
        if status and line.status != status:
            continue
        if form == "json":
            click.echo(json.dumps(line._asdict(), ensure_ascii=False))
        else:
            click.echo(readable(f"{line.name}  {line.key or '-'}  {line.status}  {line.reason}".rstrip()))
    return 0


def _version(record: Archive, key: str, number: int) -> Version:
    version = record.version(key, number)
    if version is None:
        raise UsageError(f"no story {key!r}{f' with version {number}' if number else ''}; `neurowire stories list`")
    return version


def _reading(archive: str | None) -> _Opened:
    """The archive, for reading; it has to be there."""
    settings = at_the_door()
    place = archive or settings.archive or ARCHIVE
    if "://" not in place and not Path(place).is_file():
        raise UsageError(f"there is no archive {place}; name it with --archive or NEUROWIRE_ARCHIVE")
    return opened(archive, settings, locked=False)


if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    _Opened = AbstractContextManager[Archive]
