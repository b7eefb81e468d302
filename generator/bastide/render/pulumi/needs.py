"""What components need of each other: the fields of their `Args` and `Peers`, and what each gives to others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bastide.model.graph import Reference
from bastide.render.pulumi.paths import followed
from bastide.render.pulumi.stack import Component, Stack

SHORT = 2
"""Steps of a path that a name holds whole."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What one phase of a component is given: the class that holds it, and the method that takes it.

    `providers` are names, `resources` are addresses by the component they stand in. `phase` is its turn in the circle:
    a component that makes nothing in some turn has no method for it.
    """

    class_name: str
    method: str
    providers: tuple[str, ...]
    resources: Mapping[str, tuple[str, ...]]
    phase: int = 0


def needs(stack: Stack, component: Component) -> tuple[Needs, ...]:
    """Return what the constructor and each later phase of a component need of others.

    What stands outside of its circle is there from the start, so that the constructor takes it all.
    """
    wiring, name = stack.wiring, component.class_name
    phases, circle = wiring.phases[component.name], wiring.circle[component.name]
    everything = [address for phase in phases for address in phase]
    used = {stack.provider_of(address) for address in everything}
    providers = tuple(one.name for one in stack.providers.values() if one.name in used)
    outside = [one for one in _needed(stack, everything) if wiring.home[one] not in circle]
    found = [Needs(f"{name}Args", "__init__", providers, _by_component(stack, outside))]
    for number, phase in enumerate(phases):
        if not (number and phase):
            continue
        members = set(circle) - {component.name}
        inside = [one for one in _needed(stack, phase) if wiring.home[one] in members]
        mark = "" if len(found) == 1 else str(len(found))
        found.append(Needs(f"{name}Peers{mark}", f"connect{mark}", (), _by_component(stack, inside), number))
    return tuple(found)


def given(stack: Stack) -> dict[str, dict[str, str]]:
    """Return what each component has that others read: by component, name to expression."""
    found: dict[str, dict[str, str]] = {name: {} for name in stack.components}
    for user, references in stack.references.items():
        for one in references:
            home = stack.wiring.home[one.address]
            if home != stack.wiring.home[user] and one.path:
                place = (f"self.{stack.attributes[one.address]}", stack.types[one.address])
                expression = followed(place, one.path)
                found[home][_called(stack.attributes[one.address], one, found[home], expression)] = expression
    return {name: dict(sorted(exported.items())) for name, exported in found.items()}


def _called(attribute: str, read: Reference, taken: Mapping[str, str], expression: str) -> str:
    """Name what others read: a long path by label and last step, unless that is the name of something else."""
    whole = "_".join([attribute, *map(str, read.path)])
    short = f"{read.address.rpartition('.')[2]}_{read.path[-1]}" if len(read.path) > SHORT else whole
    return short if taken.get(short, expression) == expression else whole


def _needed(stack: Stack, addresses: Iterable[str]) -> set[str]:
    return {one for address in addresses for one in stack.wiring.needs[address]}


def _by_component(stack: Stack, addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Group resources by component, both in the order of names."""
    grouped: dict[str, list[str]] = {}
    for address in sorted(addresses, key=lambda one: (stack.wiring.home[one], stack.attributes[one])):
        grouped.setdefault(stack.wiring.home[address], []).append(address)
    return {name: tuple(members) for name, members in grouped.items()}
