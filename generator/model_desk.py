"""The model's desk in the newsroom: ask for a draft, have it checked, ask once to mend it, settle what still fails.

The desk awaits and loops; requests and answers are built and parsed by `drafting`, and the check is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.article import Article, Draft, Filled, Report, Verdict
from generator.drafting import by_model, heading, judge, mend
from generator.drafting.controls import NONE, TONES, Controls
from generator.drafting.faults import Fault, Rules
from generator.drafting.own_words import backed_words, own_words
from generator.drafting.slots import missing, slots
from generator.drafting.told import unsaid
from generator.drafting.undisclosed import LEFT_OUT, Undisclosed
from generator.drafting.wishes import Wish, wishes
from generator.errors import ModelError
from generator.facts.ledger import Ledger
from generator.language import House
from generator.llm.asking import NO_USAGE, Answer, Model, Prompt, T, Usage
from generator.llm.outcomes import Outcome, Remedy, course
from generator.story import Form, StoryKind

Checked = Callable[[Draft], Article]
"""Fills, lays out and checks a draft."""
SETTLINGS = 3
"""How often what fails is settled: cutting a sentence can take the attribution from the next one."""


class Order(NamedTuple):
    """What the desk is to write: the story, the template's draft to fall back on, and how failures are settled."""

    kind: StoryKind
    ledger: Ledger
    template: Draft
    form: Form = "full"
    house: House = House()
    prompts: Path | None = None
    policy: mend.Policy = "replace"
    rounds: int = 1
    controls: Controls = NONE
    """What the editor asks for."""
    judge: bool = False
    """Whether the model is asked about sentences that the check ties to no fact."""


class Made(NamedTuple):
    """A draft by a model: the hash of its prompt files, the requests' hashes, what it took, notices for the editor."""

    draft: Draft
    files: str
    model: str
    requests: tuple[str, ...]
    usage: Usage
    notices: tuple[str, ...]


class Desk:
    """One story's dealings with a model: it counts what is asked and spent, also when the story fails."""

    def __init__(self, order: Order, model: Model, checked: Checked) -> None:
        self.order = order
        self.requests: list[str] = []
        self.usage = NO_USAGE
        self.notices: list[str] = []
        self._model, self._checked = model, checked
        self._rules = Rules(order.ledger, order.house)
        self._undisclosed = Undisclosed(order.ledger, order.house)
        self._name = model.name
        self._last: tuple[Draft, Article] | None = None

    async def write(self) -> Made:
        """The story's draft, mended and settled.

        Raises ModelError with the outcome if no usable draft came of it; `llm.course` tells whether to fall back.
        """
        order = self.order
        prompt = by_model.request(
            order.kind, order.ledger, order.form, order.house, order.prompts, order.controls.lines
        )
        answer = await self._ask(prompt, by_model.DraftAnswer, _in_english)
        parsed = by_model.parse(answer.needed(), order.ledger, answer.request, order.form, order.house)
        draft, faults = parsed.draft, self._faults(parsed.draft)
        for _ in range(order.rounds):
            wanted = self._wishes(draft)
            if not faults and not wanted:
                break
            draft, faults = await self._mended(draft, faults, wanted)
        draft, faults = await self._headed(draft, faults)
        draft = await self._judged(self._settled(self._sayable(draft), faults))
        return Made(draft, prompt.files, self._name, tuple(self.requests), self.usage, tuple(self.notices))

    async def _ask(self, prompt: Prompt, form: type[T], judged: Callable[[T], Outcome]) -> Answer[T]:
        """A usable answer; an answer of the wrong form is asked for once again with its fault."""
        answer = await self._once(prompt, form, judged)
        if course(answer.outcome).first is Remedy.MEND:
            self.notices.append(f"the model {course(answer.outcome).words}; asked again")
            prompt = mend.again(prompt, answer.outcome, answer.text, answer.fault)
            answer = await self._once(prompt, form, judged)
        answer.needed()
        return answer

    async def _once(self, prompt: Prompt, form: type[T], judged: Callable[[T], Outcome]) -> Answer[T]:
        answer = await self._model.ask(prompt, form)
        self.requests.append(answer.request)
        self.usage = self.usage.plus(answer.usage)
        self._name = answer.model
        if answer.value is not None and (outcome := judged(answer.value)) is not Outcome.ANSWERED:
            return Answer(outcome, None, answer.text, answer.model, answer.request, answer.usage)
        return answer

    def _wishes(self, draft: Draft) -> list[Wish]:
        """What the editor asks for and the draft's right sentences lack."""
        article = self.article(self._printable(draft))
        body = [sentence for block in article.blocks for sentence in block.sentences]
        lead = [sentence.text for block in article.blocks if not block.section for sentence in block.sentences]
        top = " ".join([article.headline, *lead])
        return list(wishes(self.order.controls, top, body, self.order.ledger))

    async def _mended(self, draft: Draft, faults: list[Fault], wanted: Sequence[Wish]) -> tuple[Draft, list[Fault]]:
        """The draft after a mend round. A failed round leaves it as it is, unless a setting is wrong.

        A sentence that was only wished to be other keeps its words where its mended ones fail the check.
        """
        order = self.order
        failing = dict.fromkeys(fault.sentence for fault in faults if fault.sentence)
        if len(failing) > mend.MOST_SENTENCES:
            raise ModelError(f"{len(failing)} sentences of the model's draft failed the check", Outcome.UNUSABLE)
        asked = dict.fromkeys([*failing, *(wish.fault.sentence for wish in wanted)])
        asked = dict.fromkeys(list(asked)[: mend.MOST_SENTENCES])
        wished = [wish.fault for wish in wanted if wish.fault.sentence in asked]
        may_go = failing.keys() | {wish.fault.sentence for wish in wanted if wish.may_go}
        if not asked:
            return draft, faults
        tone = TONES[order.controls.tone]
        prompt = mend.request(draft, [*faults, *wished], order.ledger, order.house, order.prompts, tone)
        try:
            answer = await self._ask(prompt, mend.MendAnswer, lambda value: Outcome.ANSWERED)
        except ModelError as error:
            if course(error.outcome).then is Remedy.STOP:
                raise
            self.notices.append(f"the mend round failed: {error}")
            return draft, faults
        found = answer.needed()
        emptied = {item.id for item in found.sentences if not item.text.strip()} - may_go
        made, left = self._with(found, draft, asked.keys() - emptied, answer.request)
        spoiled = emptied | ({fault.sentence for fault in left} - failing.keys())
        if spoiled - emptied:
            made, left = self._with(found, draft, asked.keys() - spoiled, answer.request)
        told = [name for name in mend.sentences(draft) if name in asked and name not in spoiled]
        self.notices.append(f"mended by the model: {', '.join(told) or 'nothing'}")
        return made, left

    def _with(
        self, answer: mend.MendAnswer, draft: Draft, asked: Iterable[str], request: str
    ) -> tuple[Draft, list[Fault]]:
        """The draft with the mended sentences that were asked for, and its faults."""
        made, _ = mend.parse(answer, draft, asked, self.order.ledger, request, self.order.house)
        return made, self._faults(made)

    async def _headed(self, draft: Draft, faults: list[Fault]) -> tuple[Draft, list[Fault]]:
        """The draft with a headline that passes, where its own still fails and the model has a better one."""
        order, failing = self.order, [fault.message for fault in faults if fault.sentence == "headline"]
        if not failing or not order.rounds:
            return draft, faults
        prompt = heading.request(draft, failing, order.ledger, order.house, order.prompts)
        try:
            answer = await self._once(prompt, heading.HeadlineAnswer, lambda value: Outcome.ANSWERED)
        except ModelError as error:
            if course(error.outcome).then is Remedy.STOP:
                raise
            return draft, faults
        options = answer.value or heading.HeadlineAnswer(headlines=())
        for headline in heading.parse(options, order.ledger, answer.request, order.house):
            tried = draft._replace(headline=headline)
            left = self._faults(tried)
            if not any(fault.sentence == "headline" for fault in left):
                self.notices.append("the headline is the model's second one")
                return tried, left
        return draft, faults

    def _sayable(self, draft: Draft) -> Draft:
        """The draft with the template's headline where its own has a slot that cannot be printed."""
        made = self._printable(draft)
        if made != draft:
            self.notices.append(f"replaced by the template: headline ({draft.headline.text[:60]!r})")
        return made

    def _printable(self, draft: Draft) -> Draft:
        if not any(missing(slot, self.order.ledger) for slot in slots(draft.headline.text)):
            return draft
        return draft._replace(headline=self.order.template.headline)

    async def _judged(self, draft: Draft) -> Draft:
        """The draft without what the judge rejects. What stays open is named for the editor, as is all without a judge.

        The judge is asked last: what the check found wrong has been mended, replaced or cut by then.
        """
        order = self.order
        untied, own = self._unproved(draft)
        if not untied:
            return draft
        still, texts = [sentence.id for sentence in untied], {sentence.id: sentence.text for sentence in untied}
        if order.judge:
            try:
                prompt = judge.request(untied, order.ledger, order.house, order.prompts)
                answer = await self._ask(prompt, judge.JudgeAnswer, lambda value: Outcome.ANSWERED)
            except ModelError as error:
                if course(error.outcome).then is Remedy.STOP:
                    raise
                self.notices.append(f"the judge did not answer: {error}")
            else:
                judged = judge.parse(answer.needed(), untied, order.ledger)
                self.notices.extend((*judged.notices, *(f"{f.sentence}: {f.message}" for f in judged.faults)))
                draft, still = self._settled(draft, list(judged.faults)), list(judged.open)
        for name in still:
            lacking = f"no fact has {' or '.join(map(repr, own[name]))} in" if own[name] else "no fact is tied to"
            self.notices.append(f"{lacking} {name}, read it: {texts[name][:80]!r}")
        return draft

    def _unproved(self, draft: Draft) -> tuple[tuple[Filled, ...], Mapping[str, tuple[str, ...]]]:
        """The model's sentences that the check ties to no fact, or with words of their own that no fact has: these."""
        article, backed = self.article(draft), backed_words(self.order.ledger)
        untied = {sentence.id for sentence in judge.untied(article, self.order.ledger)}
        body = [sentence for block in article.blocks for sentence in block.sentences]
        own = {s.id: own_words(s, backed) for s in body if s.origin.writer in ("model", "mend")}
        found = tuple(s for s in body if s.id in untied or own.get(s.id))
        return found, {s.id: () if s.id in untied else own[s.id] for s in found}

    def _settled(self, draft: Draft, faults: list[Fault]) -> Draft:
        """The draft without what still fails. Raises ModelError "unusable draft" if the check still blocks it."""
        order = self.order
        if not draft.blocks and order.form != "alert":
            raise ModelError("the model's draft has no sentence in the body", Outcome.UNUSABLE)
        missing = self._missing(draft)
        for _ in range(SETTLINGS):
            failing = [fault.sentence for fault in faults]
            if not failing and not missing:
                return draft
            settled = mend.settle(draft, failing, missing, order.ledger, order.template, order.policy)
            self.notices.extend(settled.notices)
            same, draft = settled.draft == draft, settled.draft
            if order.policy == "leave":
                return draft
            faults = self._faults(draft)
            missing = self._missing(draft)
            if same:
                break
        if faults:
            what = "; ".join(dict.fromkeys(fault.message for fault in faults))
            raise ModelError(f"the model's draft does not pass the check: {what[:300]}", Outcome.UNUSABLE)
        return draft

    def _missing(self, draft: Draft) -> tuple[str, ...]:
        """The must-facts that the body, as filled and checked, does not tell; of a brief those the editor named."""
        if self.order.form == "alert" or (self.order.form == "brief" and not self.order.controls.must):
            return ()
        article = self.article(draft)
        told = [sentence for block in article.blocks for sentence in block.sentences]
        body = article.text.find(told[0].text) if told else len(article.text)
        plain = (claim for claim in article.report.claims if claim.verdict is Verdict.SUPPORTED and not claim.message)
        said = Report(tuple(claim for claim in plain if claim.start >= body))
        left_out = [claim.facts[0] for claim in article.report.findings if claim.rule == LEFT_OUT]
        found = dict.fromkeys((*unsaid(told, self.order.ledger, said), *left_out))
        return tuple(name for name in found if self.order.form == "full" or name in self.order.controls.must)

    def article(self, draft: Draft) -> Article:
        """The draft's article; the last one that was asked for is kept."""
        if self._last is None or self._last[0] != draft:
            self._last = draft, self._checked(draft)
        return self._last[1]

    def _faults(self, draft: Draft) -> list[Fault]:
        """What is wrong with a draft: slots and words by rule, then what the check finds in the filled text."""
        lead = {s.id for block in draft.blocks if not block.section for s in block.sentences}
        faults: list[Fault] = []
        for sentence in mend.sentences(draft).values():
            if sentence.origin.writer in ("model", "mend"):
                prominent = sentence.id in ("headline", "teaser", "alert") or sentence.id in lead
                faults.extend(self._rules.faults(sentence.id, sentence.text, prominent))
        if any(fault.sentence == "headline" for fault in faults):
            draft = draft._replace(headline=self.order.template.headline)
        return [*faults, *self._undisclosed.faults(self.article(draft))]


def cost(model: str, usage: Usage) -> dict[str, str]:
    """What a story took of a model, for its article."""
    counted = {"asked": usage.asked, "cached": usage.cached, "said": usage.said, "hidden": usage.hidden}
    return {"model": model, **{name: str(count) for name, count in counted.items() if count}}


def _in_english(answer: by_model.DraftAnswer) -> Outcome:
    return Outcome.WRONG_LANGUAGE if by_model.other_language(answer) else Outcome.ANSWERED
