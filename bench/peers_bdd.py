"""The fleet's question as binary decision diagrams, with CUDD: `peers_bdd.py ZONES GROUPS RULES SEED`.

One relation over who sends and receives, their addresses, protocol and port holds all that passes between zones beyond
the declared. It asks less than the proof does: one packet only, no replies, and routes are taken as known. Prints the
processor seconds and the pairs of zones that leak.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence

from dd import cudd

from bastide.model.filters import Acl, GroupRule
from bastide.model.network import Network
from bastide.model.proof import Zone
from bastide.model.wire import ANY_PROTOCOL, INTERNET, ON_PREMISES, Cidr, Span
from fleet import INSIDE, Declared, fleet

WIDTHS = {"protocol": 8, "port": 16, "source": 32, "destination": 32}


class Relation:
    """What passes between interfaces (`sender` and `receiver`, numbered so that the first bits are the zone)."""

    def __init__(self, network: Network, zones: Sequence[Zone], declared: Declared) -> None:
        self._network, self._declared = network, declared
        self._zones = [zone for zone in zones if zone.name != ON_PREMISES]
        self._low = max(len(zone.members) for zone in zones).bit_length()
        self._high = len(self._zones).bit_length()
        self._widths = WIDTHS | dict.fromkeys(("sender", "receiver"), self._low + self._high)
        self._bdd = cudd.BDD()
        # of the orders that were tried, the fastest: traffic, then who, then addresses
        for name in ("protocol", "port", "sender", "receiver", "source", "destination"):
            self._bdd.declare(*(f"{name}{bit}" for bit in range(self._widths[name])))
        self._number = {
            member: number << self._low | index
            for number, zone in enumerate(self._zones)
            for index, member in enumerate(zone.members)
        }
        self._carriers: dict[str, list[str]] = {}
        for one in network.interfaces:
            for group in one.groups:
                self._carriers.setdefault(group, []).append(one.name)
        self._spans: dict[Span, cudd.Function] = {}
        self._ranges: dict[tuple[str, int, int], cudd.Function] = {}

    def leaks(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs of zones between which more passes than was declared."""
        passing = self._filtered() & ~self._asked() & self._routed()  # the smallest first: that is fastest
        passing &= self._placed("sender", "source") & self._placed("receiver", "destination")
        passing &= self._sent()
        passing &= self._received()
        kept = [f"{name}{bit}" for name in ("sender", "receiver") for bit in range(self._high)]
        rest = [name for name in self._bdd.vars if name not in kept]
        for found in self._bdd.pick_iter(self._bdd.exist(rest, passing), care_vars=kept):
            numbers = (
                sum(found[f"{name}{bit}"] << self._high - 1 - bit for bit in range(self._high))
                for name in ("sender", "receiver")
            )
            source, destination = (self._zones[number].name for number in numbers)
            yield source, destination

    def _sent(self) -> cudd.Function:
        rules = ((group.name, group.egress) for group in self._network.groups)
        return self._any(self._admitted(name, each, ("sender", "receiver", "destination")) for name, each in rules) | (
            self._among("sender", [INTERNET])
        )

    def _received(self) -> cudd.Function:
        rules = ((group.name, group.ingress) for group in self._network.groups)
        return self._any(self._admitted(name, each, ("receiver", "sender", "source")) for name, each in rules) | (
            self._among("receiver", [INTERNET])
        )

    def _admitted(self, group: str, rules: Iterable[GroupRule], names: tuple[str, str, str]) -> cudd.Function:
        """Return what a group's rules admit; `names` are those of who carries it, of the peer and of its address."""
        own, peer, address = names
        admitted = self._bdd.false
        for rule in rules:
            block = self._any(self._block(address, one) for one in rule.cidrs)
            named = self._bdd.false if rule.group is None else self._among(peer, self._carrying(rule.group))
            admitted |= self._traffic(rule.span) & (block | named)
        return self._among(own, self._carrying(group)) & admitted

    def _filtered(self) -> cudd.Function:
        """Return what ACLs let pass between subnets, and everything inside one."""
        outside, inside, together = (self._bdd.false for _ in range(3))
        acls = {acl.name: acl for acl in self._network.acls}
        for subnet in self._network.subnets:
            hosts = [one.name for one in self._network.interfaces if one.subnet == subnet.name]
            if hosts:
                sending, receiving = self._among("sender", hosts), self._among("receiver", hosts)
                outside |= sending & self._painted(acls[subnet.acl], "destination", egress=True)
                inside |= receiving & self._painted(acls[subnet.acl], "source", egress=False)
                together |= sending & receiving
        leaving = outside | self._among("sender", [INTERNET])
        return together | (leaving & (inside | self._among("receiver", [INTERNET])))

    def _painted(self, acl: Acl, address: str, *, egress: bool) -> cudd.Function:
        passing = self._bdd.false
        for entry in sorted(acl.entries, key=lambda one: -one.number):
            if entry.egress is egress:
                matched = self._traffic(entry.span) & self._block(address, entry.peer)
                passing = passing | matched if entry.allow else passing & ~matched
        return passing

    def _placed(self, who: str, address: str) -> cudd.Function:
        """Return which addresses each may have."""
        placed = self._among(who, [INTERNET]) & ~self._block(address, INSIDE)
        for subnet in self._network.subnets:
            hosts = [one.name for one in self._network.interfaces if one.subnet == subnet.name]
            placed |= self._among(who, hosts) & self._any(self._block(address, block) for block in subnet.cidrs)
        return placed

    def _routed(self) -> cudd.Function:
        """Return who can reach whom: inside all, and the internet those with a public address."""
        public = [one.name for one in self._network.interfaces if one.public]
        outside = self._among("sender", [INTERNET]), self._among("receiver", [INTERNET])
        inward = ~outside[0] | self._among("receiver", public)
        return inward & (~outside[1] | self._among("sender", public))

    def _asked(self) -> cudd.Function:
        members = {zone.name: zone.members for zone in self._zones}
        return self._any(
            self._among("sender", members[source])
            & self._among("receiver", members[destination])
            & self._any(map(self._traffic, spans))
            for (source, destination), spans in self._declared.items()
        )

    def _carrying(self, group: str) -> list[str]:
        return self._carriers.get(group, [])

    def _among(self, who: str, names: Iterable[str]) -> cudd.Function:
        return self._any(self._range(who, self._number[name], self._number[name]) for name in names)

    def _block(self, address: str, block: Cidr) -> cudd.Function:
        return self._range(address, block.first, block.last)

    def _traffic(self, span: Span) -> cudd.Function:
        if span.protocol == ANY_PROTOCOL:
            return self._bdd.true
        if span not in self._spans:
            protocol = self._range("protocol", span.protocol, span.protocol)
            self._spans[span] = protocol & self._range("port", span.first, span.last)
        return self._spans[span]

    def _range(self, name: str, first: int, last: int) -> cudd.Function:
        key = name, first, last
        if key not in self._ranges:
            self._ranges[key] = self._any(
                self._bdd.cube({f"{name}{bit}": bool(prefix >> length - 1 - bit & 1) for bit in range(length)})
                for prefix, length in _prefixes(first, last, self._widths[name])
            )
        return self._ranges[key]

    def _any(self, parts: Iterable[cudd.Function]) -> cudd.Function:
        """Return the union of some sets, two by two: growing one large set by small ones is slow."""
        layer = list(parts) or [self._bdd.false]
        while len(layer) > 1:
            layer = [one | other for one, other in zip(layer[::2], (*layer[1::2], self._bdd.false), strict=False)]
        return layer[0]


def _prefixes(first: int, last: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield the prefixes (value, length) that a range of numbers consists of."""
    while first <= last:
        size = (first & -first).bit_length() - 1 if first else width
        while first + (1 << size) - 1 > last:
            size -= 1
        yield first >> size, width - size
        first += 1 << size


def main(arguments: Sequence[str]) -> None:
    """Build a fleet, ask, and print what it took and what was found."""
    network, zones, declared, _ = fleet(*map(int, arguments))
    start = time.process_time()
    found = sorted(Relation(network, zones, declared).leaks())
    print(json.dumps({"seconds": time.process_time() - start, "pairs": found}))


if __name__ == "__main__":
    main(sys.argv[1:])
