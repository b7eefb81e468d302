"""What must hold of a map: each check returns its faults as sentences, none where it holds."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from bastide.bridge.load import read
from bastide.bridge.model import Bridge, Property, Shape
from bastide.bridge.names import snake
from bastide.model.graph import Block, Value
from derive import written
from match import candidates

META = frozenset({"provider", "depends_on", "count", "for_each", "lifecycle", "timeouts"})
SIMPLE = frozenset({"str", "int", "float", "bool", "any", "asset"})


def bridge_of(said: Mapping[str, Any]) -> Bridge:
    """Return the bridge of a map in JSON: the shipped one, or a copy with a fault."""
    return read(written(said))


def properties(bridge: Bridge) -> Iterator[tuple[str, Property]]:
    """Yield every property with its path, nested ones included."""
    for name, one in bridge.by_terraform.items():
        yield from below(name, one.properties)
        yield from below(f"{name} (read)", one.outputs)
    for one in bridge.lookups.values():
        yield from below(f"data.{one.terraform}", one.arguments)
        yield from below(f"data.{one.terraform} (read)", one.results)


def below(path: str, fields: Mapping[str, Property]) -> Iterator[tuple[str, Property]]:
    for name, one in fields.items():
        yield f"{path}.{name}", one
        yield from below(f"{path}.{name}", one.fields)


def unmapped(bridge: Bridge, types: set[str]) -> list[str]:
    """Find the types that the map does not know."""
    return sorted(types - set(bridge.by_terraform))


def out_of_place(bridge: Bridge, resources: list[Block]) -> list[str]:
    """Find what resources say and the map does not know at that depth."""
    known = bridge.by_terraform
    return list(
        chain.from_iterable(
            _unknown(one.labels[0], one, known[one.labels[0]].properties)
            if one.labels[0] in known
            else [f"{one.labels[0]} is no type"]
            for one in resources
        )
    )


def _unknown(path: str, block: Block, fields: Mapping[str, Property]) -> Iterator[str]:
    top = "." not in path
    for name, one in block.attributes.items():
        if not (top and name in META):
            yield from _unknown_value(f"{path}.{name}", one.value, fields.get(name))
    for inner in block.blocks:
        if not (top and inner.type in META):
            known = fields.get(inner.type)
            here = f"{path}.{inner.type}"
            if known is None or known.shape is Shape.VALUE:
                yield f"{here} is no block"
            else:
                yield from _unknown(here, inner, known.fields)


def _unknown_value(path: str, value: Value, known: Property | None) -> Iterator[str]:
    if known is None:
        yield f"{path} is unknown"
    elif known.shape is not Shape.VALUE:
        for entry in value if isinstance(value, tuple) else (value,):
            for name, inner in entry.items() if isinstance(entry, dict) else ():
                yield from _unknown_value(f"{path}.{name}", inner, known.fields.get(name))


def doubled(said: Mapping[str, Any]) -> list[str]:
    """Find tokens of two types, and two names of one place that are one property."""
    tokens = Counter(entry[0] for entry in said["types"].values())
    found = [f"{token} stands for {often} types" for token, often in tokens.items() if often > 1]
    found += [f"{token} is both current and older" for token in said["older"] if token in tokens]
    for name, one in bridge_of(said).by_terraform.items():
        for path, fields in _structures(name, one.properties):
            names = Counter(inner.pulumi for inner in fields.values())
            found += [f"{path}: {often} names are {pulumi}" for pulumi, often in names.items() if often > 1]
    return found


def _structures(path: str, fields: Mapping[str, Property]) -> Iterator[tuple[str, Mapping[str, Property]]]:
    yield path, fields
    for name, one in fields.items():
        yield from _structures(f"{path}.{name}", one.fields)


def classless(bridge: Bridge, types: set[str]) -> list[str]:
    """Find objects of types that are generated and have no class to be generated with."""
    return [
        path
        for name in sorted(types)
        for path, one in below(name, bridge.by_terraform[name].properties)
        if one.shape is not Shape.VALUE and not one.args
    ]


def misshapen(bridge: Bridge) -> list[str]:
    """Find properties whose parts contradict one another."""
    return [f"{path}: {fault}" for path, one in properties(bridge) for fault in _misshapen(one)]


def _misshapen(one: Property) -> Iterator[str]:
    if one.shape is Shape.VALUE:
        if one.args or one.fields:
            yield "a value holds nothing"
        if one.type.split(":")[-1] not in SIMPLE or set(one.type.split(":")[:-1]) - {"list", "map"}:
            yield f"`{one.type}` is no type"
        if one.flat and one.type.startswith("list:"):
            yield "a list that is flat"
    elif one.type:
        yield "an object has no type"
    if one.flat and one.shape is Shape.MANY:
        yield "a list that is flat"
    if one.block and one.shape is Shape.VALUE and not one.flat and not one.type.startswith(("list:", "map:", "any")):
        yield "a block that is a value"


def misnamed(bridge: Bridge, renames: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Find names that follow neither the rule nor a rename, and Python names that are not the Pulumi name's."""
    found = []
    for path, one in properties(bridge):
        place = path.replace(" (read)", "").removeprefix("data.")
        resource, _, inner = place.partition(".")
        resource = f"data.{resource}" if path.startswith("data.") else resource
        allowed = {renames.get(resource, {}).get(inner), *candidates(one.terraform)}
        if one.pulumi not in allowed:
            found.append(f"{path} is not {one.pulumi}")
        if one.python.rstrip("_") not in (one.terraform, snake(one.pulumi)):
            found.append(f"{path} is not {one.python} in Python")
    return found


def second_tokens(said: Mapping[str, Any], sdk: Mapping[str, Any]) -> list[str]:
    """Find older tokens for which neither the SDK nor the table has a reason."""
    own = {one for entry in sdk["resources"].values() for one in entry["older"]}
    replaced = {token for token, entry in sdk["resources"].items() if entry["replaced"]}
    table = {token for token in sdk["resources"] if token.startswith("aws:alb/")}
    return sorted(said["older"].keys() - own - replaced - table)


def foreign(bridge: Bridge, types: set[str], sdk: Mapping[str, Any]) -> list[str]:
    """Find classes and properties of types that the SDK, as its introspection tells, does not have."""
    found: list[str] = []
    for name in sorted(types):
        one = bridge.by_terraform[name]
        said = sdk["resources"].get(one.token)
        if said is None or said["class"] != one.python:
            found.append(f"{name} is not {one.token}, {one.python}")
            continue
        found += _foreign(name, one.properties, said["in"], sdk["types"])
        outputs = {key: inner for key, inner in one.outputs.items() if key not in one.properties and key != "id"}
        found += [f"{path} (read)" for path in _foreign(name, outputs, said["out"], sdk["types"])]
    return found


def _foreign(
    path: str, fields: Mapping[str, Property], offered: Mapping[str, Any], types: Mapping[str, Any]
) -> Iterator[str]:
    for name, one in fields.items():
        python, kind = offered.get(one.pulumi, ("", ""))
        shape, cls = _shape(kind)
        if one.python != python:
            yield f"{path}.{name} has no {one.python}"
        elif shape is not one.shape:
            yield f"{path}.{name} is not {one.shape}"
        elif one.args and one.args != cls:
            yield f"{path}.{name} has no {one.args}"
        elif one.fields:
            yield from _foreign(f"{path}.{name}", one.fields, types[cls], types)


def _shape(kind: str) -> tuple[Shape, str]:
    """Return the shape and the class of an SDK's type."""
    bare = kind.removeprefix("list:")
    if not bare.startswith("@"):
        return Shape.VALUE, ""
    return (Shape.ONE if bare == kind else Shape.MANY), bare[1:]


def differences(shipped: Mapping[str, Any], derived: Mapping[str, Any]) -> list[str]:
    """Find what two maps say otherwise, by the path of what differs."""
    old, new = _flattened(shipped), _flattened(derived)
    return [
        f"{path}: {old.get(path)} is now {new.get(path)}" for path in {**old, **new} if old.get(path) != new.get(path)
    ]


def _flattened(said: Mapping[str, Any]) -> dict[str, str]:
    bridge = bridge_of(said)
    found = {path: _own(one) for path, one in properties(bridge)}
    found |= {name: f"{one.token} {one.python}" for name, one in bridge.by_terraform.items()}
    found |= {token: one.terraform for token, one in bridge.by_token.items()}
    found |= {token: one.terraform for token, one in bridge.lookups.items()}
    return {**found, "sdk": json.dumps([bridge.provider, bridge.sdk])}


def _own(one: Property) -> str:
    return f"{one.pulumi} {one.python} {one.shape} {one.type}{one.args} block={one.block} flat={one.flat}"
