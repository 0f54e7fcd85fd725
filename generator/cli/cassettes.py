"""`neurowire cassettes`: rebuild the shipped recordings from their answer files, after a prompt or a sheet changed."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from generator.cli.controls import taken
from generator.cli.draft import draft, variants_of
from generator.errors import UsageError
from generator.facts.files import read_file
from generator.kinds import read_sheet
from generator.llm.asking import Model
from generator.llm.cassettes import Stored, rebuild, stored
from generator.newsroom import Desk
from generator.texts import folder


@click.command()
@click.argument("names", nargs=-1)
def cassettes(names: tuple[str, ...]) -> int:
    """Rebuild the request side of the shipped cassettes (all, or those NAMED) from fixtures/cassettes/answers.

    Needs no network: the stored answers are served to the real client, and recorded.
    """
    fixtures = folder("fixtures")
    files = {path.stem: path for path in sorted((fixtures / "cassettes" / "answers").glob("*.json"))}
    for name in names:
        if name not in files:
            raise UsageError(f"no answers for a cassette {name!r}; there are {', '.join(files) or 'none'}")
    for name in names or files:
        asyncio.run(_rebuild(stored(files[name]), fixtures))
        click.echo(f"{name}: rebuilt", err=True)
    return 0


async def _rebuild(kept: Stored, fixtures: Path) -> None:
    kind, sheet = read_sheet(read_file(kept.sheet_path(fixtures)))
    asked = dict(draft.make_context("draft", ["-", *kept.options]).params)
    controls = taken(asked)._replace(variants=asked["variants"])
    desk = Desk(asked["form"], asked["seed"], writer="model", judge=asked["judge"], controls=controls)

    async def write(model: Model) -> object:
        return await variants_of(kind, sheet, desk._replace(model=model))

    await rebuild(kept, fixtures / "cassettes" / f"{kept.name}.yaml", write)
