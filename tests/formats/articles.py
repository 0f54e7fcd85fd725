"""An article to print in tests."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

from generator.article import Article, Claim, Gate, Report, Verdict
from generator.newsroom import Desk, write_story
from tests.drafting import toy

CLAIM = Claim(
    2, 8, "Xiaomi", "name", Verdict.CONTRADICTED, ("company",), "Baidu", "another name", "name", gate=Gate.BLOCKED
)


def article(folder: Path, **changes: Any) -> Article:
    """The toy's article with a report of one claim."""
    own = toy.templates(folder)
    made = asyncio.run(write_story(toy.KIND, toy.sheet(**changes), Desk(templates=own)))
    return replace(made, report=Report((CLAIM,)))
