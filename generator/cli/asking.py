"""The model of one draft: picked by the options and settings, capped, paid once, and closed at the end."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.errors import UsageError
from generator.settings import Settings, cache_folder

if TYPE_CHECKING:  # a template story needs none of the model's rooms
    from generator.cli.kept import KeptModel
    from generator.llm.asking import Model
    from generator.llm.openai import OpenAIModel
    from generator.llm.pricing import CappedModel
    from generator.net import Patience

Writer = Literal["auto", "template", "model"]


class Asked(NamedTuple):
    """The options that say which model is asked, and how."""

    writer: Writer = "auto"
    replay: Path | None = None
    record: Path | None = None
    archive: str | None = None
    fresh: bool = False
    max_cost: Decimal | None = None


class Line(NamedTuple):
    """A model on the line: the one that the newsroom asks, and those inside it."""

    model: Model
    endpoint: OpenAIModel
    capped: CappedModel
    kept: KeptModel | None

    @property
    def cost(self) -> dict[str, str]:
        """What was paid for now, for the article: dollars where the price is known, answers that were there already."""
        found = {"usd": f"{self.capped.spent.normalize():f}"} if self.capped.price else {}
        return {**found, "kept": str(self.kept.kept)} if self.kept and self.kept.kept else found

    @property
    def asked(self) -> bool:
        """Whether an answer was bought or taken from the archive."""
        return bool(self.capped.answers or (self.kept and self.kept.kept))

    @property
    def words(self) -> str:
        """What the story cost, in a line."""
        usage, answers = self.capped.usage, self.capped.answers
        parts = [f"{self.endpoint.name}: {answers} answer{'' if answers == 1 else 's'}"]
        if usage.asked or usage.said:
            cached = f" ({usage.cached:,} cached)" if usage.cached else ""
            hidden = f" ({usage.hidden:,} hidden)" if usage.hidden else ""
            parts.append(f"{usage.asked:,} tokens asked{cached}, {usage.said:,} said{hidden}")
        if self.kept and self.kept.kept:
            parts.append(f"{self.kept.kept} from the archive")
        if self.capped.price:
            parts.append(f"${self.capped.spent:.4f}")
        elif answers:
            parts.append("price not set")
        return "; ".join(parts)


@contextmanager
def on_the_line(asked: Asked, settings: Settings) -> Iterator[Line | None]:
    """The model that is to write, with its archive and cassette open; None where the template writes."""
    endpoint = _endpoint(asked, settings)
    if endpoint is None:
        yield None
        return
    from generator.llm.pricing import CappedModel, Price

    cap, given = asked.max_cost or settings.max_cost, settings.prices.get(endpoint.name)
    if cap is not None and given is None:
        raise UsageError(
            f"a cost cap needs to know what {endpoint.name} costs; add to neurowire.toml, under [prices]: "
            f'"{endpoint.name}" = {{input = 0.15, output = 0.60}} (USD a million tokens)'
        )
    capped = CappedModel(endpoint, Price(*given) if given else None, cap, endpoint.most)
    with ExitStack() as stack:
        kept = _kept(capped, asked, settings, stack)
        stack.enter_context(_turning(asked, settings))
        yield Line(kept or capped, endpoint, capped, kept)


def _endpoint(asked: Asked, settings: Settings) -> OpenAIModel | None:
    if asked.replay and asked.record:
        raise UsageError("--cassette replays and --record records; give one of them")
    if asked.fresh and asked.archive is None:
        raise UsageError("--fresh asks again what the archive holds; give --archive with it")
    if asked.replay and asked.archive is not None:
        raise UsageError("--cassette replays what was recorded; leave out --archive")
    if asked.writer == "template":
        if asked.replay or asked.record:
            raise UsageError("--writer template asks no model; leave out --cassette and --record")
        return None
    if asked.replay:
        from generator.llm.cassettes import replayed_model

        return replayed_model(asked.replay)
    if settings.has_model:
        return remembering(settings)
    if asked.writer == "model" or asked.record:
        raise UsageError("no model is set; set NEUROWIRE_MODEL and OPENAI_API_KEY, or give --cassette FILE")
    return None


def remembering(settings: Settings, patience: Patience | None = None, in_flight: int = 0) -> OpenAIModel:
    """The endpoint's model, with what it was found to take before."""
    from generator.llm.openai import BASE_URL, OpenAIModel
    from generator.llm.remembered import Profiles
    from generator.llm.vendors import set_profile, vendor_profile
    from generator.net import PATIENCE

    profiles = Profiles(cache_folder(os.environ, settings.cache))
    url, name = settings.openai_base_url or BASE_URL, settings.model
    return OpenAIModel(
        name,
        settings.openai_api_key,
        url,
        profile=set_profile(profiles.of(url, name, vendor_profile(url)), settings.endpoint),
        learned=lambda profile: profiles.keep(url, name, profile),
        patience=patience or PATIENCE,
        in_flight=in_flight,
    )


def _kept(model: Model, asked: Asked, settings: Settings, stack: ExitStack) -> KeptModel | None:
    if asked.archive is None:
        return None
    from generator.cli.batch import opened
    from generator.cli.kept import KeptModel

    return KeptModel(model, stack.enter_context(opened(asked.archive, settings, locked=False)), asked.fresh)


def _turning(asked: Asked, settings: Settings) -> AbstractContextManager[None]:
    if not (asked.replay or asked.record):
        return nullcontext()
    from generator.llm.cassettes import record, replay

    if asked.replay:
        return replay(asked.replay)
    assert asked.record is not None
    return record(asked.record, secrets=[settings.openai_api_key])
