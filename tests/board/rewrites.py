"""Tellings that mean the same: other rounding, other words, other order. The check may hold nothing against them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from tests.board.cases import Case

Rewrite = Callable[[str], str]


def _words(*pairs: tuple[str, str]) -> Rewrite:
    """Replace words by others that mean the same, in the body (the headline has its own style)."""

    def apply(text: str) -> str:
        head, mark, body = text.partition("\n\n")
        for old, new in pairs:
            body = re.sub(old, new, body)
        return head + mark + body

    return apply


def _per_share(text: str) -> str:
    return re.sub(r"(\$\d+\.\d\d) a share", r"\1 per share", text)


def _dollars(text: str) -> str:
    """$1.60 a share -> 1.60 dollars a share."""
    return _words((r"(?<![\w-])\$(\d+\.\d\d) a share", r"\1 dollars a share"))(text)


def _rounded(text: str) -> str:
    """$358.63 million -> $358.6 million; $961.13M in the headline too."""

    def shorter(match: re.Match[str]) -> str:
        value = Decimal(match.group(1)).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"${value}{match.group(2)}"

    return re.sub(r"\$(\d{2,3}\.\d\d)( million|M\b)", shorter, text)


def _whole_percent(text: str) -> str:
    """60.98% -> 61%, where the percentage is not small."""

    def whole(match: re.Match[str]) -> str:
        value = Decimal(match.group(1)).quantize(Decimal(1), ROUND_HALF_UP)
        return f"{value}%"

    return re.sub(r"(?<![\d.-])(\d\d\.\d\d?)%", whole, text)


def _thousands(text: str) -> str:
    """$961.13 million -> $961,130,000."""

    def full(match: re.Match[str]) -> str:
        return f"${int(Decimal(match.group(1)) * 1_000_000):,}"

    return _words_by(r"\$(\d+(?:\.\d+)?) million", full)(text)


def _in_millions(text: str) -> str:
    """$7.82 billion -> $7,820 million."""

    def millions(match: re.Match[str]) -> str:
        digits = match.group(1)
        places = len(digits.partition(".")[2])
        if places != 2:
            return match.group()
        return f"${int(Decimal(digits) * 1000):,} million"

    return _words_by(r"\$(\d+(?:\.\d+)?) billion", millions)(text)


def _words_by(pattern: str, make: Callable[[re.Match[str]], str]) -> Rewrite:
    def apply(text: str) -> str:
        head, mark, body = text.partition("\n\n")
        return head + mark + re.sub(pattern, make, body)

    return apply


def _short_amounts(text: str) -> str:
    text = re.sub(r"(\$\d[\d.]*) million", r"\1M", text)
    return re.sub(r"(\$\d[\d.]*) billion", r"\1B", text)


def _bn(text: str) -> str:
    text = re.sub(r"(\$\d[\d.]*) million", r"\1mn", text)
    return re.sub(r"(\$\d[\d.]*) billion", r"\1bn", text)


def _paragraphs_swapped(text: str) -> str:
    """The paragraphs of each section but the lead in the other order, where neither leans on the one before."""
    parts = text.split("\n\n## ")
    made = [parts[0]]
    for part in parts[1:]:
        title, _, body = part.partition("\n\n")
        paragraphs = body.split("\n\n")
        standing = [p for p in paragraphs if p.startswith("*") and not p.startswith("**")]
        told = [p for p in paragraphs if p not in standing]
        leaning = re.compile(r"(?:That|It|The (?:company|report|loss|result)|They|What|Those)\b|.*\bstill\b|.*\btoo\b")
        if len(told) > 1 and not any(leaning.match(p) for p in told):
            told = told[::-1]
        made.append("\n\n".join((title, *told, *standing)))
    return "\n\n## ".join(made)


def _plain(text: str) -> str:
    """Without any Markdown: bold, headings, teaser."""
    text = re.sub(r"\n\n## [^\n]*", "", text)
    text = text.replace("**", "")
    return re.sub(r"^# ", "", text)


def _no_headline(text: str) -> str:
    rows = text.split("\n\n")
    return "\n\n".join(row for row in rows if not row.startswith("# ") and not re.fullmatch(r"\*[^*].*[^*]\*", row))


def _curly(text: str) -> str:
    return text.replace("'", "’")


def _hard_spaces(text: str) -> str:
    return re.sub(r"(?<=\d) (?=million|billion|percent|mg|a share)", "\u00a0", text)


def _attribution_first(text: str) -> str:
    """ "X, according to Y." -> "According to Y, x." for sentences that open with an article or "Earnings"."""
    pattern = re.compile(r"(?<=\n\n)((?:Earnings|Revenue|The (?:earnings|revenue|loss|result))[^.\n]*(?:\.\d[^.\n]*)*)"
                         r", "
                         r"(according to [^,.]+)\.")  # fmt: skip
    return pattern.sub(lambda m: f"A{m[2][1:]}, {m[1][0].lower()}{m[1][1:]}.", text)


def _passive(text: str) -> str:
    return re.sub(
        r"The U\.S\. Food and Drug Administration approved ([^.\n]+?) on (\w+day)",
        r"\1 was approved by the U.S. Food and Drug Administration on \2",
        text,
    )


def _tabled(text: str) -> str:
    """The first paragraph's bold name without stars, and a no-break in the ticker."""
    return text.replace("**", "__")


REWRITES: dict[str, Rewrite] = {
    "per share": _per_share,
    "dollars": _dollars,
    "rounded": _rounded,
    "whole percent": _whole_percent,
    "thousands": _thousands,
    "in millions": _in_millions,
    "M and B": _short_amounts,
    "mn and bn": _bn,
    "percent": _words((r"(?<=\d)%", " percent")),
    "topped": _words((r"\bbeat (?=the \$)", "topped "), (r"\babove (?=the \$|the analysts)", "ahead of ")),
    "surpassed": _words((r"\bbeat (?=the \$|its est)", "surpassed "), (r"\balso missed its", "fell short of its")),
    "year ago": _words((r"\ba year earlier\b", "a year ago")),
    "year before": _words((r"\ba year earlier\b", "the year before")),
    "same quarter": _words((r"\bfrom a year earlier\b", "from the same quarter last year")),
    "climbed": _words((r"\brose\b", "climbed"), (r"\bfell\b", "declined"), (r"\bgrew\b", "increased")),
    "was up": _words((r"\brose (?=\d)", "was up "), (r"\bfell (?=\d)", "was down ")),
    "consensus": _words(
        (r"\bthe analysts' estimate of\b", "the consensus estimate of"),
        (r"\bthat analysts had expected\b", "consensus estimate"),
    ),
    "wall street": _words((r"\bthat analysts had expected\b", "that Wall Street had forecast")),
    "posted": _words((r"\breported (?=earnings|a loss)", "posted "), (r"\bit reported on\b", "it said on")),
    "sales": _words((r"\bRevenue\b", "Sales"), (r"\brevenue\b(?! or)", "sales")),
    "profit": _words(
        (r"\bEarnings (?=rose|fell|still|climbed)", "Profit per share "), (r"\bearnings of\b", "a profit of")
    ),
    "quarter ended": _words((r"\bfor the third quarter\b", "for the three months ended Sept. 30")),
    "Q3": _words((r"\bfor the third quarter\b", "for Q3")),
    "in the quarter": _words((r"\bfor the third quarter\b", "in the July-September quarter")),
    "on the day": _words((r"\breported Monday\b", "said on Monday")),
    "over": _words((r"\bmore than (?=\d)", "over ")),
    "above": _words((r"\bmore than (?=\d)", "upward of ")),
    "LLMs": _words((r"\blarge language models\b", "LLMs")),
    "the U.S.": _words((r"\bthe United States'", "the U.S.'s"), (r"\bthe United States\b", "the U.S.")),
    "points": _words((r"\b10 percentage points\b", "10 points")),
    "wins approval": _words((r"\bwin approval\b", "get the green light")),
    "cleared": _words((r"\bwas approved\b", "was given approval")),
    "short name": lambda text: re.sub(
        r" (?:Inc\.|Corp\.|Co\.|Ltd\.|PLC|SA|Group Holding Ltd\.)(?=\*\*| \(| reported)", "", text
    ),
    "paragraphs swapped": _paragraphs_swapped,
    "plain prose": _plain,
    "no headline": _no_headline,
    "curly": _curly,
    "hard spaces": _hard_spaces,
    "underlined": _tabled,
    "attribution first": _attribution_first,
    "passive": _passive,
    "Windows lines": lambda text: text.replace("\n", "\r\n"),
}


def rewritten(case: Case) -> Iterator[tuple[str, str]]:
    """Every telling that changes a case's text, by the name of its rule."""
    for name, rewrite in REWRITES.items():
        text = rewrite(case.text)
        if text != case.text:
            yield name, text
