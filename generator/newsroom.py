"""Writing a story: assemble, draft, fill, check, make the article. The only room that knows all trades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator import __version__, confidence
from generator.article import Article, Draft, Filled, Provenance
from generator.checking import check
from generator.drafting import told
from generator.drafting.by_template import draft as draft_by_template
from generator.drafting.controls import NONE, Controls, kept, obeyed
from generator.drafting.fill import FilledDraft, fill
from generator.errors import ModelError, StoryRefused, UsageError
from generator.facts.building import ledger_of
from generator.facts.ledger import Ledger
from generator.facts.sheet import Sheet
from generator.formats import layout
from generator.formats.escape import plain
from generator.furniture import READ_NEXT, SEE_ALSO, disclosure, image_line, sources_line
from generator.language import House
from generator.story import Form, StoryKind
from generator.texts import content_hash

if TYPE_CHECKING:  # a template story needs none of the model's rooms
    from generator.drafting.mend import Policy
    from generator.llm.asking import Model


class Desk(NamedTuple):
    """How a story is to be written: its form, the seed of its phrasings, the house style, a folder of own templates.

    `sheet_hash` is the content hash to record for the sheet (its file's); left out, the hash of its content is taken.
    `writer` "auto" takes the model if there is one. `prompts` is a folder of own prompts; `policy` says what becomes
    of a model's sentence that still fails the check after it was mended.
    """

    form: Form = "full"
    seed: int = 0
    house: House = House()
    templates: Path | None = None
    sheet_hash: str = ""
    writer: Literal["auto", "template", "model"] = "auto"
    model: Model | None = None
    prompts: Path | None = None
    policy: Policy = "replace"
    controls: Controls = NONE
    judge: bool = False
    kept: Path | None = None
    """A folder of the user's own where compiled templates are kept between runs."""


class Written(NamedTuple):
    """A draft with the hash of the text file it was made by, and for a model the model's name and requests."""

    draft: Draft
    template: str
    model: str = ""
    requests: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    cost: Mapping[str, str] = MappingProxyType({})
    article: Article | None = None
    """The draft's article, if it was checked before."""


def assemble(kind: StoryKind, sheet: Sheet) -> Ledger:
    """The ledger of a story, its kind's derived facts included.

    Raises StoryRefused with every required fact that is missing and every reason of the kind's gates.
    """
    given = ledger_of(sheet)
    derived = list(kind.derive(given))
    ledger = given.plus(derived) if derived else given
    lacks = [_lack(wanted, ledger) for wanted in kind.required if not any(map(ledger.stated, wanted.split("|")))]
    reasons = [*lacks, *kind.refuse(ledger)]
    if reasons:
        raise StoryRefused(f"{kind.name} {sheet.id!r} cannot be told: {'; '.join(reasons)}")
    return ledger


async def write_story(kind: StoryKind, sheet: Sheet, desk: Desk | None = None) -> Article:
    """Write and check the story of a sheet, by a model or by its kind's template.

    Where the model's draft cannot be used the template writes the story, with a notice. Raises StoryRefused if the
    facts are too few, TextError if a template or prompt is wrong, UsageError if there is no model to write it,
    ModelError if a setting of the model is wrong. A draft that fails its check is a result: its report says so.
    """
    desk = desk or Desk()
    ledger = obeyed(assemble(kind, sheet), desk.controls, kind.required)
    template = Written(*draft_by_template(kind, ledger, desk.form, desk.seed, desk.templates, desk.house, desk.kept))
    if desk.writer == "model" and desk.model is None:
        raise UsageError("no model to write with; set NEUROWIRE_MODEL and OPENAI_API_KEY, or give --cassette FILE")
    if desk.writer == "template" or desk.model is None:
        return finish(kind, sheet, ledger, template, desk)
    return finish(kind, sheet, ledger, await _by_model(kind, sheet, ledger, template, desk, desk.model), desk)


async def _by_model(
    kind: StoryKind, sheet: Sheet, ledger: Ledger, template: Written, desk: Desk, model: Model
) -> Written:
    """The model's draft; or the template's, with a notice, where the model's cannot be used."""

    def checked(draft: Draft) -> Article:
        return finish(kind, sheet, ledger, Written(draft, ""), desk)

    from generator import model_desk
    from generator.llm.outcomes import Remedy, course

    order = model_desk.Order(
        kind,
        ledger,
        template.draft,
        desk.form,
        desk.house,
        desk.prompts or desk.templates,
        desk.policy,
        controls=desk.controls,
        judge=desk.judge,
    )
    room = model_desk.Desk(order, model, checked)
    try:
        made = await room.write()
    except ModelError as error:
        if course(error.outcome).then is Remedy.STOP:
            raise
        notice = f"written by the template: {error}"
        return template._replace(
            requests=tuple(room.requests), notices=(notice, *room.notices), cost=model_desk.cost(model.name, room.usage)
        )
    paid = model_desk.cost(made.model, made.usage)
    article = room.article(made.draft)
    return Written(made.draft, made.files, made.model, made.requests, made.notices, paid, article)


def finish(kind: StoryKind, sheet: Sheet, ledger: Ledger, written: Written, desk: Desk) -> Article:
    """Fill a draft, lay it out, check it, and make the article, with notices for the editor."""
    if (known := written.article) is not None:
        provenance = _provenance(sheet, written, known.text, desk)
        return replace(known, provenance=provenance, notices=(*written.notices, *known.notices), cost=written.cost)
    filled, notices = _filled(written.draft, ledger, desk)
    spoken = _spoken(filled)
    shown = _page(sheet, ledger, filled, spoken, desk.form)
    report = check(shown.text, ledger, kind)
    if desk.form == "full":
        notices += told.untold(filled.sentences, ledger, report) + told.quiet(filled.sentences, ledger)
    elif desk.controls.must:
        notices += told.untold(filled.sentences or spoken, ledger, report, desk.controls.must)
    if desk.controls != NONE:
        lead = sum(len(block.sentences) for block in filled.blocks if not block.section)
        notices += tuple(
            kept(
                desk.controls, filled.headline.text, filled.sentences, lead, report, written.draft.writer == "template"
            )
        )
    named = [ledger.entities[name] for name in told.entities(spoken, ledger)]
    chains = [way.chain for way in told.ways(spoken, ledger)]
    return Article(
        key=f"{kind.name}:{kind.key(sheet)}",
        kind=kind.name,
        form=desk.form,
        headline=plain((filled.alert or filled.headline).text),
        teaser=plain(filled.teaser.text) if filled.teaser else "",
        text=shown.text,
        slots=shown.slots,
        blocks=filled.blocks,
        date=sheet.dateline.date.start,
        author=sheet.author,
        editor=sheet.editor or "",
        tickers=tuple(f"{entity.ticker.exchange}:{entity.ticker.ticker}" for entity in named if entity.ticker),
        tags=tuple(dict.fromkeys((*kind.tags, *(entity.later for entity in named)))),
        sources=tuple(dict.fromkeys(ledger.sources[name].name for chain in chains for name in chain)),
        disclosure=disclosure(sheet.author, sheet.editor or "", sheet.made_up),
        report=report,
        provenance=_provenance(sheet, written, shown.text, desk),
        dropped=filled.dropped,
        notices=(*written.notices, *notices, *told.held(ledger)),
        writer=written.draft.writer,
        cost=written.cost,
        confidence=confidence.by_level(kind, ledger),
    )


def _lack(wanted: str, ledger: Ledger) -> str:
    names = wanted.split("|")
    known = [fact for name in names if (fact := ledger.get(name)) is not None]
    for fact in known:
        if fact.use == "hold":
            return f"{fact.id} is held back ({fact.hold_reason})"
    return f"{known[0].id} is not stated" if known else f"{' or '.join(names)} is missing"


def _filled(draft: Draft, ledger: Ledger, desk: Desk) -> tuple[FilledDraft, tuple[str, ...]]:
    if desk.form == "brief":
        return told.brief(draft, ledger, desk.house)
    if desk.form == "full" and desk.controls.words:
        return told.shortened(draft, ledger, desk.house, desk.controls.words)
    return fill(draft, ledger, desk.house), ()


def _spoken(filled: FilledDraft) -> tuple[Filled, ...]:
    """The sentences that stand in the article."""
    if filled.alert is not None:
        return (filled.alert,)
    return tuple(sentence for sentence in (filled.headline, filled.teaser, *filled.sentences) if sentence is not None)


def _page(sheet: Sheet, ledger: Ledger, filled: FilledDraft, spoken: Sequence[Filled], form: Form) -> layout.Page:
    if filled.alert is not None:
        return layout.line(filled.alert)
    links = form == "full"
    lines = [layout.link_line(READ_NEXT, sheet.read_next)] if sheet.read_next and links else []
    furniture = [
        image_line(sheet.image.credit) if sheet.image else "",
        sources_line(told.ways(spoken, ledger), ledger.sources, ledger.dateline),
        disclosure(sheet.author, sheet.editor or "", sheet.made_up),
    ]
    lines += [layout.italic(text) for text in furniture if text]
    see_also = ("What Happened", layout.link_line(SEE_ALSO, sheet.see_also)) if sheet.see_also and links else None
    return layout.page(filled.headline, filled.teaser, filled.blocks, lines, see_also)


def _provenance(sheet: Sheet, written: Written, text: str, desk: Desk) -> Provenance:
    draft = written.draft
    top = [sentence.text for sentence in (draft.headline, draft.teaser, draft.alert) if sentence is not None]
    body = [sentence.text for block in draft.blocks for sentence in block.sentences]
    return Provenance(
        desk.sheet_hash or content_hash(sheet.model_dump_json(exclude_defaults=True)),
        written.template,
        content_hash("\n".join(top + body)),
        content_hash(text),
        __version__,
        written.model,
        written.requests,
    )
