"""The walker and the simulator, which share no code, say the same of single packets in random networks."""

from oracle.compare import Question, Tally, against_walker
from oracle.networks import dice, numbered
from oracle.shrink import readable, smallest

NETWORKS = 400


def disagrees(network):
    return bool(against_walker(Question(network, dice(1), 200)).mismatches)


def test_the_walker_says_what_the_simulator_says():
    total = Tally()
    for number in range(NETWORKS):
        network = numbered(number)
        tally = against_walker(Question(network, dice(number), 12))
        assert not tally.mismatches, (
            f"network {number}: {tally.mismatches[0]}\n{readable(smallest(network, disagrees))}"
        )
        total.add(tally)
    assert total.counts["walker probes"] > 8_000
    assert total.counts["walker delivered"] > 3_000
