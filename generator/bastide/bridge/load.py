"""Read the maps that ship with the package; types are decoded when they are first asked for.

A map is JSON whose last part, the structures, has one structure on each line (`tools/pulumi_map` says what is in it).
A line is parsed only when a type needs it: of thousands a program or a stack needs dozens.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from bastide.bridge.model import Bridge, Lookup, Property, ResourceType, Shape
from bastide.bridge.names import args_class, camel, owner_of, snake, titled

PROVIDERS = ("alicloud", "aws")
STRUCTURES = '"structures":[\n'
SHAPES = {"V": Shape.VALUE, "O": Shape.ONE, "M": Shape.MANY}
ID = Property("id", "id", "id", type="str")
T = TypeVar("T")


@cache
def bridge(provider: str) -> Bridge:
    """Return the map of a provider (`aws`); KeyError for one that has none."""
    if provider not in PROVIDERS:
        raise KeyError(provider)
    return read((files("bastide.bridge") / f"{provider}.json").read_text(encoding="utf-8"))


def bridges() -> tuple[Bridge, ...]:
    """Return every map."""
    return tuple(bridge(provider) for provider in PROVIDERS)


def read(text: str) -> Bridge:
    """Return the map that a file's text holds."""
    head, _, tail = text.partition(STRUCTURES)
    return _Decoder(json.loads(head.rstrip().removesuffix(",") + "}"), tail.splitlines()).bridge()


class Lazy(Mapping[str, T], Generic[T]):
    """A mapping whose values are made when they are asked for, each once."""

    def __init__(self, keys: Mapping[str, str], make: Callable[[str], T]) -> None:
        self._keys, self._make = keys, cache(make)

    def __getitem__(self, key: str) -> T:
        return self._make(self._keys[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys


class _Decoder:
    """Decodes one map. A structure is decoded for each class that owns it; for none, only reading is possible."""

    def __init__(self, said: Mapping[str, Any], lines: list[str]) -> None:
        self._said = said
        self._lines = lines
        self._structures: dict[tuple[int, str], Mapping[str, Property]] = {}

    def bridge(self) -> Bridge:
        types, functions = self._said["types"], self._said["functions"]
        made = Lazy({name: name for name in types}, self._resource)
        tokens = {entry[0]: name for name, entry in types.items()}
        return Bridge(
            self._said["provider"],
            self._said["sdk"],
            made,
            Lazy({**self._said["older"], **tokens}, made.__getitem__),
            {token: entry[0] for token, entry in functions.items()},
            Lazy({token: token for token in functions}, self._lookup),
        )

    def _resource(self, name: str) -> ResourceType:
        token, python, given, read = self._said["types"][name]
        properties = self._structure(given, python)
        outputs = {**properties, **self._structure(read, ""), "id": ID}
        return ResourceType(name, token, python, properties, outputs)

    def _lookup(self, token: str) -> Lookup:
        source, python, given, read = self._said["functions"][token]
        arguments = self._structure(given, titled(python))
        return Lookup(source, token, arguments, {**self._structure(read, ""), "id": ID}, python)

    def _structure(self, number: int, owner: str) -> Mapping[str, Property]:
        key = (number, owner)
        if key not in self._structures:
            fields = json.loads(self._lines[number].removesuffix(","))
            self._structures[key] = {name: self._property(name, entry, owner) for name, entry in fields.items()}
        return self._structures[key]

    def _property(self, name: str, entry: Any, owner: str) -> Property:
        flags, inside, pulumi, python, args = _whole(["V", entry] if isinstance(entry, str) else entry)
        spelled = pulumi or camel(name)
        names = (name, spelled, python or snake(spelled))
        block, flat, shape = "b" in flags, "f" in flags, SHAPES[flags[0]]
        if shape is Shape.VALUE:
            return Property(*names, shape, block, inside, flat)
        cls = (args or args_class(owner, name)) if owner else ""
        return Property(*names, shape, block, "", flat, cls, self._structure(inside, owner_of(cls)))


def _whole(entry: list[Any]) -> tuple[str, Any, str, str, str]:
    """Return an entry with the parts that it leaves to the rule: empty."""
    flags, inside, *names = entry
    pulumi, python, args = (*names, "", "", "")[:3]
    return flags, inside, pulumi, python, args
