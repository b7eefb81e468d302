"""What each set of security groups admits, by direction and peer address, and between members of groups."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import numpy as np
from numpy.typing import NDArray

from bastide.model.filters import Group, GroupRule
from bastide.prove.engine import budget
from bastide.prove.engine.address_atoms import AddressAtoms
from bastide.prove.engine.traffic_atoms import TrafficAtoms, Words, anything

Role = tuple[str, ...]
"""The groups that an interface carries, sorted; none at all means that no group filters it."""
Indexes = NDArray[np.int64]


@dataclass(frozen=True)
class References:
    """What rules that name a group admit between two roles.

    `keys` are `sender * roles + receiver`, ascending; `words[i]` is what is admitted for `keys[i]`.
    """

    keys: Indexes
    words: Words

    def between(self, wanted: Indexes) -> Words:
        """Return what is admitted for each wanted key; shape (wanted, words)."""
        found = np.zeros((len(wanted), self.words.shape[1]), np.uint64)
        if len(self.keys):
            at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
            hit = self.keys[at] == wanted
            found[hit] = self.words[at[hit]]
        return found


class GroupTables:
    """`egress[role, atom]` and `ingress[role, atom]` are what the rules with blocks admit; shape (roles, atoms, words).

    `ignored` opens all groups.
    """

    def __init__(
        self,
        groups: Sequence[Group],
        roles: Sequence[Role],
        addresses: AddressAtoms,
        traffic: TrafficAtoms,
        *,
        ignored: bool,
    ) -> None:
        self.roles = len(roles)
        known = {group.name: group for group in groups}
        shape = (len(roles), len(addresses.atoms), traffic.words)
        budget.require(2 * prod(shape) * 8, f"rules of {len(roles)} sets of groups for {shape[1]} ranges of addresses")
        self.egress: Words = np.zeros(shape, np.uint64)
        self.ingress: Words = np.zeros(shape, np.uint64)
        holders: dict[str, list[int]] = {}
        for number, role in enumerate(roles):
            if not role or ignored:
                self.egress[number] = self.ingress[number] = traffic.everything
                continue
            for name in role:
                holders.setdefault(name, []).append(number)
                if name in known:
                    _fill(self.egress[number], known[name].egress, addresses, traffic)
                    _fill(self.ingress[number], known[name].ingress, addresses, traffic)
        self.sends: NDArray[np.bool_] = anything(self.egress)
        self.receives: NDArray[np.bool_] = anything(self.ingress)
        self.sending = self._references(known, holders, traffic, ingress=False)
        self.receiving = self._references(known, holders, traffic, ingress=True)

    def _references(
        self, groups: Mapping[str, Group], holders: Mapping[str, Sequence[int]], traffic: TrafficAtoms, *, ingress: bool
    ) -> References:
        found: dict[int, Words] = {}
        for name, mine in holders.items():
            group = groups.get(name)
            for rule in () if group is None else group.ingress if ingress else group.egress:
                if rule.group is not None:
                    mask = traffic.mask(rule.span)
                    for key in self._keys(mine, holders.get(rule.group, ()), ingress=ingress):
                        found[key] = found[key] | mask if key in found else mask
        keys = sorted(found)
        words = np.array([found[key] for key in keys], np.uint64).reshape(len(keys), traffic.words)
        return References(np.array(keys, np.int64), words)

    def _keys(self, mine: Iterable[int], peers: Sequence[int], *, ingress: bool) -> Iterable[int]:
        for own in mine:
            for peer in peers:
                yield peer * self.roles + own if ingress else own * self.roles + peer


def _fill(table: Words, rules: Iterable[GroupRule], addresses: AddressAtoms, traffic: TrafficAtoms) -> None:
    for rule in rules:
        mask = traffic.mask(rule.span)
        for block in rule.cidrs:
            first, after = addresses.range(block)
            if first < after:
                table[first:after] |= mask
