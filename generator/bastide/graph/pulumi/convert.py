"""A recording as blocks of Terraform, each of which knows what it was made from; what has no block is a hole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from bastide.bridge.load import ID
from bastide.graph.pulumi import options
from bastide.graph.pulumi.existing import key_of
from bastide.graph.pulumi.holes import DEPLOYED, Hole, Holes
from bastide.graph.pulumi.maps import BUILT_IN, lookup, package, resource_type
from bastide.graph.pulumi.names import Names, is_provider
from bastide.graph.pulumi.outputs import Outputs
from bastide.graph.pulumi.providers import Providers
from bastide.graph.pulumi.recording import Invoke, Recording, Registration
from bastide.graph.pulumi.resources import ELSEWHERE, Blocks
from bastide.graph.pulumi.values import PLACEHOLDER, Site, Values
from bastide.graph.pulumi.written import Body, Declared, Entry, Origin

PROVIDERS, VARIABLES = "providers.tf", "unknowns.tf"
_UNMAPPED = "its type is not mapped to Terraform, so nothing looks at it"
_REMOTE = "it is a remote component: what it holds is made in the engine, so nothing looks at it"
_EXISTING = "it exists already and there is no data source for it, so nothing looks at it"
_FUNCTION = "the function is not mapped to Terraform"


@dataclass(frozen=True)
class Converted:
    """The blocks of a recording by file, and all that is not known of it."""

    files: dict[str, list[Declared]]
    holes: Holes

    @property
    def noted(self) -> Sequence[Hole]:
        """What is not known and stands nowhere in the text."""
        return self.holes.beside


def convert(recording: Recording, source: str = "") -> Converted:
    """Return a recording's blocks; a secret is written out only where it stands in the program's `source`.

    Each file of the program becomes a file of Terraform.
    """
    return _Converter(recording, source).all()


def file_name(path: str) -> str:
    """Return what the Terraform file of a program's file is called."""
    return f"{'.'.join(PurePosixPath(path).parts) or 'stack'}.tf"


class _Converter:
    """Converts one recording."""

    def __init__(self, recording: Recording, source: str) -> None:
        self._recording = recording
        self._names = Names(recording)
        self._holes = Holes()
        missing = any(one.kind == PLACEHOLDER for one in recording.opaque)
        self._values = Values(Outputs(recording, self._names), self._holes, source, placeholders=missing)
        self._blocks = Blocks(self._values, self._holes)
        self._providers = Providers(recording, self._names, self._values)

    def all(self) -> Converted:
        files: dict[str, list[Declared]] = {}
        used: set[str] = set()
        for file, declared in self._declared():
            files.setdefault(file_name(file), []).append(declared)
            used.add(declared.labels[0].partition("_")[0])
        files[PROVIDERS] = list(self._providers.declared(used))
        files[VARIABLES] = self._holes.declared()
        return Converted({name: blocks for name, blocks in files.items() if blocks}, self._holes)

    def _declared(self) -> Iterator[tuple[str, Declared]]:
        for one in self._recording.registrations:
            if not is_provider(one):
                yield from ((one.file, declared) for declared in self._registration(one))
        for asked in self._recording.invokes:
            yield from ((asked.file, declared) for declared in self._invoke(asked))

    def _registration(self, one: Registration) -> Iterator[Declared]:
        origin = Origin(one.number)
        address = self._names.address(one.number)
        if address is None:
            reason = _why_left(one)
            if reason:
                self._holes.note(f"{one.type} {one.name}", reason, origin)
        elif one.read:
            kind, name = str(address).split(".")[1:]
            yield Declared("data", (kind, name), self._found(one, origin), origin)
        else:
            kind, name = str(address).split(".")
            yield Declared("resource", (kind, name), self._body(one, origin), origin)

    def _body(self, one: Registration, origin: Origin) -> Body:
        known = resource_type(one.type)
        assert known is not None  # it has an address
        given = self._blocks.body(known, one.inputs, Site(origin, (), "", frozenset(one.secrets), known.terraform))
        alias = self._provider(package(one.type), one.provider, one.inputs)
        waits = options.dependencies(one, given, self._names)
        attributes = (*alias, *given.attributes, *waits)
        return Body(attributes, (*given.blocks, *options.lifecycle(one, known)))

    def _found(self, one: Registration, origin: Origin) -> Body:
        """Return the block that finds a resource that exists, by what the program knows it by."""
        known = resource_type(one.type)
        assert known is not None  # it has an address
        value = self._values.value(one.id, Site(origin, ("id",)))
        alias = self._provider(package(one.type), one.provider, {})
        return Body((*alias, Entry(key_of(known), value, ("id",))))

    def _provider(self, kind: str, provider: str, given: Mapping[str, Any]) -> Iterator[Entry]:
        return options.provider(self._providers.alias(kind, provider, given.get("region")), kind)

    def _invoke(self, one: Invoke) -> Iterator[Declared]:
        origin = Origin(invoke=one.number)
        address, known = self._names.data(one.number), lookup(one.token)
        if address is None or known is None:
            self._holes.note(one.token, f"{_FUNCTION}: what it answers, {DEPLOYED}", origin)
            return
        kind, name = str(address).split(".")[1:]
        args = {key: value for key, value in one.args.items() if key not in ELSEWHERE and value != []}
        body = self._blocks.given(args, {**known.arguments, "id": ID}, Site(origin, ()))
        alias = self._provider(package(one.token), "", one.args)
        yield Declared("data", (kind, name), Body((*alias, *body.attributes), body.blocks), origin)


def _why_left(one: Registration) -> str:
    """Return why a registration has no block; nothing for what declares nothing by itself."""
    if one.remote:
        return _REMOTE
    if one.type.startswith(BUILT_IN) or not one.custom:
        return ""
    return _EXISTING if one.read and resource_type(one.type) else _UNMAPPED
