"""The real provider takes every module's example, and plans what the module is for."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bastide.graph.plan_json import read_plan
from bastide.graph.terraform import read_tree
from bastide.library.module import read
from bastide.model.graph import Graph
from deploy import proof
from modules import examples, inventory

pytestmark = pytest.mark.deploy


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The plan of what each example shows of its module, each a module of one root, in an empty account.

    All is validated. The baseline, which every example holds, is planned with the blueprints and not 27 times here.
    """
    work = tmp_path_factory.mktemp("planned")
    stacks = examples.stacks(tmp_path_factory.mktemp("modules"))
    others = examples.other_roots(stacks)
    targets = {f"module.{name}" for name in others} | {one for module in stacks for one in shown(module, stacks)}
    proof.planned_together({**stacks, **others}, work, sorted(targets))
    return read_plan(proof.plan_in_json(work))


def shown(module: str, stacks: Mapping[str, Path]) -> Iterator[str]:
    """Yield what an example is for: its inventory, and the first resource of each type that the module emits."""
    found = {one.address: one.type for one in read_tree(stacks[module]).resources if one.mode == "resource"}
    emitted = read(examples.EXAMPLES[module].parent).emits
    first = {kind: address for address, kind in sorted(found.items(), reverse=True) if kind in emitted}
    wanted = inventory.read(examples.EXAMPLES[module].with_name("inventory.yaml"))
    yield from (f"module.{module}.{address}" for address in {*first.values(), *(wanted.keys() & found.keys())})


def test_every_example_is_formatted(tmp_path: Path) -> None:
    examples.stacks(tmp_path)
    proof.formatted(tmp_path)


@pytest.mark.parametrize("module", sorted(examples.EXAMPLES))
def test_the_plan_of_an_example_holds_what_the_module_is_for(module: str, plan: Graph) -> None:
    wanted = inventory.read(examples.EXAMPLES[module].with_name("inventory.yaml"))
    named = {f"module.{module}.{address}": body for address, body in wanted.items()}
    assert inventory.missing(named, plan, planned=True) == []
