"""What each network ACL lets through, by direction and peer address."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from bastide.model.filters import Acl
from bastide.prove.engine import budget
from bastide.prove.engine.address_atoms import AddressAtoms
from bastide.prove.engine.traffic_atoms import TrafficAtoms, Words

OPEN: Final = 0
"""The index that stands for no ACL at all."""
INBOUND, OUTBOUND = 0, 1


class AclTables:
    """`words[i, direction, atom]` is what ACL `i` lets through from (inbound) or to (outbound) an address atom.

    Shape (ACLs + 1, 2, address atoms, words), uint64. The first is open. With `ignored` all are.
    """

    def __init__(self, acls: Sequence[Acl], addresses: AddressAtoms, traffic: TrafficAtoms, *, ignored: bool) -> None:
        self.index = {acl.name: number for number, acl in enumerate(acls, start=1)}
        needed = (len(acls) + 1) * 2 * len(addresses.atoms) * traffic.words * 8
        budget.require(needed, f"{len(acls)} ACLs for {len(addresses.atoms)} ranges of addresses")
        self.words: Words = np.zeros((len(acls) + 1, 2, len(addresses.atoms), traffic.words), np.uint64)
        self.words[OPEN] = traffic.everything
        for number, acl in enumerate(acls, start=1):
            if ignored:
                self.words[number] = traffic.everything
            else:
                _paint(self.words[number], acl, addresses, traffic)


def _paint(table: Words, acl: Acl, addresses: AddressAtoms, traffic: TrafficAtoms) -> None:
    """Paint entries from the highest number to the lowest: what is painted last decides, as the first match does."""
    for entry in sorted(acl.entries, key=lambda one: -one.number):
        first, after = addresses.range(entry.peer)
        if first < after:
            part = table[OUTBOUND if entry.egress else INBOUND, first:after]
            mask = traffic.mask(entry.span)
            if entry.allow:
                part |= mask
            else:
                part &= ~mask
