"""Sets of traffic: what remains, what replies look like, how it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bastide.model.proof import Opening
from bastide.model.wire import ANY_PROTOCOL, ICMP, ICMPV6, LAST_PORT, OTHER_PROTOCOL, TCP, UDP, Span
from bastide.prove.segmentation.spans import covered, listed, meets, minus, opened, replies, shown

SPANS = st.builds(
    lambda protocol, ends: Span(protocol, min(ends), max(ends)),
    st.sampled_from([TCP, UDP, ICMP]),
    st.tuples(st.integers(0, 40), st.integers(0, 40)),
)


def points(spans):
    return {(span.protocol, port) for span in spans for port in range(span.first, span.last + 1)}


@given(st.lists(SPANS), st.lists(SPANS))
def test_what_remains_is_what_the_points_say(spans, taken):
    assert points(minus(spans, taken)) == points(spans) - points(taken)


@given(SPANS, SPANS)
def test_spans_meet_where_they_share_a_point(one, other):
    assert meets(one, other) == bool(points([one]) & points([other]))


def test_all_traffic_is_covered_by_nothing_less():
    everything = Span(ANY_PROTOCOL, 0, 0)
    assert not covered(everything, [Span(TCP, 0, LAST_PORT), Span(UDP, 0, LAST_PORT)])
    assert covered(everything, [everything])
    assert covered(Span(50, 0, 0), [everything])


def test_a_reply_to_tcp_comes_to_an_unprivileged_port():
    assert replies([Span(TCP, 443, 443)]) == (Span(TCP, 1024, LAST_PORT),)


def test_a_reply_to_an_echo_request_is_an_echo_reply():
    assert replies([Span(ICMP, 8 * 256, 8 * 256 + 255)]) == (Span(ICMP, 0, 255),)
    assert replies([Span(ICMP, 13 * 256, 13 * 256 + 255)]) == ()


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(TCP, 443, 443), "tcp/443"),
        (Span(UDP, 6000, 6010), "udp/6000-6010"),
        (Span(ICMP, 8 * 256, 8 * 256 + 255), "icmp/8"),
        (Span(ICMP, 8 * 256, 8 * 256), "icmp/8.0"),
        (Span(50, 0, 0), "protocol 50"),
        (Span(ANY_PROTOCOL, 0, 0), "all traffic"),
        (Span(OTHER_PROTOCOL, 0, 0), "other protocols"),
    ],
)
def test_a_span_reads_as_a_spec_writes_it(span, text):
    assert shown(span) == text


def test_a_long_list_is_cut_and_says_so():
    assert listed([Span(TCP, port, port) for port in range(1, 7)], limit=2) == "tcp/1, tcp/2, 4 more"


def test_tcp_that_arrives_and_has_no_reply_is_not_open_though_all_traffic_arrives():
    everything = (Span(ANY_PROTOCOL, 0, 0),)
    others = (Span(OTHER_PROTOCOL, 0, 0), Span(47, 0, 0))
    found = opened(Opening(forward=everything, may=(*others, Span(TCP, 22, 22), Span(ICMP, 0, 2047))))
    assert found == tuple(
        sorted((*others, Span(TCP, 22, 22), *(Span(one, 0, LAST_PORT) for one in (ICMP, UDP, ICMPV6))))
    )
    assert opened(Opening(forward=everything, may=everything)) == everything
