"""Paths as traits: only what the other side does not have."""

from bastide.model.proof import Opening
from bastide.model.wire import TCP, UDP, Span
from bastide.prove.posture.paths import paths

HTTPS, DNS = Span(TCP, 443, 443), Span(UDP, 53, 53)


def subjects(here, there):
    return [one.subject for one in paths({("a", "b"): here} if here else {}, {("a", "b"): there} if there else {})]


def test_tcp_counts_when_a_connection_completes_and_all_else_when_a_packet_arrives():
    assert subjects(Opening((HTTPS,), (), ()), None) == []
    assert subjects(Opening((HTTPS,), (HTTPS,), ()), None) == ["a -> b tcp/443"]
    assert subjects(Opening((DNS,), (), ()), None) == ["a -> b udp/53"]


def test_what_both_sides_have_is_no_trait():
    both = Opening((HTTPS,), (HTTPS,), (HTTPS,))
    assert subjects(both, both) == []
    wide = Span(TCP, 440, 443)
    assert subjects(Opening((wide,), (wide,), ()), both) == ["a -> b tcp/440-442"]
