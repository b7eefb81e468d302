"""The real provider takes every module's example, and plans what the module is for."""

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
    proof.planned_together({**stacks, **examples.other_roots(stacks)}, work)
    return read_plan(proof.plan_in_json(work))


def test_every_example_is_formatted(tmp_path: Path) -> None:
    examples.stacks(tmp_path)
    proof.formatted(tmp_path)


@pytest.mark.parametrize("module", sorted(examples.EXAMPLES))
def test_the_plan_of_an_example_holds_what_the_module_is_for(module: str, plan: Graph) -> None:
    wanted = inventory.read(examples.EXAMPLES[module].with_name("inventory.yaml"))
    named = {f"module.{module}.{address}": body for address, body in wanted.items()}
    assert inventory.missing(named, plan, planned=True) == []
