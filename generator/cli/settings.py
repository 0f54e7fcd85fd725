"""`neurowire settings`: what is in force, and where it came from."""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.cli.terminal import readable
from generator.settings import Settings, read_settings, settings_lines


def at_the_door() -> Settings:
    """The settings of this run, from the environment and the working folder."""
    return read_settings(os.environ, Path.cwd())


@click.command()
def settings() -> int:
    """Print the settings in force, keys masked, and where each came from."""
    lines = settings_lines(at_the_door())
    name, value = (max(len(line[place]) for line in lines) for place in (0, 1))
    for line in lines:
        click.echo(f"{line.name:{name}}  {readable(line.value) or '-':{max(value, 1)}}  {line.origin}")
    return 0
