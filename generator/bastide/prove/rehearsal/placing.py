"""Gives every interface one address of each version, and picks the public hosts that stand for the internet."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv6Address

from bastide.model.forwarding import Nat
from bastide.model.network import Interface, Kind, Network, Subnet
from bastide.model.wire import Cidr, cidr

FORWARDERS = frozenset({Kind.NAT, Kind.FIREWALL, Kind.ATTACHMENT})
"""Interfaces that only forward what others send: nobody asks or answers there."""
RESERVED = 4
"""The first addresses of a subnet belong to AWS (VPC User Guide, "Subnet CIDR reservations and sizing")."""
IPV4, IPV6 = 4, 6
_PUBLIC = tuple(map(cidr, ("198.51.100.10", "2001:db8:ffff::10")))
_NOT_PUBLIC = tuple(
    map(
        cidr,
        (
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
            *("192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3"),
        ),
    )
)
_ROUTABLE_V6 = cidr("2000::/3")


@dataclass(frozen=True, slots=True)
class Placed:
    """A network in which every interface has single addresses, and the addresses of the internet's hosts.

    `pooled` is the number of interfaces for which another one stands, that nothing tells from them; `crowded` of those
    that stay away because there are too many; `homeless` are those that got no address; `untold` is the number of
    public blocks in rules for which no host stands.
    """

    network: Network
    public: tuple[tuple[Cidr, ...], ...]
    pooled: int
    crowded: int
    homeless: tuple[str, ...]
    untold: int


def text(block: Cidr) -> str:
    """Return the first address of a block as text."""
    return str(IPv4Address(block.first) if block.version == IPV4 else IPv6Address(block.first))


def placed(network: Network, *, limit: int, public: int) -> Placed:
    """Place hosts, and at most `public` hosts of the internet.

    Where there would be more than `limit`, interfaces of one subnet that no rule tells apart are pooled. If that is not
    enough, every subnet gets its turn, real interfaces first.
    """
    subnets = {subnet.name: subnet for subnet in network.subnets}
    asking = [one for one in network.interfaces if one.kind not in FORWARDERS]
    classes = asking if len(asking) <= limit else _pooled(asking)
    chosen = classes if len(classes) <= limit else _in_turn(classes)[:limit]
    pool = Addresses(network)
    settled = [replace(one, addresses=pool.of(one, subnets.get(one.subnet))) for one in chosen]
    rest = [one for one in network.interfaces if one.kind in FORWARDERS and one.kind is not Kind.NAT]
    translators = [_translator(pool, one, network.interfaces, subnets.get(one.subnet)) for one in network.nats]
    outside = tuple(_outside(network))
    return Placed(
        replace(network, interfaces=(*(one for one in settled if one.addresses), *rest, *translators)),
        outside[:public],
        len(asking) - len(classes),
        len(classes) - len(chosen),
        tuple(one.name for one in settled if not one.addresses),
        len(outside[public:]),
    )


def _pooled(interfaces: Iterable[Interface]) -> list[Interface]:
    """Return the first interface of each class: real ones come before hypothetical ones."""
    classes: dict[tuple[object, ...], Interface] = {}
    for one in sorted(interfaces, key=lambda one: one.hypothetical):
        classes.setdefault((one.subnet, one.groups, one.public, one.addresses), one)
    return list(classes.values())


def _in_turn(interfaces: Iterable[Interface]) -> list[Interface]:
    """Order interfaces so that each subnet's first comes before any subnet's second."""
    ahead: Counter[str] = Counter()
    turns = []
    for one in interfaces:
        turns.append((ahead[one.subnet], one))
        ahead[one.subnet] += 1
    return [one for _, one in sorted(turns, key=lambda turn: turn[0])]


def _translator(pool: "Addresses", nat: Nat, known: Iterable[Interface], subnet: Subnet | None) -> Interface:
    """Return the interface of a NAT gateway, with one address."""
    bare = Interface(nat.name, nat.name, nat.subnet, (), (), nat.public, Kind.NAT, nat.origin)
    own = next((one for one in known if one.kind is Kind.NAT and nat.name in (one.name, one.workload)), bare)
    return replace(own, addresses=pool.of(own, subnet)[:1], public=nat.public)


class Addresses:
    """Hands out addresses of subnets, each once."""

    def __init__(self, network: Network) -> None:
        self._taken = {block for one in network.interfaces for block in one.addresses if block.first == block.last}

    def of(self, interface: Interface, subnet: Subnet | None) -> tuple[Cidr, ...]:
        """Return one address of each version that the interface has, none in a subnet that nobody knows."""
        if subnet is None:
            return ()
        found = (self._one(interface, subnet, version) for version in (IPV4, IPV6))
        return tuple(one for one in found if one is not None)

    def free(self, subnet: Subnet, version: int) -> Cidr | None:
        """Return an address of a subnet that nobody has, None if it has none of that version."""
        blocks = [block for block in subnet.cidrs if block.version == version]
        return next((one for block in blocks for one in self._unused(block, RESERVED)), None)

    def _one(self, interface: Interface, subnet: Subnet, version: int) -> Cidr | None:
        given = [block for block in interface.addresses if block.version == version]
        if not given:
            return self.free(subnet, version)
        single = given[0].first == given[0].last
        return given[0] if single else next(self._unused(given[0], 0), None)

    def _unused(self, block: Cidr, skip: int) -> Iterator[Cidr]:
        last = max(block.first, block.last - 1)
        for number in range(min(block.first + skip, last), last + 1):
            one = Cidr(block.version, number, number)
            if one not in self._taken:
                self._taken.add(one)
                yield one


def _outside(network: Network) -> Iterator[tuple[Cidr, ...]]:
    """Yield the addresses of one public host that no rule names, then one in each public block that some rule names."""
    yield tuple(one for one in _PUBLIC if _is_outside(network, one))
    named = [entry.peer for acl in network.acls for entry in acl.entries]
    named += [block for group in network.groups for rule in (*group.ingress, *group.egress) for block in rule.cidrs]
    named += [route.destination for table in network.tables for route in table.routes]
    seen = set(_PUBLIC)
    for block in dict.fromkeys(named):
        number = min(block.first + 1, block.last)
        one = Cidr(block.version, number, number)
        if one not in seen and _is_outside(network, one):
            seen.add(one)
            yield (one,)


def _is_outside(network: Network, one: Cidr) -> bool:
    inside = any(within(one, block) for vpc in network.vpcs for block in vpc.cidrs)
    public = within(one, _ROUTABLE_V6) or (one.version == IPV4 and not any(within(one, block) for block in _NOT_PUBLIC))
    return public and not inside


def within(one: Cidr, block: Cidr) -> bool:
    """Tell whether a block lies in another."""
    return one.version == block.version and block.first <= one.first and one.last <= block.last
