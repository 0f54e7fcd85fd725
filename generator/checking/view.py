"""The readable text of a Markdown article, with the place of every character in the text as given.

Emphasis, links, escapes, entities, table bars, list marks and zero-width characters are not read; front matter is read
for its title and description only. Spans of claims are mapped back with `View.source`.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

RegionKind = Literal["headline", "teaser", "body", "table", "caption", "furniture", "section"]

# a full-width digit or a compatibility form reads as its plain form, one character for one
_IS_WIDE = re.compile(r"[\uff01-\uff5e\u00a0\u2007\u202f\0]")
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0xA0: " ", 0x2007: " ", 0x202F: " ", 0: " "}
# What Markdown writes and nobody reads, or reads as something else:
_MARK = re.compile(
    r"(?P<escape>\\[\\`*_{}\[\]()#+\-.!|<>~&$:^=])"  # \* -> *
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"  # &amp; -> &
    r"|(?P<code>`+)"
    r"|(?P<stars>\*{1,3})"
    r"|(?P<under>(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))"
    r"|(?P<link>!?\[(?=[^\[\]\n]{0,400}\]\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,300}\")?\)))"  # [text](url) -> text
    r"|(?P<url>\]\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,300}\")?\))"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,300}>|<!--[^<>\n]{0,300}-->)"
    r"|(?P<zero>[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]+)"
)
_SPECIAL = re.compile(r"[\\&`*_\[\]<\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\u2066-\u2069]")
_LINE_START = re.compile(r"[ \t]*(?:#{1,6}[ \t]+|[-+*][ \t]+|\d{1,3}[.)][ \t]+|>[ \t]?)")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t:|-]+\|[ \t:|-]*\Z")


_FURNITURE = ("Engineered by ", "Image ", "Photo ")
"""Beginnings of standing lines that state no fact of the story."""


class Region(NamedTuple):
    """A stretch of the readable text: `start` and `end` in it, its kind, and the title of its section."""

    kind: RegionKind
    start: int
    end: int
    section: str


class View(NamedTuple):
    """Readable text, its regions, and the segments that lead back to the text as given."""

    text: str
    regions: tuple[Region, ...]
    starts: tuple[int, ...]
    sources: tuple[int, ...]
    markdown: bool

    def source(self, place: int) -> int:
        """Where a character of the readable text stands in the text as given."""
        at = bisect_right(self.starts, place) - 1
        return self.sources[at] + place - self.starts[at] if at >= 0 else place

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the readable text in the text as given."""
        return self.source(start), self.source(end - 1) + 1 if end > start else self.source(start)


class _Page:
    """Collects readable pieces with their places."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []
        self.sources: list[int] = []
        self.length = 0

    def add(self, text: str, source: int) -> None:
        if not text:
            return
        self.pieces.append(text)
        self.starts.append(self.length)
        self.sources.append(source)
        self.length += len(text)

    def add_inline(self, text: str, source: int) -> None:
        """Add a line's text without its marks."""
        at = 0
        for match in _marks(text):
            kind = match.lastgroup
            if kind == "stars" and _lonely(text, match.start(), match.end()):
                continue
            self.add(text[at : match.start()], source + at)
            if kind == "escape":
                self.add(match.group()[1], source + match.start() + 1)
            elif kind == "entity":
                read = html.unescape(match.group())
                if len(read) <= 2:
                    self.add(" " if read == "\xa0" else read, source + match.start())
            elif kind == "tag":
                self.add(" ", source + match.start())
            at = match.end()
        self.add(text[at:], source + at)


def _marks(text: str) -> Iterator[re.Match[str]]:
    """The marks of a line, in order; looked for only at the characters that may begin one."""
    at = 0
    while (special := _SPECIAL.search(text, at)) is not None:
        place = special.start()
        opens = place - (text[place] == "[" and place > at and text[place - 1] == "!")
        match = _MARK.match(text, opens)
        if match is None:
            at = place + 1
        else:
            yield match
            at = match.end()


def _lonely(text: str, start: int, end: int) -> bool:
    """Whether stars stand between spaces: a multiplication or a footnote, not emphasis."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (not before or before.isspace()) and (not after or after.isspace())


def view(text: str) -> View:
    """The readable view of an article or of plain prose."""
    plain = text.translate(_WIDE) if _IS_WIDE.search(text) else text
    page = _Page()
    reader = _Reader(plain, page, [])
    at = _front_matter(plain, page, reader.regions)
    reader.markdown = at > 0 or plain[at : at + 2000].lstrip().startswith("# ")
    reader.lines = _lines(plain, at)
    for place in range(len(reader.lines)):
        reader.line(place)
    return View("".join(page.pieces), tuple(reader.regions), tuple(page.starts), tuple(page.sources), reader.markdown)


class _Reader:
    """Goes through the lines and makes their regions. Lines of one paragraph are one region."""

    def __init__(self, plain: str, page: _Page, regions: list[Region]) -> None:
        self.plain, self.page, self.regions = plain, page, regions
        self.lines: list[tuple[int, int]] = []
        self.markdown = False
        self.section = ""
        self.seen_headline = False
        self.open_paragraph = False
        self.has_body = False

    def line(self, place: int) -> None:
        """Read one line."""
        start, end = self.lines[place]
        line = self.plain[start:end]
        stripped = line.strip()
        if not stripped or ("|" in line and "-" in line and _TABLE_RULE.match(line)):
            self.open_paragraph = False
            return
        mark = _LINE_START.match(line) if not stripped[0].isalpha() else None
        kind = self.kind(place, line, stripped, mark)
        page = self.page
        offset = mark.end() if mark and kind != "table" else 0
        region_start = page.length
        page.add_inline(line[offset:].replace("|", " ") if kind == "table" else line[offset:], start + offset)
        region_end = page.length
        page.add("\n", end if end < len(self.plain) else max(end - 1, 0))
        if kind == "section":
            self.section = "".join(page.pieces[-12:])[-(page.length - region_start) :].strip()
        self.seen_headline = self.seen_headline or kind == "headline"
        if kind == "body" and self.open_paragraph and not mark:
            before = self.regions.pop()
            region_start = before.start
        self.has_body = self.has_body or kind == "body"
        self.regions.append(Region(kind, region_start, region_end, self.section))
        self.open_paragraph = kind == "body"

    def kind(self, place: int, line: str, stripped: str, mark: re.Match[str] | None) -> RegionKind:
        """What a line is."""
        if mark and "#" in mark.group():
            return "headline" if not self.seen_headline and stripped.startswith("# ") else "section"
        if stripped.startswith("|") and stripped.count("|") >= 2:
            return "table"
        if _is_emphasis(stripped):
            if self.seen_headline and not self.has_body:
                return "teaser"
            return "furniture" if stripped[1:].startswith(_FURNITURE) else "caption"
        if not self.markdown and not self.seen_headline and _is_headline(self.plain, self.lines, place):
            return "headline"
        return "body"


def _lines(text: str, at: int) -> list[tuple[int, int]]:
    """Start and end of each line from `at` on."""
    spans = []
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        spans.append((at, end))
        at = end + 1
    return spans


def _is_emphasis(line: str) -> bool:
    """Whether a whole line stands in single stars or underscores: a teaser, a credit or a disclosure."""
    return len(line) > 2 and line[0] == line[-1] and line[0] in "*_" and line[1] not in "*_" and line[-2] not in "*_\\"


def _is_headline(text: str, lines: list[tuple[int, int]], place: int) -> bool:
    """Whether the first line of plain prose is a headline: short, without a full stop, with a blank line after it."""
    start, end = lines[place]
    line = text[start:end].strip()
    if place > 2 or len(line) > 160 or line.endswith((".", "!", "”", '."')) or place + 1 >= len(lines):
        return False
    after = lines[place + 1]
    return not text[after[0] : after[1]].strip()


def _front_matter(text: str, page: _Page, regions: list[Region]) -> int:
    """Read title and description of the front matter; returns where the body starts."""
    if not text.startswith("---\n"):
        return 0
    end = text.find("\n---\n", 3)
    if end < 0:
        return 0
    for match in re.finditer(r"^(title|description):[ \t]*(.+)$", text[:end], re.MULTILINE):
        value, start = match.group(2), match.start(2)
        if value[:1] in "\"'" and value[-1:] == value[:1]:
            value, start = value[1:-1], start + 1
        region_start = page.length
        page.add(value.replace('\\"', ' "').replace("''", " '"), start)
        kind: RegionKind = "headline" if match.group(1) == "title" else "teaser"
        regions.append(Region(kind, region_start, page.length, ""))
        page.add("\n", start + len(value) - 1)
    return end + 5
