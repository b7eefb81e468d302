"""The walker and the simulator, which share no code, say the same of single packets in random networks."""

import pytest

from bastide.model.forwarding import Target
from bastide.model.proof import Packet
from bastide.model.wire import INTERNET, TCP, cidr
from bastide.prove.walk.walker import Walker
from oracle.build import Builder
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


def two_halves():
    """A firewall that sees the request before the NAT gateway and the reply behind it: two halves of two flows."""
    net = Builder()
    net.vpc("v", "10.0.0.0/24")
    for name in ("hosts", "walls", "nats", "edge"):
        net.table(name, "v")
    net.interface("host", net.subnet("s", "v", "10.0.0.0/28", table="hosts"))
    net.firewall("wall", net.subnet("f", "v", "10.0.0.16/28", table="walls"))
    net.nat("nat", net.subnet("n", "v", "10.0.0.32/28", table="nats"))
    net.gateway("igw", Target.INTERNET, "v", "edge")
    net.route("hosts", "0.0.0.0/0", Target.FIREWALL, "wall")
    net.route("walls", "0.0.0.0/0", Target.NAT, "nat")
    net.route("nats", "0.0.0.0/0", Target.INTERNET, "igw")
    net.route("edge", "10.0.0.32/28", Target.FIREWALL, "wall")
    return net.network()


PACKET = Packet(4, TCP, cidr("10.0.0.5").first, 2000, cidr("9.9.9.9").first, 443)


def test_a_firewall_on_both_sides_of_a_nat_gateway_sees_two_flows_and_half_of_each():
    assert tuple(Simulator(two_halves()).packet("host", INTERNET, PACKET)) == (True, False, False)


@pytest.mark.xfail(strict=True, reason="the walker takes a firewall's two halves for one flow across a NAT gateway")
def test_the_walker_knows_that_a_nat_gateway_makes_another_flow():
    assert not Walker(two_halves()).possible("host", INTERNET, PACKET)
