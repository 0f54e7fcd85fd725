"""Records of openFDA: applications of Drugs@FDA, labels, device clearances and approvals."""

from __future__ import annotations

from typing import Any

from generator.sources.records import Day, Plain, Record, Text, Texts


class Submission(Record):
    """One submission of an application."""

    submission_type: Text = None
    submission_number: Text = None
    submission_status: Text = None
    submission_status_date: Day = None
    review_priority: Text = None
    submission_class_code: Text = None
    submission_class_code_description: Plain = None
    submission_property_type: list[Any] | None = None
    application_docs: list[Any] | None = None


class Ingredient(Record):
    """One active ingredient."""

    name: Plain = None
    strength: Plain = None


class Product(Record):
    """One product of an application."""

    product_number: Text = None
    brand_name: Plain = None
    active_ingredients: tuple[Ingredient, ...] | None = None
    dosage_form: Text = None
    route: Text = None
    marketing_status: Text = None


class Application(Record):
    """An application of Drugs@FDA."""

    application_number: Text = None
    sponsor_name: Plain = None
    submissions: tuple[Submission, ...] | None = None
    products: tuple[Product, ...] | None = None
    openfda: dict[str, Any] | None = None


class Label(Record):
    """A drug's label; its sections are long texts of the maker."""

    id: Text = None
    set_id: Text = None
    effective_time: Day = None
    indications_and_usage: Texts = None
    boxed_warning: Texts = None
    openfda: dict[str, Any] | None = None


class Clearance(Record):
    """A device cleared by a 510(k) notice."""

    k_number: Text = None
    device_name: Plain = None
    applicant: Plain = None
    decision_code: Text = None
    decision_description: Plain = None
    decision_date: Day = None
    date_received: Day = None
    clearance_type: Text = None
    advisory_committee_description: Plain = None
    product_code: Text = None


class Approval(Record):
    """A device approved by a premarket approval, or a supplement to one."""

    pma_number: Text = None
    supplement_number: Text = None
    applicant: Plain = None
    trade_name: Plain = None
    generic_name: Plain = None
    decision_code: Text = None
    decision_date: Day = None
    date_received: Day = None
    supplement_type: Text = None
    supplement_reason: Plain = None
    advisory_committee_description: Plain = None
    product_code: Text = None
    ao_statement: Plain = None
