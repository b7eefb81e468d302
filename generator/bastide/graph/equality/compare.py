"""Compare two graphs resource by resource and value by value."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bastide.graph.equality.names import LABELS, Names, body
from bastide.graph.equality.normal import Normal, normal, same, shown
from bastide.model.difference import Comparison, Difference, Side
from bastide.model.graph import Block, Encoded, Graph, Joined, Reference, Resource, Value
from bastide.model.place import Place

LIFECYCLE = "lifecycle"
COMPARED = ("prevent_destroy", "ignore_changes")
"""What of a lifecycle both languages say; `create_before_destroy` is how Pulumi replaces things by itself."""
Entry = tuple[str, Normal, Normal]


def compare(left: Graph, right: Graph) -> Comparison:
    """Return all in which two graphs differ: resources, attributes, references, providers, protection, dependencies.

    Addresses must agree; the names of providers and data sources need not. An attribute that is null is absent. What
    can't be evaluated equals only the same text.
    """
    return _Comparer(left, right).all()


@dataclass
class _Comparer:
    left: Graph
    right: Graph
    values: int = 0
    _names: tuple[Names, Names] = field(init=False)

    def __post_init__(self) -> None:
        self._names = Names(self.left), Names(self.right)

    def all(self) -> Comparison:
        here, there = _managed(self.left), _managed(self.right)
        found = [one for address in here for one in self._resource(here[address], there.get(address))]
        found += [Difference(address, "", None, _whole(there[address])) for address in there if address not in here]
        return Comparison(len(here), self.values, tuple(found))

    def _resource(self, left: Resource, right: Resource | None) -> Iterator[Difference]:
        if right is None:
            yield Difference(left.address, "", _whole(left), None)
            return
        one, other = self._said(left, 0), self._said(right, 1)
        for path, mine, theirs in self._entries("", one, other):
            yield Difference(left.address, path, _side(left, path, mine, one), _side(right, path, theirs, other))

    def _said(self, resource: Resource, side: int) -> dict[str, Normal]:
        """Return all that a resource says, with what only its kind of file needs in a common form."""
        names = self._names[side]
        said = normal(body(resource.body, (*LABELS, LIFECYCLE)), names.data)
        assert isinstance(said, dict)  # a body is an object
        return {
            **said,
            **_lifecycle(resource),
            "provider": names.provider(resource),
            "depends_on": _dependencies(resource, names.data),
        }

    def _entries(self, path: str, left: Normal, right: Normal) -> Iterator[Entry]:
        """Yield each leaf, or whole part that one side lacks, in which two values differ."""
        if isinstance(left, dict) and isinstance(right, dict):
            for name in (*left, *(name for name in right if name not in left)):
                yield from self._entries(f"{path}.{name}" if path else name, left.get(name), right.get(name))
        elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
            for number, (mine, theirs) in enumerate(zip(left, right, strict=True)):
                yield from self._entries(f"{path}[{number}]", mine, theirs)
        else:
            self.values += 1
            if not same(left, right):
                yield path, left, right


def _managed(graph: Graph) -> Mapping[str, Resource]:
    return {one.address: one for one in graph.resources if one.mode == "resource"}


def _lifecycle(resource: Resource) -> dict[str, Normal]:
    """Return what protects a resource, `false` and an empty list being the same as nothing."""
    found: dict[str, Normal] = {}
    for block in resource.nested(LIFECYCLE):
        for name in COMPARED:
            value = normal(block.get(name), {})
            if value:
                found[name] = [*sorted(map(str, value))] if isinstance(value, list) else value
    return found


def _dependencies(resource: Resource, data: Mapping[str, str]) -> Normal:
    """Return what a resource waits for though it refers to nothing of it: a reference makes it wait anyway."""
    waits = resource.get("depends_on")
    implied = set(_mentioned(resource.body))
    named = {one.address for one in (waits if isinstance(waits, tuple) else ()) if isinstance(one, Reference)}
    return [normal(Reference(name, (), resource.place), data) for name in sorted(named - implied)]


def _mentioned(block: Block) -> Iterator[str]:
    for name, attribute in block.attributes.items():
        if name not in LABELS:
            yield from _addresses(attribute.value)
    for nested in block.blocks:
        if nested.type != LIFECYCLE:
            yield from _mentioned(nested)


def _addresses(value: Value) -> Iterator[str]:
    match value:
        case Reference(address):
            yield address
        case Joined(parts):
            yield from _all_addresses(parts)
        case Encoded(inner):
            yield from _addresses(inner)
        case dict():
            yield from _all_addresses(value.values())
        case tuple():
            yield from _all_addresses(value)
        case _:
            pass


def _all_addresses(values: Iterable[Value]) -> Iterator[str]:
    for one in values:
        yield from _addresses(one)


def _whole(resource: Resource) -> Side:
    return Side(resource.address, resource.place)


def _side(resource: Resource, path: str, value: Normal, said: Mapping[str, Normal]) -> Side | None:
    first = path.replace("[", ".").partition(".")[0]
    if value is None and first not in said:
        return None
    return None if value is None else Side(shown(value), _place(resource, first))


def _place(resource: Resource, name: str) -> Place:
    nested = resource.nested(name)
    return nested[0].place if nested else resource.at(name)
