"""Background: statements that others made, use of products as their makers claim it, and what is held back."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from generator.facts.given import Count, Id, Ref, Words
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part


class Statement(Part):
    """One statement of background, as a sentence without its full stop or its source."""

    item_key: ClassVar[str] = "id"

    id: Id = Field(description="A short id: trigger, history.")
    says: Annotated[Words, Metric("background", "background")] = Field(
        description="The statement as a clause: 'Chinese firms have hurried to build chatbots since 2022'."
    )


class Usage(Part):
    """How many people use a product, as somebody claims it."""

    about: ClassVar[About] = About(subject="product")
    item_key: ClassVar[str] = "id"

    id: Id = Field(description="A short id; the product's id serves.")
    product: Annotated[Ref, Metric("product", "product")] = Field(description="The product: an entity's id.")
    owner: Annotated[Ref, Metric("owner", "company")] = Field(description="The company that makes it: an entity's id.")
    what: Annotated[Words | None, Metric("product_type", "type of product")] = Field(
        default=None, description="What it is, as a noun: chatbot."
    )
    users: Annotated[Count, Metric("users", "users", ("users", "people use", "customers"), up_is="good")] = Field(
        description="How many: more than 100 million; with claimant, claimant_role and said_on."
    )
    no_figure_for: Annotated[Ref | None, Metric("users_not_stated", "company without a figure")] = Field(
        default=None, description="A rival for which the report, read in full, gives no such number: an entity's id."
    )
