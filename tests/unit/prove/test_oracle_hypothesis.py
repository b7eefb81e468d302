"""The walker and the simulator agree on networks that hypothesis draws, and shrinks if they don't."""

from hypothesis import given, settings

from oracle.compare import Question, against_walker
from oracle.networks import dice, networks
from oracle.shrink import readable


@settings(max_examples=150, deadline=None)
@given(networks())
def test_walker_and_simulator_agree_on_drawn_networks(network):
    found = against_walker(Question(network, dice(0), 10)).mismatches
    assert not found, f"{found[0]}\n{readable(network)}"
