import pytest

from bastide.model.forwarding import Target
from bastide.model.network import Kind
from unit.prove.walk.nets import ONE, TWO, blocker, tcp, two_subnets


def test_an_address_that_is_not_the_partys_is_refused():
    net = two_subnets()
    assert "source address 10.0.1.99 is none of those of `one`" in blocker(
        net.trip("one", "two", tcp("10.0.1.99", TWO))
    )
    assert "destination address 10.0.2.99" in blocker(net.trip("one", "two", tcp(ONE, "10.0.2.99")))


def test_a_class_of_interfaces_has_every_address_of_its_subnet():
    net = two_subnets()
    net.host("one", "a")
    assert net.completes("one", "two", tcp("10.0.1.99", TWO))
    assert not net.completes("one", "two", tcp("10.0.2.99", TWO))


def test_an_interface_has_ipv6_wherever_its_subnet_has():
    assert two_subnets().completes("one", "two", tcp("fd00:0:0:1:1::7", "fd00:0:0:1:2::8"))


def test_nobody_sends_to_himself():
    net = two_subnets()
    net.host("one", "a")
    assert not net.completes("one", "one", tcp(ONE, ONE))
    assert net.completes("one", "one", tcp(ONE, "10.0.1.11"))


def test_private_and_declared_addresses_are_not_the_internets():
    net = two_subnets()
    net.vpc("w", "8.8.8.0/24")
    net.gateway("igw")
    net.host("one", "a", ONE, public=True)
    for address in ("10.9.9.9", "100.64.0.1", "172.16.0.1", "192.168.0.1", "224.0.0.1", "8.8.8.8", "127.0.0.1"):
        assert "is none of those of `internet`" in blocker(net.trip("internet", "one", tcp(address, ONE)))


def test_public_and_declared_addresses_are_not_on_premises():
    net = two_subnets()
    net.gateway("vgw", Target.OUTSIDE)
    for address in ("9.9.9.9", "10.0.7.7"):
        assert "is none of those of `on-premises`" in blocker(net.trip("on-premises", "one", tcp(address, ONE)))


@pytest.mark.parametrize("kind", [Kind.NAT, Kind.FIREWALL, Kind.ATTACHMENT])
def test_what_passes_packets_on_is_nobodys_end(kind):
    net = two_subnets()
    net.host("box", "b", "10.0.2.20", groups=[], kind=kind)
    assert not net.completes("one", "box", tcp(ONE, "10.0.2.20"))
    assert not net.completes("box", "one", tcp("10.0.2.20", ONE))


def test_an_unknown_party_is_an_error():
    with pytest.raises(KeyError):
        two_subnets().trips("one", "nobody", tcp(ONE, TWO))


def test_the_two_outsides_do_not_meet_here():
    assert "nothing leads" in blocker(two_subnets().trip("internet", "on-premises", tcp("9.9.9.9", "10.200.0.1")))
