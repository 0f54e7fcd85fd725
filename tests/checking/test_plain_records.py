"""Stories from plain JSON records without a kind: what the check has to find, and what it has to leave alone."""

from __future__ import annotations

import pytest

from generator.checking import check
from generator.evidence import ledger_of_data

BREWER: dict[str, object] = {
    "company": "Ostmark Brewing", "eps": 0.61, "eps_prior": 0.58, "eps_est": 0.57,
    "rev": "4.12B", "rev_prior": "4.09B", "rev_est": "4.16B", "rev_surprise_pct": -0.96,
}  # fmt: skip
RETAILER: dict[str, object] = {
    "company": "Pellworth Stores",
    "shops": [{"date": "2025-08-02", "shops": 312, "regions": 38}, {"date": "2024-08-03", "shops": 309, "regions": 38}],
}
FINDS: list[tuple[str, dict[str, object], str]] = [
    ("Revenue slipped about 1% to $4.12 billion, missing the consensus of $4.16 billion.", BREWER, "slipped about 1%"),
    ("Revenue fell 0.96% to $4.12 billion.", BREWER, "fell 0.96%"),
    ("Pellworth Stores had 312 shops in 38 regions, down from 309 a year earlier.", RETAILER, "down"),
]
PASSES: list[tuple[str, dict[str, object]]] = [
    ("Revenue rose about 1% to $4.12 billion, missing the consensus of $4.16 billion.", BREWER),
    ("Revenue of $4.12 billion fell about 1% short of the $4.16 billion estimate.", BREWER),
    ("Revenue rose 0.7% to $4.12 billion.", BREWER),
    ("Pellworth Stores had 312 shops in 38 regions, up from 309 a year earlier.", RETAILER),
]


def blocked(text: str, record: dict[str, object]) -> list[str]:
    """The words that the check marks so that the text is not ready."""
    report = check(text, ledger_of_data(record, "record.json"))
    return [claim.text for claim in report.findings if claim.gate.value != "ready"]


@pytest.mark.parametrize(("text", "record", "words"), FINDS, ids=[text[:40] for text, _, _ in FINDS])
def test_finds(text: str, record: dict[str, object], words: str) -> None:
    """The wrong words are marked."""
    assert words in blocked(text, record)


@pytest.mark.parametrize(("text", "record"), PASSES, ids=[text[:40] for text, _ in PASSES])
def test_passes(text: str, record: dict[str, object]) -> None:
    """True words are left alone."""
    assert blocked(text, record) == []
