"""One registration as a block of Terraform, by the bridge's map."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bastide.bridge.load import ID
from bastide.bridge.model import Property, ResourceType, Shape
from bastide.graph.pulumi.holes import Holes, shown
from bastide.graph.pulumi.maps import by_pulumi
from bastide.graph.pulumi.values import Site, Values
from bastide.graph.pulumi.written import Body, Entry, Nested, Written

_UNMAPPED = "the property is not mapped to Terraform, so nothing looks at it"
_INTERNAL = "__"
"""How the keys begin that Pulumi's bridge keeps for itself in a state."""
ELSEWHERE = frozenset({"region"})
"""Properties that say which provider is meant, in a newer provider than the map is made for."""


class Blocks:
    """Converts what resources are given."""

    def __init__(self, values: Values, holes: Holes) -> None:
        self._values = values
        self._holes = holes

    def body(self, known: ResourceType, inputs: Mapping[str, Any], site: Site) -> Body:
        """Return what a resource is given, as what stands in its block."""
        left = {name: value for name, value in inputs.items() if name in known.properties or name not in ELSEWHERE}
        return self.given(left, known.properties, site)

    def given(self, inputs: Mapping[str, Any], known: Mapping[str, Property], site: Site) -> Body:
        """Return what is given to something with certain properties."""
        properties = {"id": ID, **by_pulumi(known)} if site.path else by_pulumi(known)
        attributes: list[Entry] = []
        blocks: list[Nested] = []
        for name, value in inputs.items():
            if value is None or name.startswith(_INTERNAL):
                continue
            one = properties.get(name)
            if one is None:
                self._holes.note(shown((*site.path, name)), _UNMAPPED, site.origin, (*site.path, name))
                continue
            for part in self._parts(one, value, _under(site, one)):
                if isinstance(part, Nested):
                    blocks.append(part)
                else:
                    attributes.append(part)
        return Body(tuple(attributes), tuple(blocks))

    def _parts(self, one: Property, value: Any, site: Site) -> Iterator[Entry | Nested]:
        if one.shape is Shape.VALUE:
            yield Entry(one.terraform, self._value(one, value, site), site.path)
            return
        items = list(_items(value, site))
        if items and not all(isinstance(item, Mapping) and not self._values.is_opaque(item) for item, _ in items):
            yield self._opaque(one, value, site)
        elif not items and not one.block:
            yield Entry(one.terraform, [], site.path)
        else:
            yield from (Nested(one.terraform, self.given(item, one.fields, at), at.path) for item, at in items)

    def _value(self, one: Property, value: Any, site: Site) -> Written:
        if one.type == "str" and isinstance(value, Mapping | list) and not self._values.is_opaque(value):
            return self._values.encoded(value, site)
        written = self._values.value(value, site)
        return [written] if one.flat and not isinstance(written, list) else written

    def _opaque(self, one: Property, value: Any, site: Site) -> Entry | Nested:
        """Return what stands for blocks that aren't all known: nobody can tell how many there are."""
        known = self._values.value(value, site)
        if not one.block:
            return Entry(one.terraform, known, site.path)
        repeated = Body((Entry("for_each", known, site.path),), (Nested("content", Body(), site.path),))
        return Nested("dynamic", repeated, site.path, (one.terraform,))


def _under(site: Site, one: Property) -> Site:
    return replace(site, path=(*site.path, one.pulumi), attribute=one.terraform)


def _items(value: Any, site: Site) -> Iterator[tuple[Any, Site]]:
    if isinstance(value, list):
        yield from ((item, site.at(index)) for index, item in enumerate(value))
    else:
        yield value, site
