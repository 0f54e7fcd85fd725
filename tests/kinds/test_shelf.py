"""The shelf of kinds is complete: every kind has its sheet, example, template, fixtures and golden articles."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest
from jinja2 import meta

from generator import kinds
from generator.drafting.conditions import CONTEXT
from generator.errors import UsageError
from generator.facts.files import read_bytes
from generator.newsroom import assemble
from generator.texts import folder
from tests.kinds import made

ARTICLES = made.FACTS.parent / "articles"
TEMPLATES = sorted(folder("templates").glob("*.md.j2"))


def test_the_kinds() -> None:
    assert {"drug_decision", "earnings_report", "regulatory_action"} <= set(kinds.names())
    assert list(kinds.names()) == sorted(kinds.names())
    assert sorted(kinds.__all__) == ["kind", "names", "read_sheet"]


@pytest.mark.parametrize("name", kinds.names())
def test_a_kind_is_complete(name: str) -> None:
    kind = kinds.kind(name)
    assert kind.name == name
    assert all((kind.title, kind.about, kind.required, kind.tags, kind.example))
    assert all(field.description for field in kind.sheet.model_fields.values())
    fixtures = sorted((made.FACTS / name).glob("*.yaml"))
    assert fixtures, f"{name} has no fixture"
    missing = [path.stem for path in fixtures if not (ARTICLES / name / f"{path.stem}.md").is_file()]
    assert not missing, f"no golden article for {missing}; pytest --golden writes them"


def test_no_golden_article_without_its_sheet() -> None:
    lost = [
        path for path in ARTICLES.glob("*/*.md") if not (made.FACTS / path.parent.name / f"{path.stem}.yaml").is_file()
    ]
    assert not lost


@pytest.mark.parametrize("name", kinds.names())
def test_the_example_validates_once_filled_in(name: str) -> None:
    text = kinds.kind(name).example
    filled = re.sub(r"\b[A-Z]{4,}(?: [A-Z]{3,})+\b", "filled in", text)
    for version in (
        text,
        filled,
        re.sub(r"(?m)^# (?=  |[a-z_]+:)", "", filled) if name == "earnings_report" else filled,
    ):
        kind, sheet = kinds.read_sheet(read_bytes(version.encode(), "new.yaml"))
        assert assemble(kind, sheet).facts


@pytest.mark.parametrize(
    ("wrong", "meant"), [("earnings", "earnings_report"), ("regulatoryaction", "regulatory_action"), ("zzz", "allowed")]
)
def test_an_unknown_kind(wrong: str, meant: str) -> None:
    with pytest.raises(UsageError, match=meant):
        kinds.kind(wrong)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_uses_nothing_but_its_context(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("{#"), "the first line says what the template is for"
    unknown = meta.find_undeclared_variables(jinja2.Environment(autoescape=False).parse(text)) - set(CONTEXT)
    assert not unknown


@pytest.mark.parametrize("path", made.FIXTURES, ids=lambda path: path.stem)
def test_what_is_made_up_says_so(path: Path) -> None:
    _, sheet = made.read_fixture(path)
    invented = sheet.made_up or any(source.type == "made up" for source in sheet.sources.values())
    assert invented == ("made up" in path.read_text("utf-8").splitlines()[0].lower())
    assert not invented or "made up" in made.shipped(path).disclosure
