"""Turns the values of a plan into attributes and blocks.

What a plan holds is not what was written: nothing tells a block from a list of objects, `null` and (inside blocks) an
empty text stand for what was left out, and an unknown value is missing. Here a list of objects is always blocks, as
rules read them; what the configuration gives and the plan doesn't know is a reference where that is certain enough,
else `Unknown`; what the configuration leaves to the provider and the plan doesn't know is absent, but for rules of the
network, where leaving out and not knowing yet differ.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bastide.graph.plan_parts import Part, is_block, names
from bastide.graph.plan_references import SELECTORS, Instances, Key, Scope, Target, references
from bastide.model.graph import Attribute, Block, Reference, Unknown, Value
from bastide.model.place import Place

MAX_DEPTH = 60
"""How deep values may nest; deeper ones are unknown."""
NETWORK_RULES = frozenset({"ingress", "egress", "route"})
"""Attributes that say nothing when left out, and everything when a `dynamic` block will fill them."""

_DOCUMENT = re.compile(
    r"(?:^|_)(?:policy|policies|document|content|definitions?|user_data|user_data_base64|body|template|input|json)$"
)
_IDENTITY = re.compile(r"[a-z]{1,12}-[0-9a-f]{8,}|arn:.+")
_OMITTED = "the configuration leaves it out or only builds it while applying; the plan does not say which"
_UNCLEAR = "it is known after applying, and the plan does not say what it is made of"
_TOO_DEEP = "it nests too deeply"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the other resources of a plan: their values by address, and whose an id or ARN is."""

    values: Mapping[str, Mapping[str, Any]]
    owners: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Site:
    """The resource that a value stands in: its addresses with and without key, its key, its module."""

    address: str
    base: str
    key: Key
    scope: Scope
    data: bool = False


class Converter:
    """Converts the values of one plan."""

    def __init__(self, instances: Instances, known: Known) -> None:
        self._instances = instances
        self._known = known

    def body(self, site: Site, part: Part, labels: tuple[str, ...], where: Place, at: Callable[[str], Place]) -> Block:
        """Return a resource as a block; `at` gives the place of an attribute by its name."""
        kind = "data" if site.data else "resource"
        return self._block(kind, labels, part, where, at, _Walk(self, site, where, 0))

    def _block(
        self, kind: str, labels: tuple[str, ...], part: Part, where: Place, at: Callable[[str], Place], walk: "_Walk"
    ) -> Block:
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        for name in names(part):
            inner = part.member(name)
            if not walk.depth and not walk.site.data and _is_own_name(name, inner):
                continue
            place = at(name)
            made = self._member(name, inner, walk.at(place))
            if isinstance(made, _Blocks):
                blocks.extend(made.blocks)
            elif made is not None:
                attributes[name] = Attribute(name, made.value, place, place)
        return Block(kind, labels, attributes, tuple(blocks), where)

    def _member(self, name: str, part: Part, walk: "_Walk") -> "_Blocks | _Value | None":
        if part.unknown is True:
            return self._missing(name, part, walk)
        value = part.value
        if value is None or (value == "" and walk.depth):
            return None
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            return _Blocks(tuple(self._nested(name, item, walk) for item in part.items()))
        if isinstance(value, dict) and is_block(part.expression):
            return _Blocks((self._nested(name, part, walk),))
        return _Value(self._value(name, part, walk))

    def _nested(self, name: str, part: Part, walk: "_Walk") -> Block:
        if walk.depth >= MAX_DEPTH:
            return Block("dynamic", (name,), {}, (), walk.place)
        return self._block(name, (), part, walk.place, lambda _: walk.place, walk.deeper())

    def _missing(self, name: str, part: Part, walk: "_Walk") -> "_Blocks | _Value | None":
        if isinstance(part.expression, list):
            return _Blocks((Block("dynamic", (name,), {}, (), walk.place),))
        if part.given:
            return _Value(self._reference(name, part, walk))
        if not walk.depth and (name in NETWORK_RULES or (walk.site.data and part.many)):
            return _Value(walk.unknown(name, _OMITTED))
        return None

    def _value(self, name: str, part: Part, walk: "_Walk") -> Value:
        value = part.value
        if part.unknown is True:
            return self._reference(name, part, walk)
        if walk.depth >= MAX_DEPTH:
            return walk.unknown(name, _TOO_DEEP)
        inner = walk.deeper()
        match value:
            case list():
                return self._list(name, part, inner)
            case dict():
                listed = {key: part.member(key) for key in names(part)}
                return {key: self._value(key, one, inner) for key, one in listed.items()}
            case str():
                return self._identified(name, value, part, walk)
            case _:
                return value  # type: ignore[no-any-return]  # JSON's own scalars

    def _list(self, name: str, part: Part, walk: "_Walk") -> Value:
        parts = tuple(part.items())
        missing = [index for index, one in enumerate(parts) if one.unknown is True]
        found: tuple[Value, ...] | None = self._addresses(name, part, walk, len(missing)) if missing else ()
        if found is None or len(found) != len(missing):
            found = (walk.unknown(name, _UNCLEAR),) * len(missing)
        filled = dict(zip(missing, found, strict=True))
        return tuple(filled.get(index) or self._value(name, one, walk) for index, one in enumerate(parts))

    def _reference(self, name: str, part: Part, walk: "_Walk") -> Value:
        """Return what a value that is not known yet refers to: the one thing its expression names, or several."""
        found = self._addresses(name, part, walk, 0)
        if not found:
            return walk.unknown(name, _UNCLEAR)
        if part.many:
            return found
        return found[0] if len(found) == 1 else walk.unknown(name, _UNCLEAR)

    def _addresses(self, name: str, part: Part, walk: "_Walk", wanted: int) -> tuple[Reference, ...] | None:
        """Return the references that an expression stands for, None if that isn't certain.

        `wanted` is how many values are missing in a list of a known length, 0 where there is no such list.
        """
        targets = self._targets(name, part, walk)
        selects = not SELECTORS.isdisjoint(references(part.expression))
        found: list[Reference] = []
        for target in targets:
            instances = self._instances.of(target.base)
            address = self._instances.chosen(target, walk.site.base, walk.site.key, selects=selects)
            if address is None and len(instances) == wanted and len(targets) == 1 and not selects:
                return tuple(walk.reference(one, _path(name, target)) for one in instances.values())
            if address is None or (_DOCUMENT.search(name) and not _is_document(target)):
                return None
            found.append(walk.reference(address, _path(name, target)))
        return tuple(found)

    def _targets(self, name: str, part: Part, walk: "_Walk") -> tuple[Target, ...]:
        found = self._instances.targets(references(part.expression), walk.site.scope) or ()
        if part.many or len(found) < 2:  # noqa: PLR2004 - there is nothing to choose
            return found
        fitting = tuple(target for target in found if _fits(name, target))
        return fitting if len(fitting) == 1 else found

    def _identified(self, name: str, value: str, part: Part, walk: "_Walk") -> Value:
        """Return a known text, as the reference to what has that very value if the configuration refers to it."""
        for target in self._targets(name, part, walk) if part.given else ():
            selects = not SELECTORS.isdisjoint(references(part.expression))
            address = self._instances.chosen(target, walk.site.base, walk.site.key, selects=selects)
            path = _path(name, target)
            if address is not None and self._known.values.get(address, {}).get(str(path[0])) == value:
                return walk.reference(address, path)
        owner = self._known.owners.get(value) if _IDENTITY.fullmatch(value) else None
        if owner is None or owner[0] == walk.site.address or name in ("id", "arn"):
            return value
        return walk.reference(owner[0], (owner[1],))


@dataclass(frozen=True, slots=True)
class _Walk:
    """Where the conversion is."""

    converter: Converter
    site: Site
    place: Place
    depth: int

    def at(self, place: Place) -> "_Walk":
        return _Walk(self.converter, self.site, place, self.depth)

    def deeper(self) -> "_Walk":
        return _Walk(self.converter, self.site, self.place, self.depth + 1)

    def unknown(self, name: str, reason: str) -> Unknown:
        return Unknown(f"{self.site.address}.{name}", reason, self.place)

    def reference(self, address: str, path: tuple[str | int, ...]) -> Reference:
        return Reference(address, path, self.place)


@dataclass(frozen=True, slots=True)
class _Blocks:
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    value: Value


def owners(values: Mapping[str, Mapping[str, Any]]) -> Mapping[str, tuple[str, str]]:
    """Return by id and ARN the one resource that has it, and in which attribute."""
    found: dict[str, tuple[str, str] | None] = {}
    for address, members in values.items():
        for name in ("id", "arn"):
            value = members.get(name)
            if isinstance(value, str) and _IDENTITY.fullmatch(value):
                mine = found.setdefault(value, (address, name))
                if mine is not None and mine[0] != address:
                    found[value] = None
    return {value: owner for value, owner in found.items() if owner is not None}


def _is_own_name(name: str, part: Part) -> bool:
    """Tell whether AWS gave the value: text has none, and a reference to it must lead to its resource."""
    named = isinstance(part.value, str) and _IDENTITY.fullmatch(part.value) is not None
    return not part.given and (named or name in ("id", "arn"))


def _path(name: str, target: Target) -> tuple[str | int, ...]:
    """Return the steps of a target; where `each.key` hid them, what an attribute of that name takes."""
    return target.path or (("arn",) if name.endswith(("arn", "arns")) else ("id",))


def _fits(name: str, target: Target) -> bool:
    """Tell whether an attribute's name names the kind of a resource: `nat_gateway_id` an `aws_nat_gateway`."""
    stem = re.sub(r"(?:_ids?|_arns?|s)$", "", name)
    kind = target.base.split(".")[-2] if target.base.count(".") else ""
    return kind.endswith(f"_{stem}")


def _is_document(target: Target) -> bool:
    parts: Sequence[str] = target.base.split(".")
    return "data" in parts[-3:-2] and target.path[-1:] in (("json",), ("minified_json",))
