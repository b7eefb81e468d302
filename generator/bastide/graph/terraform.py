"""Read a Terraform root from its text into one graph; what can't be evaluated is listed, never guessed."""

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bastide.graph import unknowns
from bastide.graph.files import Sources, read_files, start_of
from bastide.graph.values import Resolver
from bastide.hcl.parse import ParseError, parse
from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.graph import Attribute, Block, Graph, Reference, Resource, Unknown
from bastide.model.place import Place

SILENT = frozenset({"terraform", "output", "moved", "import", "removed", "check", "variable", "locals"})
"""Blocks that declare nothing to judge: settings, outputs, and notes about the state."""
_LABELS = {"resource": 2, "data": 2, "provider": 1, "variable": 1, "module": 1, "output": 1}
UNCALLED = "no module call names this directory, and its Terraform files are not evaluated"
_NO_VERDICT = "Terraform refuses the tree, so no verdict on it is possible"


@dataclass(slots=True)
class _Declarations:
    """The top-level blocks of all files, sorted out."""

    resources: list[Block] = field(default_factory=list)
    providers: list[Block] = field(default_factory=list)
    modules: list[Block] = field(default_factory=list)
    names: dict[str, Attribute | None] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    unknowns: list[Unknown] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def read_tree(root: Path) -> Graph:
    """Return what the `*.tf` files directly in a directory declare; never raises for what they hold.

    `var.x` with a default and `local.x` are replaced by their literal values. Module calls, repetition, override,
    JSON and variable files, and sub-directories that no module call names are `unknowns`. Codes of `problems`:
    SCAN001 syntax, SCAN002 unreadable, SCAN003 declared twice, SCAN004 nothing to read.
    """
    sources = read_files(root)
    declared = _Declarations(problems=list(sources.problems), unknowns=list(sources.unknowns))
    for file, text in sources.texts.items():
        _parse(file, text, declared)
    resolver = Resolver(declared.names)
    resources = tuple(_resource(resolver.block(block)) for block in declared.resources)
    providers = tuple(resolver.block(block) for block in declared.providers)
    found = [*declared.unknowns, *_module_unknowns(declared.modules), *_unread(sources, declared.modules)]
    for resource in resources:
        found += [*unknowns.repeated(resource.body), *unknowns.in_block(resource.body)]
    for provider in providers:
        found += unknowns.in_block(provider)
    ordered = tuple(sorted(set(found), key=lambda unknown: (unknown.place, unknown.text)))
    return Graph(tuple(sources.texts), resources, providers, ordered, tuple(declared.problems))


def _parse(file: str, text: str, declared: _Declarations) -> None:
    try:
        body = parse(text, file)
    except ParseError as error:
        declared.problems.append(error.diagnostic)
        return
    for attribute in body.attributes.values():
        declared.problems.append(_refused(f"the argument `{attribute.name}` stands outside any block", attribute.place))
    for block in body.blocks:
        _sort(block, declared)


def _sort(block: Block, declared: _Declarations) -> None:
    if len(block.labels) != _LABELS.get(block.type, len(block.labels)):
        count = _LABELS[block.type]
        declared.problems.append(
            _refused(f"a `{block.type}` block needs {count} labels, not fewer or more", block.place)
        )
        return
    for address, attribute, place in _names(block):
        _declare(address, attribute, place, declared)
    match block.type:
        case "resource" | "data":
            declared.resources.append(block)
        case "provider":
            declared.providers.append(block)
        case "module":
            declared.modules.append(block)
        case "removed":
            declared.unknowns += left_in_place(block)
        case _ if block.type not in SILENT:
            declared.unknowns.append(unknown_kind(block))
        case _:
            pass


def unknown_kind(block: Block) -> Unknown:
    """Return what is not evaluated of a block of another type than those above."""
    return Unknown(block.type, f"a block of type `{block.type}` is not evaluated", block.place)


def left_in_place(removed: Block) -> Iterator[Unknown]:
    """Yield what a `removed` block takes from the code and leaves in the cloud."""
    for body in removed.nested("lifecycle"):
        if body.get("destroy") not in (None, True, "true"):
            reason = "it stays as it is, with whatever it allows, and isn't in the code any more"
            yield Unknown(str(removed.get("from")), reason, removed.place)


def _names(block: Block) -> Iterator[tuple[str, Attribute | None, Place]]:
    """Yield the addresses that a block declares, each with the attribute that gives its value, if any."""
    match block.type:
        case "locals":
            for name, attribute in block.attributes.items():
                yield f"local.{name}", attribute, attribute.place
        case "variable":
            yield f"var.{block.labels[0]}", _default(block), block.place
        case "resource":
            yield ".".join(block.labels), None, block.place
        case "data" | "module":
            yield ".".join((block.type, *block.labels)), None, block.place
        case _:
            pass


def _default(variable: Block) -> Attribute | None:
    """Return what gives a variable its value; a type with `optional(...)` adds to the default what we don't compute."""
    default, kind = variable.attributes.get("default"), variable.get("type")
    if default is None or not isinstance(kind, Unknown) or "optional(" not in kind.text:
        return default
    reason = "the variable's type has `optional` parts, which are not filled in"
    value = Unknown(f"var.{variable.labels[0]}", reason, default.value_place)
    return Attribute(default.name, value, default.place, default.value_place)


def _declare(address: str, attribute: Attribute | None, place: Place, declared: _Declarations) -> None:
    if address in declared.places:
        first = Label(declared.places[address], "first declared here")
        fix = "remove or rename one of the two"
        message = f"`{address}` is declared twice"
        declared.problems.append(Diagnostic("SCAN003", message, (Label(place), first), _NO_VERDICT, fix))
        return
    declared.places[address] = place
    if address.startswith(("local.", "var.")):
        declared.names[address] = attribute


def _refused(message: str, place: Place) -> Diagnostic:
    fix = "correct the block; `terraform validate` explains it in Terraform's words"
    return Diagnostic("SCAN001", message, (Label(place),), _NO_VERDICT, fix)


def _resource(block: Block) -> Resource:
    mode = "data" if block.type == "data" else "resource"
    provider = block.get("provider")
    alias = str(provider) if isinstance(provider, Reference | str) else ""
    return Resource(mode, block.labels[0], block.labels[1], alias, block)


def _module_unknowns(modules: Iterable[Block]) -> Iterator[Unknown]:
    for module in modules:
        source = module.get("source")
        shown = f" (source `{source}`)" if isinstance(source, str) else ""
        reason = f"what the module `{module.labels[0]}` declares is not evaluated{shown}"
        yield Unknown(f"module.{module.labels[0]}", reason, module.place)


def _unread(sources: Sources, modules: Iterable[Block]) -> Iterator[Unknown]:
    """Yield the sub-directories with Terraform files that are neither a called module nor inside one."""
    called = [
        posixpath.normpath(source) for source in (module.get("source") for module in modules) if isinstance(source, str)
    ]
    for directory in sources.directories:
        if not any(directory == path or directory.startswith(f"{path}/") for path in called):
            yield Unknown(directory, UNCALLED, start_of(directory))
