"""In which order components are made, and which resource in which phase.

Files may refer to each other in circles although resources don't. The components of such a circle are made in phases:
first what needs no other member, then what needs that, until nothing is left. A resource's phase is the number of
times that its longest chain of needs goes from one member of its circle to another.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter


@dataclass(frozen=True, slots=True)
class Wiring:
    """The order of everything.

    `circles` are groups of components in the order in which they are made; most have one member. `phases` says for each
    component which resources (by address, in order) each of its phases makes. `needs` are each resource's own.
    """

    circles: tuple[tuple[str, ...], ...]
    phases: Mapping[str, tuple[tuple[str, ...], ...]]
    needs: Mapping[str, tuple[str, ...]]
    home: Mapping[str, str]
    """The component of each resource."""
    circle: Mapping[str, tuple[str, ...]]
    """The circle of each component."""


class CircleError(ValueError):
    """Resources wait for each other: `addresses`."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self.addresses = list(addresses)
        super().__init__(" -> ".join(addresses))


def wiring(components: Mapping[str, Sequence[str]], needs: Mapping[str, tuple[str, ...]]) -> Wiring:
    """Order components (name to addresses in file order); CircleError where resources wait for each other."""
    home = {address: name for name, addresses in components.items() for address in addresses}
    edges: dict[str, set[str]] = {name: set() for name in components}
    for address, found in needs.items():
        edges[home[address]].update(home[one] for one in found)
    circles = _circles({name: sorted(found - {name}) for name, found in edges.items()})
    circle = {name: members for members in circles for name in members}
    phase = _phases(needs, home, circle)
    phases = {name: _split(addresses, needs, phase) for name, addresses in components.items()}
    return Wiring(circles, phases, needs, home, circle)


def _phases(
    needs: Mapping[str, tuple[str, ...]], home: Mapping[str, str], circle: Mapping[str, tuple[str, ...]]
) -> dict[str, int]:
    phase: dict[str, int] = {}
    try:
        ordered = list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        raise CircleError(error.args[1]) from error
    for address in ordered:
        here = home[address]
        near = [one for one in needs[address] if circle[home[one]] is circle[here]]
        phase[address] = max((phase[one] + (home[one] != here) for one in near), default=0)
    return phase


def _split(
    addresses: Sequence[str], needs: Mapping[str, tuple[str, ...]], phase: Mapping[str, int]
) -> tuple[tuple[str, ...], ...]:
    last = max((phase[address] for address in addresses), default=0)
    return tuple(_ordered([one for one in addresses if phase[one] == number], needs) for number in range(last + 1))


def _ordered(addresses: list[str], needs: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Keep the order of the file, except that what is needed comes just before its first user."""
    members, placed = set(addresses), dict[str, None]()
    for address in addresses:
        waiting = [address]
        while waiting:
            missing = [one for one in needs[waiting[-1]] if one in members and one not in placed]
            if missing:
                waiting += reversed(missing)
            else:
                placed[waiting.pop()] = None
    return tuple(placed)


def _circles(edges: Mapping[str, list[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the strongly connected components, each after those it needs (Kosaraju; without recursion)."""
    users: dict[str, list[str]] = {name: [] for name in edges}
    backwards = sorted(edges, reverse=True)  # so that what comes out is in the order of names, as far as needs allow
    for name in backwards:
        for one in edges[name]:
            users[one].append(name)
    done: set[str] = set()
    circles = [_finished([name], edges, done) for name in reversed(_finished(backwards, users, set()))]
    return tuple(tuple(sorted(members)) for members in circles if members)


def _finished(starts: Iterable[str], edges: Mapping[str, list[str]], seen: set[str]) -> list[str]:
    """Return what can be reached and has not been seen, each after all that it leads to."""
    order: list[str] = []
    for start in starts:
        trail = [(start, iter(edges[start]))] if start not in seen else []
        seen.add(start)
        while trail:
            following = trail[-1][1]
            after = next((one for one in following if one not in seen), None)
            if after is None:
                order.append(trail.pop()[0])
            else:
                seen.add(after)
                trail.append((after, iter(edges[after])))
    return order
