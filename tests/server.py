"""A PostgreSQL server for tests, where NEUROWIRE_TEST_POSTGRES names one: a database for each test process."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

URL = os.environ.get("NEUROWIRE_TEST_POSTGRES", "")


def empty_archive(name: str = "") -> str:
    """The URL of an archive that holds nothing yet. Skips the test where there is no server."""
    if not URL:
        pytest.skip("NEUROWIRE_TEST_POSTGRES names no server")
    return made_empty(URL, name or f"neurowire_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}")


def made_empty(server: str, name: str) -> str:
    """The URL of the database of this name on a server, made anew."""
    drop(server, name)
    _done(server, f'create database "{name}"')
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def drop(server: str, name: str) -> None:
    """Remove a database, whoever is connected to it."""
    _done(server, f'drop database if exists "{name}" with (force)')


def _done(server: str, command: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(command))
    engine.dispose()
