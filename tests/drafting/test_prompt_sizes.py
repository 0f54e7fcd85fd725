"""How long prompts are, and how much of each is fixed text; run with -s to see the figures by kind."""

from __future__ import annotations

import json
from collections import defaultdict

import yaml

from generator.drafting import by_model
from generator.facts.files import read_file
from generator.kinds import names, read_sheet
from generator.llm import Prompt
from generator.newsroom import assemble
from tests.conftest import ROOT

SHEETS = sorted((ROOT / "fixtures" / "facts").glob("*/*.yaml"))
FIXED, STORY = 1_300, 2_200
"""The most tokens (a quarter of the characters) of the fixed text, and of the widest story's part."""


def prompts() -> dict[str, list[Prompt]]:
    made = defaultdict(list)
    for path in SHEETS:
        kind, sheet = read_sheet(read_file(path))
        made[kind.name].append(by_model.request(kind, assemble(kind, sheet)))
    return made


def test_every_kind_keeps_to_its_length() -> None:
    lines = [f"{'kind':20} {'fixed':>6} {'story':>12} {'fixed share':>12}"]
    by_kind = prompts()
    for kind, made in by_kind.items():
        fixed = [len(prompt.messages[0].text) // 4 for prompt in made]
        story = [len(prompt.messages[1].text) // 4 for prompt in made]
        shares = [a / (a + b) for a, b in zip(fixed, story, strict=True)]
        lines.append(f"{kind:20} {fixed[0]:6} {min(story):5}-{max(story):6} {min(shares):6.0%}-{max(shares):5.0%}")
        assert max(fixed) <= FIXED, lines[-1]
        assert max(story) <= STORY, lines[-1]
    assert set(by_kind) == set(names())
    print("\n" + "\n".join(lines))


def test_the_fixed_text_of_a_kind_is_the_same_for_all_its_stories_and_stands_first() -> None:
    for made in prompts().values():
        assert len({prompt.messages[0] for prompt in made}) == 1
        assert all(prompt.messages[0].role == "system" for prompt in made)


def test_what_a_mend_round_sends() -> None:
    """Of the recorded ones: the failing sentences with their findings, and the rows that they are about."""
    lines = [f"{'mend round':26} {'tokens':>7} {'of the draft':>13} {'rows':>8} {'sentences':>10}"]
    for path in sorted((ROOT / "fixtures" / "cassettes" / "answers").glob("*.json")):
        cassette = yaml.safe_load(path.parent.with_name(f"{path.stem}.yaml").read_text("utf-8"))
        sent = [json.loads(each["request"]["body"])["messages"] for each in cassette["interactions"]]
        for messages in sent[1:]:
            if not messages[0]["content"].startswith("You mend sentences"):
                continue
            first, text = sent[0][1]["content"], messages[1]["content"]
            rows = [_rows(part) for part in (text, first)]
            asked = text.split("Sentences to mend:")[1].count("\n\n")
            tokens = len(text) // 4
            lines.append(
                f"{path.stem:26} {tokens:7} {len(text) / len(first):13.0%} {rows[0]:3} of {rows[1]:2} {asked:9}"
            )
            assert rows[0] <= rows[1], lines[-1]
            assert tokens <= STORY, lines[-1]
    print("\n" + "\n".join(lines))
    assert len(lines) > 5


def _rows(prompt: str) -> int:
    """The facts that a prompt's table has."""
    table = prompt.split("<facts>")[1].split("\nNames:")[0]
    return sum(" | " in line and " | what it is" not in line for line in table.splitlines())
