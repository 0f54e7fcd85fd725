"""Form 4: an insider's trades, read from the XML that was filed with the SEC."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final
from xml.etree import ElementTree as Xml

from generator.sources.failures import Outcome, Unanswered
from generator.sources.found import Dossier, Found, Identity, Origin
from generator.sources.ownership import Insider, Trade, insider_entity, insider_facts, natural, planned, trade_facts
from generator.sources.records import Unread, day, number, shown

MOST_BYTES: Final = 8_000_000


def read_form4(text: str, origin: Origin, filing: str) -> Dossier:
    """The dossier of a Form 4. Raises Unanswered where the text is no ownership document."""
    root = _root(text, origin.url)
    unread: list[Unread] = []
    owner = root.find("reportingOwner")
    insider = _insider(owner) if owner is not None else Insider("", "", False, False, False)
    if len(root.findall("reportingOwner")) > 1:
        unread.append(Unread(filing, "reportingOwner", f"{len(root.findall('reportingOwner'))} owners",
                             "one owner; the first is told"))  # fmt: skip
    who = Identity(_text(root, "issuer/issuerTradingSymbol").upper(), cik=_text(root, "issuer/issuerCik"),
                   name=_text(root, "issuer/issuerName"))  # fmt: skip
    signed = _day(root.find("ownerSignature"), "signatureDate", filing, unread)
    trades = list(_trades(root, filing, unread))
    facts = [Found("company", "company"), *insider_facts(insider)]
    if signed:
        facts.append(Found("filed_on", signed.isoformat(), about={"note": "the day of the signature"}))
    notes = [" ".join("".join(note.itertext()).split()) for note in root.iter("footnote")]
    if (flag := _text(root, "aff10b5One")) or planned(notes):
        facts.append(Found("trading_plan", flag.lower() in ("1", "true") or planned(notes)))
    facts += trade_facts(trades)
    last = max((t.day for t in trades if t.day), default=None)
    return Dossier(origin, filing, tuple(facts), who, {"insider": insider_entity(insider)}, origin.url,
                   day=signed or last, unread=tuple(unread))  # fmt: skip


def _root(text: str, url: str) -> Xml.Element:
    """The document's root. A document type declaration is refused: entities could be made to grow without end."""
    body = text[text.find("<ownershipDocument") :] if "<ownershipDocument" in text else text
    if len(body) > MOST_BYTES or "<!DOCTYPE" in text[:2000] or "<!ENTITY" in text:
        raise Unanswered(f"sec: {url} holds a type declaration or is too large; it is not read", Outcome.ODD_SHAPE)
    end = body.find("</ownershipDocument>")
    body = body[: end + len("</ownershipDocument>")] if end >= 0 else body
    try:
        root = Xml.fromstring(body)
    except Xml.ParseError as error:
        outcome = Outcome.CUT_SHORT if end < 0 and "<ownershipDocument" in text else Outcome.ODD_SHAPE
        raise Unanswered(f"sec: {url} is not a well-formed Form 4 ({error})", outcome) from error
    if root.tag != "ownershipDocument":
        raise Unanswered(f"sec: {url} is no ownership document but <{root.tag}>", Outcome.ODD_SHAPE)
    return root


def _insider(owner: Xml.Element) -> Insider:
    tie = "reportingOwnerRelationship/"
    return Insider(
        natural(_text(owner, "reportingOwnerId/rptOwnerName")), _text(owner, tie + "officerTitle"),
        *(_text(owner, tie + name).lower() in ("1", "true")
          for name in ("isDirector", "isOfficer", "isTenPercentOwner")),
    )  # fmt: skip


def _trades(root: Xml.Element, filing: str, unread: list[Unread]) -> Iterator[Trade]:
    for path, derivative in (
        ("nonDerivativeTable/nonDerivativeTransaction", False), ("derivativeTable/derivativeTransaction", True),
    ):  # fmt: skip
        for each in root.findall(path):
            yield Trade(
                _text(each, "transactionCoding/transactionCode").upper(),
                _day(each, "transactionDate", filing, unread),
                _number(each, "transactionAmounts/transactionShares", filing, unread),
                _number(each, "transactionAmounts/transactionPricePerShare", filing, unread),
                _text(each, "securityTitle"),
                {"A": True, "D": False}.get(_text(each, "transactionAmounts/transactionAcquiredDisposedCode").upper()),
                _number(each, "postTransactionAmounts/sharesOwnedFollowingTransaction", filing, unread),
                {"D": True, "I": False}.get(_text(each, "ownershipNature/directOrIndirectOwnership").upper()),
                derivative,
            )


def _text(element: Xml.Element, path: str) -> str:
    """The text at a path, or of the <value> in it."""
    found = element.find(path)
    if found is None:
        return ""
    value = found.find("value")
    return " ".join(((value if value is not None else found).text or "").split())


def _number(element: Xml.Element, path: str, filing: str, unread: list[Unread]) -> Decimal | None:
    text = _text(element, path)
    if not text:
        return None
    try:
        return number(text)
    except ValueError:
        unread.append(Unread(filing, path.rpartition("/")[2], shown(text), "a number"))
        return None


def _day(element: Xml.Element | None, path: str, filing: str, unread: list[Unread]) -> date | None:
    text = _text(element, path) if element is not None else ""
    if not text:
        return None
    try:
        return day(text[:10])
    except ValueError:
        unread.append(Unread(filing, path, shown(text), "a day (YYYY-MM-DD)"))
        return None
