"""Read the maps that ship with the package; types are decoded when they are first asked for."""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from bastide.bridge.model import Bridge, Lookup, Property, ResourceType, Shape
from bastide.bridge.names import camel

PROVIDERS = ("alicloud", "aws")
SHAPES = {"V": Shape.VALUE, "O": Shape.ONE, "M": Shape.MANY}
ID = Property("id", "id", "id", type="str")
STRUCTURES = ',"structures":[\n'
T = TypeVar("T")


@cache
def bridge(provider: str) -> Bridge:
    """Return the map of a provider (`aws`); KeyError for one that has none."""
    if provider not in PROVIDERS:
        raise KeyError(provider)
    return read((files("bastide.bridge") / f"{provider}.json").read_text(encoding="utf-8"))


def read(text: str) -> Bridge:
    """Return the map that a text holds: JSON whose structures come last, each on a line of its own.

    The lines are decoded when a type needs them: of thousands a program or a stack needs dozens.
    """
    head, _, structures = text.partition(STRUCTURES)
    return _Decoder(json.loads(f"{head}}}"), structures.split(",\n")).bridge()


def bridges() -> tuple[Bridge, ...]:
    """Return every map."""
    return tuple(bridge(provider) for provider in PROVIDERS)


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
    """Decodes one file: see `tools/pulumi_map` for its shape."""

    def __init__(self, said: Mapping[str, Any], structures: list[str]) -> None:
        self._said, self._lines = said, structures
        self._lines[-1] = self._lines[-1].removesuffix("\n]}\n")
        self._structures: dict[int, Mapping[str, Property]] = {}

    def bridge(self) -> Bridge:
        types = self._said["types"]
        tokens = {entry[0]: name for name, entry in types.items()}
        made = Lazy({name: name for name in types}, self._resource)
        functions = self._said["functions"]
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
        properties = self._structure(given)
        outputs = {**properties, **self._structure(read), "id": ID}
        return ResourceType(name, token, python, properties, outputs)

    def _lookup(self, token: str) -> Lookup:
        source, given, read = self._said["functions"][token]
        return Lookup(source, token, self._structure(given), {**self._structure(read), "id": ID})

    def _structure(self, number: int) -> Mapping[str, Property]:
        if number < 0:
            return {}
        if number not in self._structures:
            fields = json.loads(self._lines[number])
            self._structures[number] = {name: self._property(name, entry) for name, entry in fields.items()}
        return self._structures[number]

    def _property(self, name: str, entry: list[Any]) -> Property:
        pulumi, python, flags, said, *inside = entry
        shape = SHAPES[flags[0]]
        value = shape is Shape.VALUE
        return Property(
            terraform=name,
            pulumi=pulumi or camel(name),
            python=python or name,
            shape=shape,
            block="b" in flags,
            type=said if value else "",
            flat="f" in flags,
            args="" if value else said,
            fields={} if value else self._structure(inside[0]),
        )
