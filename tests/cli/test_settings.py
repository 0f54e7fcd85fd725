"""`neurowire settings`, and how the settings are read."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from generator.errors import UsageError
from generator.settings import FILE, CheckSettings, Provider, TokenPrice, masked, read_settings, settings_lines
from tests.conftest import Command

KEY = "sk-live-0123456789abcdef"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_is_set(folder: Path) -> None:
    made = read_settings({}, folder)
    assert (made.model, made.has_model, made.check) == ("", False, CheckSettings())
    assert {line.origin for line in settings_lines(made)} == {"default"}


def test_the_environment_goes_before_the_file(folder: Path) -> None:
    (folder / FILE).write_text('NEUROWIRE_MODEL = "of the file"\nOPENAI_BASE_URL = "http://127.0.0.1:1/v1"\n')
    made = read_settings({"NEUROWIRE_MODEL": "of the environment"}, folder)
    assert (made.model, made.openai_base_url) == ("of the environment", "http://127.0.0.1:1/v1")
    assert made.origins["NEUROWIRE_MODEL"] == "environment"
    assert made.origins["OPENAI_BASE_URL"] == "neurowire.toml"
    assert made.has_model


def test_the_check_has_its_own_table(folder: Path) -> None:
    (folder / FILE).write_text('[check]\nunderstates = 1.5\nabout = 0.1\noff = ["headline words"]\n')
    made = read_settings({}, folder)
    assert made.check == CheckSettings(Decimal("1.5"), about=Decimal("0.1"), off=frozenset({"headline words"}))
    assert made.origins["check.about"] == "neurowire.toml"
    assert made.origins["check.nearly"] == "default"


def test_now(folder: Path) -> None:
    assert read_settings({"NEUROWIRE_NOW": "2024-01-29T12:00:00Z"}, folder).now == datetime(2024, 1, 29, 12, tzinfo=UTC)
    assert read_settings({"NEUROWIRE_NOW": "2024-01-29"}, folder).now == datetime(2024, 1, 29, tzinfo=UTC)


def test_providers(folder: Path) -> None:
    made = read_settings({"NEUROWIRE_SEC_URL": "http://x", "NEUROWIRE_SEC_KEY": KEY}, folder)
    assert made.providers["sec"] == Provider("http://x", KEY)


def test_prices_and_the_cap_of_a_story(folder: Path) -> None:
    (folder / FILE).write_text(
        '[prices]\n"gpt-x" = {input = 0.15, output = 0.60, cached = 0.075}\nlocal = {input = 0, output = 0}\n'
    )
    made = read_settings({"NEUROWIRE_MAX_COST": "$0.50"}, folder)
    assert made.prices["gpt-x"] == TokenPrice(Decimal("0.15"), Decimal("0.60"), Decimal("0.075"))
    assert made.prices["local"] == TokenPrice(Decimal(0), Decimal(0), Decimal(0))
    assert made.max_cost == Decimal("0.50")
    line = next(line for line in settings_lines(made) if line.name == "prices.gpt-x")
    assert line.value == "input 0.15, output 0.6, cached 0.075 USD a million"
    assert line.origin == "neurowire.toml"
    with pytest.raises(UsageError, match="not an amount of dollars"):
        read_settings({"NEUROWIRE_MAX_COST": "much"}, folder)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[prices]\nx = 1", "prices.x: 1 is no price"),
        ("[prices]\nx = {input = 1}", "is no price"),
        ("[prices]\nx = {input = 1, output = 2, hidden = 3}", "prices.x.hidden: no such setting"),
        ("[prices]\nx = {input = -1, output = 2}", "prices.x.input: -1 is not an amount"),
        ("a b", "cannot be read"),
        ('MODEL = "x"', "MODEL: no such setting"),
        ("[chek]\nabout = 1\n", "chek: no such setting"),
        ("[check]\nabout = 7\n", "check.about: 7 is not a number from 0 to 1"),
        ("[check]\nabout = nan\n", "check.about"),
        ('[check]\noff = "unbound"\n', "check.off"),
        ("[check]\nsoft = 1\n", "check.soft: no such setting"),
        ("NEUROWIRE_MODEL = [1]\n", "NEUROWIRE_MODEL"),
        ('NEUROWIRE_NOW = "noon"\n', "NEUROWIRE_NOW: 'noon' is not a time"),
    ],
)
def test_a_file_that_is_wrong(neurowire: Command, folder: Path, text: str, says: str) -> None:
    (folder / FILE).write_text(text)
    done = neurowire("settings")
    assert (done.code, done.out) == (2, "")
    assert says in done.err


def test_no_key_is_ever_shown(neurowire: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("NEUROWIRE_BENZINGA_KEY", "short")
    monkeypatch.setenv("NEUROWIRE_ARCHIVE", "postgresql://me:secret@db/news")
    done = neurowire("settings")
    made = read_settings({"OPENAI_API_KEY": KEY, "NEUROWIRE_SEC_KEY": KEY}, folder)
    for shown in (done.out, repr(made), str(made.providers)):
        assert KEY not in shown
    assert done.out.splitlines()[0].split() == ["OPENAI_API_KEY", "****cdef", "environment"]
    assert "short" not in done.out
    assert "secret" not in done.out
    assert "postgresql://me:****@db/news" in done.out


@pytest.mark.parametrize(("secret", "shown"), [("", ""), ("abc", "****"), (KEY, "****cdef")])
def test_masked(secret: str, shown: str) -> None:
    assert masked(secret) == shown
