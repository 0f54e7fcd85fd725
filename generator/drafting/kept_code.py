"""Compiled templates kept between runs: to compile one takes longer than to draft, fill and check a story by it."""

from __future__ import annotations

import contextlib
import os
import pickle
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket
from jinja2.environment import Template

from generator import __version__


class _Kept(FileSystemBytecodeCache):
    """Files in a folder; one that is broken or cannot be written is done without."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, TypeError, pickle.UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def kept_in(folder: Path | None) -> BytecodeCache | None:
    """The compiled templates in `folder`, which is made where it is missing; None where it cannot be trusted.

    What stands there is run as code, so nobody but the user may own it or write in it.
    """
    if folder is None:
        return None
    inner = folder / f"templates-{__version__}"
    try:
        for place in (folder, inner):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        trusted = all(_is_own(place) for place in (folder, inner))
    except OSError:
        return None
    return _Kept(str(inner)) if trusted else None


def _is_own(folder: Path) -> bool:
    status = folder.stat()
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def compiled_template(environment: Environment, name: str, source: str) -> Template:
    """A template from its source, or from its code where the environment keeps that."""
    cache = environment.bytecode_cache
    if cache is None:
        return environment.from_string(source)
    bucket = cache.get_bucket(environment, name, None, source)
    if bucket.code is None:
        bucket.code = environment.compile(source)
        cache.set_bucket(bucket)
    return environment.template_class.from_code(environment, bucket.code, environment.make_globals(None), None)
