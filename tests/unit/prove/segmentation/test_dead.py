"""Entries that earlier ones decide, and rules that others cover: each with a twin that is alive."""

import pytest

from bastide.model.filters import Acl, AclEntry
from bastide.model.place import Place
from bastide.model.wire import ANY_PROTOCOL, LAST_PORT, TCP, UDP, Origin, Span, cidr
from bastide.prove.segmentation.dead import _entries

ALL = Span(ANY_PROTOCOL, 0, 0)


def origin(line):
    return Origin(f"aws_network_acl_rule.r{line}", Place("main.tf", line, 1, line, 9))


def entry(number, block, span, *, allow=True, egress=False):
    return AclEntry(number, egress, allow, span, cidr(block), origin(number))


def dead(*entries):
    return [(one.origin.address, one.by.address) for one in _entries(Acl("acl", "vpc", entries, origin(0)))]


@pytest.mark.parametrize(
    "entries",
    [
        [entry(100, "10.0.0.0/8", ALL), entry(110, "10.1.0.0/16", Span(TCP, 22, 22), allow=False)],
        [entry(110, "10.1.0.0/16", Span(TCP, 22, 22), allow=False), entry(100, "10.0.0.0/8", ALL)],
        [entry(100, "10.0.0.0/8", Span(TCP, 0, LAST_PORT)), entry(110, "10.0.0.0/8", Span(TCP, 22, 22))],
        [
            entry(100, "10.0.0.0/9", Span(TCP, 0, 100)),
            entry(101, "10.128.0.0/9", Span(TCP, 0, 100)),
            entry(110, "10.0.0.0/8", Span(TCP, 22, 22)),
        ],
        [
            entry(100, "10.0.0.0/8", Span(TCP, 0, 21)),
            entry(101, "10.0.0.0/8", Span(TCP, 22, 99)),
            entry(110, "10.0.0.0/8", Span(TCP, 20, 30)),
        ],
    ],
)
def test_an_entry_that_earlier_ones_decide_is_dead(entries):
    assert [address for address, _ in dead(*entries)] == ["aws_network_acl_rule.r110"]


@pytest.mark.parametrize(
    "entries",
    [
        [entry(110, "10.0.0.0/8", ALL), entry(100, "10.1.0.0/16", Span(TCP, 22, 22), allow=False)],
        [entry(100, "10.0.0.0/8", Span(UDP, 0, LAST_PORT)), entry(110, "10.0.0.0/8", Span(TCP, 22, 22))],
        [entry(100, "10.0.0.0/8", ALL, egress=True), entry(110, "10.1.0.0/16", ALL)],
        [entry(100, "0.0.0.0/0", ALL), entry(110, "::/0", ALL)],
        [entry(100, "10.0.0.0/9", ALL), entry(110, "10.0.0.0/8", ALL)],
        [entry(100, "10.0.0.0/8", Span(TCP, 0, LAST_PORT)), entry(110, "10.0.0.0/8", ALL)],
    ],
)
def test_an_entry_that_decides_anything_is_alive(entries):
    assert dead(*entries) == []
