"""P1, P3, P4 and P15: stories and checks in memory."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import jinja2

from generator.article import Article
from generator.checking import check
from generator.facts.files import read_file
from generator.facts.ledger import Ledger
from generator.kinds import kind, read_sheet
from generator.newsroom import Desk, assemble, write_story
from generator.story import StoryKind
from tests.benchmarks.measuring import Figure, NotInstalledError, paired, seconds
from tests.conftest import CHINA, ROOT

HERE = Path(__file__).parent
NUMBERS = re.compile(r"(?<![\w.])[$€£¥]?\d[\d,]*(?:\.\d+)?%?")
"""The baseline of P3: one scan for numbers."""


class Told(NamedTuple):
    """A shipped story as text, and what it is checked against."""

    text: str
    ledger: Ledger
    kind: StoryKind


def finished(sheet: Any, story: StoryKind) -> Article:
    """The article of a validated sheet, by its template; nothing is awaited."""
    writing = write_story(story, sheet, Desk(sheet_hash="0" * 16))
    try:
        writing.send(None)
    except StopIteration as end:
        article: Article = end.value
        return article
    raise RuntimeError("a story without a model awaited something")


def plain_story() -> Callable[[], str]:
    """The baseline of P1: the same story by a plain Jinja template, on values that are already formatted."""
    environment = jinja2.Environment(autoescape=False)
    template = environment.from_string((HERE / "plain_story.md.j2").read_text("utf-8"))
    text = (HERE / "plain_story.json").read_text("utf-8")
    story = json.loads(text, object_hook=lambda fields: SimpleNamespace(**fields))
    return lambda: template.render(s=story)


def whole_story() -> Callable[[], Article]:
    """Validate, build the ledger, draft, fill and check the China story, from its data in memory."""
    data = read_file(CHINA).data
    story = kind("regulatory_action")
    return lambda: finished(story.sheet.model_validate(data), story)


@cache
def shipped() -> tuple[Told, ...]:
    """Every shipped story, drafted."""
    told = []
    for path in sorted((ROOT / "fixtures" / "facts").rglob("*.yaml")):
        story, sheet = read_sheet(read_file(path))
        told.append(Told(finished(sheet, story).text, assemble(story, sheet), story))
    return tuple(told)


def p1() -> Figure:
    """A story with about 50 facts, from data to checked article, against a plain render of the same story."""
    ours, baseline = whole_story(), plain_story()
    ours(), baseline()
    figures = paired(lambda: seconds(ours), lambda: seconds(baseline))
    return Figure("P1", "validate + ledger + draft + check / plain render", *figures, 5, 3)


def p3() -> Figure:
    """The full check of all shipped stories against one scan for numbers of the same texts."""
    stories = shipped()

    def checks() -> None:
        for told in stories:
            check(told.text, told.ledger, told.kind)

    def scans() -> None:
        for told in stories:
            NUMBERS.findall(told.text)

    checks()
    figures = paired(lambda: seconds(checks), lambda: seconds(scans))
    return Figure("P3", "full check / one scan for numbers", *figures, 20, 8)


def p4() -> Figure:
    """The full check against spaCy's tokeniser alone, in articles a second. NotInstalledError without spaCy."""
    try:
        spacy: Any = importlib.import_module("spacy")
    except ImportError as error:
        raise NotInstalledError("spaCy is not installed") from error
    stories, tokenise = shipped(), spacy.blank("en")

    def checks() -> None:
        for told in stories:
            check(told.text, told.ledger, told.kind)

    def tokens() -> None:
        for told in stories:
            tokenise(told.text)

    checks(), tokens()
    theirs, mine, rate = paired(lambda: seconds(tokens), lambda: seconds(checks))
    return Figure("P4", "full check / spaCy blank tokeniser, articles/s", mine, theirs, rate, 1.5, 4, higher=True)


def p15() -> Figure:
    """Checked template stories a second, on one core and in memory."""
    ours = whole_story()
    ours()
    taken, _, rate = paired(lambda: 1.0, lambda: seconds(ours))
    return Figure("P15", "checked stories a second", 1 / rate, taken, rate, 1_000, 3_000, higher=True)
