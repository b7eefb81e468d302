"""The engine says what the simulator says, of every pair in thousands of random networks."""

import pytest
from hypothesis import given, settings

from bastide.prove.engine.compute import compute
from bastide.prove.question import Layers
from oracle.cases import beside, borrowed, hairpin, hidden, hub, pinned, two_halves, walled
from oracle.compare import Question, Tally, against_engine, engine_still
from oracle.networks import dice, networks, numbered
from oracle.shrink import readable, smallest

NETWORKS, PROBES = 1500, 8
"""`make oracle` asks of as many more as there is time for."""


def settled(number, layers=Layers.BOTH):
    """Compare one network, and fail with the smallest one that shows a difference."""
    question = Question(numbered(number), dice(number), PROBES)
    tally = against_engine(question, compute, layers)
    for found in tally.mismatches[:1]:
        network = smallest(question.network, engine_still(question, found, compute, layers))
        pytest.fail(f"network {number}: {found}\n{readable(network)}")
    return tally


def test_the_engine_says_what_the_simulator_says():
    total = Tally()
    for number in range(NETWORKS):
        total.add(settled(number))
    assert total.counts["engine probes"] > 18_000
    assert total.counts["engine delivered"] > 4_800
    for who in ("excess", "lack", "excess sample", "lack sample"):
        assert total.counts[f"{who} probes"] > 1_200, total.counts


@pytest.mark.parametrize("layers", [Layers.GROUPS, Layers.ACLS, Layers.ROUTES])
def test_the_engine_says_what_the_simulator_says_of_one_layer(layers):
    total = Tally()
    for number in range(100_000, 100_150):
        total.add(settled(number, layers))
    assert total.counts["engine delivered"] > 400


RARE = [two_halves, borrowed, hub, hidden, walled, beside, pinned, hairpin]


@pytest.mark.parametrize("make", RARE)
def test_the_engine_says_what_the_simulator_says_of_what_is_rare(make):
    question = Question(make().network(), dice(0), 1000)
    assert list(map(str, against_engine(question, compute).mismatches)) == []


@settings(max_examples=150, deadline=None)
@given(networks())
def test_engine_and_simulator_agree_on_drawn_networks(network):
    found = against_engine(Question(network, dice(0), PROBES), compute).mismatches
    assert not found, f"{found[0]}\n{readable(network)}"
