"""A resource's options as Terraform's own arguments: provider, lifecycle, dependencies."""

import re
from collections.abc import Iterable, Iterator

from bastide.bridge.model import Property, ResourceType
from bastide.bridge.names import snake
from bastide.graph.pulumi.maps import by_pulumi
from bastide.graph.pulumi.names import Names
from bastide.graph.pulumi.recording import Registration
from bastide.graph.pulumi.written import Body, Entry, Json, Nested, Written
from bastide.hcl.literal import Template
from bastide.hcl.traversal import Traversal

OPTIONS = "opts"
"""What the argument is called that holds a resource's options."""
_STEP = re.compile(r"\.?([A-Za-z0-9_]+|\*)|\[(\d+)\]|\[\"([^\"]*)\"\]")


def provider(alias: str, kind: str) -> Iterator[Entry]:
    """Yield the argument that names a provider other than the default one."""
    if alias:
        yield Entry("provider", Traversal(f"{kind}.{alias}"), (OPTIONS, "provider"))


def lifecycle(one: Registration, known: ResourceType) -> Iterator[Nested]:
    """Yield the block that protects a resource, if anything does.

    Pulumi creates a replacement before it deletes what it replaces; only the opposite is said in a program.
    """
    entries: list[Entry] = []
    if one.protect:
        entries.append(Entry("prevent_destroy", value=True, path=(OPTIONS, "protect")))
    if one.delete_before_replace:
        entries.append(Entry("create_before_destroy", value=False, path=(OPTIONS, "deleteBeforeReplace")))
    if one.ignore_changes:
        ignored: Written = Traversal("all")
        if "*" not in one.ignore_changes:
            ignored = [Traversal(_ignored(path, known)) for path in one.ignore_changes]
        entries.append(Entry("ignore_changes", ignored, (OPTIONS, "ignoreChanges")))
    if entries:
        yield Nested("lifecycle", Body(tuple(entries)), (OPTIONS,))


def dependencies(one: Registration, body: Body, names: Names) -> Iterator[Entry]:
    """Yield what a resource waits for though no reference in it says so."""
    carried = {urn for urns in one.property_dependencies.values() for urn in urns}
    said = set(mentioned(body))
    waits: set[str] = set()
    for urn in one.dependencies:
        source = names.by_urn.get(urn)
        address = None if source is None or urn in carried else names.address(source.number)
        if address is not None and str(address) not in said:
            waits.add(str(address))
    if waits:
        yield Entry("depends_on", [Traversal(address) for address in sorted(waits)], (OPTIONS, "dependsOn"))


def mentioned(body: Body) -> Iterator[str]:
    """Yield the address of everything that a block refers to."""
    for entry in body.attributes:
        yield from _addresses(entry.value)
    for nested in body.blocks:
        yield from mentioned(nested.body)


def _addresses(value: "Written | str") -> Iterator[str]:
    inner: Iterable[Written | str] = ()
    match value:
        case Traversal():
            steps = re.split(r"[.\[]", str(value))
            yield ".".join(steps[: 3 if steps[0] == "data" else 2])
        case Template(parts):
            inner = parts
        case Json(document):
            inner = (document,)
        case dict():
            inner = value.values()
        case list():
            inner = value
        case _:
            pass
    for one in inner:
        yield from _addresses(one)


def _ignored(path: str, known: ResourceType) -> str:
    """Return a path of Pulumi's as Terraform writes it; what the map doesn't know is spelled as Terraform would."""
    properties = known.properties
    one: Property | None = None
    written = ""
    for name, index, key in _STEP.findall(path):
        if index:
            written += f"[{index}]"
            continue
        inner = by_pulumi(properties).get(name or key)
        if one is not None and inner is None:
            written += f'["{name or key}"]'
            continue
        written += f".{inner.terraform if inner else snake(name or key)}"
        one = inner
        properties = {} if inner is None else inner.fields
    return written.removeprefix(".") or "all"
