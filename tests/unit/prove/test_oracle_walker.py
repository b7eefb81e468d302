"""The walker and the simulator, which share no code, say the same of single packets in random networks."""

import pytest

from bastide.model.proof import Packet
from bastide.model.wire import INTERNET, TCP, cidr
from bastide.prove.walk.walker import Walker
from oracle.cases import beside, borrowed, hairpin, hidden, hub, pinned, two_halves, walled
from oracle.compare import Question, Tally, against_walker, walker_still
from oracle.networks import dice, numbered
from oracle.shrink import readable, smallest
from oracle.simulator import Simulator

NETWORKS = 400


def test_the_walker_says_what_the_simulator_says():
    total = Tally()
    for number in range(NETWORKS):
        network = numbered(number)
        tally = against_walker(Question(network, dice(number), 12))
        for found in tally.mismatches[:1]:
            network = smallest(network, walker_still(found))
            pytest.fail(f"network {number}: {found}\n{readable(network)}")
        total.add(tally)
    assert total.counts["walker probes"] > 8_000
    assert total.counts["walker delivered"] > 3_000


PACKET = Packet(4, TCP, cidr("10.0.0.5").first, 2000, cidr("9.9.9.9").first, 443)


def test_a_firewall_on_both_sides_of_a_nat_gateway_sees_two_flows_and_half_of_each():
    assert tuple(Simulator(two_halves().network()).packet("host", INTERNET, PACKET)) == (True, False, False)


def test_the_walker_knows_that_a_nat_gateway_makes_another_flow():
    assert not Walker(two_halves().network()).possible("host", INTERNET, PACKET)


@pytest.mark.parametrize("make", [two_halves, borrowed, hub, hidden, walled, beside, pinned, hairpin])
def test_the_walker_says_what_the_simulator_says_of_what_is_rare(make):
    assert list(map(str, against_walker(Question(make().network(), dice(0), 1000)).mismatches)) == []
