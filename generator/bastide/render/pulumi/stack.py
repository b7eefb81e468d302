"""A stack as a whole: its files, what its resources are called in Python, and in which order they are made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bastide.bridge.model import Bridge, ResourceType
from bastide.model.graph import Reference
from bastide.render.pulumi import names
from bastide.render.pulumi.faults import Faults
from bastide.render.pulumi.providers import PRIMARY, Provider, providers
from bastide.render.pulumi.references import needed
from bastide.render.pulumi.source import Declared, File, Source, read
from bastide.render.pulumi.wiring import CircleError, Wiring, wiring


@dataclass(frozen=True, slots=True)
class Component:
    """A file that declares resources, as a module with one class."""

    file: File
    name: str
    module: str
    class_name: str
    token: str


@dataclass(frozen=True, slots=True)
class Stack:
    """Everything that the writers need to know about each other's files."""

    components: Mapping[str, Component]
    resources: Mapping[str, Declared]
    types: Mapping[str, ResourceType]
    attributes: Mapping[str, str]
    providers: Mapping[str, Provider]
    """By alias; the default one has none."""
    references: Mapping[str, Sequence[Reference]]
    """What each resource's values and `depends_on` name of other resources."""
    wiring: Wiring

    def provider_of(self, address: str) -> str | None:
        """Return what the provider of a resource is called, None for one that is not declared."""
        given = self.resources[address].body.get("provider")
        alias = given.address.partition(".")[2] if isinstance(given, Reference) else ""
        found = self.providers.get(alias)
        return found.name if found else None


def stack(sources: Sequence[Source], known: Bridge, faults: Faults) -> Stack | None:
    """Read rendered files; None, with the reasons in `faults`, where they can't be a program."""
    files = [read(source, faults) for source in sources]
    found = {one.address: one for file in files for one in file.resources}
    types = {address: kind for address, one in found.items() if (kind := known.by_terraform.get(one.body.labels[0]))}
    for address in found.keys() - types.keys():
        faults.resource_type(found[address].body.labels[0], found[address].body.place)
    components = {one.name: one for one in map(_component, files) if one.file.resources or not one.file.providers}
    _refuse_doubles(components, faults)
    given = providers(files, faults)
    references = {name: [to for to in needed(one.body) if to.address in found] for name, one in found.items()}
    ordered = _wired(components, found, references, faults)
    if ordered is None or faults.found:
        return None
    attributes = names.attributes({address: kind.python for address, kind in types.items()}, [PRIMARY, *given])
    return Stack(components, found, types, attributes, given, references, ordered)


def _component(file: File) -> Component:
    path = file.source.path
    name = names.class_name(path)
    return Component(file, names.stem(path), names.module(path), name, names.token(file.source.capability, name))


def _refuse_doubles(components: Mapping[str, Component], faults: Faults) -> None:
    first: dict[str, Component] = {}
    for component in components.values():
        other = first.setdefault(component.module, component)
        if other is not component and component.file.resources:
            place = component.file.resources[0].body.place
            faults.modules(component.file.source.path, other.file.source.path, place)


def _wired(
    components: Mapping[str, Component],
    found: Mapping[str, Declared],
    references: Mapping[str, Sequence[Reference]],
    faults: Faults,
) -> Wiring | None:
    members = {name: [one.address for one in it.file.resources] for name, it in components.items()}
    try:
        return wiring(members, {name: tuple({to.address: None for to in it}) for name, it in references.items()})
    except CircleError as error:
        faults.circle(error.addresses, found[error.addresses[0]].body.place)
        return None
