from __future__ import annotations

from datetime import date

import pytest

from generator.facts.sheet import Link
from generator.facts.sources import Source
from generator.formats.layout import italic, link_line
from generator.furniture import Carried, disclosure, image_line, sources_line

SOURCES = {
    "reuters": Source.model_validate({"name": "Reuters", "published": "2024-01-29", "cites": "times"}),
    "reuters2": Source.model_validate({"name": "Reuters", "published": "2024-01-29"}),
    "times": Source(name="Securities Times"),
    "release": Source(name="a company statement", type="release"),
    "fda": Source(name="Food and Drug Administration"),
}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("Neurowire",), "Engineered by Neurowire. DRAFT: not reviewed by an editor."),
        (("Neurowire", "A. Person"), "Engineered by Neurowire, Edited by A. Person."),
        (
            ("Neurowire", "", True),
            "Engineered by Neurowire. DRAFT: not reviewed by an editor. The facts are made up, for a demonstration.",
        ),
    ],
    ids=["draft", "edited", "made up"],
)
def test_disclosure(arguments: tuple[str, ...], expected: str) -> None:
    assert disclosure(*arguments) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        pytest.param([], "", id="none"),
        pytest.param([Carried(())], "", id="no source"),
        pytest.param([Carried(("fda",))], "Source: Food and Drug Administration.", id="one"),
        pytest.param(
            [Carried(("reuters",)), Carried(("reuters", "times")), Carried(("fda",))],
            "Sources: Reuters, Jan. 29, 2024, citing Securities Times; Food and Drug Administration.",
            id="chain",
        ),
        pytest.param(
            [
                Carried(("reuters", "times")),
                Carried(("reuters2",)),
                Carried(("reuters2",), "A"),
                Carried(("reuters",), "B"),
            ],
            "Sources: Reuters, Jan. 29, 2024, citing Securities Times; A and B as cited by Reuters.",
            id="one source by two ids",
        ),
        pytest.param([Carried(("release",), "Baidu")], "Source: a company statement.", id="own words"),
        pytest.param(
            [Carried(("reuters",)), Carried(("reuters",), "CLSA"), Carried(("reuters",), "Baidu")],
            "Sources: Reuters, Jan. 29, 2024; CLSA and Baidu as cited by Reuters.",
            id="claimants",
        ),
        pytest.param(
            [Carried(("fda",), "Food and Drug Administration")], "Source: Food and Drug Administration.", id="own"
        ),
    ],
)
def test_sources_line(ways: list[Carried], expected: str) -> None:
    assert sources_line(ways, SOURCES, date(2024, 1, 29)) == expected


def test_image_line() -> None:
    assert image_line("Image via Pixabay") == image_line("Image via Pixabay.") == "Image via Pixabay."


def test_lines_of_markdown_are_inert() -> None:
    assert italic("By *A*.") == r"*By \*A\*.*"
    link = Link(text="A [b] <c>", url="https://example.com/(x)")
    assert link_line("See Also", link) == r"**See Also:** [A \[b\] &lt;c>](https://example.com/%28x%29)"
