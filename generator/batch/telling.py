"""Telling one story of a run: a fact sheet in, what became of it out. Used by every worker, with a model or without."""

from __future__ import annotations

import json
import traceback
import zlib
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Literal, NamedTuple

from generator.archive import Line, Sheet, Status, Story, Told
from generator.article import Article, Gate
from generator.batch.items import Item
from generator.drafting.controls import NONE, Controls
from generator.errors import ModelError, NeurowireError, StoryRefused
from generator.facts.files import read_bytes
from generator.facts.sheet import Sheet as Facts
from generator.formats.json import article_json
from generator.kinds import read_sheet
from generator.llm.asking import Model
from generator.llm.outcomes import Remedy, course
from generator.newsroom import Desk, write_story
from generator.story import Form, StoryKind
from generator.texts import content_hash

Shape = Literal["markdown", "html", "json"]
_STATUS: dict[Gate, Status] = {Gate.READY: "ready", Gate.EDITOR: "needs an editor", Gate.BLOCKED: "blocked"}


class Order(NamedTuple):
    """How the stories of a run are told; the same order and sheet come to the same work."""

    form: Form = "full"
    shape: Shape = "markdown"
    seed: int = 0
    templates: str = ""
    model: str = ""
    """The model's name; "" for the template writer."""
    controls: Controls = NONE
    judge: bool = False

    @property
    def parts(self) -> list[Any]:
        """What tells this order from others. What an older program did not know counts only where it is asked for, so
        that its stories are known again."""
        asked = [*self.controls, self.judge] if self.judge or self.controls != NONE else []
        return [self.form, self.shape, self.seed, self.templates, self.model, *asked]

    def work(self, sha: str) -> str:
        """The hash of what a story comes of: the sheet's hash and this order."""
        return content_hash(json.dumps([sha, *self.parts]))


class Stopped(Exception):  # noqa: N818
    """A setting of the model is wrong: every further story would fail the same way."""

    def __init__(self, told: Told, message: str, outcome: str) -> None:
        super().__init__(message)
        self.told = told
        self.outcome = outcome


def tell(item: Item, order: Order, trouble: Callable[[str], None]) -> Told:
    """Tell a story by its kind's template. A crash is recorded and handed to `trouble` with its traceback."""
    telling = told(item, order, None, trouble)
    try:
        telling.send(None)
    except StopIteration as end:
        finished: Told = end.value
        return finished
    raise RuntimeError("a story without a model awaited something")


async def told(item: Item, order: Order, model: Model | None, trouble: Callable[[str], None]) -> Told:
    """Tell a story, by the model if there is one. Raises Stopped if a setting of the model is wrong."""
    line = Line(item.place, item.name, "", order.work(item.sha), "failed", required=item.required)
    if item.fault:
        return Told(line._replace(reason=item.fault), None)
    try:
        kind, facts = read_sheet(read_bytes(item.raw, item.name))
        line = line._replace(key=_key(f"{kind.name}:{kind.key(facts)}", order.form))
        desk = Desk(
            order.form,
            order.seed,
            templates=Path(order.templates) if order.templates else None,
            sheet_hash=item.sha,
            writer="model" if model is not None else "template",
            model=model,
            controls=order.controls,
            judge=order.judge,
        )
        return _told(item, order, line, await _article(kind, facts, desk))
    except StoryRefused as error:
        return Told(line._replace(status="refused", reason=str(error)), None)
    except ModelError as error:
        failed = Told(line._replace(reason=str(error)), None)
        if course(error.outcome).then is Remedy.STOP:
            raise Stopped(failed, str(error), str(error.outcome)) from error
        return failed
    except Interrupting:
        raise
    except NeurowireError as error:
        return Told(line._replace(reason=str(error)), None)
    except Exception as error:  # noqa: BLE001 - one story of a run; the others are still told
        trouble(f"{item.name}: {traceback.format_exc()}")
        return Told(line._replace(reason=_crash(error)), None)


class Interrupting(NeurowireError):  # noqa: N818
    """Why a story is left for another run: the budget is spent."""


def _article(kind: StoryKind, facts: Facts, desk: Desk) -> Coroutine[Any, Any, Article]:
    return write_story(kind, facts, desk)


def _told(item: Item, order: Order, line: Line, article: Article) -> Told:
    if not article.text.strip():
        return Told(line._replace(reason="the story is empty"), None)
    status = _STATUS[article.report.gate]
    reason = ""
    if article.report.findings:
        first = article.report.findings[0]
        reason = f"{first.text!r} is {first.verdict.value}: {first.message}"
    elif order.model and article.writer == "template":
        status, reason = "fallback", article.notices[0] if article.notices else ""
    document = formatted(article, order.shape)
    if not _utf8(document) or not _utf8(article.headline):
        return Told(
            line._replace(reason="the story holds half a character (an unpaired surrogate); mend its facts"), None
        )
    story = Story(
        key=line.key,
        kind=article.kind,
        work=line.work,
        sheet=Sheet(item.sha, item.name, item.raw),
        form=order.form,
        shape=order.shape,
        writer=article.writer,
        gate=article.report.gate.value,
        headline=article.headline,
        document=document,
        hash=content_hash(document),
        record=zlib.compress(json.dumps(article_json(article), ensure_ascii=False).encode("utf-8", "surrogatepass"), 1),
        model=article.provenance.model,
        requests=article.provenance.requests,
    )
    return Told(line._replace(status=status, reason=reason), story)


def _utf8(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _key(key: str, form: Form) -> str:
    """The key in the archive: the alert of a story is another text than its full form."""
    return key if form == "full" else f"{key}:{form}"


def _crash(error: Exception) -> str:
    """The exception and the line it came from."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"crashed: {type(error).__name__}: {error}{where}"


def formatted(article: Article, shape: Shape) -> str:
    """The article in one of the formats; each is imported when it is asked for."""
    if shape == "html":
        from generator.formats.html import to_html

        return to_html(article)
    if shape == "json":
        from generator.formats.json import to_json

        return to_json(article)
    from generator.formats.markdown import to_markdown

    return to_markdown(article)
