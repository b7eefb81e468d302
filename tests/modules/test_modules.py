"""Each module's example is generated, scanned, and held against what the module says it is for."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bastide.app.scan import scan
from bastide.bridge.load import bridge
from bastide.graph.terraform import read_tree
from bastide.library.locate import library_root
from bastide.library.module import modules
from bastide.model.finding import Outcome, Word
from modules import examples, inventory

MODULES = {module.id: module for module in modules(library_root())}
PROFILE_OWNER = "platform-security"
"""Who answers for the waivers that the profile brings."""

each = pytest.mark.parametrize("module", sorted(MODULES))


@pytest.fixture(scope="module")
def stacks(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    return examples.stacks(tmp_path_factory.mktemp("modules"))


@each
def test_a_module_has_an_example_and_an_inventory(module: str) -> None:
    folder = MODULES[module].folder
    assert (folder / "example.yaml").is_file()
    assert (folder / "inventory.yaml").is_file()


@each
def test_the_example_of_a_module_holds_what_the_module_is_for(module: str, stacks: Mapping[str, Path]) -> None:
    wanted = inventory.read(MODULES[module].folder / "inventory.yaml")
    assert wanted
    assert inventory.missing(wanted, read_tree(stacks[module])) == []


@each
def test_the_example_of_a_module_shows_every_type_that_the_module_emits(
    module: str, stacks: Mapping[str, Path]
) -> None:
    shown = {resource.type for root in examples.roots(stacks[module]) for resource in read_tree(root).resources}
    assert set(MODULES[module].emits) - shown == set()


@each
def test_whatever_takes_tags_says_who_answers_for_it(module: str, stacks: Mapping[str, Path]) -> None:
    taggable = {name for name, one in bridge("aws").by_terraform.items() if "tags" in one.properties}
    found = [one for root in examples.roots(stacks[module]) for one in read_tree(root).resources]
    tags = {one.address: one.get("tags") for one in found if one.type in taggable}
    assert [
        name for name, value in tags.items() if not isinstance(value, Mapping) or "bastide:owner" not in value
    ] == []


@each
def test_the_example_of_a_module_passes_every_check_without_a_waiver_of_its_own(
    module: str, stacks: Mapping[str, Path]
) -> None:
    verdict = scan(stacks[module], today=examples.TODAY, cached=False, progress=lambda _: None).verdict
    failed = (*verdict.having(Outcome.FAIL), *verdict.having(Outcome.UNKNOWN))
    assert [f"{one.code} {one.resource}: {one.message}" for one in failed] == []
    assert verdict.word is Word.PASS
    own = [one.waiver for one in verdict.having(Outcome.WAIVED) if one.waiver and one.waiver.owner != PROFILE_OWNER]
    assert own == []
