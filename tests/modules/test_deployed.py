"""The real provider takes every module's example, and plans what the module is for."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bastide.graph.plan_json import read_plan
from bastide.model.graph import Graph
from deploy import proof
from modules import examples, inventory

pytestmark = pytest.mark.deploy


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The plan of all examples, each a module of one root, in an empty account."""
    work = tmp_path_factory.mktemp("planned")
    stacks = examples.stacks(tmp_path_factory.mktemp("modules"))
    proof.planned_together(stacks, work)
    return read_plan(proof.plan_in_json(work))


def test_every_example_is_formatted(tmp_path: Path) -> None:
    examples.stacks(tmp_path)
    proof.formatted(tmp_path)


@pytest.mark.parametrize("module", sorted(examples.EXAMPLES))
def test_the_plan_of_an_example_holds_what_the_module_is_for(module: str, plan: Graph) -> None:
    wanted = inventory.read(examples.EXAMPLES[module].with_name("inventory.yaml"))
    of_stack = {address: body for address, body in wanted.items() if address not in of_other_roots(module)}
    named: Mapping[str, object] = {f"module.{module}.{address}": body for address, body in of_stack.items()}
    assert inventory.missing(named, plan, planned=True) == []


def of_other_roots(module: str) -> frozenset[str]:
    """What an example keeps in a root of its own, which this plan leaves out."""
    return OTHER_ROOTS.get(module, frozenset())


OTHER_ROOTS: Mapping[str, frozenset[str]] = {}
