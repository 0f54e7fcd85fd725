from __future__ import annotations

import json
from pathlib import Path

from generator.formats.json import report_json, to_json
from tests.formats.articles import CLAIM, article


def test_the_whole_article_with_its_report(tmp_path: Path) -> None:
    made = article(tmp_path)
    data = json.loads(to_json(made))
    assert data["headline"] == made.headline
    assert data["text"] == made.text
    assert data["provenance"]["template"] == made.provenance.template
    assert data["report"] == report_json(made.report)
    for slot in data["slots"]:
        assert made.text[slot["start"] : slot["end"]]
    assert [block["kind"] for block in data["blocks"]] == [block.kind for block in made.blocks]
    assert data["dropped"][0]["reason"] == "loss is missing"


def test_the_shape_of_a_report(tmp_path: Path) -> None:
    assert report_json(article(tmp_path).report) == {
        "gate": "blocked",
        "claims": [
            {
                "start": CLAIM.start,
                "end": CLAIM.end,
                "text": "Xiaomi",
                "kind": "name",
                "verdict": "contradicted",
                "facts": ["company"],
                "expected": "Baidu",
                "message": "another name",
            }
        ],
        "counts": {"contradicted": 1},
    }
