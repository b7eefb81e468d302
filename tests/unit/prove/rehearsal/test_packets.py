"""Packets that the rehearsal makes and reads by itself."""

import struct

import pytest

from bastide.model.wire import ICMP, ICMPV6
from bastide.prove.rehearsal.kernel import frames, netlink, wires


def header(protocol, body):
    return (
        bytes([0x45, 0, 0, 20 + len(body)])
        + bytes(5)
        + bytes([protocol])
        + bytes(2)
        + bytes([10, 0, 0, 1, 10, 0, 0, 2])
        + body
    )


@pytest.mark.parametrize("probe", [0, 7, 70_000])
def test_an_echo_carries_the_number_of_its_probe(probe):
    assert wires.read_echo(ICMP, header(ICMP, wires.echo(ICMP, probe))) == wires.Echo(8, probe)
    assert wires.read_echo(ICMPV6, wires.echo(ICMPV6, probe)) == wires.Echo(128, probe)


def test_an_echo_sums_up_to_what_the_standard_wants():
    total = sum(word for (word,) in struct.iter_unpack("!H", wires.echo(ICMP, 1234)))
    while total >> 16:
        total = (total >> 16) + (total & 0xFFFF)
    assert total == 0xFFFF


def test_what_is_no_echo_of_ours_is_passed_over():
    assert wires.read_echo(ICMP, header(ICMP, bytes([3, 1]) + bytes(14))) is None
    assert wires.read_echo(ICMP, header(ICMP, bytes([8, 0, 0, 0, 0, 0, 0, 0]))) is None


def test_a_packet_is_read_off_the_wire_and_chatter_is_not():
    body = struct.pack("!HH", 40000, 443)
    assert frames._parsed(0x0800, header(6, body)) == ("10.0.0.1", "10.0.0.2", 6, body)
    solicitation = bytes([0x60]) + bytes(5) + bytes([ICMPV6, 255]) + bytes(32) + bytes([135, 0])
    assert frames._parsed(0x86DD, solicitation) is None
    assert frames._parsed(0x0806, b"arp") is None


def test_every_request_says_its_own_length():
    requests = [
        netlink.up(1),
        netlink.address(2, "10.0.0.1"),
        netlink.address(2, "2600::1"),
        netlink.route("10.0.0.0/8", 2, 254),
        netlink.route("::/0", None, 1000),
        netlink.rule(6, "o1", 1000, 1),
        netlink.link((3, 2, "a"), (4, 2, "b")),
    ]
    assert [struct.unpack_from("=I", one)[0] for one in requests] == [len(one) for one in requests]
    assert all(len(one) % 4 == 0 for one in requests)
