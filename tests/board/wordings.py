"""Errors in words: direction, status, negation, causes, ranks, what is added, damage, headlines."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.board.cases import Case
from tests.board.figures import entailed, other_digit
from tests.board.mutants import Mutant, spoil
from tests.board.names import STRANGERS, around, body, in_rows, rows_of
from tests.board.places import line_of, lines

_DIRECTION = (
    ("rose", "fell"), ("grew", "shrank"), ("climbed", "dropped"), ("increased", "decreased"), ("wider", "narrower"),
    ("widened", "narrowed"), ("higher", "lower"), ("gained", "lost"), ("advanced", "declined"), ("up", "down"),
    ("rise", "fall"), ("growth", "decline"), ("increase", "decrease"), ("Rises", "Falls"), ("climb", "drop"),
    ("jumped", "slid"), ("more", "less"), ("improvement", "decline"), ("gain", "drop"), ("expanded", "contracted"),
)  # fmt: skip
_BEAT = (
    ("beats", "misses"), ("beat", "missed"), ("beat", "miss"), ("topped", "trailed"), ("exceeded", "fell short of"),
    ("ahead of", "short of"), ("above", "below"), ("surpassed", "missed"), ("beating", "missing"), ("Beats", "Misses"),
    ("Beat", "Miss"), ("topping", "trailing"), ("Tops", "Misses"), ("better than", "worse than"),
    ("matched", "missed"), ("Match", "Miss"), ("fell short of", "exceeded"), ("cleared expectations", "missed them"),
)  # fmt: skip
_STATUS = (
    ("approved", "rejected"), ("Approves", "Rejects"), ("approves", "rejects"), ("fined", "cleared"),
    ("Fines", "Clears"), ("rejected", "approved"), ("Rejects", "Approves"), ("cleared", "banned"),
    ("Clears", "Bans"), ("turned down", "approved"), ("granted", "denied"), ("approve", "reject"),
)  # fmt: skip
_CAUSES = (
    "driven by strong demand in Europe", "because of higher energy prices", "thanks to cost cuts",
    "helped by a weaker dollar", "as a result of new product launches", "amid growing competition",
    "due to a change in management", "owing to a warm winter", "boosted by acquisitions",
)  # fmt: skip
_INVENTED = (
    "The company employs about 12,400 people.", "It was the 17th such announcement this year.",
    "A further 23 cases are pending.", "The shares have a market value of $6.2 billion.",
    "Margins stood at 18.4% of sales.", "The program cost $740 million.",
)  # fmt: skip
_ADVICE = (
    "Investors should buy the shares now.", "It is time to sell the stock.", "Traders should sell before the close.",
    "At this price the stock is a bargain.", "Investors should consider buying on weakness.",
)  # fmt: skip
_REACTION = (
    "Shares rose after the announcement.", "The stock fell in early trading.", "Shares jumped on the news.",
    "Investors pushed the stock higher.", "The stock slid to a new low after the report.",
)  # fmt: skip
_SLOTS = ("[[eps.actual]]", "{{ company }}", "[[WINNING_COMPANY]]", "{% if x %}", "NaN", "None", "[[revenue|headline]]")


def _pairs(
    kind: str, case: Case, pairs: tuple[tuple[str, str], ...], both: bool = True, near: str = ""
) -> Iterator[Mutant]:
    """Turn each word of the pairs where it stands, once a place."""
    turned = [*pairs, *((b, a) for a, b in pairs)] if both else list(pairs)
    rows = rows_of(case)
    seen: set[int] = set()
    for old, new in turned:
        for match in re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", case.text):
            row = line_of(rows, match.start())
            if row is None or match.start() in seen:
                continue
            sentence = case.text[row.start : row.end]
            if near and not re.search(near, sentence):
                continue
            seen.add(match.start())
            yield spoil(kind, case, (*match.span(), new), wide=around(case, match.start(), match.end(), row))


def direction(case: Case, rng: random.Random) -> Iterator[Mutant]:
    for mutant in _pairs("direction", case, _DIRECTION, near=r"\d|widened|narrowed|rose|fell|grew"):
        (edit,) = mutant.edits
        before, after = case.text[max(0, edit.start - 8) : edit.start], case.text[edit.end : edit.end + 12]
        old = case.text[edit.start : edit.end]
        if old in ("up", "down") and re.match(r" (?:to|of|for)\b", after):
            continue
        if old in ("more", "less") and (
            re.match(r" than (?:[$\d]|three|half|any)", after) or not after.startswith(" than")
        ):
            continue
        if (old == "lost" and re.match(r" \$", after)) or (old == "gained" and re.match(r" (?:more|over|\d)", after)):
            continue
        if before.endswith(("make ", "set ", "made ")) or after.lower().startswith(" short"):
            continue
        yield mutant


def beat(case: Case, rng: random.Random) -> Iterator[Mutant]:
    for mutant in _pairs("beat or miss", case, _BEAT, near=r"stimate|xpect|onsensus|nalyst|forecast|Beat|Miss|Street"):
        (edit,) = mutant.edits
        if case.text[edit.start - 5 : edit.start] != "fell ":
            yield mutant


def status(case: Case, rng: random.Random) -> Iterator[Mutant]:
    for mutant in _pairs("status", case, _STATUS, both=False):
        after = case.text[mutant.edits[0].end :][:13]
        before = case.text[: mutant.edits[0].start][-4:]
        if before != "not " and not after.lower().startswith((" expectation", " the finding", " the way", " the bar")):
            yield mutant
    for old, new in (
        ("no full list has been published", "a full list has been published"),
        ("has not released a complete list", "has released a complete list"),
        ("No full list has been published", "The full list has been published"),
        ("has not published", "has published"),
        ("gave no revenue", "gave a revenue"),
        ("carries no response", "carries a response"),
        ("does not say which", "says which"),
    ):  # fmt: skip
        for match in re.finditer(re.escape(old), case.text):
            row = line_of(rows_of(case), match.start())
            if row:
                yield spoil("status", case, (*match.span(), new), wide=(row.start, row.end))


_ACTIONS = (
    ("sold", "bought"), ("Sells", "Buys"), ("upgraded", "downgraded"), ("Upgrades", "Downgrades"),
    ("raised its", "lowered its"), ("Raises", "Lowers"), ("initiated coverage of", "dropped coverage of"),
    ("exercised", "let lapse"), ("raises", "lowers"), ("to Buy", "to Sell"), ("With Neutral", "With Buy"),
    ("a Neutral rating", "a Buy rating"), ("Maintains", "Withdraws"), ("maintained", "withdrew"),
    ("Outperform", "Underperform"), ("Overweight", "Underweight"),
)  # fmt: skip


def action(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """What a trader or an analyst did, turned round."""
    if case.kind is None or case.kind.name in ("insider_trade", "rating_change"):
        yield from _pairs("action", case, _ACTIONS)


def negation(case: Case, rng: random.Random) -> Iterator[Mutant]:
    verbs = {
        "beat": "did not beat", "topped": "did not top", "rose": "did not rise", "fell": "did not fall",
        "grew": "did not grow", "missed": "did not miss", "exceeded": "did not exceed", "matched": "did not match",
        "was approved": "was not approved", "have approved": "have not approved", "approved": "did not approve",
        "rejected": "did not reject", "fined": "did not fine", "widened": "did not widen", "climbed": "did not climb",
        "has drawn": "has not drawn", "have cleared": "have not cleared", "has counted": "has not counted",
    }  # fmt: skip
    rows = body(case)
    seen: list[int] = []
    for old, new in sorted(verbs.items(), key=lambda entry: -len(entry[0])):
        for match in re.finditer(rf"(?<![\w-]){old}(?![\w-])", case.text):
            row = line_of(rows, match.start())
            after = case.text[match.end() : match.end() + 14]
            before = case.text[max(0, match.start() - 22) : match.start()]
            if (
                row is None
                or any(abs(match.start() - place) < 14 for place in seen)
                or after.startswith(" the finding")
            ):
                continue
            if old in ("approved", "rejected", "fined", "beat", "cleared") and _no_verb(old, before, after):
                continue
            seen.append(match.start())
            yield spoil("negation", case, (*match.span(), new), wide=around(case, match.start(), match.end(), row))


_BEFORE_PARTICIPLE = re.compile(
    r"\b(?:have|has|had|been|was|were|is|are|be|companies|models|batch|not|the|earnings|revenue|profit)"
    r" (?:also |so far )?$"
)


def _no_verb(word: str, before: str, after: str) -> bool:
    """Whether a word is a participle or a noun here: "was approved", "the earnings beat was"."""
    if not _BEFORE_PARTICIPLE.search(before):
        return False
    told = re.search(r"(?:revenue|earnings|profit) $", before) and not re.match(r" (?:was|of)", after)
    return not (word == "beat" and told)


def superlative(case: Case, rng: random.Random) -> Iterator[Mutant]:
    for old, new in (
        (r"\b(?:[Rr]evenue|[Ss]ales)(?= (?:of|rose|grew|fell|was|beat))", "Record revenue"),
        (r"\bearnings of\b", "record earnings of"),
        (r"\bthird quarter\b", "best third quarter ever"),
        (r"\b(?:the )?fourth batch\b", "the largest batch"),
        (r"\ba loss of\b", "its biggest-ever loss of"),
        (r"\ban? (oral tablet|injection|oral capsule|tablet|capsule)\b", "the first drug of its kind, a tablet"),
        (r"\bfined\b", "imposed its largest fine ever on"),
        (r"\b(?:14|fourteen) large language models", "14 of the world's most advanced large language models"),
    ):
        for match in re.finditer(old, case.text):
            row = line_of(body(case), match.start())
            if row:
                said = new if case.text[match.start()].isupper() or new[0].islower() else new[0].lower() + new[1:]
                yield spoil("superlative", case, (*match.span(), said))


def _at_end(kind: str, case: Case, rng: random.Random, phrases: tuple[str, ...]) -> Iterator[Mutant]:
    for row in body(case):
        if case.text[row.end - 1] == ".":
            phrase = rng.choice(phrases)
            yield spoil(kind, case, (row.end - 1, row.end - 1, f", {phrase}"))


def cause(case: Case, rng: random.Random) -> Iterator[Mutant]:
    yield from _at_end("cause added", case, rng, _CAUSES)


def _after(kind: str, case: Case, rng: random.Random, phrases: tuple[str, ...]) -> Iterator[Mutant]:
    for row in body(case):
        if case.text[row.end - 1] == ".":
            yield spoil(kind, case, (row.end, row.end, f" {rng.choice(phrases)}"), right=" ")


def invented(case: Case, rng: random.Random) -> Iterator[Mutant]:
    yield from _after("figure invented", case, rng, _INVENTED)


def advice(case: Case, rng: random.Random) -> Iterator[Mutant]:
    yield from _after("advice", case, rng, _ADVICE)


def reaction(case: Case, rng: random.Random) -> Iterator[Mutant]:
    if not any("price" in fact.metric.name for fact in case.ledger):
        yield from _after("market reaction", case, rng, _REACTION)


def damage(case: Case, rng: random.Random) -> Iterator[Mutant]:
    for place in in_rows(case, "number"):
        yield spoil("unfilled slot", case, (place.start, place.end, rng.choice(_SLOTS)))


def headline(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """An error in the headline alone: the body stays right."""
    row = next((row for row in lines(case.text) if row.part == "headline"), None)
    if row is None:
        return
    for place in case.places:
        if not row.start <= place.start < row.end:
            continue
        words = case.text[place.start : place.end]
        if place.kind == "number":
            match = re.search(r"\d[\d,]*(?:\.\d+)?", words)
            if match:
                start = place.start + match.start()
                new = other_digit(match.group(), rng)
                if not entailed(case.text, start, match.group(), new):
                    yield spoil("headline only", case, (start, start + len(match.group()), new))
        elif place.kind == "entity" and words[0].isupper():
            yield spoil("headline only", case, (place.start, place.end, rng.choice(STRANGERS)))
    for old, new in (*_BEAT, *_STATUS):
        for match in re.finditer(rf"(?<!\w){re.escape(old)}(?!\w)", case.text[row.start : row.end]):
            start = row.start + match.start()
            if not case.text.startswith((" The ", " Short"), start + len(old)):
                yield spoil("headline only", case, (start, start + len(old), new), wide=(row.start, row.end))


def metric(case: Case, rng: random.Random) -> Iterator[Mutant]:
    """Another measure for the same figure: revenue told as net income, the estimate as last year's figure."""
    rows = body(case)
    for old, new in (
        (r"\b[Rr]evenue of(?= \$)", "Net income of"), (r"\bRevenue(?= (?:rose|grew|fell|climbed))", "Operating profit"),
        (r"\bearnings of(?= \$)", "dividends of"), (r"\bfrom a year earlier\b", "from the previous quarter"),
        (r"\blarge language models(?=,? (?:in China|,))", "chip makers"), (r"\busers\b", "paying subscribers"),
    ):  # fmt: skip
        for match in re.finditer(old, case.text):
            row = line_of(rows, match.start())
            if row:
                said = new if case.text[match.start()].isupper() or not new[0].isupper() else new[0].lower() + new[1:]
                yield spoil("measure", case, (*match.span(), said), wide=(row.start, row.end))


WORDINGS = (
    direction, beat, status, action, negation, superlative, cause, invented, advice, reaction, damage, headline, metric,
)  # fmt: skip
