"""Whatever is asked about a path, the explanation says what the proof says: of an example, and of random networks."""

from itertools import product

import pytest

from bastide.app.stack import readable
from bastide.model.proof import FlowVerdict, Zone
from bastide.model.wire import INTERNET, LAST_PORT, ON_PREMISES, TCP, UDP, Span
from bastide.prove.engine.compute import compute
from bastide.prove.prover import prove_all
from bastide.prove.segmentation import standings
from bastide.prove.segmentation.declaration import Declaration, Flow
from bastide.prove.segmentation.demands import demands
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.paths import Word, explain
from bastide.prove.segmentation.prove import _found
from bastide.prove.segmentation.spans import meets, opened
from bastide.prove.segmentation.zoning import Zoning
from oracle.compare import holds
from oracle.fills import SPANS
from oracle.networks import dice, numbered
from oracle.probes import named, points

NETWORKS, BATCH, QUESTIONS, FLOWS = 200, 25, 4, 4
POINTS = (Span(TCP, 443, 443), Span(TCP, 5432, 5432), Span(UDP, 53, 53))
WORDS = {
    FlowVerdict.ALLOWED: {Word.PASSES},
    FlowVerdict.BLOCKED: {Word.BLOCKED, Word.BLOCKED_FOR_SOME},
    FlowVerdict.VACANT: {Word.VACANT},
    FlowVerdict.UNKNOWN: {Word.UNKNOWN},
}


def proven(number):
    """Return a random network with a zone for each subnet, a few declared flows, and what the proof says of them."""
    network, rng = numbered(number), dice(number)
    zone_of_subnet = {one.name: one.name for one in network.subnets}
    zone_of = {one.name: one.subnet for one in network.interfaces} | {one: one for one in (INTERNET, ON_PREMISES)}
    names = sorted({*zone_of.values()})
    zones = tuple(Zone(name, tuple(one for one, zone in zone_of.items() if zone == name)) for name in names)
    wanted = {(rng.choice(names), rng.choice(names), rng.choice(SPANS)) for _ in range(FLOWS)}
    flows = tuple(Flow(f"flow {index}", *one, "why") for index, one in enumerate(sorted(wanted)))
    declaration = Declaration((), flows, complete=True)
    zoning = Zoning(network, zones, zone_of, zone_of_subnet)
    asked = tuple(demands(zoning, declaration))
    reach = compute(network, zones, declaration.spans, asked)
    found = _found(zoning, declaration, reach, asked)
    verdicts = {one.id: one.verdict for one in standings.flows(declaration, found)}
    return Evidence(None, declaration, zoning, reach, None), verdicts, found


def word(evidence, source, destination, span):
    (answer,) = explain(evidence, source, destination, span)
    (tried,) = answer.tried
    assert_shown(tried)
    return tried.word


def assert_shown(tried):
    """A yes is never shown by packets that all stop, nor a no by packets that all pass."""
    arriving = [one.trip.completes if tried.span.protocol == TCP else one.trip.forward.arrives for one in tried.shown]
    if tried.word in (Word.PASSES, Word.SOME, Word.BLOCKED_FOR_SOME):
        assert any(arriving)
    if tried.word in (Word.STOPPED, Word.BLOCKED, Word.SOME, Word.BLOCKED_FOR_SOME):
        assert not all(one.trip.completes for one in tried.shown)


def assert_flows(evidence, verdicts):
    for flow in evidence.declaration.flows:
        same = [one.id for one in evidence.declaration.asking(flow.source, flow.destination) if one.span == flow.span]
        if same == [flow.id] and all(not meets(flow.span, one.span) for one in others(evidence, flow)):
            assert word(evidence, flow.source, flow.destination, flow.span) in WORDS[verdicts[flow.id]], flow


def others(evidence, flow):
    return [one for one in evidence.declaration.asking(flow.source, flow.destination) if one != flow]


def assert_open(evidence, source, destination, span):
    """What nobody declared passes exactly where the proof calls it open."""
    declared = evidence.declaration.spans.get((source, destination), ())
    if any(meets(span, one) for one in declared):
        return False
    opening = evidence.reach.openings.get((source, destination))
    known = named(evidence.network) | {one.span.protocol for one in evidence.declaration.flows}
    is_open = opening is not None and holds(opened(opening), (span.protocol, span.first), known)
    said = word(evidence, source, destination, span)
    assert said.passes is is_open, (source, destination, span, said)
    return True


@pytest.mark.parametrize("start", range(0, NETWORKS, BATCH))
def test_of_random_networks_both_say_the_same(start):
    asked = 0
    for number in range(start, start + BATCH):
        evidence, verdicts, found = proven(number)
        assert not found.doubtful
        assert_flows(evidence, verdicts)
        names = [zone.name for zone in evidence.zoning.zones]
        traffic = [Span(protocol, port, port) for protocol, port in points(evidence.network) if 0 <= port <= LAST_PORT]
        every = list(product(names, names, traffic))
        questions = dice(number).sample(every, min(QUESTIONS, len(every)))
        passing = [(*pair, span) for pair, one in evidence.reach.openings.items() for span in opened(one)]
        questions += dice(number).sample(passing, min(QUESTIONS, len(passing)))
        asked += sum(assert_open(evidence, *one) for one in questions)
    assert asked > BATCH


def test_of_the_example_both_say_the_same(root):
    evidence = prove_all(readable(root / "examples/cloud-window/stack").case).evidence
    assert_flows(evidence, {one.id: one.verdict for one in evidence.proof.flows})
    names = [zone.name for zone in evidence.zoning.zones if zone.members]
    assert sum(assert_open(evidence, *one) for one in product(names, names, POINTS)) > len(names)
