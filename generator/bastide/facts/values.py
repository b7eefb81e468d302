"""Reading a value as text, number or flag, or saying honestly that it can't be known."""

from collections.abc import Iterator

from bastide.model.graph import Attribute, Block, Encoded, Graph, Joined, Reference, Resource, Unknown, Value
from bastide.model.place import Place

HOPS = 8
"""How many references may be followed in a row; more is a cycle."""


class OpaqueError(Exception):
    """A rule needs a value that can't be evaluated; holds its text, its place if it has one, and why."""

    def __init__(self, text: str, place: Place | None, reason: str = "it can't be evaluated from the code") -> None:
        self.text, self.place, self.reason = text, place, reason
        super().__init__(text)


class UncertainError(OpaqueError):
    """A resource that may not exist: `count` or `for_each` decides."""

    def __init__(self, resource: Resource) -> None:
        super().__init__(resource.address, resource.place, "`count` or `for_each` decides whether it exists")


def settle(graph: Graph, value: Value) -> Value:
    """Return a value with references to literal attributes of this tree replaced by those literals."""
    for _ in range(HOPS):
        if not isinstance(value, Reference):
            break
        step = _followed(graph, value)
        if step is None:
            return value
        value = step
    return _joined(graph, value) if isinstance(value, Joined) else value


def text(graph: Graph, value: Value) -> str | None:
    """Return a value as text, None when absent; OpaqueError when it isn't literal."""
    match settle(graph, value):
        case None:
            return None
        case bool() as known:
            return str(known).lower()
        case str() | int() | float() as known:
            return str(known)
        case other:
            raise opaque(other)


def number(graph: Graph, value: Value) -> int | None:
    """Return a value as a whole number (Terraform reads "22" as 22), None when absent; OpaqueError otherwise."""
    known = text(graph, value)
    if known is None:
        return None
    try:
        return int(float(known))
    except (ValueError, OverflowError) as error:
        raise OpaqueError(known, None, "it is not a number") from error


def flag(graph: Graph, value: Value) -> bool | None:
    """Return a value as a boolean (Terraform reads "true" as true), None when absent; OpaqueError otherwise."""
    known = text(graph, value)
    if known is None:
        return None
    if known not in ("true", "false"):
        raise OpaqueError(known, None, "it is not a boolean")
    return known == "true"


def items(graph: Graph, value: Value) -> tuple[Value, ...]:
    """Return a list's items settled, one value as a list of one, nothing for None; OpaqueError for unknown lists."""
    match settle(graph, value):
        case None:
            return ()
        case tuple() as many:
            return tuple(settle(graph, item) for item in many)
        case Unknown() as unknown:
            raise opaque(unknown)
        case one:
            return (one,)


def texts(graph: Graph, value: Value) -> tuple[str, ...]:
    """Return a list of texts; OpaqueError when the list or an item isn't literal."""
    return tuple(known for item in items(graph, value) if (known := text(graph, item)) is not None)


def opaque(value: Value) -> OpaqueError:
    """Return the error that names the first part of a value that can't be known."""
    match value:
        case Unknown():
            return OpaqueError(value.text, value.place, value.reason)
        case Reference():
            return OpaqueError(str(value), value.place)
        case Joined(parts=parts) | (tuple() as parts):
            return next((opaque(part) for part in parts if not isinstance(part, str)), OpaqueError("", None))
        case Encoded(value=inner):
            return opaque(inner)
        case _:
            return OpaqueError(str(value), None, "it has the wrong type")


def shown(value: Value) -> str:
    """Return a value as HCL would write it inside a string; OpaqueError for what can't be evaluated."""
    match value:
        case Reference():
            return "${" + str(value) + "}"
        case Joined():
            return "".join(shown(part) for part in value.parts)
        case bool():
            return str(value).lower()
        case str() | int() | float():
            return str(value)
        case _:
            raise opaque(value)


def certain(graph: Graph, resource: Resource) -> bool:
    """Tell whether a resource surely exists: no `count` or `for_each` that might make none of it."""
    if "for_each" in resource.body.attributes:
        return False
    try:
        count = number(graph, resource.get("count"))
    except OpaqueError:
        return False
    return count is None or count > 0


def entries(resource: Resource, name: str) -> Iterator[Block]:
    """Yield nested blocks, also those written as an attribute (`ingress = [{...}]`)."""
    yield from resource.nested(name)
    attribute = resource.body.attributes.get(name)
    if attribute is None:
        return
    for entry in attribute.value if isinstance(attribute.value, tuple) else (attribute.value,):
        if isinstance(entry, dict):
            where = attribute.value_place
            members = {key: Attribute(key, value, where, where) for key, value in entry.items()}
            yield Block(name, (), members, (), attribute.place)
        elif isinstance(entry, Unknown | Reference):
            raise opaque(entry)


def leaves(value: Value) -> Iterator[Value]:
    """Yield every value inside a value, in order, containers left out."""
    match value:
        case tuple() | Joined():
            for item in value if isinstance(value, tuple) else value.parts:
                yield from leaves(item)
        case dict():
            for item in value.values():
                yield from leaves(item)
        case Encoded():
            yield from leaves(value.value)
        case _:
            yield value


def _followed(graph: Graph, reference: Reference) -> Value:
    resource = graph.by_address.get(reference.address)
    if resource is None or not reference.path:
        return None
    value = resource.get(str(reference.path[0]))
    for step in reference.path[1:]:
        match value, step:
            case dict(), str() if step in value:
                value = value[step]
            case tuple(), int() if 0 <= step < len(value):
                value = value[step]
            case _:
                return None
    return value


def _joined(graph: Graph, value: Joined) -> Value:
    parts = tuple(settle(graph, part) for part in value.parts)
    if all(isinstance(part, str | int | float) for part in parts):
        return "".join(shown(part) for part in parts)
    return Joined(parts)
