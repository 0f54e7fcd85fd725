"""`neurowire rules`: what the check looks for, with an example of what each rule finds and what it lets pass."""

from __future__ import annotations

import textwrap
from difflib import get_close_matches

import click

from generator.checking.rules import NUMBER_RULES, RULES
from generator.cli.settings import at_the_door
from generator.errors import UsageError


@click.command()
@click.argument("code", required=False)
def rules(code: str | None) -> int:
    """List the rules of the check, or show the one with this CODE.

    A rule is turned off, or lowered to a note, in neurowire.toml: [check] off = ["rank"], lowered = ["unbound"].
    """
    settings = at_the_door().check
    known = {rule.code: rule for rule in RULES}
    if code is None:
        about = {**NUMBER_RULES, **{rule.code: rule.about for rule in RULES}}
        for name in sorted(about):
            state = " (off)" if name in settings.off else " (lowered)" if name in settings.lowered else ""
            click.echo(textwrap.fill(about[name] + state, 80, initial_indent=f"{name:13}", subsequent_indent=" " * 13))
        return 0
    if code in NUMBER_RULES:
        click.echo(f"{code}: {NUMBER_RULES[code]}")
        return 0
    if code not in known:
        near = get_close_matches(code, [*known, *NUMBER_RULES], 1)
        hint = f"did you mean {near[0]!r}?" if near else f"the rules are {', '.join(sorted({*known, *NUMBER_RULES}))}"
        raise UsageError(f"no rule {code!r}; {hint}")
    rule = known[code]
    click.echo(f"{rule.code}: {rule.about}")
    for word, example in (("finds", rule.finds), ("passes", rule.passes)):
        lines = [line for line in example.splitlines() if line]
        for line in lines:
            click.echo(textwrap.fill(line, 80, initial_indent=f"  {word:7} ", subsequent_indent=" " * 10))
            word = ""
    return 0
