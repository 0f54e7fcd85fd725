"""The command line's front desk: knows each command's name and one line of help, and fetches it only when called."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import click

from generator import __version__

__all__ = ["COMMANDS", "root"]


class Desk(NamedTuple):
    """Where a command stands ("module:name"), and its line in `neurowire --help`."""

    place: str
    help: str


COMMANDS: Final[Mapping[str, Desk]] = MappingProxyType(
    {
        "draft": Desk("generator.cli.draft:draft", "Write a checked article from a fact sheet."),
        "check": Desk("generator.cli.check:check", "Check a text, sentence by sentence, against its facts."),
        "explain": Desk("generator.cli.explain:explain", "Print what each sentence of a text rests on."),
        "waive": Desk("generator.cli.waive:waive", "Mark a finding as no error, with the reason."),
        "rules": Desk("generator.cli.rules:rules", "List what the check looks for, or show one rule."),
        "kinds": Desk("generator.cli.kinds:kinds", "List the story kinds, or show one."),
        "schema": Desk("generator.cli.kinds:schema", "Print a kind's JSON Schema, for an editor's plug-in."),
        "new": Desk("generator.cli.kinds:new", "Print a commented fact sheet to fill in."),
        "fetch": Desk("generator.cli.fetch:fetch", "Fetch facts from an API or a file, as validated fact sheets."),
        "story": Desk("generator.cli.story:story", "Fetch, write and check one story: story KIND TICKER."),
        "new-kind": Desk("generator.cli.new_kind:new_kind", "Write the skeleton of a new story kind."),
        "batch": Desk("generator.cli.batch:batch", "Tell thousands of stories, every one accounted for."),
        "stories": Desk("generator.cli.stories:stories", "List, show, compare and export stories of the archive."),
        "schedule": Desk("generator.cli.schedule:schedule", "Run the batches of a rota at their times."),
        "settings": Desk("generator.cli.settings:settings", "Print the settings in force and where they came from."),
        "cassettes": Desk(
            "generator.cli.cassettes:cassettes", "Rebuild the shipped recordings from their answer files."
        ),
    }
)


class FrontDesk(click.Group):
    """A group whose commands are imported when they are called; `--help` needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, fetched from its module."""
        desk = COMMANDS.get(cmd_name)
        if desk is None:
            return None
        module, _, name = desk.place.partition(":")
        command = getattr(import_module(module), name)
        if not isinstance(command, click.Command):
            raise TypeError(f"{desk.place} is not a command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments ask for; an unknown name is answered with the nearest one."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches  # only here: --help does without

            near = get_close_matches(name, COMMANDS, 1)
            ctx.fail(f"no command {name!r}" + (f"; did you mean {near[0]!r}?" if near else f"; {', '.join(COMMANDS)}"))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, desk.help) for name, desk in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A reader that has gone away (`| head`) ends it quietly."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(141) from None
        return code


@click.command(cls=FrontDesk, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="neurowire", message="%(prog)s %(version)s")
def root() -> None:
    """Write news articles from structured facts, and check every sentence of them against the same facts."""
