"""What components need of each other: the fields of their `Args` and `Peers`, and what each gives to others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bastide.render.pulumi.paths import followed
from bastide.render.pulumi.stack import Component, Stack


@dataclass(frozen=True, slots=True)
class Needs:
    """What one phase of a component is given: the class that holds it, and the method that takes it.

    `providers` are names, `resources` are addresses by the component they stand in.
    """

    class_name: str
    method: str
    providers: tuple[str, ...]
    resources: Mapping[str, tuple[str, ...]]


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
    for number, phase in enumerate(phases[1:], 1):
        members = set(circle) - {component.name}
        inside = [one for one in _needed(stack, phase) if wiring.home[one] in members]
        mark = "" if number == 1 else str(number)
        found.append(Needs(f"{name}Peers{mark}", f"connect{mark}", (), _by_component(stack, inside)))
    return tuple(found)


def given(stack: Stack) -> dict[str, dict[str, str]]:
    """Return what each component has that others read: by component, name to expression."""
    found: dict[str, dict[str, str]] = {name: {} for name in stack.components}
    for user, references in stack.references.items():
        for one in references:
            home = stack.wiring.home[one.address]
            if home != stack.wiring.home[user] and one.path:
                name = "_".join([stack.attributes[one.address], *map(str, one.path)])
                place = (f"self.{stack.attributes[one.address]}", stack.types[one.address])
                found[home][name] = followed(place, one.path)
    return {name: dict(sorted(exported.items())) for name, exported in found.items()}


def _needed(stack: Stack, addresses: Iterable[str]) -> set[str]:
    return {one for address in addresses for one in stack.wiring.needs[address]}


def _by_component(stack: Stack, addresses: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Group resources by component, both in the order of names."""
    grouped: dict[str, list[str]] = {}
    for address in sorted(addresses, key=lambda one: (stack.wiring.home[one], stack.attributes[one])):
        grouped.setdefault(stack.wiring.home[address], []).append(address)
    return {name: tuple(members) for name, members in grouped.items()}
