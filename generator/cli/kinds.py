"""`neurowire kinds`, `schema` and `new`: what stories there are, and what their sheets take."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from generator.cli.reading import name_of, read_facts
from generator.errors import UsageError
from generator.facts.sheet import Sheet
from generator.kinds import kind, names
from generator.texts import folder

_WIDTH = 100
_NARROWEST = 30
_SHEET_SUFFIXES = (".yaml", ".yml", ".json")


class Row(NamedTuple):
    """A field of a sheet: its dotted place (N an item of a list, ID of a map), its type, what it holds."""

    place: str
    type: str
    text: str


@click.command()
@click.argument("name", metavar="[KIND]", required=False)
def kinds(name: str | None) -> int:
    """List the story kinds; with KIND, show its required facts, its sheet's fields and its fixtures."""
    if name is None:
        wide = max(map(len, names()), default=0)
        for each in names():
            click.echo(f"{each:{wide}}  {kind(each).about}")
        return 0
    story = kind(name)
    click.echo(f"{story.name}: {story.title}")
    click.echo(textwrap.fill(story.about, _WIDTH))
    _section("Required facts", [" or ".join(wanted.split("|")) for wanted in story.required])
    described = story.sheet.model_json_schema()
    rows = list(_rows(described, described.get("$defs", {}), "", ()))
    own = [row for row in rows if _head(row) not in Sheet.model_fields]
    _table("Fields (* required; a value may stand alone or as {value: 14, source: ..., as_of: ...})", own)
    _table("Fields of every sheet", [row for row in rows if _head(row) in Sheet.model_fields])
    _section("Fixtures", _fixtures(story.name))
    return 0


@click.command()
@click.argument("name", metavar="[KIND]", required=False)
@click.option("--facts", metavar="FILE", help="Propose a profile of this data's fields instead, for check --profile.")
def schema(name: str | None, facts: str | None) -> int:
    """Print the JSON Schema of KIND's fact sheet, or with --facts a first profile of any data's fields.

    A YAML plug-in completes a sheet whose first line is: # yaml-language-server: $schema=FILE
    """
    if (name is None) == (facts is None):
        raise UsageError("name a KIND, or any data with --facts FILE; not both")
    if facts is not None:
        from generator.evidence import propose

        click.echo(propose(read_facts(facts).file.data, name_of(facts)), nl=False)
        return 0
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **kind(name or "").sheet.model_json_schema(),
    }
    click.echo(json.dumps(described, ensure_ascii=False, indent=2))
    return 0


@click.command()
@click.argument("name", metavar="KIND")
def new(name: str) -> int:
    """Print a commented fact sheet of KIND that validates once it is filled in."""
    story = kind(name)
    if not story.example:
        raise UsageError(f"the kind {name!r} has no example; start from one of {', '.join(_fixtures(name)) or '-'}")
    click.echo(story.example.rstrip("\n"))
    return 0


def _head(row: Row) -> str:
    return row.place.partition(".")[0].rstrip("*")


def _section(title: str, lines: list[str]) -> None:
    click.echo(f"\n{title}")
    for line in lines or ["none"]:
        click.echo(f"  {line}")


def _fixtures(name: str) -> list[str]:
    place = folder("fixtures") / "facts" / name
    if not place.is_dir():
        return []
    here = Path.cwd()
    shown = place.relative_to(here) if place.is_relative_to(here) else place
    return [str(shown / file.name) for file in sorted(place.iterdir()) if file.suffix in _SHEET_SUFFIXES]


def _rows(schema: dict[str, Any], defs: dict[str, Any], prefix: str, seen: tuple[str, ...]) -> Iterator[Row]:
    """The fields of a model and of the models in it; a value with its source and standing is one field."""
    required = schema.get("required", ())
    for name, field in schema.get("properties", {}).items():
        target, many = _target(field)
        inner = defs.get(target, {})
        text = str(field.get("description") or inner.get("description") or "")
        yield Row(f"{prefix}{name}{'*' * (name in required)}", _type_name(field, target, many), text)
        if "properties" in inner and target not in seen:
            step = {"list": "N.", "map": "ID."}.get(many, "")
            yield from _rows(inner, defs, f"{prefix}{name}.{step}", (*seen, target))


def _table(title: str, rows: list[Row]) -> None:
    click.echo(f"\n{title}")
    wide = max((len(row.place) for row in rows), default=0)
    type_wide = max((len(row.type) for row in rows), default=0)
    margin = wide + type_wide + 6
    for row in rows:
        lines = textwrap.wrap(row.text, max(_WIDTH - margin, _NARROWEST)) or [""]
        click.echo(f"  {row.place:{wide}}  {row.type:{type_wide}}  {lines[0]}".rstrip())
        for line in lines[1:]:
            click.echo(f"{'':{margin}}{line}")


def _target(field: dict[str, Any]) -> tuple[str, str]:
    """The model that a field holds, and whether it holds a list or a map of it."""
    if "items" in field:
        return _target(field["items"])[0], "list"
    if isinstance(field.get("additionalProperties"), dict):
        return _target(field["additionalProperties"])[0], "map"
    for choice in field.get("anyOf", field.get("allOf", ())):
        if choice.get("type") != "null" and (found := _target(choice))[0]:
            return found
    return str(field.get("$ref", "")).rpartition("/")[2], ""


def _type_name(field: dict[str, Any], target: str, many: str) -> str:
    if target:
        return f"{many} of {target}" if many else target
    parts = [part for part in field.get("anyOf", ()) if part.get("type") != "null"] or [field]
    return "date" if any(part.get("title") == "date" for part in parts) else str(parts[0].get("type", "any"))
