"""Trees as people write them: what is open, closed and unknown in them, from the text alone."""

from pathlib import Path

import pytest

from bastide.app.stack import readable
from bastide.model.proof import Cell, Standing
from bastide.prove.prover import Proven, prove_all

FOLDER = Path(__file__).parents[2] / "third_party"
ZONE = 'aws_subnet.private["data.aws_availability_zones.available.names[{}]"]'
HOSTS = 'module.net["{}"].aws_subnet.hosts'


def proven(name: str) -> Proven:
    return prove_all(readable(FOLDER / name).case)


def cells(found: Proven) -> dict[tuple[str, str], Cell]:
    assert found.evidence is not None
    return {(one.source, one.destination): one for one in found.evidence.proof.cells}


def ports(cell: Cell) -> list[tuple[int, int]]:
    return [(span.first, span.last) for span in cell.opening.may if span.protocol in (6, -1)]


@pytest.mark.parametrize("name", ["counted", "modular"])
def test_nothing_in_a_tree_of_known_values_is_unknown(name: str) -> None:
    found = proven(name)
    assert found.evidence is not None
    assert found.evidence.network.unmodelled == ()
    assert found.evidence.case.graph.unknowns == ()
    assert found.refusals == ()


def test_counted_subnets_are_judged_one_by_one() -> None:
    found = cells(proven("counted"))
    for index in range(2):
        public, private = f"aws_subnet.public[{index}]", ZONE.format(index)
        assert ports(found["internet", public]) == [(80, 80), (443, 443)]
        assert found["internet", private].standing is Standing.CLOSED
        assert found[private, "internet"].standing is Standing.CLOSED
        assert ports(found[public, private]) == [(5432, 5432)]
        assert found[private, public].standing is Standing.CLOSED


def test_copies_of_a_local_module_are_told_apart() -> None:
    found = cells(proven("modular"))
    prod, test = HOSTS.format("prod"), HOSTS.format("test")
    assert ports(found["internet", test]) == [(22, 22)]
    assert found["internet", prod].standing is Standing.CLOSED
    assert found[prod, "internet"].standing is Standing.CLOSED
    assert ports(found[test, prod]) == ports(found[prod, test]) == [(22, 22)]


def test_a_doubt_about_copies_leaves_the_other_subnets_alone() -> None:
    found = proven("doubtful")
    assert found.evidence is not None
    doubts = found.evidence.network.unmodelled
    assert {name for one in doubts for name in one.scope} == {
        "aws_subnet.counted",
        "aws_instance.counted",
    }
    assert all(one.scope for one in doubts)
    judged = cells(found)
    assert judged["aws_subnet.known", "aws_subnet.known"].standing is Standing.ALLOWED
    assert judged["internet", "aws_subnet.known"].standing is Standing.CLOSED
    assert judged["internet", "aws_subnet.counted"].standing is Standing.UNKNOWN
