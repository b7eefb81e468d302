"""Values in a state that belong to another resource of it: they become references to that resource again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bastide.graph.pulumi.maps import resource_type
from bastide.graph.pulumi.recording import UNKNOWN, Registration
from bastide.graph.pulumi.sentinels import sentinel
from bastide.graph.pulumi.written import Path

_OWN = re.compile(r"arn:[a-z-]+:\S+|[a-z]{1,24}-[0-9a-z]{8,24}")
"""What only one thing in a cloud is called: an ARN, or an id that the cloud has made up."""
_LONG = 8
"""A shorter value may stand inside another text by chance."""
_NAMED = re.compile(r"(?P<of>.*?)(?P<kind>Id|Ids|Arn|Arns|Identifier)?")


@dataclass(frozen=True, slots=True)
class _Owner:
    number: int
    output: str

    def __str__(self) -> str:
        return sentinel(self.number, self.output)


class Owners:
    """Whose each value is: by the dependencies that a state lists, else by ids and ARNs that occur once."""

    def __init__(self, made: Sequence[Registration], outputs: Mapping[int, Mapping[str, Any]]) -> None:
        self._by_urn = {one.urn: one for one in made}
        self._given = {one.number: one.inputs for one in made}
        self._outputs = outputs
        self._known: dict[str, _Owner] = {}
        for name in ("arn", "id"):
            for one in made:
                value = outputs[one.number].get(name)
                if isinstance(value, str) and _OWN.fullmatch(value):
                    self._known.setdefault(value, _Owner(one.number, name))

    def tied(self, one: Registration) -> Mapping[str, Any]:
        """Return what a resource was given, with references where a value is another resource's."""
        return {name: self._tied(one, name, value) for name, value in one.inputs.items()}

    def _tied(self, one: Registration, name: str, value: Any) -> Any:
        sources = [self._by_urn[urn] for urn in one.property_dependencies.get(name, ()) if urn in self._by_urn]
        owned = {text: owner for source in sources for text, owner in self._values(source)}
        return self._value(value, (name,), one.number, owned, sources)

    def _values(self, source: Registration) -> Iterator[tuple[str, _Owner]]:
        """Yield the values that a resource has made, its id last, so that it counts where several are the same."""
        outputs, given = self._outputs[source.number], self._given[source.number]
        for name, value in sorted(outputs.items(), key=lambda item: (item[0] == "id", item[0] == "arn")):
            if isinstance(value, str) and value and (name == "id" or given.get(name) != value):
                yield value, _Owner(source.number, name)

    def _value(
        self, value: Any, path: Path, number: int, owned: Mapping[str, _Owner], sources: Sequence[Registration]
    ) -> Any:
        match value:
            case str():
                return self._text(value, number, owned)
            case list() if value and len(value) == len(sources) and all(item == UNKNOWN for item in value):
                return [_of(source, path) or UNKNOWN for source in sources]
            case list():
                return [self._value(item, (*path, at), number, owned, sources) for at, item in enumerate(value)]
            case Mapping() if value == UNKNOWN:
                return (_of(sources[0], path) if len(sources) == 1 else None) or value
            case Mapping():
                return {key: self._value(item, (*path, key), number, owned, sources) for key, item in value.items()}
            case _:
                return value

    def _text(self, value: str, number: int, owned: Mapping[str, _Owner]) -> str:
        owner = owned.get(value) or self._known.get(value)
        if owner is not None:
            return value if owner.number == number else str(owner)
        for text in sorted((text for text in owned if len(text) >= _LONG), key=len, reverse=True):
            value = value.replace(text, str(owned[text]))
        return value


def _of(source: Registration, path: Path) -> str | None:
    """Return the output that an unknown value must be, by what it is called and the one resource that it comes from.

    A preview says which resource a value depends on, not which output of it.
    """
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    known = resource_type(source.type)
    match = _NAMED.fullmatch(name)
    if known is None or match is None:
        return None
    if match["kind"] and name in known.outputs_by_pulumi:
        return sentinel(source.number, name)
    kind = match["kind"] or ""
    if kind.startswith("Arn"):
        return sentinel(source.number, "arn") if "arn" in known.outputs_by_pulumi else None
    called = source.type.rpartition(":")[2].removesuffix("V2").lower()
    return sentinel(source.number, "id") if kind or name.lower().removesuffix("s").endswith(called) else None
