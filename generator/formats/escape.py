"""Escaping: any text made inert in Markdown and the HTML it becomes, and still readable; and the way back.

Only what would act in its place is escaped: "AT&T", "S&P 500", "e-mail", "3 < 4" and "C# 12" stay as they are. Angle
brackets, ampersands, bars and tildes become entities, because not every Markdown reader knows their backslash form.
"""

from __future__ import annotations

import html
import re

_SPECIAL = re.compile(r"[\\`*_\[\]<&|#~\t\n\r\v\f\x85\u2028\u2029]|\s\s|^\s|\s$")
# \  `  *  [  ]   and an underscore that does not stand inside a word
_BACKSLASHED = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])")
# <b  </b  <!--  <?x  <@     &amp;  &#60;     |     ~~
_ENTITIES = re.compile(r"<(?=[^\s\d=])|<\Z|&(?=#?\w+;)|&\Z|\||~(?=~)|(?<=~)~")
# "1. item", "1) item" at the start of a line
_NUMBERED = re.compile(r"\d{1,9}(?=[.)](?:\s|\Z))")
_CLOSING = re.compile(r"#+\Z")
# one of our backslashes, or an entity
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~=])|(&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});)")
_READ = re.compile(_ESCAPED.pattern + r"|\*+")


def escape(text: str, at_start: bool = False) -> str:
    """`text` as Markdown that reads as `text`. `at_start` says that it will stand at the beginning of a line."""
    if _SPECIAL.search(text):
        text = " ".join(text.split())
        text = _BACKSLASHED.sub(r"\\\g<0>", text)
        text = _ENTITIES.sub(lambda match: f"&#{ord(match[0])};" if match[0] in "|~" else html.escape(match[0]), text)
        if text.endswith("#"):
            text = _CLOSING.sub(lambda match: "\\#" * len(match[0]), text)
    return at_line_start(text) if at_start else text


def at_line_start(text: str) -> str:
    """Escaped text made inert at the beginning of a line: "1. FC" is no list, "# 1" no heading."""
    first = text[:1]
    if first in ("#", ">") or (first in ("-", "+") and text[1:2] in ("", " ", first)) or text.startswith("==="):
        return "\\" + text
    if first.isdigit() and (match := _NUMBERED.match(text)):
        return f"{match[0]}\\{text[match.end() :]}"
    return text


def unescape(text: str) -> str:
    """The literal text behind escaped Markdown."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPED.sub(lambda match: match[1] or html.unescape(match[2]), text)


def plain(text: str) -> str:
    """A filled sentence as it reads: emphasis marks taken off, escapes undone."""
    if "*" not in text:
        return unescape(text)
    return _READ.sub(lambda match: match[1] or (html.unescape(match[2]) if match[2] else ""), text)
