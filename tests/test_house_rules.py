"""The rules that keep the code small, the floors whole and the tree free of this or that machine."""

import ast
import configparser
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "generator/bastide"
MEASURED = sorted(path for folder in (PACKAGE, ROOT / "tests/deploy", ROOT / "bench") for path in folder.rglob("*.py"))
RECORDS = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))

LONGEST_FUNCTION = 50
LONGEST_FILE = 300
HEAVY = {"checkov", "pulumi", "jinja2", "ruamel", "networkx", "rich", "jsonschema"}

# `someone` is nobody: a test may speak of that home. What follows `<` ends a tag of HTML.
MACHINE_PATH = re.compile(r"(?<![\w.$}<-])/(?:root|home/(?!someone\b)\w|Users/(?!someone\b)\w|work|opt)(?:/?[\w.-]+)+")
PACKAGE_INDEX = re.compile(r"(?:pypi|pythonhosted|npmjs)\.(?:org|com)\b|--(?:extra-)?index-url|http://\S+/simple")


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


def function_lengths(source: str) -> Iterator[tuple[str, int]]:
    """Yield each function's name and its lines, the docstring not counted."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            docstring = node.body[0] if ast.get_docstring(node) else None
            hidden = (docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0
            yield node.name, lines - hidden


def layers() -> set[str]:
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    listed = contract["importlinter:contract:floors"]["layers"]
    return set(re.findall(r"\w+", listed))


def packages() -> set[str]:
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def tracked() -> list[Path]:
    listed = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    if listed.returncode:
        pytest.skip("not a git checkout: nothing is tracked")
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    return [path for path in paths if path.is_file()]


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    found = []
    for path in tracked():
        if path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{shown(path)}:{n}: {line}" for n, line in enumerate(text.splitlines(), 1) if pattern.search(line)]
    return found


@pytest.mark.parametrize("path", MEASURED, ids=shown)
def test_a_file_is_short_and_so_are_its_functions(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= LONGEST_FILE
    assert [name for name, lines in function_lengths(source) if lines > LONGEST_FUNCTION] == []


def test_a_long_function_is_seen() -> None:
    body = "".join(f"    x{n} = {n}\n" for n in range(LONGEST_FUNCTION))
    assert list(function_lengths(f'def long():\n    """Docstring."""\n{body}')) == [("long", LONGEST_FUNCTION + 1)]


def test_importing_the_command_line_loads_nothing_heavy() -> None:
    program = "import sys; import bastide.cli.main; print(*{name.partition('.')[0] for name in sys.modules})"
    command = (sys.executable, "-c", program)
    loaded = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, check=True).stdout
    assert set(loaded.split()) & HEAVY == set()


def test_every_package_stands_on_a_floor_and_every_floor_is_a_package() -> None:
    assert packages() == layers()


@pytest.mark.parametrize(
    ("contract", "may"),
    [("typer", {"cli"}), ("ruamel", {"source"}), ("jinja", {"render", "report"}), ("checkov", {"scan"})],
)
def test_a_library_with_one_user_is_forbidden_to_every_other_package(contract: str, may: set[str]) -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    forbidden = set(re.findall(r"bastide\.(\w+)", contracts[f"importlinter:contract:{contract}"]["source_modules"]))
    assert forbidden == packages() - may


def test_no_tracked_file_holds_a_path_of_some_machine() -> None:
    assert lines_matching(MACHINE_PATH) == []


def test_no_tracked_file_names_a_package_index() -> None:
    assert lines_matching(PACKAGE_INDEX) == []


@pytest.mark.parametrize(
    ("line", "pattern"),
    [
        ("cd /home/builder/bastide", MACHINE_PATH),
        ('"/opt/plugins"', MACHINE_PATH),
        ("pip install --extra-index-url x", PACKAGE_INDEX),
        ("https://files.pythonhosted.org/x.whl", PACKAGE_INDEX),
        ("http://mirror.example/simple", PACKAGE_INDEX),
    ],
)
def test_a_planted_path_or_index_is_seen(line: str, pattern: re.Pattern[str]) -> None:
    assert pattern.search(line)


@pytest.mark.parametrize("path", RECORDS, ids=shown)
def test_a_decision_record_has_its_four_parts_in_order(path: Path) -> None:
    headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == ["Status", "Context", "Decision", "Consequences"]


def test_decision_records_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)
    silent = [target for target in targets if not re.search(rf"^{target}:.*## \S", makefile, re.MULTILINE)]
    assert targets
    assert silent == []


@pytest.mark.parametrize("marker", ["deploy", "pulumi", "rehearsal"])
def test_a_file_whose_tests_have_a_marker_says_so(marker: str, request: pytest.FixtureRequest) -> None:
    """The Makefile finds these files by the words `mark.<marker>`; what a plugin marks would never be asked for."""
    marked = {item.path for item in request.session.items if item.get_closest_marker(marker)}
    silent = [path for path in marked if not re.search(rf"mark\.{marker}\b", path.read_text("utf-8"))]
    assert list(map(shown, silent)) == []
