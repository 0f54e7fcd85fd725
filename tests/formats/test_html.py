from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from generator.formats.html import to_html
from tests.formats.articles import article

VOID = {"meta", "br", "hr"}


class _Checked(HTMLParser):
    """Collects elements and links; fails on an element that is not closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("style", "src")]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def test_a_whole_page(tmp_path: Path) -> None:
    page = _Checked(to_html(article(tmp_path)))
    assert page.seen.count("h1") == 1
    assert {"table", "ul", "h2", "footer", "title"} <= set(page.seen)
    assert "script" not in page.seen
    text = " ".join(page.words)
    assert "Engineered by Neurowire. DRAFT: not reviewed by an editor." in text
    assert "January 29, 2024" in text


@pytest.mark.parametrize("prize", ["<script>alert(1)</script>", "](javascript:alert(1))", '" onload="x', "<img src=x>"])
def test_hostile_facts_do_nothing(tmp_path: Path, prize: str) -> None:
    page = _Checked(to_html(article(tmp_path, prize=prize)))
    assert prize in "".join(page.words)
    assert not {"script", "img"} & set(page.seen)
    assert page.links == []


@pytest.mark.parametrize(
    ("link", "kept"),
    [("https://example.com/a", True), ("javascript:alert(1)", False), ("data:text/html,x", False), ("//x", True)],
)
def test_links_go_to_web_pages_only(tmp_path: Path, link: str, kept: bool) -> None:
    made = article(tmp_path)
    page = _Checked(to_html(replace(made, text=f"{made.text}\n[x]({link})\n")))
    assert page.links == ([link] if kept else [])


def test_headline_and_description_are_escaped(tmp_path: Path) -> None:
    made = replace(article(tmp_path), headline="</title><script>", teaser='"><script>')
    page = _Checked(to_html(made))
    assert "script" not in page.seen
