"""The template writer: a kind's Jinja template, asked about the facts, places sentences with slots.

Needs no network and gives byte-identical drafts for the same story, seed and template.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from generator.article import Block, BlockKind, Draft, Dropped, Origin, Sentence
from generator.drafting.conditions import Conditions, FactText
from generator.drafting.fill import alert_of, reason_for
from generator.drafting.kept_code import compiled_template, kept_in
from generator.errors import StoryRefused, TextError
from generator.facts.ledger import Ledger
from generator.language import House
from generator.story import Form, StoryKind
from generator.texts import TextFile, content_hash, has_text, read_text

DEFAULT = "default.md.j2"
_MARK = "\x1f"
# {# comment #}   {% tag %}   {{ value }}   or a line end outside of them
_TOKEN = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|\n", re.DOTALL)
_MARKED = re.compile(f"{_MARK}([\\w.:]*\\d){_MARK}")
_PART = re.compile(r"\{%-?\s*include\s+\"(_\w+\.md\.j2)\"")
_RULE = re.compile(r"[|:\s-]+\Z")
_HEADS = ("headline", "teaser", "alert")


class Compiled(NamedTuple):
    """A compiled template: its file name, content hash and how to render it."""

    name: str
    sha: str
    render: Callable[[dict[str, object]], str]


def draft(
    kind: StoryKind,
    ledger: Ledger,
    form: Form = "full",
    seed: int = 0,
    own: Path | None = None,
    house: House | None = None,
    kept: Path | None = None,
) -> tuple[Draft, str]:
    """The draft of a story by its kind's template, and the template's content hash.

    `own` is a folder whose templates go before the shipped ones; `kept` one where compiled ones are kept. Raises
    TextError for a template that is missing or wrong, StoryRefused if no headline (for an alert: no
    alert line of 100 characters) can be told from these facts.
    """
    template = compiled(template_name(kind.name, own), own, kept)
    house = house or House()
    try:
        rendered = template.render(Conditions(ledger, form, seed, house).context())
    except TextError as error:
        raise TextError(f"{template.name}: {error}") from error
    except (TemplateError, ArithmeticError, TypeError, ValueError) as error:
        raise TextError(f"{template.name}: {error}; `neurowire kinds {kind.name}` lists what it may use") from error
    lines = _Lines(template.name)
    for line in rendered.split("\n"):
        lines.read(line)
    lines.close()
    return _draft(lines, ledger, form, house), template.sha


def template_name(kind: str, own: Path | None = None) -> str:
    """The file name of a kind's template: its own, or the default one."""
    return _template_name(kind, own)


@cache
def _template_name(kind: str, own: Path | None) -> str:
    name = f"{kind}.md.j2"
    return name if has_text("templates", name, own) else DEFAULT


@lru_cache(maxsize=256)
def compiled(name: str, own: Path | None = None, kept: Path | None = None) -> Compiled:
    """The compiled template `name`, read and compiled once per process. Raises TextError with file and line."""
    source = read_text("templates", name, own)
    shas = [source.sha, *(part.sha for part in parts_of(source, own))]
    sha = source.sha if len(shas) == 1 else content_hash(" ".join(shas))
    return Compiled(name, sha, _compile(name, source.text, sha, own, kept))


def parts_of(source: TextFile, own: Path | None = None) -> list[TextFile]:
    """The shared parts (`_*.md.j2`) that a template includes by name. Raises TextError for one that is missing."""
    return [read_text("templates", name, own) for name in dict.fromkeys(_PART.findall(source.text))]


@lru_cache(maxsize=256)
def _compile(name: str, text: str, sha: str, own: Path | None, kept: Path | None) -> Callable[[dict[str, object]], str]:
    try:
        template = compiled_template(_environment(own, kept), name, numbered(text))
    except TemplateSyntaxError as error:
        raise TextError(f"{name}:{error.lineno}: {error.message}") from error
    return template.render


@cache
def _environment(own: Path | None = None, kept: Path | None = None) -> ImmutableSandboxedEnvironment:
    def part(name: str) -> str | None:
        """A shared part, by a plain name that begins with "_"; a template includes nothing else."""
        return numbered(read_text("templates", name, own).text, f"{name}:") if name.startswith("_") else None

    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, finalize=_printable,
        loader=FunctionLoader(part), bytecode_cache=kept_in(kept),
    )  # fmt: skip
    made.globals.clear()
    for name in ("random", "pprint", "xmlattr", "urlize", "filesizeformat"):
        made.filters.pop(name, None)
    return made


def _printable(value: object) -> object:
    """What a template may print: its own words and item ids, never a fact's value."""
    if isinstance(value, str | int) and not isinstance(value, FactText | bool):
        return value
    raise TextError(f"prints {str(value)[:60]!r}, a fact's value; write a slot: [[id]] or [[id|style]]")


def numbered(source: str, part: str = "") -> str:
    """The template with a mark and the line number at the end of each line that holds text; of a part, after its name.

    Lines of nothing but tags and comments get none, so that Jinja trims them away; line ends inside a tag stay.
    """
    made: list[str] = []
    at, line, text, first = 0, 1, False, 1
    for match in _TOKEN.finditer(f"{source.rstrip()}\n"):
        between = source[at : match.start()]
        text = text or bool(between.strip())
        found = match[0]
        at = match.end()
        if found == "\n":
            made.append(between.rstrip())
            made.append(f"{_MARK}{part}{first}{_MARK}\n" if text else "\n")
            line += 1
            text, first = False, line
        else:
            made += (between, found)
            text = text or found.startswith("{{")
            line += found.count("\n")
    return "".join(made)


@lru_cache(maxsize=4096)
def _taken_apart(line: str) -> tuple[str, str]:
    """The text of a line of output, and its number in the template; stories of one kind share most of their lines."""
    pieces = _MARKED.split(line)
    return "".join(pieces[::2]).strip(), pieces[1] if len(pieces) > 1 else ""


class _Lines:
    """Collects the lines of a rendered template into headline candidates and blocks."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.heads: dict[str, list[Sentence]] = {head: [] for head in _HEADS}
        self.blocks: list[Block] = []
        self.section = ""
        self._kind: BlockKind = "paragraph"
        self._open: list[Sentence] = []
        self._seen: dict[str, int] = {}

    def read(self, line: str) -> None:
        """Take one line of output."""
        text, number = _taken_apart(line)
        if not text:
            if not number:
                self.close()
            return
        head, colon, rest = text.partition(":")
        if colon and head in self.heads:
            self.heads[head].append(self._sentence(head, rest.strip(), number))
        elif text.startswith("## "):
            self.close()
            self.section = text[3:].strip()
        elif text.startswith("- "):
            self._add("list", text[2:].strip(), number)
        elif text.startswith("|"):
            if not _RULE.match(text):
                self._add("table", text.strip("|").strip(), number)
        else:
            self._add("paragraph", text, number)

    def close(self) -> None:
        """End the open block."""
        if self._open:
            self.blocks.append(Block(self._kind, self.section, tuple(self._open)))
            self._open = []

    def _add(self, kind: BlockKind, text: str, number: str) -> None:
        if kind != self._kind:
            self.close()
            self._kind = kind
        self._open.append(self._sentence("line", text, number))

    def _sentence(self, what: str, text: str, number: str) -> Sentence:
        name = f"{what}-{number.lstrip('_').replace('.md.j2:', '-')}"
        turn = self._seen[name] = self._seen.get(name, 0) + 1
        return Sentence(name if turn == 1 else f"{name}-{turn}", text, Origin("template", self._place(number)))

    def _place(self, number: str) -> str:
        """Where a line stands: "earnings_report.md.j2:12", or the part's own name and line."""
        return number if ":" in number else f"{self.name}:{number}" if number else ""


def _draft(lines: _Lines, ledger: Ledger, form: Form, house: House) -> Draft:
    headline = _first(lines.heads["headline"], ledger)
    if headline is None:
        raise StoryRefused(f"{lines.name}: no headline can be told: {_reasons(lines.heads['headline'], ledger)}")
    if form == "alert":
        return Draft(headline, None, _alert(lines, ledger, house), (), "template")
    return Draft(headline, _first(lines.heads["teaser"], ledger), None, tuple(lines.blocks), "template")


def _alert(lines: _Lines, ledger: Ledger, house: House) -> Sentence:
    """The first alert line that can be told and fits."""
    reasons = []
    for sentence in lines.heads["alert"]:
        tried = alert_of(sentence, ledger, house)
        if not isinstance(tried, Dropped):
            return sentence
        reasons.append(f"{sentence.origin.place} {tried.reason}")
    raise StoryRefused(f"no alert can be told: {'; '.join(reasons) or f'{lines.name} has no alert line'}")


def _first(candidates: list[Sentence], ledger: Ledger) -> Sentence | None:
    return next((sentence for sentence in candidates if not reason_for(sentence, ledger)), None)


def _reasons(candidates: list[Sentence], ledger: Ledger) -> str:
    reasons = [f"{sentence.origin.place}: {reason_for(sentence, ledger)}" for sentence in candidates]
    return "; ".join(reasons) or "the template has no headline line"
