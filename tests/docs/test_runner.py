"""Faults planted in pages: each kind of lie that a page can tell is seen by what runs the pages."""

from pathlib import Path

import pytest

from support.doc_page import Kind, PageError, pieces
from support.doc_run import Scratch, execute
from support.shim import TODAY, environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which `bastide` is the checkout's, on a fixed day."""
    return environment(tmp_path_factory.mktemp("bin"))


@pytest.fixture
def scratch(tmp_path: Path, env: dict[str, str]) -> Scratch:
    """Return a folder to execute a page in."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    return Scratch(folder, env, ROOT)


def _run(text: str, scratch: Scratch) -> None:
    page = scratch.folder.parent / "page.md"
    page.write_text(text, "utf-8")
    for piece in pieces(page):
        execute(piece, scratch)


def _fence(language: str, *lines: str, mark: str = "") -> str:
    return "\n".join([*([f"<!-- {mark} -->"] if mark else []), f"```{language}", *lines, "```", ""])


SOUND = [
    _fence("sh", "true", "false # exit code 1", "# said to the reader", "test a \\", "  = a"),
    _fence("yaml", "a: 1", mark="file: sub/a.yaml") + _fence("console", "$ cat sub/a.yaml", "a: 1"),
    _fence("console", "$ seq 5", "1", "...", "4", "5", "$ echo b", "b"),
    _fence("console", "$ seq 5", "...", "3", "..."),
    _fence("console", "$ echo talk >&2", "talk"),
    "<!-- start: Makefile as sub/Makefile -->\n" + _fence("sh", "grep -q help sub/Makefile"),
    "<!-- start: tests/specs -->\n" + _fence("sh", "test -d specs/fail"),
    _fence("make", ".DEFAULT_GOAL := help", mark="part of: Makefile"),
    _fence("sh", "exit 1", mark="shown: it needs credentials"),
    "<!-- run: echo a > b -->\n" + _fence("console", "$ cat b", "a"),
    "1. A list\n\n   ```console\n   $ echo a\n   a\n   ```\n",
    _fence("sh", "bastide check missing.yaml # exit code 2"),
]


@pytest.mark.parametrize("text", SOUND)
def test_a_page_that_tells_the_truth_passes(text: str, scratch: Scratch) -> None:
    _run(text, scratch)


FAULTS = {
    "a command that fails": (_fence("sh", "false"), "ends with 1"),
    "a pipe whose first command fails": (_fence("sh", "false | cat"), "ends with 1"),
    "a command that should fail and does not": (_fence("sh", "true # exit code 1"), "ends with 0"),
    "a console's command that fails": (_fence("console", "$ false"), "ends with 1"),
    "stale output": (_fence("console", "$ echo new", "old"), "does not hold"),
    "output that lacks its end": (_fence("console", "$ seq 2", "1"), "does not hold"),
    "output that lacks its beginning": (_fence("console", "$ seq 2", "2"), "does not hold"),
    "lines in another order": (_fence("console", "$ seq 3", "...", "3", "...", "1", "..."), "does not hold"),
    "a line left out unsaid": (_fence("console", "$ seq 3", "1", "3"), "does not hold"),
    "output before any command": (_fence("console", "1", "$ seq 1"), "begins with"),
    "an unmarked fence": (_fence("yaml", "a: 1"), "nothing says what this fence is"),
    "a fence without a language": (_fence("", "bastide check"), "nothing says what this fence is"),
    "a fence that is shown without a reason": (_fence("sh", "true", mark="shown"), "says nothing"),
    "a fence without an end": ("```sh\ntrue\n", "without an end"),
    "a comment that has lost its fence": ("<!-- file: a -->\n\ntext\n\n" + _fence("sh", "true"), "no fence follows"),
    "lines that no longer stand there": (_fence("make", "gone:", mark="part of: Makefile"), "does not hold"),
    "lines of a file that is gone": (_fence("make", "a:", mark="part of: gone"), "there is no `gone`"),
    "a start that is gone": ("<!-- start: gone -->\n", "not in the checkout"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_lie_is_seen(name: str, scratch: Scratch) -> None:
    text, said = FAULTS[name]
    with pytest.raises(PageError, match=said):
        _run(text, scratch)


def test_an_unknown_word_marks_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(_fence("yaml", "a: 1", mark="fiel: a.yaml"), "utf-8")
    with pytest.raises(PageError, match="nothing says"):
        list(pieces(page))


def test_a_fence_for_pulumi_is_told_apart(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(_fence("sh", "true", mark="pulumi") + _fence("sh", "true"), "utf-8")
    assert [(piece.kind, piece.pulumi) for piece in pieces(page)] == [(Kind.SHELL, True), (Kind.SHELL, False)]


def test_the_day_is_given_to_the_verbs_that_ask_for_it(scratch: Scratch) -> None:
    shim = next(Path(one) for one in scratch.env["PATH"].split(":")) / "bastide"
    text = shim.read_text("utf-8")
    assert TODAY in text
    assert "'scan'" in text
    assert "'schema'" not in text
