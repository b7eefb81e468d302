"""Skips the rehearsal, saying why, where namespaces or nft are missing; fails there instead when it is required."""

import os
from functools import cache

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.prove.rehearsal.blueprint import Blueprint
from bastide.prove.rehearsal.laboratory import Laboratory

REQUIRED = "BASTIDE_REQUIRE_REHEARSAL"


@cache
def lacking():
    """Say what this machine lacks, nothing if it can build."""
    try:
        with Laboratory(Blueprint((), (), ())):
            return ""
    except CannotAnswerError as error:
        return error.diagnostics[0].message


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("rehearsal") is None or not lacking():
        return
    if os.environ.get(REQUIRED) == "1":
        pytest.fail(f"{REQUIRED} is set, but {lacking()}", pytrace=False)
    pytest.skip(lacking())
