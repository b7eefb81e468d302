"""The fleet's question to z3, one query for each pair of zones: `peers_z3.py ZONES GROUPS RULES SEED QUERIES`.

As in `peers_bdd.py`, one packet only and no replies. Asks about the leaks and a sample of other pairs, and prints the
processor seconds of these queries, how many there are in all, and the pairs that leak.
"""

import json
import sys
import time
from collections.abc import Iterable, Sequence
from random import Random

import z3

from bastide.model.filters import Acl, Group, GroupRule
from bastide.model.network import Interface, Network
from bastide.model.proof import Zone
from bastide.model.wire import ANY_PROTOCOL, INTERNET, ON_PREMISES, Cidr, Span
from fleet import INSIDE, Declared, fleet, leaks

PROTOCOL, PORT = z3.BitVec("protocol", 8), z3.BitVec("port", 16)
SENDER, RECEIVER = z3.BitVec("sender", 16), z3.BitVec("receiver", 16)
SOURCE, DESTINATION = z3.BitVec("source", 32), z3.BitVec("destination", 32)


class Queries:
    """Questions about pairs of zones of one network."""

    def __init__(self, network: Network, zones: Sequence[Zone], declared: Declared) -> None:
        self._declared = declared
        self._subnets = {one.name: one for one in network.subnets}
        self._acls = {acl.name: acl for acl in network.acls}
        self._groups = {group.name: group for group in network.groups}
        self._zones = {zone.name: zone for zone in zones}
        self._interfaces = {one.name: one for one in network.interfaces}
        self._number = {one.name: number for number, one in enumerate(network.interfaces)}
        self._carriers: dict[str, list[int]] = {}
        for number, one in enumerate(network.interfaces):
            for group in one.groups:
                self._carriers.setdefault(group, []).append(number)

    def leaks(self, source: str, destination: str) -> bool:
        """Tell whether more passes between two zones than was declared."""
        solver = z3.Solver()
        solver.add(self._sent(source), self._received(destination), z3.Not(self._asked(source, destination)))
        if source != destination:
            solver.add(self._filtered(source, egress=True), self._filtered(destination, egress=False))
        return bool(solver.check() == z3.sat)

    def _hosts(self, zone: str) -> list[Interface]:
        return [self._interfaces[name] for name in self._zones[zone].members]

    def _sent(self, zone: str) -> z3.BoolRef:
        if zone == INTERNET:
            return z3.Not(_within(SOURCE, INSIDE))
        return z3.Or(
            *(
                z3.And(self._number[one.name] == SENDER, self._placed(one, SOURCE), self._admitted(one, egress=True))
                for one in self._hosts(zone)
            )
        )

    def _received(self, zone: str) -> z3.BoolRef:
        if zone == INTERNET:
            return z3.Not(_within(DESTINATION, INSIDE))
        return z3.Or(
            *(
                z3.And(
                    self._number[one.name] == RECEIVER,
                    self._placed(one, DESTINATION),
                    self._admitted(one, egress=False),
                )
                for one in self._hosts(zone)
            )
        )

    def _placed(self, one: Interface, address: z3.BitVecRef) -> z3.BoolRef:
        return z3.Or(*(_within(address, block) for block in self._subnets[one.subnet].cidrs))

    def _admitted(self, one: Interface, *, egress: bool) -> z3.BoolRef:
        groups = [self._groups[name] for name in one.groups]
        return z3.Or(*(self._rule(rule, egress=egress) for group in groups for rule in _rules(group, egress=egress)))

    def _rule(self, rule: GroupRule, *, egress: bool) -> z3.BoolRef:
        address, peer = (DESTINATION, RECEIVER) if egress else (SOURCE, SENDER)
        named = () if rule.group is None else self._carriers.get(rule.group, ())
        among = (*(_within(address, block) for block in rule.cidrs), *(peer == number for number in named))
        return z3.And(_traffic(rule.span), z3.Or(*among))

    def _filtered(self, zone: str, *, egress: bool) -> z3.BoolRef:
        """Return what a zone's ACL lets pass; a zone of a fleet has one."""
        if zone == INTERNET:
            return z3.BoolVal(val=True)
        subnet = self._subnets[self._interfaces[self._zones[zone].members[0]].subnet]
        return _painted(self._acls[subnet.acl], egress=egress)

    def _asked(self, source: str, destination: str) -> z3.BoolRef:
        return z3.Or(*map(_traffic, self._declared.get((source, destination), ())))


def _rules(group: Group, *, egress: bool) -> Iterable[GroupRule]:
    return group.egress if egress else group.ingress


def _painted(acl: Acl, *, egress: bool) -> z3.BoolRef:
    address = DESTINATION if egress else SOURCE
    passing: z3.BoolRef = z3.BoolVal(val=False)
    for entry in sorted(acl.entries, key=lambda one: -one.number):
        if entry.egress is egress:
            matched = z3.And(_traffic(entry.span), _within(address, entry.peer))
            passing = z3.If(matched, z3.BoolVal(val=entry.allow), passing)
    return passing


def _within(address: z3.BitVecRef, block: Cidr) -> z3.BoolRef:
    return z3.And(z3.UGE(address, block.first), z3.ULE(address, block.last))


def _traffic(span: Span) -> z3.BoolRef:
    if span.protocol == ANY_PROTOCOL:
        return z3.BoolVal(val=True)
    return z3.And(span.protocol == PROTOCOL, z3.UGE(PORT, span.first), z3.ULE(PORT, span.last))


def main(arguments: Sequence[str]) -> None:
    """Build a fleet, ask a sample, and print what it took and what was found."""
    *size, seed, most = map(int, arguments)
    network, zones, declared, _ = fleet(size[0], size[1], size[2], seed)
    names = [zone.name for zone in zones if zone.name != ON_PREMISES]
    public = {one.name.partition("/")[0] for one in network.interfaces if one.public} | {INTERNET}
    pairs = [(a, b) for a in names for b in names if INTERNET not in (a, b) or (a != b and {a, b} <= public)]
    known = list(leaks(size[0], size[1], size[2], seed))
    rest = [pair for pair in pairs if pair not in known]
    asked = known + Random(seed).sample(rest, min(most - len(known), len(rest)))  # noqa: S311 - a reproducible sample
    start = time.process_time()
    queries = Queries(network, zones, declared)
    found = sorted(pair for pair in asked if queries.leaks(*pair))
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "queries": len(asked), "of": len(pairs), "pairs": found}))


if __name__ == "__main__":
    main(sys.argv[1:])
