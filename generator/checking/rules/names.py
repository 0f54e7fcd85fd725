"""Names: every proper noun stands in the facts, or is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from generator.article import Claim, Verdict
from generator.checking.found import NAMES, Found, Hit, Text
from generator.checking.making import claim
from generator.checking.page import Page, Rule

_ALLOWED = frozenset(
    "vs v i ceo cfo cto coo eps gaap ipo etf adr ai ebitda q1 q2 q3 q4 fy h1 h2 et est edt pt gmt utc am pm u.s us usa "
    "u.k uk america american americans january february march april may june july august september october "
    "november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday "
    "saturday sunday mon tue wed thu fri sat sun inc corp ltd co plc llc company mr ms mrs dr wall street nyse "
    "nasdaq amex otc draft engineered edited neurowire image via photo source read next see also llm llms new "
    "york".split()
)
_TICKER = re.compile(r"\s*\([A-Z]{2,8}:")
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?,? (?:\([^()]{2,30}\) )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"(?:,? \(?\d{4}\)?)? ?(?:\([^()]{2,30}\) )?[-–—] ?"
)
# "144 Hz", "760mAh", "5 MP": what follows a figure at once is its unit
_MEASURED = re.compile(r"\d ?\Z")
# "to 0°C. On Monday": a unit that ends a sentence
_DEGREE_ENDS = re.compile(r"°[CF]\. \Z")
_DEGREES = frozenset(("celsius", "fahrenheit", "kelvin"))
_NEWER = frozenset(
    "regulator lender insurer retailer drugmaker chipmaker automaker shareholder bondholder guidance takeover "
    "buyback shipper miner brewer airline utility homebuilder estimate consensus turnover "
    "tech online app chatbot startup crypto fintech biotech smartphone website email blog streaming".split()
)
"""Words younger than the list."""
_OPENING = frozenset(
    "a an the in on at for to from by with as of when while after before since if but and or yet so its his her their "
    "our this that these those also today yesterday tomorrow then there here it they he she we you i both all some "
    "many most each every no not only under over about among between during without within against despite although "
    "though because once until unless whether which who what where how why last next first second third earlier later "
    "meanwhile however still separately overall once again former late new old chief president chairman chairwoman "
    "analyst analysts founder director drugmaker chipmaker automaker insurer lender retailer homebuilder".split()
)
"""Words that stand before a name and are no part of it."""
_OPENERS = frozenset("\"'“‘(:–—-")


@cache
def common_words() -> frozenset[str]:
    """Common English words, lower case."""
    text = (Path(__file__).parent.parent / "common_words.txt").read_text("ascii")
    return frozenset(text[text.index("\n", text.rindex("#")) :].split()) | _NEWER


def is_common(word: str) -> bool:
    """Whether a word is English, also with a plural or possessive ending."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    words = common_words()
    return low in words or low.rstrip("s") in words or all(part in words for part in low.split("-") if part)


def _unknown(text: Text, found: Found, place: int, body: frozenset[str]) -> bool:
    """Whether the capitalised word at `place` is a name that the facts do not have."""
    word = text.words[place]
    raw = text.view.text[word.start : word.end].replace("’", "'").removesuffix("'s")
    low = raw.lower().rstrip(".")
    known = text.index.name_words
    if low in _ALLOWED or low in known or word.norm in known or low.removesuffix("s") in known:
        return False
    if len(raw) < 2 or raw[0].isdigit():
        return False
    parts = [part for part in low.replace("&", "-").replace("'", "-").replace(".", "-").split("-") if part]
    if all(part in known or part in _ALLOWED for part in parts):
        return False
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
        if not is_common(raw):
            return True
        return found.region.kind == "headline" and bool(body) and _heads(text, found, place, raw, body)
    if "-" in raw and all(part in known or part in _ALLOWED or is_common(part) for part in parts):
        return False
    if opens and is_common(raw):
        return _acts(text, found, place, raw)
    return True


_GENERIC = frozenset(
    "they he she it we you this that these those there both neither each all most many some none one another such "
    "management leadership government parliament industry competition interest company maker giant firm group owner "
    "operator chain bank third second first fourth quarter report results".split()
)
"""Words that may open a sentence or a headline bare and act, and name nobody."""
_MASS = frozenset(
    "gold silver copper steel crude cash debt credit capital equity demand supply trade traffic energy power coal "
    "wheat corn cotton sugar coffee cocoa housing health food fuel water weather data news software hardware research "
    "staff labor labour police congress work volume money wage rent retail consumer consumers everyone everybody "
    "nobody nothing anything everything someone something today tomorrow yesterday home back part half more less "
    "last next same time week month year chief analyst chair president board union court judge jury staffer talk "
    "word hope fear risk doubt concern record list note deal plan".split()
)
"""Nouns that stand without an article and name nobody."""
_MASS_ENDINGS = ("tion", "sion", "ment", "ity", "ness", "ship", "ance", "ence", "ism", "age", "ics", "ware")
_PLAIN = _GENERIC | _MASS | _ALLOWED | _NEWER | _OPENING
"""Words that begin no stranger's name in a headline."""
_IS = frozenset("is was has had will would plan expect post report return swing agree reject clear list".split())
"""Verbs that a company's bare name is followed by."""
_ACTS = ("say", "status", "compare", "direction")


def _acts(text: Text, found: Found, place: int, raw: str) -> bool:
    """Whether an English word that opens a sentence stands there as a company does: bare, and acting at once.

    "Caterpillar approves", "Target (NYSE:TGT)"; but "Revenue rose", "Shares fell", "Analysts say".
    """
    word = text.words[place]
    after = text.view.text[word.end : word.end + 14]
    if _TICKER.match(after):
        return True
    low = raw.lower()
    if low.endswith("s") or any(hit.first <= place <= hit.last for hit in found.of("metric", "measure", "market")):
        return False
    if not is_noun_like(raw) or low in _GENERIC:
        return False
    if any(hit.first == place + 1 for hit in found.of(*_ACTS)):
        return True
    if low in _MASS or low.endswith(_MASS_ENDINGS) or any(hit.first <= place <= hit.last for hit in found.hits):
        return False
    return place + 1 < found.last and (
        text.words[place + 1].norm in _IS or any(hit.first == place + 1 for hit in found.of("market"))
    )


def _heads(text: Text, found: Found, place: int, raw: str, body: frozenset[str]) -> bool:
    """Whether an English word of a headline is its subject, and the body never names it: "Duke Energy Raises ..."."""
    last = place
    while last + 1 < found.last and _is_strange(text, found, last + 1, body):
        last += 1
    first = place
    while first - 1 >= found.first and _is_strange(text, found, first - 1, body):
        first -= 1
    if first != found.first or not _is_strange(text, found, place, body):
        return False
    dated = any(value.first == last + 1 and value.mention.kind == "date" for value in found.values)
    return (dated or any(hit.first == last + 1 for hit in found.of(*_ACTS))) and raw.lower() not in _GENERIC


def _is_strange(text: Text, found: Found, place: int, body: frozenset[str]) -> bool:
    """Whether a headline word is neither the body's nor the lexicon's."""
    word = text.words[place]
    raw = text.view.text[word.start : word.end]
    if not raw[:1].isupper() or raw.lower() in body or raw.lower() in text.index.name_words or not is_noun_like(raw):
        return False
    if any(value.first <= place <= value.last for value in found.values):
        return False
    return not any(hit.first <= place <= hit.last for hit in found.hits)


def is_noun_like(word: str) -> bool:
    """Whether a word may name a thing, by its ending: no adverb, participle or adjective of degree."""
    return not word.lower().endswith(("ly", "ed", "ing", "er", "ive", "ous", "ful", "est")) and len(word) > 3


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
    for judged in page.sentences:
        found = judged.found
        if found.region.kind in ("furniture", "section"):
            continue
        covered = {place for hit in found.hits if hit.sense.kind in NAMES for place in range(hit.first, hit.last + 1)}
        covered.update(place for value in found.values for place in range(value.first, value.last + 1))
        covered.update(_dateline(text, found))
        for hit in found.hits:
            if hit.sense.kind in ("entity", "source"):
                yield _known(page, hit)
        stranger = _stranger(page, found, covered, body) if found.region.kind == "headline" else []
        if stranger:
            made = _absent(page, stranger)
            yield made._replace(
                verdict=Verdict.UNRESOLVED, message=f"{made.text} stands neither in the facts nor below"
            )
        for run in _runs(text, found, covered):
            unknown = [place for place in run if _unknown(text, found, place, body)]
            if not unknown and _TICKER.match(text.view.text, text.words[run[-1]].end):
                unknown = _listed(page, found, run)
            if unknown:
                yield _absent(page, unknown)
            elif (
                found.region.kind in ("body", "caption")
                and not _is_shouted(text, found)
                and not text.index.foreign
                and _joined_wrongly(page, found, run)
            ):
                yield _absent(page, run)


def _ends(text: Text, found: Found, place: int) -> bool:
    """Whether a name may end at a headline's word: "Approves Duke Energy, An Injection", not "Approvals Pass 40"."""
    if place + 1 >= found.last:
        return True
    gap = text.view.text[text.words[place].end : text.words[place + 1].start]
    return bool(gap.strip()) or text.words[place + 1].norm in ("for", "as", "to", "in", "after", "with", "over")


def _listed(page: Page, found: Found, run: list[int]) -> list[int]:
    """The words before a ticker in brackets, which are a company's name: known words that name none are a stranger's.

    "Duke Energy (NYSE:FET)" where "Energy" is a word of another name. Words before the name are left out.
    """
    words, text = page.text.words, page.text.view.text
    while run and words[run[0]].norm in _OPENING:
        run = run[1:]
    if not run:
        return run
    first = run[0]
    while first > found.first and text[words[first - 1].start].isupper() and words[first - 1].norm not in _OPENING:
        first -= 1
    return [] if text[words[first].start : words[run[-1]].end].lower() in _corpus(page) else run


def _stranger(page: Page, found: Found, covered: set[int], body: frozenset[str]) -> list[int]:
    """The words of a headline that stand as its subject or object, where it names nobody whom the story is about.

    "Duke Energy Loss Widens", "FDA Approves Caterpillar": neither the facts nor the body have these words.
    """
    text = page.text
    sort = text.index.types.get(text.index.main, "") or "product"
    named = [hit for hit in found.of("entity", "ticker") if text.index.types.get(hit.sense.value, sort) == sort]
    if named or not body:
        return []
    after = [hit.last + 1 for hit in found.of("status") if hit.last + 1 < found.last]
    acted = [place + 1 for place in range(found.first, found.last - 1) if text.words[place].norm.endswith(("er", "or"))]
    for start in (found.first, *after, *acted):
        run: list[int] = []
        for place in range(start, found.last):
            if place in covered or not _is_strange(text, found, place, body):
                break
            run.append(place)
        if run and text.words[run[0]].norm not in _PLAIN and (start == found.first or _ends(text, found, run[-1])):
            return run
    return []


def _dateline(text: Text, found: Found) -> range:
    """The words of a dateline, "KEARNEY, Neb., Nov 22 -": where a story was filed is no claim."""
    match = _DATELINE.match(text.view.text, found.start, found.end)
    if match is None:
        return range(0)
    last = next(
        (place for place in range(found.first, found.last) if text.words[place].start >= match.end()), found.last
    )
    return range(found.first, last)


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
    if run[0] == found.first and words[run[0]].norm in _OPENING:
        run = run[1:]
    if len(run) < 2 or any(words[place].norm in _ALLOWED for place in run):
        return False
    name = text[words[run[0]].start : words[run[-1]].end].lower()
    return "\n" not in name and name not in _corpus(page)


def _corpus(page: Page) -> str:
    """Every name and text of the facts, lower case."""
    ledger = page.ledger
    names = [name for entity in ledger.entities.values() for name in (*entity.names, entity.role or "")]
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
