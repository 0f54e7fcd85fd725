from __future__ import annotations

from pathlib import Path

import pytest

from generator.drafting import draft
from generator.drafting.by_template import compiled, numbered
from generator.errors import StoryRefused, TextError
from tests.drafting import toy

HEAD = "headline: Plain Words\n\n"


def _draft(folder: Path, text: str, form: str = "full", seed: int = 0, **changes: object):
    own = toy.templates(folder, text)
    return draft(toy.KIND, toy.ledger(**changes), form, seed, own)[0]  # type: ignore[arg-type]


def _lines(made) -> list[tuple[str, str]]:
    return [(s.text, s.origin.place.partition(":")[2]) for block in made.blocks for s in block.sentences]


def test_every_sentence_knows_its_line(tmp_path: Path) -> None:
    made = _draft(tmp_path, toy.TEMPLATE)
    source = toy.TEMPLATE.split("\n")
    assert made.headline.origin.place == "toy.md.j2:2"
    for text, line in _lines(made):
        words = text.replace("batches.1.", "").replace("batches.2.", "").split()
        assert words[-1].strip("|.") in source[int(line) - 1] or "{{" in source[int(line) - 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A.\nB.\n", [("A.", "3"), ("B.", "4")], id="plain"),
        pytest.param('{% if has("eps") %}\nA.\n{% endif %}\nB.\n', [("A.", "4"), ("B.", "6")], id="block tags"),
        pytest.param('{% if has("eps",\n       "sales") %}\nA.\n{% endif %}\n', [("A.", "5")], id="tag over two lines"),
        pytest.param("{# one\ntwo #}\nA.\n", [("A.", "5")], id="comment over two lines"),
        pytest.param('{{ vary(\n"A.",\n"A.") }}\nB.\n', [("A.", "3"), ("B.", "6")], id="value over lines"),
        pytest.param('{% if has("x") %}A.{% else %}B.{% endif %}\nC.\n', [("B.", "3"), ("C.", "4")], id="one line"),
        pytest.param('{% for b in items("batches") %}\n[[{{ b }}.models]].\n{% endfor %}\n',
                     [("[[batches.1.models]].", "4"), ("[[batches.2.models]].", "4")], id="loop"),
        pytest.param("| a | b |\n|---|---|\n| c | d |\n", [("a | b", "3"), ("c | d", "5")], id="table"),
    ],
)  # fmt: skip
def test_lines(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    assert _lines(_draft(tmp_path, HEAD + text)) == expected


def test_ids_are_unique(tmp_path: Path) -> None:
    made = _draft(tmp_path, toy.TEMPLATE)
    ids = [s.id for block in made.blocks for s in block.sentences]
    assert len(ids) == len(set(ids))


def test_an_untold_condition_makes_no_paragraph_break(tmp_path: Path) -> None:
    made = _draft(tmp_path, HEAD + 'A.\n{% if has("nothing") %}\nB.\n{% endif %}\n{% if has("x") %}C.{% endif %}\nD.\n')
    assert [[s.text for s in block.sentences] for block in made.blocks] == [["A.", "D."]]


def test_sections_and_kinds_of_blocks(tmp_path: Path) -> None:
    made = _draft(tmp_path, toy.TEMPLATE)
    assert [(block.kind, block.section) for block in made.blocks] == [
        ("paragraph", ""),
        ("paragraph", "What Happened"),
        ("list", "What Happened"),
        ("table", "What Happened"),
        ("paragraph", "Why It Matters"),
    ]


def test_the_next_headline_is_taken_where_a_fact_is_missing(tmp_path: Path) -> None:
    assert _draft(tmp_path, toy.TEMPLATE, prize=None).headline.text == "[[company]] Reports"


def test_no_headline_is_a_refusal_that_names_the_fact(tmp_path: Path) -> None:
    with pytest.raises(StoryRefused, match=r"toy\.md\.j2:1: loss is missing"):
        _draft(tmp_path, "headline: [[loss]]\n\nA.\n")


def test_the_first_alert_that_fits_is_taken(tmp_path: Path) -> None:
    made = _draft(tmp_path, toy.TEMPLATE, "alert")
    assert made.alert is not None
    assert made.alert.origin.place == "toy.md.j2:6"
    assert made.blocks == ()


@pytest.mark.parametrize(
    ("alerts", "message"),
    [
        pytest.param("", "has no alert line", id="none"),
        pytest.param("alert: [[loss]]\n", "loss is missing", id="missing"),
        pytest.param(f"alert: {'x ' * 60}\n", "119 characters, not 100", id="too long"),
    ],
)
def test_no_alert_is_a_refusal(tmp_path: Path, alerts: str, message: str) -> None:
    with pytest.raises(StoryRefused, match=message):
        _draft(tmp_path, f"headline: A\n{alerts}", "alert")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("{% if %}", r"toy\.md\.j2:3", id="syntax"),
        pytest.param("{{ nothing }}", "nothing", id="unknown name"),
        pytest.param('{{ value("prize") }}', "a fact's value; write a slot", id="prints a text"),
        pytest.param('{{ text("sales") }}', "a fact's value; write a slot", id="prints words"),
        pytest.param('{{ value("sales") }}', "a fact's value; write a slot", id="prints a number"),
        pytest.param("{{ ''.__class__.__mro__ }}", "unsafe", id="sandbox"),
        pytest.param("{{ range(9) }}", "range", id="no globals"),
        pytest.param('{{ ["a"] | random }}', "random", id="no chance"),
    ],
)
def test_wrong_templates(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(TextError, match=message):
        _draft(tmp_path, HEAD + text + "\n")


def test_item_keys_that_would_break_a_slot_are_an_error(tmp_path: Path) -> None:
    ledger = toy.ledger()
    facts = {
        f"batches.{key}.models": ledger.facts["batches.1.models"]._replace(item=f"batches.{key}") for key in ("]]x",)
    }
    broken = ledger.plus([fact._replace(id=name) for name, fact in facts.items()])
    own = toy.templates(tmp_path, HEAD + '{% for b in items("batches") %}{{ b }}{% endfor %}\n')
    with pytest.raises(TextError, match="cannot be told"):
        draft(toy.KIND, broken, own=own)


def test_vary_is_pinned_to_story_and_seed(tmp_path: Path) -> None:
    text = HEAD + "".join(f'{{{{ vary("a{i}.", "b{i}.", "c{i}.") }}}}\n' for i in range(12))
    first = _lines(_draft(tmp_path, text))
    assert first == _lines(_draft(tmp_path, text))
    assert first != _lines(_draft(tmp_path, text, seed=1))
    assert first != _lines(_draft(tmp_path, text, id="toy-2"))
    assert "".join(text[0] for text, _ in first) == "cbccacacabca"


def test_vary_does_not_hang_on_other_calls(tmp_path: Path) -> None:
    tail = '{{ vary("a.", "b.", "c.", "d.") }}\n'
    more = '{{ vary("x.", "y.") }}\n'
    assert _lines(_draft(tmp_path, HEAD + tail))[-1][0] == _lines(_draft(tmp_path / ".", HEAD + tail))[-1][0]
    other = tmp_path / "other"
    other.mkdir()
    assert _lines(_draft(other, HEAD + more + tail))[-1][0] == _lines(_draft(tmp_path, HEAD + tail))[-1][0]


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    own = toy.templates(tmp_path)
    assert compiled("toy.md.j2", own) is compiled("toy.md.j2", own)


def test_numbered_leaves_lines_of_tags_alone() -> None:
    assert numbered("{# a #}\n{% if x %}\nA\n{% endif %}\n\nB") == (
        "{# a #}\n{% if x %}\nA\x1f3\x1f\n{% endif %}\n\nB\x1f6\x1f\n"
    )
