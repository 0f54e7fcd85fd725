"""`neurowire draft` with a model: paid once, capped, judged, as the editor asks; the network is closed."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from generator.llm.line import Line
from tests.conftest import ROOT, Command
from tests.llm.endpoint import KEY, Endpoint, completion, error, reply

SAIA = ROOT / "fixtures" / "facts" / "earnings_report" / "saia-2025-10-30.yaml"
ANSWER = json.loads((ROOT / "fixtures" / "cassettes" / "answers" / "saia-good.json").read_text("utf-8"))["answers"][0]
GOOD = reply(completion(json.dumps(ANSWER["content"])))
PRICES = '[prices]\n"gpt-test" = {input = 2.00, output = 10.0}\n'
Desk = Callable[..., Endpoint]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A working folder with a model set: at(replies, toml) gives the endpoint that will answer."""

    def set_up(replies: list[Any], toml: str = "") -> Endpoint:
        endpoint = Endpoint(replies)
        client = httpx2.AsyncClient(transport=httpx2.MockTransport(endpoint))
        monkeypatch.setattr(Line, "_http", client)
        monkeypatch.chdir(tmp_path)
        (tmp_path / "neurowire.toml").write_text(toml, "utf-8")
        for name, value in (
            ("OPENAI_API_KEY", KEY),
            ("OPENAI_BASE_URL", "https://models.example/v1"),
            ("NEUROWIRE_MODEL", "gpt-test"),
            ("NEUROWIRE_CACHE", str(tmp_path / "cache")),
        ):
            monkeypatch.setenv(name, value)
        return endpoint

    return set_up


def asked(endpoint: Endpoint, number: int = 0) -> str:
    """The story's part of a prompt."""
    text: str = endpoint.requests[number]["messages"][1]["content"]
    return text


class TestCost:
    def test_it_is_printed_and_kept_with_the_article(self, at: Desk, neurowire: Command) -> None:
        at([GOOD], PRICES)
        out = neurowire("draft", SAIA, "--format", "json")
        assert out.code == 0
        assert "gpt-test: 1 answer; 900 tokens asked, 60 said; $0.0024" in out.err
        assert json.loads(out.out)["cost"] == {"model": "gpt-test-2026", "asked": "900", "said": "60", "usd": "0.0024"}

    def test_tokens_alone_without_a_price(self, at: Desk, neurowire: Command) -> None:
        at([GOOD])
        assert "900 tokens asked, 60 said; price not set" in neurowire("draft", SAIA).err

    def test_the_cap_is_kept_before_the_call(self, at: Desk, neurowire: Command) -> None:
        endpoint = at([GOOD], PRICES)
        out = neurowire("draft", SAIA, "--max-cost", "0.01")
        assert (out.code, endpoint.requests) == (0, [])
        assert "written by the template: a call to gpt-test may cost $0.0" in out.err
        assert neurowire("draft", SAIA, "--max-cost", "0.10").code == 0
        assert len(endpoint.requests) == 1

    def test_the_cap_of_the_settings(self, at: Desk, neurowire: Command) -> None:
        endpoint = at([GOOD], f'NEUROWIRE_MAX_COST = "0.01"\n{PRICES}')
        assert "may cost" in neurowire("draft", SAIA).err
        assert endpoint.requests == []

    def test_a_cap_needs_a_price(self, at: Desk, neurowire: Command) -> None:
        at([GOOD])
        out = neurowire("draft", SAIA, "--max-cost", "1")
        assert out.code == 2
        assert "under [prices]" in out.err


class TestArchive:
    def test_paid_once(self, at: Desk, neurowire: Command, tmp_path: Path) -> None:
        endpoint = at([GOOD], PRICES)
        first = neurowire("draft", SAIA, "--archive", "a.db")
        again = neurowire("draft", SAIA, "--archive", "a.db")
        assert len(endpoint.requests) == 1
        assert first.out == again.out
        assert "0 answers; 1 from the archive; $0.0000" in again.err

    def test_fresh_asks_again_and_its_answer_is_the_one_kept(self, at: Desk, neurowire: Command) -> None:
        other = {**ANSWER["content"], "headlines": ["[[company|short]] Reports"]}
        endpoint = at([GOOD, reply(completion(json.dumps(other)))])
        neurowire("draft", SAIA, "--archive", "a.db")
        fresh = neurowire("draft", SAIA, "--archive", "a.db", "--fresh")
        assert len(endpoint.requests) == 2
        assert "# Saia Reports" in fresh.out
        assert neurowire("draft", SAIA, "--archive", "a.db").out == fresh.out
        assert len(endpoint.requests) == 2

    def test_no_archive_unless_asked_for(self, at: Desk, neurowire: Command, tmp_path: Path) -> None:
        endpoint = at([GOOD])
        for _ in range(2):
            neurowire("draft", SAIA)
        assert len(endpoint.requests) == 2
        assert {path.name for path in tmp_path.iterdir()} - {"cache"} == {"neurowire.toml"}

    @pytest.mark.parametrize(
        ("options", "says"),
        [(("--fresh",), "give --archive"), (("--archive", "a.db", "--cassette", "x.yaml"), "leave out --archive")],
    )
    def test_what_makes_no_sense(self, options: tuple[str, ...], says: str, at: Desk, neurowire: Command) -> None:
        at([GOOD])
        out = neurowire("draft", SAIA, *options)
        assert out.code == 2
        assert says in out.err


def test_what_the_endpoint_takes_is_found_out_once(at: Desk, neurowire: Command) -> None:
    endpoint = at([error("response_format json_schema is not supported", None, 400), GOOD])
    neurowire("draft", SAIA)
    neurowire("draft", SAIA)
    forms = [request["response_format"]["type"] for request in endpoint.requests]
    assert forms == ["json_schema", "json_object", "json_object"]


def test_no_key_and_no_fact_in_the_log(at: Desk, neurowire: Command, caplog: pytest.LogCaptureFixture) -> None:
    at([error(f"try later, {KEY}", None, 429, Retry_After="0"), GOOD], PRICES)
    out = neurowire("draft", SAIA, "--archive", "a.db", "--judge")
    logged = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    assert logging.getLogger().level == logging.WARNING
    assert KEY not in out.out + out.err + logged
    for fact in ("2.81", "839.64", "Saia", "earnings calendar"):
        assert fact not in logged


def test_nor_of_a_batch(at: Desk, neurowire: Command, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    """Nor in what it prints, in its manifest and in its summary: these name stories, not what is in them."""
    text = json.dumps({**ANSWER["content"], "headlines": ["Saia Earns $2.81"]})
    endpoint = at([error(f"try later, {KEY}", None, 429, Retry_After="0"), reply(completion(text)), GOOD])
    out = neurowire("batch", SAIA, "--out", "out")
    assert endpoint.requests
    logged = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in caplog.records)
    files = "".join((tmp_path / "out" / name).read_text("utf-8") for name in ("manifest.jsonl", "summary.txt"))
    for fact in (KEY, "839.64", "earnings calendar"):
        assert fact not in logged + out.out + out.err + files


class TestJudge:
    def test_it_is_asked_about_what_is_tied_to_no_fact(self, at: Desk, neurowire: Command) -> None:
        verdict = {"id": "m9", "verdict": "does not stand", "facts": [], "reason": "No row says so."}
        endpoint = at([GOOD, reply(completion(json.dumps({"sentences": [verdict]})))])
        out = neurowire("draft", SAIA, "--judge")
        assert asked(endpoint, 1).split("as they are printed:")[1].split() == (
            "m9: The figures do not say what stood behind either.".split()
        )
        assert "stood behind" not in out.out
        assert "m9: no fact stands behind it: No row says so." in out.err

    def test_without_it_the_editor_is_told(self, at: Desk, neurowire: Command) -> None:
        endpoint = at([GOOD])
        assert "no fact is tied to m9, read it" in neurowire("draft", SAIA).err
        assert len(endpoint.requests) == 1

    def test_it_needs_a_model(self, neurowire: Command) -> None:
        assert neurowire("draft", SAIA, "--judge").code == 2


class TestControls:
    def test_the_prompt_says_them(self, at: Desk, neurowire: Command) -> None:
        endpoint = at([GOOD])
        asks = ("--tone", "brisk", "--words", "80", "--angle", "the fall in earnings", "--outline", "eps, revenue")
        neurowire("draft", SAIA, *asks)
        text = asked(endpoint)
        assert "Tone: brisk." in text
        assert "at most 80 words" in text
        assert "Angle: the fall in earnings." in text
        assert "in this order: eps, revenue." in text

    def test_without_them_the_prompt_is_the_plain_one(self, at: Desk, neurowire: Command) -> None:
        endpoint = at([GOOD])
        neurowire("draft", SAIA)
        assert asked(endpoint).startswith("Write the full story.\nThe story's day is 2025-10-30.\n")

    def test_a_ceiling_is_kept(self, at: Desk, neurowire: Command) -> None:
        at([GOOD])
        out = neurowire("draft", SAIA, "--words", "60", "--format", "json")
        body = [s["text"] for block in json.loads(out.out)["blocks"] for s in block["sentences"]]
        assert 0 < sum(len(text.split()) for text in body) <= 60
        assert "left out to keep to 60 words" in out.err

    def test_what_may_not_be_told_is_not_in_the_prompt_and_not_in_the_story(self, at: Desk, neurowire: Command) -> None:
        endpoint = at([GOOD])
        out = neurowire("draft", SAIA, "--must-not", "eps.prior")
        assert "3.46" not in asked(endpoint) + out.out
        assert "eps.change" not in asked(endpoint)
        assert "held back: [eps.prior] left out as the editor asked" in out.err

    def test_what_has_to_be_told_is_told_by_the_template_if_need_be(self, at: Desk, neurowire: Command) -> None:
        short = json.loads(json.dumps(ANSWER["content"]))
        short["sections"] = short["sections"][:1]
        endpoint = at([reply(completion(json.dumps(short)))])
        out = neurowire("draft", SAIA, "--must", "eps.prior")
        row = next(line for line in asked(endpoint).splitlines() if line.startswith("eps.prior |"))
        assert row.endswith("| must")
        assert "$3.46" in out.out

    @pytest.mark.parametrize("form", ["brief", "full"])
    def test_a_brief_tells_what_has_to_be_told_too(self, at: Desk, neurowire: Command, form: str) -> None:
        short = json.loads(json.dumps(ANSWER["content"]))
        short["sections"] = short["sections"][:1]
        at([reply(completion(json.dumps(short)))])
        out = neurowire("draft", SAIA, "--must", "eps.prior", "--form", form)
        assert "$3.46" in out.out
        assert "not told" not in out.err

    @pytest.mark.parametrize(("form", "told"), [("alert", False), ("brief", True), ("full", True)])
    def test_the_template_says_what_it_does_not_tell(self, neurowire: Command, form: str, told: bool) -> None:
        out = neurowire("draft", SAIA, "--must", "revenue.surprise", "--form", form)
        assert ("not told: [revenue.surprise]" in out.err) is not told

    def test_an_angle_that_does_not_show_is_told(self, at: Desk, neurowire: Command) -> None:
        no_mend = reply(completion(json.dumps({"sentences": []})))
        endpoint = at([GOOD, no_mend])
        told = "angle: 'labour' and 'unions' show neither in the headline nor in the lead"
        assert told in neurowire("draft", SAIA, "--angle", "labour unions").err
        finding = "the editor asks for an angle that it does not show: 'labour', 'unions'"
        assert finding in asked(endpoint, 1)
        at([GOOD])
        assert "angle: " not in neurowire("draft", SAIA, "--angle", "revenue").err

    @pytest.mark.parametrize(
        ("options", "says"),
        [
            (("--must", "eps.pror"), "did you mean eps.prior?"),
            (("--must-not", "moon"), "no such fact"),
            (("--must-not", "company"), "cannot be told without it"),
            (("--must", "eps.prior", "--must-not", "eps.prior"), "--must-not leaves it out"),
            (("--words", "80", "--form", "brief"), "has its own length"),
        ],
    )
    def test_what_cannot_be_obeyed(self, options: tuple[str, ...], says: str, neurowire: Command) -> None:
        out = neurowire("draft", SAIA, *options)
        assert out.code == 2
        assert says in out.err

    def test_the_template_obeys_what_it_can_and_says_what_it_cannot(self, neurowire: Command) -> None:
        out = neurowire("draft", SAIA, "--words", "60", "--must-not", "revenue.prior", "--tone", "brisk")
        assert "842.1" not in out.out
        assert "the template follows no tone, no angle and no outline" in out.err


class TestVariants:
    def test_side_by_side_with_their_reports(self, at: Desk, neurowire: Command) -> None:
        endpoint = at([GOOD])
        out = neurowire("draft", SAIA, "--variants", "2")
        assert len(endpoint.requests) == 2
        assert "This is draft 2 of 2" not in asked(endpoint, 0)
        assert "This is draft 2 of 2" in asked(endpoint, 1)
        assert "<!-- variant 1 of 2: by the model, ready, " in out.out
        assert "<!-- variant 2 of 2: by the model, ready, " in out.out

    def test_as_json_a_list(self, neurowire: Command) -> None:
        assert len(json.loads(neurowire("draft", SAIA, "--variants", "3", "--format", "json").out)) == 3

    def test_as_html_in_columns(self, neurowire: Command) -> None:
        out = neurowire("draft", SAIA, "--variants", "2", "--format", "html").out
        assert out.count('<article class="variant">') == 2
