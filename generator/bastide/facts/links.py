"""Which resources point at which: the companions that a resource has."""

from collections.abc import Mapping
from dataclasses import dataclass

from bastide.facts.case import Case, once
from bastide.facts.paths import at_path
from bastide.facts.values import OpaqueError, UncertainError, certain, items, opaque, settle
from bastide.model.graph import Joined, Reference, Resource, Unknown, Value


@dataclass(frozen=True)
class Links:
    """Resources by the address that they point to; `loose` ones point somewhere unknown, or may not exist."""

    by_target: Mapping[str, tuple[Resource, ...]]
    loose: tuple[tuple[Resource, OpaqueError], ...]

    def of(self, address: str) -> tuple[Resource, ...]:
        """Return what surely points to an address; OpaqueError if nothing does but something might."""
        found = self.by_target.get(address, ())
        if not found and self.loose:
            raise self.loose[0][1]
        return found


@once
def links(case: Case, kind: str, attribute: str, target_kind: str = "") -> Links:
    """Return how resources of a type point, by an attribute (one value, a list, or a path), to others of the tree."""
    found: dict[str, tuple[Resource, ...]] = {}
    loose: list[tuple[Resource, OpaqueError]] = []
    for resource in case.graph.of_type(kind):
        if not certain(case.graph, resource):
            loose.append((resource, UncertainError(resource)))
            continue
        try:
            held = (value for found in at_path(resource.body, attribute) for value in pointers(case, found))
            addresses = [_address(case, value, target_kind) for value in held]
        except OpaqueError as error:
            loose.append((resource, error))
            continue
        for address in addresses:
            found[address] = (*found.get(address, ()), resource)
    return Links(found, tuple(loose))


def pointers(case: Case, value: Value) -> tuple[Value, ...]:
    """Return the values of a list (or the one value) that may point to resources, references kept."""
    match value:
        case None:
            return ()
        case tuple():
            return value
        case Reference() if case.graph.target(value) is None:
            return items(case.graph, value)
        case Unknown():
            raise opaque(value)
        case _:
            return (value,)


def pointed(case: Case, value: Value, kind: str = "") -> Resource | None:
    """Return the resource that a value points to: a reference, text that begins with one, or a literal name."""
    if isinstance(value, Joined) and value.parts:
        return case.target(value.parts[0])
    return case.target(value, kind)


def _address(case: Case, value: Value, target_kind: str) -> str:
    target = pointed(case, value, target_kind)
    if target is not None:
        return target.address
    known = settle(case.graph, value)
    if isinstance(known, str):
        return known
    raise opaque(known)
