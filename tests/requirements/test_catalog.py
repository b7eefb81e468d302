"""The catalog of controls resolves: one entry for each id, clauses of the right form, checks that exist."""

import json
import re
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

from bastide.bridge.load import bridge
from bastide.library.locate import library_root
from bastide.library.module import modules
from bastide.spec.keys import FRAMEWORKS
from requirements.requirement import ROOT

TITLES = ("title", "title_zh")
FORMS = {
    "mlps3": r"8\.[12]\.\d{1,2}(\.\d{1,2})?( [a-k])?",
    "gm3": r"8\.[1-8] [a-h]",
    "nist-800-53r5": r"[a-z]{2}-\d{1,2}(\.\d{1,2})?",
    "cis-aws-5": r"[1-6]\.\d{1,2}(\.\d{1,2})?",
    "ccm-4": r"[A-Z&]{3}-\d{2}",
}
_CHECK = r"""\b(?:check_)?id"?\s*[:=]\s*"(CKV2?_AWS_\d+)\""""
MODULES = {module.id: module for module in modules(library_root())}


def read() -> list[tuple[str, list[tuple[str, Any]]]]:
    """Return every entry in its order, also one whose id stands twice."""
    return json.loads((ROOT / "modules/controls.json").read_text(encoding="utf-8"), object_pairs_hook=list)


def entries() -> dict[str, dict[str, Any]]:
    return {name: dict(entry) for name, entry in read()}


def test_every_control_stands_once() -> None:
    names = [name for name, _ in read()]
    assert sorted(set(names)) == sorted(names)
    assert all(re.fullmatch(r"[A-Z]{2,3}-\d{2}", name) for name in names)


def test_every_control_has_a_title_in_both_languages() -> None:
    untitled = [name for name, entry in entries().items() if not all(entry.get(key) for key in TITLES)]
    assert untitled == []
    assert all(re.search(r"[\u4e00-\u9fff]", str(entry["title_zh"])) for entry in entries().values())


def test_every_framework_that_a_spec_may_name_is_in_the_catalog() -> None:
    named = {key for entry in entries().values() for key in entry} - set(TITLES)
    assert named == set(FRAMEWORKS) == set(FORMS)


@pytest.mark.parametrize("framework", FORMS)
def test_every_clause_has_the_form_of_its_framework(framework: str) -> None:
    said = [(name, str(clause)) for name, entry in entries().items() for clause in entry.get(framework) or ()]
    assert len(said) > 20
    assert [one for one in said if not re.fullmatch(FORMS[framework], one[1])] == []


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Return the id of every check for Terraform in the pinned checkov, read from its files."""
    folder = Path(str(distribution("checkov").locate_file("checkov/terraform/checks")))
    files = [path for path in folder.rglob("*") if path.suffix in (".py", ".json", ".yaml")]
    said = (re.findall(_CHECK, path.read_text(encoding="utf-8")) for path in files)
    return {check for checks in said for check in checks}


@pytest.mark.parametrize("module", sorted(MODULES))
def test_every_check_that_a_module_names_exists(module: str, known: set[str]) -> None:
    assert len(known) > 400
    assert [check for check in MODULES[module].checks if check not in known] == []


@pytest.mark.parametrize("module", sorted(MODULES))
def test_every_type_that_a_module_emits_exists(module: str) -> None:
    assert set(MODULES[module].emits) - set(bridge("aws").by_terraform) == set()
