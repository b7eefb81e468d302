"""What the page of a blueprint tells its reader to type is sound; that its stack passes, tests/blueprints says."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.doc_page import Kind, Piece
from support.doc_run import Scratch, execute
from support.shim import environment

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(page for page in (ROOT / "blueprints").glob("*/README.md") if "bastide init" in page.read_text("utf-8"))
LONG = re.compile(r"bastide scan|.*--in city/stack")
"""Judging each again, and a city's proof again, would take a minute."""


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which `bastide` is the checkout's, on a fixed day."""
    return environment(tmp_path_factory.mktemp("bin"))


def _commands(page: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(page.read_text("utf-8").splitlines(), start=1):
        if line.startswith("$ "):
            yield number, line.removeprefix("$ ")


def test_every_blueprint_but_the_profile_says_how_to_start() -> None:
    assert {page.parent.name for page in (ROOT / "blueprints").glob("*/platform.yaml")} <= {
        page.parent.name for page in PAGES
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_the_commands_of_a_blueprint_work(page: Path, tmp_path: Path, env: dict[str, str]) -> None:
    commands = [(number, command) for number, command in _commands(page) if not LONG.match(command)]
    assert len(commands) >= 2
    for number, command in commands:
        execute(Piece(Kind.SHELL, number, lines=(command,)), Scratch(tmp_path, env, ROOT))
