from ipaddress import ip_address

from bastide.model.wire import ICMP, ICMPV6, INTERNET, TCP, UDP
from bastide.prove.rehearsal.blueprint import Host, Probe
from bastide.prove.rehearsal.questions import packet, ports, probes
from oracle.build import Builder, tcp, udp

WEB = Host("web", "web", 1, ("10.0.0.4", "2600::4"), ("198.19.0.1", "2600::4"))
DATA = Host("data", "data", 2, ("10.0.0.5",), ("10.0.0.5",))
WORLD = Host("world", INTERNET, 3, ("198.51.100.10", "2001:db8::1"), ("198.51.100.10", "2001:db8::1"))
MOON = Host("moon", INTERNET, 4, ("8.8.8.1",), ("8.8.8.1",))
HOSTS = (WEB, DATA, WORLD, MOON)


def test_declared_ports_come_with_their_neighbours_and_with_what_nobody_declared():
    found = ports([tcp(443), udp(123)], Builder().network(), most=9, seed=1)
    assert {(TCP, 442), (TCP, 443), (TCP, 444), (TCP, 22), (UDP, 122), (UDP, 123), (UDP, 124), (UDP, 53)} <= set(found)
    assert len(found) == 10
    assert any(20000 <= port < 32000 for protocol, port in found if protocol == UDP)


def test_what_is_declared_goes_before_what_rules_name():
    net = Builder()
    net.vpc("v", "10.0.0.0/16")
    net.group("g", "v")
    for port in range(5000, 5040, 3):
        net.rule("g", tcp(port), "0.0.0.0/0")
    found = ports([tcp(443)], net.network(), most=6, seed=1)
    assert (TCP, 443) in found
    assert sum(protocol == TCP for protocol, _ in found) == 6


def test_every_pair_is_asked_in_both_directions_and_in_every_version_that_both_have():
    asked = list(probes(HOSTS, [(TCP, 443)]))
    ends = {(HOSTS[one.source].name, HOSTS[one.destination].name, one.version) for one in asked}
    assert {("web", "data", 4), ("data", "web", 4), ("web", "world", 6), ("world", "web", 6)} <= ends
    assert ("web", "data", 6) not in ends
    assert {one.protocol for one in asked} == {TCP, ICMP, ICMPV6}


def test_the_internet_does_not_ask_itself():
    asked = list(probes(HOSTS, [(TCP, 443)]))
    assert not any({HOSTS[one.source].party, HOSTS[one.destination].party} == {INTERNET} for one in asked)


def test_a_client_never_calls_from_a_port_that_it_serves():
    served = [(TCP, port) for port in (1024, 1025, 32768, 49152, 61000, 443)]
    clients = {one.source_port for one in probes(HOSTS, served)}
    assert not clients & {port for _, port in served}


def test_the_internet_calls_a_public_name_and_the_proof_is_asked_for_the_private_one():
    probe = next(one for one in probes(HOSTS, []) if (one.source, one.destination, one.version) == (2, 0, 4))
    assert probe.receiver == "198.19.0.1"
    assert packet(probe, HOSTS).destination == int(ip_address("10.0.0.4"))


def test_an_echo_is_a_packet_of_its_type():
    assert packet(Probe(0, 1, ICMP, 0, 0, "10.0.0.4", "10.0.0.5"), HOSTS).port == 8 * 256
    assert packet(Probe(0, 2, ICMPV6, 0, 0, "2600::4", "2001:db8::1"), HOSTS).port == 128 * 256
