"""Random networks in the kernel: forwarding and filters of every flavour that can be built."""

import pytest

from bastide.prove.rehearsal.claims import openings
from bastide.prove.rehearsal.rehearse import Settings, rehearse
from oracle.networks import FLAVOURS, numbered

pytestmark = pytest.mark.rehearsal

NETWORKS = 33
"""Three of each flavour."""
SMALL = Settings(ports=8, public=4)


@pytest.mark.parametrize("number", range(NETWORKS), ids=lambda number: f"{FLAVOURS[number % len(FLAVOURS)]}-{number}")
def test_kernel_and_proof_agree(number):
    found = rehearse(numbered(number), (), SMALL, engine=openings)
    assert [f"{one.packet}: kernel {one.kernel}, {one.judge} {one.proof}" for one in found.mismatches] == []
    assert found.probes == sum(
        (*found.passed.values(), *found.blocked.values(), *found.lost.values()), found.undetermined
    )


def test_the_networks_let_enough_pass_to_mean_something():
    found = [rehearse(numbered(number), (), SMALL) for number in (2, 4, 6, 9, 22, 32)]
    assert sum(sum(one.passed.values()) for one in found) > 200
