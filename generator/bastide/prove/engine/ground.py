"""What a way lets pass: the ACLs and firewalls that it leads through."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bastide.prove.engine.acl_tables import AclTables
from bastide.prove.engine.ends import DESTINATION, SOURCE, Turn
from bastide.prove.engine.firewall_tables import FirewallTables
from bastide.prove.engine.kinds import Bulk, Kinds
from bastide.prove.engine.traffic_atoms import TRANSLATED, TrafficAtoms, Words

Indexes = NDArray[np.int64]


@dataclass(frozen=True)
class Judges:
    """What judges packets on their way."""

    acls: AclTables
    firewalls: FirewallTables
    traffic: TrafficAtoms


@dataclass(frozen=True)
class Ground:
    """The sites of one IP version, the ways between them, and what judges packets there.

    By site: `start` and `arrival` are the numbers that `kinds` knows it by, `atom` is its address atom, `vpc` the place
    of its VPC in `vpcs` (an empty name for what lies outside).
    """

    start: Indexes
    arrival: Indexes
    atom: Indexes
    vpc: Indexes
    vpcs: tuple[str, ...]
    kinds: Kinds
    judges: Judges
    version: int

    def turns(self, nat: str) -> Indexes:
        """Return by site the number of the start of its replies from a NAT gateway on."""
        numbers = [self.kinds.start(Turn(nat, vpc)) for vpc in self.vpcs]
        return np.asarray(np.array(numbers, np.int64)[self.vpc])

    def passing(self, bulk: Bulk, sources: Indexes, destinations: Indexes) -> Words:
        """Return what a way lets pass between address atoms, one packet each; shape (packets, words)."""
        words = self.unstated(bulk, sources, destinations)
        for sight in () if bulk.recipe.dead else bulk.recipe.sights:
            words &= self.judges.firewalls.seen(sight, sources, destinations)
        return words

    def unstated(self, bulk: Bulk, sources: Indexes, destinations: Indexes) -> Words:
        """Return what passes between address atoms by all that keeps no state, as a reply is judged.

        Shape (packets, words).
        """
        traffic, recipe = self.judges.traffic, bulk.recipe
        if recipe.dead:
            return np.zeros((len(sources), traffic.words), np.uint64)
        words = np.tile(traffic.everything, (len(sources), 1))
        for number, check in enumerate(recipe.checks):
            peers = {SOURCE: sources, DESTINATION: destinations}.get(check.peer, np.int64(check.peer))
            words &= self.judges.acls.words[bulk.acls[:, number], check.direction, peers]
        if recipe.nats:
            words &= traffic.of_protocols(TRANSLATED)
        return words
