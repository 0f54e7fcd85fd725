"""Prompt files: found, checked when loaded, rendered into messages. A file names only what it is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import FunctionLoader, StrictUndefined, Template, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import SandboxedEnvironment

from generator.errors import TextError
from generator.llm.asking import Message, Prompt
from generator.texts import content_hash, has_text, read_text

FIELDS: Mapping[str, frozenset[str]] = {
    "draft.md.j2": frozenset({"asked", "brief", "form", "day", "usual", "slots", "words", "names"}),
    "mend.md.j2": frozenset({"asked", "sentences", "usual", "rows", "names"}),
    "headline.md.j2": frozenset({"lead", "rejected", "usual", "rows", "names"}),
    "judge.md.j2": frozenset({"sentences", "usual", "rows", "names"}),
}
"""What each prompt file may use. Partials (_*.md.j2) and briefs (brief_*.md.j2) are fixed text and use nothing."""
DEFAULT_BRIEF = "brief_default.md.j2"
_USER = re.compile(r"^=== user ===\n", re.MULTILINE)
_INCLUDE = re.compile(r"""{%-?\s*include\s+["']([^"']+)["']""")


class PromptFile(NamedTuple):
    """A prompt file ready to render: its two halves and the content hash of it and all it includes."""

    name: str
    system: Template
    user: Template
    sha: str


def brief_name(kind: str, own: Path | None = None) -> str:
    """The file that tells how stories of this kind are written; the default one if the kind has none."""
    name = f"brief_{kind}.md.j2"
    return name if has_text("prompts", name, own) else DEFAULT_BRIEF


@cache
def prompt_file(name: str, own: Path | None = None) -> PromptFile:
    """The prompt file `name`, from `own` if it is there. Raises TextError that names what is wrong with it."""
    env = _environment(own)
    source = _checked(name, FIELDS[name], env, own)
    halves = _USER.split(source.text)
    if len(halves) != 2:
        raise TextError(f"prompts/{name}: needs one line `=== user ===` between the fixed text and the story's part")
    system, user = (env.from_string(half) for half in halves)
    parts = [_checked(part, frozenset(), env, own) for part in _INCLUDE.findall(source.text)]
    return PromptFile(name, system, user, content_hash("\n".join(part.sha for part in (source, *parts))))


@cache
def brief(kind: str, own: Path | None = None) -> tuple[str, str]:
    """The brief of a kind and its content hash."""
    env = _environment(own)
    name = brief_name(kind, own)
    checked = _checked(name, frozenset(), env, own)
    return env.from_string(checked.text).render().strip(), checked.sha


def rendered(file: PromptFile, task: str, values: Mapping[str, Any], tokens: int, extra_sha: str = "") -> Prompt:
    """The prompt that a file gives with these values. Values are data: they are never rendered themselves."""
    try:
        system, user = file.system.render(values).strip(), file.user.render(values).strip()
    except TemplateError as error:
        raise TextError(f"prompts/{file.name}: {error}") from error
    files = content_hash(file.sha + extra_sha) if extra_sha else file.sha
    return Prompt(task, (Message("system", system), Message("user", user)), files, tokens)


def _environment(own: Path | None) -> SandboxedEnvironment:
    return SandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        loader=FunctionLoader(lambda name: read_text("prompts", name, own).text),
    )


class _Source(NamedTuple):
    text: str
    sha: str


def _checked(name: str, allowed: frozenset[str], env: SandboxedEnvironment, own: Path | None) -> _Source:
    _, text, sha = read_text("prompts", name, own)
    if not text.lstrip().startswith("{#"):
        raise TextError(f"prompts/{name}: begins with a comment {{# ... #}} that says what it is for")
    try:
        used = meta.find_undeclared_variables(env.parse(text))
    except TemplateSyntaxError as error:
        raise TextError(f"prompts/{name}:{error.lineno}: {error.message}") from error
    if unknown := sorted(used - allowed):
        may = ", ".join(sorted(allowed)) or "no variables"
        raise TextError(f"prompts/{name}: unknown variable {unknown[0]!r}; it may use {may}")
    return _Source(text, sha)
