"""Who may send and receive: the addresses of the two parties of a packet, and where they stand."""

from bastide.model.network import Interface, Kind
from bastide.model.proof import Packet
from bastide.model.wire import INTERNET, ON_PREMISES, Cidr, cidr
from bastide.prove.walk.index import Index
from bastide.prove.walk.journey import Goal, Sender
from bastide.prove.walk.traffic import contains, shown

PUBLIC = (cidr("0.0.0.0/0"), cidr("2000::/3"))
NOT_PUBLIC = tuple(
    cidr(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "192.0.0.0/24",
        "198.18.0.0/15",
        "224.0.0.0/3",
    )
)
"""IPv4 blocks that never cross the internet (IANA's registry of special-purpose addresses), multicast and beyond."""
PRIVATE = tuple(cidr(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"))
PASSIVE = frozenset({Kind.NAT, Kind.FIREWALL, Kind.ATTACHMENT})
"""Interfaces that pass on what others send: AWS lets nothing start at them or end in them."""


def objection(index: Index, source: str, destination: str, packet: Packet) -> str:
    """Return why no such packet can exist between two parties, or nothing; KeyError for an unknown party."""
    for party, role, address in ((source, "source", packet.source), (destination, "destination", packet.destination)):
        if not _owns(index, party, packet.version, address):
            return f"the {role} address {shown(packet.version, address)} is none of those of `{party}`"
        if party in index.interfaces and index.interfaces[party].kind in PASSIVE:
            return f"`{party}` passes packets on; none starts at it or ends in it"
    return "no packet has one address as its source and its destination" if packet.source == packet.destination else ""


def goal(index: Index, party: str) -> Goal:
    """Return a party as something to be reached."""
    if party not in index.interfaces:
        return Goal(_place(party))
    subnet = index.subnets[index.interfaces[party].subnet]
    return Goal(party, subnet.vpc, subnet.name)


def sender(index: Index, party: str) -> Sender:
    """Return a party as someone who sends."""
    if party not in index.interfaces:
        return Sender(_place(party))
    interface = index.interfaces[party]
    return Sender(party, index.subnets[interface.subnet].vpc, interface.public)


def groups(index: Index, party: str) -> tuple[str, ...]:
    """Return the security groups that a party carries: none outside the network."""
    return index.interfaces[party].groups if party in index.interfaces else ()


def addresses(index: Index, interface: Interface, version: int) -> tuple[Cidr, ...]:
    """Return the private addresses that an interface may have in one IP version."""
    own = tuple(block for block in interface.addresses if block.version == version)
    return own or tuple(block for block in index.subnets[interface.subnet].cidrs if block.version == version)


def _owns(index: Index, party: str, version: int, address: int) -> bool:
    if party == INTERNET:
        return _among(PUBLIC, version, address) and not _taken(index, (*NOT_PUBLIC, *_named(index)), version, address)
    if party == ON_PREMISES:
        return _among(PRIVATE, version, address) and not _taken(index, _named(index), version, address)
    if party in index.remotes:
        return _among(index.remotes[party].cidrs, version, address) and not _taken(index, (), version, address)
    return _among(addresses(index, index.interfaces[party], version), version, address)


def _place(party: str) -> str:
    """Return where somebody outside stands: packets of a named site come and go like all that lies beyond gateways."""
    return party if party == INTERNET else ON_PREMISES


def _named(index: Index) -> tuple[Cidr, ...]:
    """Return the blocks of the named sites, which are theirs alone."""
    return tuple(block for one in index.network.remotes for block in one.cidrs)


def _taken(index: Index, blocks: tuple[Cidr, ...], version: int, address: int) -> bool:
    return _among(blocks, version, address) or any(_among(vpc.cidrs, version, address) for vpc in index.network.vpcs)


def _among(blocks: tuple[Cidr, ...], version: int, address: int) -> bool:
    return any(contains(block, version, address) for block in blocks)
