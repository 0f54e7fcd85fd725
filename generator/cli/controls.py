"""The options of the editor's controls, for every command that writes stories."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from generator.drafting.controls import TONES, Controls
from generator.errors import UsageError

_OPTIONS = (
    click.option("--judge", is_flag=True, help="Ask the model too about sentences that no fact is tied to."),
    click.option("--tone", type=click.Choice(list(TONES)), default="plain", show_default=True),
    click.option("--words", metavar="N", type=click.IntRange(20, 5000), help="The most words of the body."),
    click.option("--angle", metavar="TEXT", default="", help="What the story is to follow."),
    click.option("--outline", metavar="ID,ID", default="", help="Facts or groups in the order to be told."),
    click.option("--must", metavar="ID", multiple=True, help="A fact that has to be told."),
    click.option("--must-not", metavar="ID", multiple=True, help="A fact, or a group, that may not be told."),
)


def controlled(command: Callable[..., int]) -> Callable[..., int]:
    """The command with the options; it is called with `judge` and with all else of them as one `controls`."""

    @wraps(command)
    def with_controls(**given: Any) -> int:
        return command(controls=taken(given), **given)

    for option in reversed(_OPTIONS):
        with_controls = option(with_controls)
    return with_controls


def taken(given: dict[str, Any]) -> Controls:
    """The controls among a command's options; what they are made of is taken out of `given`."""
    named = {name: given.pop(name) for name in ("tone", "words", "angle", "outline", "must", "must_not")}
    order = tuple(name.strip() for name in named["outline"].split(",") if name.strip())
    controls = Controls(**{**named, "words": named["words"] or 0, "outline": order})
    if controls.words and given["form"] != "full":
        raise UsageError(f"--words: a {given['form']} has its own length; leave it out")
    return controls


def need_model(judge: bool, model: object) -> None:
    """Raises UsageError if a judge is wanted and there is no model to be one."""
    if judge and model is None:
        raise UsageError("--judge asks a model, and none is set; set NEUROWIRE_MODEL and OPENAI_API_KEY")
