"""Names: every proper noun stands in the facts, or is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.article import Claim, Verdict
from generator.checking.common import ALLOWED, OPENING, is_common
from generator.checking.found import NAMES, Found, Hit, Text
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.checking.phrasebook import long_names
from generator.checking.rules._lookalikes import no_names
from generator.checking.rules._narrator import has_narrator
from generator.checking.rules._strangers import TICKER, acts, heads, is_sentence_case
from generator.checking.rules._strangers import stranger as stranger_of
from generator.checking.tokens import folded
from generator.evidence.fields import terms
from generator.facts.entities import EXCHANGES

# "144 Hz", "760mAh", "5 MP": what follows a figure at once is its unit
_SHORT = 5
"""Letters of an abbreviation, at most."""
_MEASURED = re.compile(r"\d ?\Z")
# "to 0°C. On Monday": a unit that ends a sentence
_DEGREE_ENDS = re.compile(r"°[CF]\. \Z")
_DEGREES = frozenset(("celsius", "fahrenheit", "kelvin"))
_OPENERS = frozenset("\"'“‘(:–—-")


def _unknown(text: Text, found: Found, place: int, body: frozenset[str]) -> bool:
    """Whether the capitalised word at `place` is a name that the facts do not have."""
    word = text.words[place]
    raw = folded(text.view.text[word.start : word.end].replace("’", "'").removesuffix("'s"))
    low = raw.lower().rstrip(".")
    known = text.index.name_words
    if (
        low in ALLOWED
        or low.replace(".", "") in known
        or low in known
        or word.norm in known
        or low.removesuffix("s") in known
    ):
        return False
    if text.index.foreign and _is_of_country(low, known):
        return False
    if not text.index.foreign and low in _LONG_FOR and not _LONG_FOR[low].isdisjoint(known):
        return False
    if len(raw) < 2 or raw[0].isdigit():
        return False
    parts = [part for part in low.replace("&", "-").replace("'", "-").replace(".", "-").split("-") if part]
    if all(part in known or part in ALLOWED or part.removesuffix("s") in known for part in parts):
        return False
    if text.index.foreign and len(parts) > 1 and "".join(parts) in known:
        return False  # "Wi-Fi" of a field "wifi"
    before = text.view.text[max(word.start - 1, 0) : word.start]
    if _MEASURED.search(text.view.text, max(word.start - 10, 0), word.start) or low in _DEGREES:
        return False
    opens = (
        place == found.first
        or before in _OPENERS
        or _DEGREE_ENDS.match(text.view.text, max(word.start - 4, 0), word.start) is not None
        or text.view.text[max(word.start - 2, 0) : word.start] == ": "
    )
    if found.region.kind in ("headline", "section") or _is_shouted(text, found):
        if low in body:
            return False
        if not is_common(raw) or (not opens and is_sentence_case(text, found)):
            return True
        return found.region.kind == "headline" and bool(body) and heads(text, found, place, raw, body)
    if "-" in raw and all(part in known or part in ALLOWED or is_common(part) for part in parts):
        return False
    if opens and is_common(raw) and _LABEL.match(text.view.text, word.end):
        return False  # "Scorecard: two beats"
    if opens and is_common(raw):
        return not text.index.foreign and acts(text, found, place, raw)
    return True


_LONG_FOR = {
    **dict.fromkeys(("states", "america"), frozenset(("u.s.", "u.s", "us"))),
    **dict.fromkeys(("kingdom", "britain"), frozenset(("u.k.", "u.k", "uk"))),
    "united": frozenset(("u.s.", "u.s", "us", "u.k.", "u.k", "uk")),
}
"""Words of a country's full name, by the short forms that the facts may have."""
# "Scorecard: two beats", "**Clock:** standard"
_LABEL = re.compile(r"\**:")
_BUILDINGS = frozenset(
    "arena center centre garden stadium coliseum fieldhouse hall park place court forum palace dome ground".split()
)
_COMPASS = frozenset("north south east west northern southern eastern western".split())
_DENYING = frozenset("no not without lack lacks lacking neither nor n't never cannot".split())
_REACH = 7


def _is_loose(page: Page, found: Found, run: list[int], unknown: list[int]) -> bool:
    """Whether a name that foreign facts lack is no claim against them.

    A building that is only where something took place, a common word written large beside a known name ("Sage Green"),
    what the sentence says is not there.
    """
    words, text = page.text.words, page.text.view.text
    last = text[words[unknown[-1]].start : words[unknown[-1]].end].lower()
    before = [word.norm for word in words[max(found.first, run[0] - 2) : run[0]]]
    if last in _BUILDINGS and "at" in before:
        return True
    if len(unknown) == 1 and last in _COMPASS:
        return True
    if len(unknown) == 1 and is_common(last) and _stands_by_known(page, found, unknown[0]):
        return True
    return not _DENYING.isdisjoint(word.norm for word in words[max(found.first, run[0] - _REACH) : run[0]])


def _stands_by_known(page: Page, found: Found, place: int) -> bool:
    """Whether a word written large touches another that the facts have."""
    words, text = page.text.words, page.text.view.text
    for other in (place - 1, place + 1):
        if not found.first <= other < found.last:
            continue
        low, high = sorted((place, other))
        touches = text[words[low].end : words[high].start] == " "
        raw = text[words[other].start : words[other].end]
        if touches and raw[:1].isupper() and (folded(raw).lower() in page.index.name_words):
            return True
    return False


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """By each word for a country or its people: the words of the same, lower case."""
    made: dict[str, tuple[str, ...]] = {}
    for name, adjective in set(terms().countries.values()):
        words = tuple(word for word in (name.lower(), adjective.lower()) if word)
        for word in words:
            made[word] = (*made.get(word, ()), *words)
    return made


def _is_of_country(low: str, known: frozenset[str]) -> bool:
    """Whether a word says of a country what the facts say in another: "French" where they have France."""
    return any(all(part in known for part in word.split()) for word in _countries().get(low, ()))


def _is_shouted(text: Text, found: Found) -> bool:
    """Whether the sentence is written in capitals: an alert."""
    return text.view.text[found.start : found.end].isupper()


def _find(page: Page) -> Iterator[Claim]:
    text = page.text
    body = frozenset(
        text.view.text[word.start : word.end].lower()
        for judged in page.sentences
        if judged.found.region.kind == "body"
        for word in text.words[judged.found.first + 1 : judged.found.last]
    )
    told: set[str] = set()
    for judged in page.spoken:
        found = judged.found
        covered = {place for hit in found.hits if hit.sense.kind in NAMES for place in range(hit.first, hit.last + 1)}
        covered.update(place for value in found.values for place in range(value.first, value.last + 1))
        covered.update(no_names(text, found))
        for hit in found.hits:
            if hit.sense.kind in ("entity", "source"):
                yield _known(page, hit)
        stranger = stranger_of(page, found, covered, body) if found.region.kind == "headline" else []
        if stranger:
            made = _absent(page, stranger)
            yield made._replace(
                verdict=Verdict.UNRESOLVED, message=f"{made.text} stands neither in the facts nor below"
            )
        for run in _runs(text, found, covered):
            unknown = [place for place in run if _unknown(text, found, place, body)]
            if not unknown and TICKER.match(text.view.text, text.words[run[-1]].end):
                unknown = _listed(page, found, run)
            if (
                unknown
                and page.index.foreign
                and (page.index.tabular or _is_loose(page, found, run, unknown) or _is_told(page, unknown, told))
            ):
                continue
            if unknown and len(told) == 1 and has_narrator(page.index):
                continue  # the first stranger is who "we" are
            if unknown:
                yield _absent(page, unknown)
            elif (
                found.region.kind in ("body", "caption")
                and not _is_shouted(text, found)
                and not text.index.foreign
                and _joined_wrongly(page, found, run)
            ):
                yield _absent(page, run)


def _is_told(page: Page, run: list[int], told: set[str]) -> bool:
    """Whether a name that foreign facts lack needs no finding (again): told above, or an abbreviation such as GPS."""
    words, text = page.text.words, page.text.view.text
    name = text[words[run[0]].start : words[run[-1]].end].removesuffix("'s").removesuffix("’s")
    if name in told or (name.isupper() and len(name) <= _SHORT):
        return True
    told.add(name)
    return False


def _listed(page: Page, found: Found, run: list[int]) -> list[int]:
    """The words before a ticker in brackets, which are a company's name: known words that name none are a stranger's.

    "Duke Energy (NYSE:FET)" where "Energy" is a word of another name. Words before the name are left out.
    """
    words, text = page.text.words, page.text.view.text
    while run and words[run[0]].norm in OPENING:
        run = run[1:]
    if not run:
        return run
    first = run[0]
    while first > found.first and text[words[first - 1].start].isupper() and words[first - 1].norm not in OPENING:
        first -= 1
    return [] if text[words[first].start : words[run[-1]].end].lower() in _corpus(page) else run


def _runs(text: Text, found: Found, covered: set[int]) -> Iterator[list[int]]:
    """Stretches of capitalised words with nothing but spaces between them, known names left out."""
    run: list[int] = []
    readable, words = text.view.text, text.words
    for place in range(found.first, found.last):
        start = words[place].start
        if not (readable[start].isupper() or readable[start + 1 : start + 2].isupper()) or place in covered:
            continue
        if run and (place != run[-1] + 1 or readable[words[run[-1]].end : start].strip()):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _known(page: Page, hit: Hit) -> Claim:
    end = hit.end - 2 if page.text.view.text[hit.end - 2 : hit.end] in ("'s", "’s") else hit.end
    fact = f"{hit.sense.kind}.{hit.sense.value}"
    return claim(page.text, hit.start, end, "name", Verdict.SUPPORTED, "name", facts=(fact,))


def _joined_wrongly(page: Page, found: Found, run: list[int]) -> bool:
    """Whether known words stand together as a name that no fact has: "Global Times"."""
    words, text = page.text.words, page.text.view.text
    if run[0] == found.first and words[run[0]].norm in OPENING:
        run = run[1:]
    if len(run) < 2 or any(words[place].norm in ALLOWED for place in run):
        return False
    name = text[words[run[0]].start : words[run[-1]].end].lower()
    if set(name.split()) <= _LONG_FOR.keys():
        return False
    last = text[words[run[-1]].start : words[run[-1]].end].lower()
    if len(run) == 2 and any(ch.isdigit() for ch in last) and is_common(words[run[0]].norm):
        return last not in _corpus(page)  # "Application NDA207103"
    return "\n" not in name and name not in _corpus(page)


def _corpus(page: Page) -> str:
    """Every name and text of the facts, lower case."""
    ledger, known = page.ledger, page.index.name_words
    longer = [name for short in known & long_names().keys() for name in long_names()[short]]
    names = [*longer, *(name for entity in ledger.entities.values() for name in (*entity.names, entity.role or ""))]
    names += [
        EXCHANGES.get(listing.exchange.upper(), "")
        for entity in ledger.entities.values()
        for listing in entity.listings
    ]
    names += [name for source in ledger.sources.values() for name in (source.name, *source.aliases)]
    texts = [
        text for fact in ledger for text in (fact.value, fact.evidence, fact.metric.label) if isinstance(text, str)
    ]
    return "\n".join((*names, *texts)).lower()


def _absent(page: Page, run: list[int]) -> Claim:
    words = page.text.words
    start, end = words[run[0]].start, words[run[-1]].end
    if page.text.view.text[end - 2 : end] in ("'s", "’s"):
        end -= 2
    name = page.text.view.text[start:end]
    return claim(page.text, start, end, "name", Verdict.ABSENT, "name", f"no fact names {name}")


RULE = Rule(
    "name",
    "A proper noun that stands in no fact.",
    _find,
    "The latest models include one from Tencent.",
    "The latest models include one from Xiaomi.",
)
