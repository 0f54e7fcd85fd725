"""The page of an article: headline, teaser, blocks and furniture as one Markdown text, with the place of every slot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from generator.article import Filled, FilledBlock, SlotSpan
from generator.facts.sheet import Link
from generator.formats.escape import escape


class Page(NamedTuple):
    """A Markdown text and where in it (code points) each slot's value stands."""

    text: str
    slots: tuple[SlotSpan, ...]


class _Writer:
    """Collects the pieces of a page and counts their length."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.slots: list[SlotSpan] = []
        self.length = 0

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def sentence(self, sentence: Filled, before: str = "", after: str = "") -> None:
        self.write(before)
        at = self.length
        self.slots += [SlotSpan(at + start, at + end, fact, style) for start, end, fact, style in sentence.slots]
        self.write(sentence.text)
        if after:
            self.write(after)

    def page(self) -> Page:
        return Page("".join(self.pieces), tuple(self.slots))


def page(
    headline: Filled,
    teaser: Filled | None,
    blocks: Iterable[FilledBlock],
    furniture: Iterable[str],
    after_section: tuple[str, str] | None = None,
) -> Page:
    """Lay out an article. `furniture` are whole Markdown lines for its end; `after_section` is a section's title and
    a line to stand after it (at the end if the article has no such section)."""
    writer = _Writer()
    writer.sentence(headline, "# ", "\n")
    if teaser is not None:
        writer.sentence(teaser, "\n*", "*\n")
    section = ""
    lines = list(furniture)
    for block in blocks:
        if block.section != section:
            if after_section and section == after_section[0]:
                writer.write(f"\n{after_section[1]}\n")
                after_section = None
            section = block.section
            writer.write(f"\n## {section}\n" if section else "")
        _block(block, writer)
    if after_section:
        lines.insert(0, after_section[1])
    for line in lines:
        writer.write(f"\n{line}\n")
    return writer.page()


def line(sentence: Filled) -> Page:
    """An alert: one line."""
    writer = _Writer()
    writer.sentence(sentence, "", "\n")
    return writer.page()


def _block(block: FilledBlock, writer: _Writer) -> None:
    writer.write("\n")
    match block.kind:
        case "paragraph":
            for place, sentence in enumerate(block.sentences):
                writer.sentence(sentence, " " if place else "")
            writer.write("\n")
        case "list":
            for sentence in block.sentences:
                writer.sentence(sentence, "- ", "\n")
        case "table":
            for place, row in enumerate(block.sentences):
                writer.sentence(row, "| ", " |\n")
                if place == 0:
                    writer.write(f"|{' --- |' * (row.text.count('|') + 1)}\n")


def link_line(label: str, link: Link) -> str:
    """A line that links to another story, in Markdown."""
    url = link.url.replace("(", "%28").replace(")", "%29").replace("<", "%3C").replace(">", "%3E")
    return f"**{label}:** [{escape(link.text)}]({url})"


def italic(text: str) -> str:
    """A line of furniture in Markdown: in italics, its words inert."""
    return f"*{escape(text)}*"
