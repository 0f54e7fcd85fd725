"""From an openFDA record to its facts by metric: what was decided, on what, and what the record does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from generator.sources.asked import Asked
from generator.sources.found import Dossier, Found, Named, Origin
from generator.sources.openfda.records import Application, Approval, Submission
from generator.sources.records import Record, Unread, within
from generator.sources.wire import Answer

AGENCY: Final = Named("U.S. Food and Drug Administration", "agency", "FDA",
                      aliases=("Food and Drug Administration", "the agency"))  # fmt: skip


def told(
    call: str, number: str, record: Record, unread: tuple[Unread, ...], answer: Answer, body: Any,
    asked: Asked,
) -> Dossier | None:  # fmt: skip
    """The dossier of a record; None for an application without a decision in the days asked for."""
    updated = within(body, "meta").get("last_updated")
    updated = updated if isinstance(updated, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", updated) else ""
    origin = Origin(f"openfda_{call.replace('-', '_')}", "the agency's records", "database", True,
                    answer.url if len(answer.url) < 280 else answer.url.partition("?")[0], answer.fetched,
                    ("openFDA", "Drugs@FDA", "the record", "FDA records"))  # fmt: skip
    if isinstance(record, Application):
        return _application(record, unread, origin, updated, asked)
    if isinstance(record, Approval) and record.supplement_number:
        number += f"-{record.supplement_number}"
    facts = [Found(name, _plain(value)) for name in type(record).model_fields
             if (value := getattr(record, name)) is not None and name not in ("openfda", "id", "set_id")]  # fmt: skip
    day = getattr(record, "decision_date", None) or getattr(record, "effective_time", None)
    return Dossier(origin, number, tuple(facts), url=origin.url, day=day, unread=unread)


def _plain(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


_STATUS: Final = {"AP": "approve", "TA": "tentatively approve"}


def _application(
    record: Application, unread: tuple[Unread, ...], origin: Origin, updated: str, asked: Asked
) -> Dossier | None:
    """The decision on the original application. Later supplements change a label or a use; they approve no drug."""
    number = (record.application_number or "?")[:80]
    original = next((s for s in record.submissions or () if s.submission_type == "ORIG"), None)
    if original is None or (original.submission_status or "") not in _STATUS or not original.submission_status_date:
        return None
    decided = original.submission_status_date
    if (
        (asked.day and decided != asked.day)
        or (asked.first and decided < asked.first)
        or (asked.last and decided > asked.last)
    ):
        return None
    brand = next((p.brand_name for p in record.products or () if p.brand_name), "")
    if not brand:
        return None
    entities = {"agency": AGENCY, "drug": Named(_title(brand), "product", aliases=(brand,) if brand.isupper() else ())}
    facts = (*_decision(original, number, decided), *_products(record), *_people(record, updated))
    return Dossier(origin, number, facts, entities=entities, url=origin.url, day=decided, unread=unread)


def _decision(original: Submission, number: str, decided: date) -> Iterator[Found]:
    letter = next((str(doc.get("url")) for doc in original.application_docs or ()
                   if isinstance(doc, dict) and doc.get("type") == "Letter" and doc.get("url")), "")  # fmt: skip
    yield Found("agency", "agency")
    yield Found("decision", _STATUS[original.submission_status or ""], url=letter)
    yield Found("decided", decided.isoformat(), url=letter)
    yield Found("drug", "drug")
    yield Found("application", number)
    code = (original.submission_class_code or "").capitalize()
    if re.fullmatch(r"Type \d+(?:/\d+)?", code):
        yield Found("class_code", code)
        name = re.sub(r"(?i)^type [\d/]+ - ", "", original.submission_class_code_description or "").lower()
        if name and name != code.lower():
            yield Found("class_name", name)
    review = (original.review_priority or "").lower()
    if review in ("standard", "priority"):
        yield Found("review", review)
    codes = {str(each.get("code", "")) if isinstance(each, dict) else str(each)
             for each in original.submission_property_type or ()}  # fmt: skip
    if any("orphan" in each.lower() for each in codes):
        yield Found("orphan", True)


def _products(record: Application) -> Iterator[Found]:
    products = record.products or ()
    names = dict.fromkeys(i.name for p in products for i in p.active_ingredients or () if i.name)
    for place, name in enumerate(names, 1):
        yield Found("ingredient", name.lower(), item=f"i{place}")
    forms, routes, sold = ({(getattr(p, field) or "").lower() for p in products} - {""}
                           for field in ("dosage_form", "route", "marketing_status"))  # fmt: skip
    if len(forms) == 1:
        yield Found("form", _form(next(iter(forms))))
    if len(routes) == 1 and (route := next(iter(routes))).isalpha():
        yield Found("route", route)
    if len(sold) == 1 and (status := next(iter(sold))) in ("prescription", "over-the-counter"):
        yield Found("marketing", status)
    strengths = dict.fromkeys("/".join(i.strength or "" for i in p.active_ingredients or ()) for p in products)
    read = [(text, _strength(text)) for text in strengths]
    for place, (_, shown) in enumerate((each for each in read if each[1]), 1):
        yield Found("strength", shown, item=f"s{place}")
    if read and all(shown for _, shown in read):
        yield Found("strengths_complete", True)
        if all("EQ " in text for text, _ in read):
            yield Found("strengths_as_base", True)


def _people(record: Application, updated: str) -> Iterator[Found]:
    """The sponsor of today, who need not have applied then; what the record does not say at all is said so."""
    if record.sponsor_name:
        about = {"use": "hold", "hold_reason": "the sponsor field is today's holder, not the applicant of the time"}
        if updated:
            about["as_of"] = updated
        yield Found("holder", record.sponsor_name, about=about)
    yield Found("applicant", "not stated")
    yield Found("indication", "not stated")


def _title(brand: str) -> str:
    return brand.title() if brand.isupper() else brand


def _form(form: str) -> str:
    """ "tablet, extended release" -> "extended-release tablet"."""
    first, comma, rest = form.partition(", ")
    return f"{rest.replace(' ', '-')} {first}" if comma and "," not in rest and ";" not in form else form


def _strength(text: str) -> str:
    """ "EQ 50MG BASE" -> "50 mg"; "23.75MG/95MG" -> "23.75 mg/95 mg"; "" where it is not that simple."""
    parts = []
    for part in text.split("/"):
        match = re.fullmatch(r"(?:EQ )?(\d+(?:\.\d+)?)\s?(MG|MCG|GM|G)(?: BASE)?", part.strip())
        if not match:
            return ""
        parts.append(f"{match[1]} {match[2].lower().replace('gm', 'g')}")
    return "/".join(parts)
