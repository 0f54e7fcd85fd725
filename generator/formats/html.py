"""An article as a self-contained HTML page. `markdown` and `nh3` are imported when a page is made."""

from __future__ import annotations

import html

from generator.article import Article

TAGS = {
    "a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "hr", "li", "ol", "p", "strong", "table", "tbody", "td",
    "th", "thead", "tr", "ul",
}  # fmt: skip
"""Elements that an article's body may hold; all else is taken out."""

_STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #5f6368; --line: #d9d9d6; --paper: #fffefb; --link: #0b57a4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e1; --soft: #a3a19b; --line: #3b3a37; --paper: #191918; --link: #8ab8ee; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; }
article { max-width: 38rem; margin: 0 auto; padding: 3rem 1.25rem 4rem; overflow-wrap: break-word; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.25rem); line-height: 1.2; margin: 0 0 .75rem; text-wrap: balance; }
h2 { font: 600 1.05rem/1.3 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; margin: 2.25rem 0 .5rem;
  padding-top: .75rem; border-top: 1px solid var(--line); }
p { margin: 0 0 1rem; hyphens: auto; }
ul, ol { margin: 0 0 1rem; padding-left: 1.25rem; }
a { color: var(--link); text-underline-offset: .15em; }
.teaser { color: var(--soft); font-size: 1.15rem; font-style: italic; margin-bottom: .9rem; }
.byline, footer { color: var(--soft);
  font: .875rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.byline { margin: 0 0 1.75rem; padding-bottom: .9rem; border-bottom: 1px solid var(--line); }
table { border-collapse: collapse; width: 100%; margin: 0 0 1.25rem; font-size: .95rem;
  font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); text-align: left; }
th:not(:first-child), td:not(:first-child) { text-align: right; }
footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
footer p { margin: 0 0 .4rem; }
@media print { article { padding: 0; max-width: none; } }
"""


def to_html(article: Article) -> str:
    """The article as a page: its text through Markdown, sanitised, links to http and https only."""
    body = _body(article.text)
    title = html.escape(article.headline)
    byline = " · ".join(html.escape(item) for item in (article.author, _long(article), *article.tickers))
    heading, teaser, rest = _parts(body, bool(article.teaser))
    story, footer = _furniture(rest)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{title}</title>\n<meta name="description" content="{html.escape(article.teaser)}">\n'
        f'<meta name="author" content="{html.escape(article.author)}">\n'
        f'<meta name="date" content="{article.date.isoformat()}">\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<article>\n{heading}\n{teaser}"
        f'<p class="byline">{byline}</p>\n{story}\n<footer>\n{footer}\n</footer>\n</article>\n</body>\n</html>\n'
    )


def _body(text: str) -> str:
    import markdown
    import nh3

    made = markdown.markdown(text, extensions=["tables", "sane_lists"], output_format="html")
    return nh3.clean(
        made,
        tags=TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https"},
        link_rel="noopener nofollow",
    )


def _parts(body: str, has_teaser: bool) -> tuple[str, str, str]:
    """The heading, the teaser's paragraph and the rest."""
    heading, mark, rest = body.partition("</h1>")
    if not mark:
        return "", "", body
    rest = rest.lstrip()
    if not has_teaser or not rest.startswith("<p>"):
        return heading + mark, "", rest
    teaser, _, rest = rest.partition("</p>")
    inner = teaser.removeprefix("<p>").removeprefix("<em>").removesuffix("</em>")
    return heading + mark, f'<p class="teaser">{inner}</p>\n', rest.lstrip()


def _furniture(rest: str) -> tuple[str, str]:
    """The story, and the lines at its end that stand wholly in italics."""
    lines = rest.rstrip().split("\n")
    at = len(lines)
    while at and lines[at - 1].startswith("<p><em>") and lines[at - 1].endswith("</em></p>"):
        at -= 1
    return "\n".join(lines[:at]), "\n".join(lines[at:])


def _long(article: Article) -> str:
    return f"{article.date:%B} {article.date.day}, {article.date.year}"
