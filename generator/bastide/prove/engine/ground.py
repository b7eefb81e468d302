"""What a way lets pass: the ACLs and firewalls that it leads through."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bastide.prove.engine.acl_tables import AclTables
from bastide.prove.engine.ends import DESTINATION, SOURCE, End, Recipe
from bastide.prove.engine.firewall_tables import FirewallTables
from bastide.prove.engine.traffic_atoms import TRANSLATED, TrafficAtoms, Words
from bastide.prove.engine.walks import Walks

Indexes = NDArray[np.int64]


@dataclass(frozen=True)
class Judges:
    """What judges packets on their way."""

    acls: AclTables
    firewalls: FirewallTables
    traffic: TrafficAtoms


@dataclass(frozen=True)
class Ground:
    """The ends of one IP version, the ways between them, and what judges packets there.

    `members[end]` are the sites of an end, `atom[site]` the address atom of a site.
    """

    ends: Sequence[End]
    members: Sequence[Indexes]
    atom: Indexes
    walks: Walks
    judges: Judges

    def passing(self, recipe: Recipe, sources: Indexes, destinations: Indexes) -> Words:
        """Return what a way lets pass between sites, one packet each; shape (sources, destinations, words)."""
        atoms = self.atom[sources], self.atom[destinations]
        words = self.unstated(recipe, *atoms)
        for sight in () if recipe.dead else recipe.sights:
            words &= self.judges.firewalls.seen(sight, *atoms)
        return words

    def unstated(self, recipe: Recipe, *atoms: Indexes) -> Words:
        """Return what passes between address atoms by all that keeps no state, as a reply is judged.

        Shape (sources, destinations, words).
        """
        words = np.empty((len(atoms[0]), len(atoms[1]), self.judges.traffic.words), np.uint64)
        words[:] = 0 if recipe.dead else self.judges.traffic.everything
        if recipe.dead:
            return words
        for check in recipe.checks:
            words &= _gathered(self.judges.acls.words[check.acl, check.direction], check.peer, atoms[0], atoms[1])
        if recipe.nats:
            words &= self.judges.traffic.of_protocols(TRANSLATED)
        return words


def _gathered(table: Words, peer: int, sources: Indexes, destinations: Indexes) -> Words:
    """Return what an ACL lets pass one way for each pair: by the source's atom, the destination's or a fixed one."""
    if peer == SOURCE:
        return np.asarray(table[sources][:, None, :])
    if peer == DESTINATION:
        return np.asarray(table[destinations][None, :, :])
    return np.asarray(table[peer][None, None, :])
