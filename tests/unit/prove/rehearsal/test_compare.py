from dataclasses import dataclass

from bastide.model.proof import Hop, Opening, Packet, Trip, Walk
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, TCP, UDP, Span
from bastide.prove.rehearsal.blueprint import Host, Outcome, Probe
from bastide.prove.rehearsal.compare import Comparison, expectation
from oracle.build import tcp, udp

A4, A6, B4, B6 = "10.0.0.4", "2600::4", "10.0.0.5", "2600::5"
HOSTS = tuple(Host(name, name, 0, (address,), (address,)) for name, address in (("a", "10.0.0.4"), ("b", "10.0.0.5")))
ANSWERED, SILENT, ARRIVED = Outcome(None, True, -1), Outcome(None, False, -1), Outcome(True, False, -1)


@dataclass
class Fixed:
    """A walker that always knows: whether packets arrive and are answered, once for each alternative."""

    ways: tuple[tuple[bool, bool], ...]

    def trips(self, source, destination, packet: Packet):
        return tuple(
            Trip(
                Walk(packet, source, destination, (Hop("there", (), passes=there),)),
                Walk(packet, destination, source, (Hop("back", (), passes=back),)) if there else None,
            )
            for there, back in self.ways
        )


def compared(ways, outcome, *, protocol=TCP, openings=None):
    probe = Probe(0, 1, protocol, 40000, 443, "10.0.0.4", "10.0.0.5")
    found = Comparison(HOSTS, [probe], [expectation(Fixed(ways), HOSTS, probe)], openings).mismatches([outcome])
    return [(one.judge, one.kernel, one.proof) for _, one in found]


OPEN, CLOSED, ONE_WAY = ((True, True),), ((False, False),), ((True, False),)


def test_agreement_is_no_mismatch():
    assert compared(OPEN, ANSWERED) == []
    assert compared(CLOSED, SILENT) == []
    assert compared(ONE_WAY, ARRIVED, protocol=UDP) == []


def test_each_direction_of_disagreement_is_told():
    assert compared(CLOSED, ANSWERED) == [("walker", "answered", "no answer")]
    assert compared(OPEN, SILENT) == [("walker", "no answer", "answered")]


def test_a_datagram_that_arrives_though_nothing_comes_back_counts():
    assert compared(CLOSED, ARRIVED, protocol=UDP) == [("walker", "arrived", "does not arrive")]
    assert compared(ONE_WAY, Outcome(False, False, -1), protocol=UDP) == [("walker", "did not arrive", "arrives")]


def test_what_aws_chooses_is_not_held_against_the_kernel():
    either = ((True, True), (True, False))
    assert compared(either, ANSWERED) == compared(either, SILENT) == []


def test_what_ended_where_nothing_is_built_is_not_compared():
    assert compared(OPEN, Outcome(None, False, 3)) == []


def test_the_engine_may_not_call_closed_what_the_kernel_answers():
    assert compared(OPEN, ANSWERED, openings={}) == [("engine", "passed", "closed")]
    assert compared(OPEN, ANSWERED, openings={("a", "b"): Opening(may=(tcp(440, 450),))}) == []
    assert compared(OPEN, ANSWERED, openings={("a", "b"): Opening(may=(tcp(80),))}) != []


def test_the_engine_may_not_call_open_what_never_arrives():
    openings = {("a", "b"): Opening(forward=(udp(443),))}
    silent = Outcome(False, False, -1)
    assert compared(CLOSED, silent, protocol=UDP, openings=openings) == [("engine", "stopped", "open")]
    assert compared(CLOSED, silent, protocol=UDP, openings={}) == []


def test_an_echo_holds_no_claim_about_a_pair_with_two_ip_versions():
    """The engine's answer is for both versions together: the other one may be what passes."""
    hosts = tuple(Host(name, name, 0, (v4, v6), (v4, v6)) for name, v4, v6 in (("a", A4, A6), ("b", B4, B6)))
    asked = [Probe(0, 1, ICMP, 0, 0, A4, B4), Probe(0, 1, ICMPV6, 0, 0, A6, B6)]
    expected = [expectation(Fixed(CLOSED), hosts, one) for one in asked]
    openings = {("a", "b"): Opening(forward=(Span(ANY_PROTOCOL, 0, 0),))}
    silent = Outcome(False, False, -1)
    assert Comparison(hosts, asked, expected, openings).mismatches([silent, silent]) == []
    assert len(Comparison(hosts, asked[:1], expected[:1], openings).mismatches([silent])) == 1
