"""What the documentation shows is what happens: every spec is read, every command is run, every output compared."""

from pathlib import Path

import pytest

from support import pulumi_sdk
from support.doc_page import pieces
from support.doc_run import Scratch, execute
from support.shim import environment

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(page for part in ("tutorial", "guides", "concepts") for page in (ROOT / "docs" / part).glob("*.md"))


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which `bastide` is the checkout's, on a fixed day."""
    return environment(tmp_path_factory.mktemp("bin"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_page_shows_what_happens(page: Path, tmp_path: Path, env: dict[str, str]) -> None:
    found = [piece for piece in pieces(page) if not piece.pulumi]
    for piece in found:
        execute(piece, Scratch(tmp_path, env, ROOT))


@pytest.mark.pulumi
@pytest.mark.parametrize("page", [page for page in PAGES if "<!-- pulumi -->" in page.read_text("utf-8")])
def test_a_page_shows_what_a_pulumi_program_does(page: Path, tmp_path: Path, env: dict[str, str]) -> None:
    python = pulumi_sdk.interpreter(ROOT)
    scratch = Scratch(tmp_path, env | {"BASTIDE_PULUMI_PYTHON": str(python)}, ROOT)
    for piece in pieces(page):
        execute(piece, scratch)
