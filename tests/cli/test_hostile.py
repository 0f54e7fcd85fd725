"""Hostile input at the door: one clear error each, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import CHINA, Command

SHEETS = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\n", "is empty"),
    "binary": (bytes(range(256)) * 40, "not UTF-8"),
    "latin-1": ("kind: régulateur".encode("latin-1"), "not UTF-8"),
    "zero bytes": (b"kind: \0\0", "not well-formed YAML"),
    "long line": (b"kind: " + b"a" * 10_000_000, "larger than"),
    "deep": (b"[" * 5_000 + b"]" * 5_000, "nested too deeply"),
    "deep mapping": (b"a: " + b"{a: " * 5_000 + b"1" + b"}" * 5_000, "nested too deeply"),
    "very deep": (b"a: " + b"[" * 400_000 + b"]" * 400_000, "nested too deeply"),
    "list": (b"- 1\n- 2\n", "is not a fact sheet"),
    "tabs": (b"kind:\n\t- a\n", "tabs"),
    "aliases": (b"a: &a [1, 2]\nb: *a\n", "alias"),
    "python tag": (b"a: !!python/name:os.system ls\n", "is not allowed"),
    "unknown kind": (b"kind: regulatory_acton\nid: a\n", "did you mean 'regulatory_action'"),
}
TEXTS = {
    "empty": (b"", "is empty"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0", "not UTF-8"),
    "zero bytes": (b"abc\0def", "zero byte"),
    "utf-16": ("A story.".encode("utf-16"), "not UTF-8"),
    "long line": (b"a" * 10_000_000, "larger than"),
}


def _one_error(done: tuple[int, str, str], says: str) -> None:
    code, out, err = done
    assert (code, out) == (2, "")
    assert says in err
    assert "Traceback" not in err
    assert len(err.splitlines()) == 1
    assert len(err) < 1_000


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("way", ["file", "stdin"])
def test_a_sheet(neurowire: Command, tmp_path: Path, name: str, way: str) -> None:
    raw, says = SHEETS[name]
    sheet = tmp_path / "sheet.yaml"
    sheet.write_bytes(raw)
    _one_error(neurowire("draft", sheet) if way == "file" else neurowire("draft", "-", stdin=raw), says)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("way", ["file", "stdin"])
def test_a_text(neurowire: Command, tmp_path: Path, name: str, way: str) -> None:
    raw, says = TEXTS[name]
    text = tmp_path / "story.md"
    text.write_bytes(raw)
    facts = ("--facts", CHINA)
    _one_error(neurowire("check", text, *facts) if way == "file" else neurowire("check", "-", *facts, stdin=raw), says)


@pytest.mark.parametrize("command", [("draft",), ("check", "--facts", CHINA)], ids=["draft", "check"])
@pytest.mark.parametrize(("place", "says"), [("", "is a folder"), ("none", "cannot be read"), ("a" * 300, "cannot be")])
def test_a_path(neurowire: Command, tmp_path: Path, command: tuple[str, ...], place: str, says: str) -> None:
    _one_error(neurowire(*command, tmp_path / place), says)


def test_a_path_with_a_zero_byte(neurowire: Command) -> None:
    _one_error(neurowire("draft", "a\0b"), "is not a file name")


def test_an_error_cannot_act_on_the_terminal(neurowire: Command) -> None:
    done = neurowire("draft", "-", stdin=b'kind: "\\e[2J\\u202e"\nid: a\n')
    assert done.code == 2
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err


def test_a_finding_cannot_act_on_the_terminal(neurowire: Command) -> None:
    text = "Chinese regulators have approved \x1b[2J more than 60 AI models, Reuters reported."
    done = neurowire("check", "-", "--facts", CHINA, stdin=text.encode())
    assert done.code == 1
    assert "\\x1b[2J" in done.out
    assert "\x1b" not in done.out


@pytest.mark.parametrize("front", ["---\n---\n", "---\nprovenance: 5\n---\n", "---\n[\n---\n", "---\n" + "a" * 100_000])
def test_odd_front_matter(neurowire: Command, tmp_path: Path, front: str) -> None:
    story = tmp_path / "story.md"
    story.write_text(front + "\nA story.\n")
    _one_error(neurowire("check", story), "--facts")
