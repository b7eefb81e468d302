"""Read a Terraform root as `terraform plan` would see it: local modules read, copies made, expressions worked out.

Whoever judges the text itself reads `graph.terraform` instead. What can't be worked out is unknown here too.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bastide.graph import unknowns
from bastide.graph.evaluation.evaluator import Evaluator
from bastide.graph.evaluation.folder import read_folder
from bastide.graph.evaluation.kinds import OpaqueValueError
from bastide.graph.evaluation.module import Copy, Module, each
from bastide.graph.evaluation.world import World
from bastide.graph.terraform import UNCALLED
from bastide.model.graph import Attribute, Block, Graph, Reference, Resource, Unknown, Value
from bastide.model.place import Place

_NAMES = frozenset({"provider", "depends_on", "ignore_changes", "replace_triggered_by"})
"""Arguments whose value is a name, or a list of names: they are read, not worked out."""
_REPETITION = frozenset({"count", "for_each"})


def expanded(root: Path, plain: Graph) -> Graph:
    """Return what a directory declares, expanded; `plain` is what its text says, and is returned if that is all."""
    if plain.problems or not plain.unknowns:
        return plain
    try:
        return _expanded(root, plain)
    except RecursionError:
        return plain


def _expanded(root: Path, plain: Graph) -> Graph:
    world = World(root)
    folder = read_folder(root, "", root=True)
    world.folders["."] = folder
    top = Module(world, folder)
    modules = list(_modules(top))
    resources = tuple(resource for module in modules for resource in _resources(module))
    providers = tuple(_block(block, top.evaluator({}, block.place)) for block in folder.providers)
    found = [unknown for module in modules for unknown in _hidden(module)]
    found += [unknown for unknown in plain.unknowns if unknown.reason == UNCALLED and _stays(unknown, world)]
    for resource in resources:
        found += [*unknowns.repeated(resource.body), *unknowns.in_block(resource.body)]
    for provider in providers:
        found += unknowns.in_block(provider)
    files = tuple(sorted({file for module in modules for file in module.folder.files}))
    ordered = tuple(sorted(set(found), key=lambda unknown: (unknown.place, unknown.text)))
    return Graph(files, resources, providers, ordered, ())


def _modules(module: Module) -> Iterator[Module]:
    yield module
    for name in module.folder.modules:
        for child in (module.children(name) or {}).values():
            yield from _modules(child)


def _hidden(module: Module) -> Iterator[Unknown]:
    """Yield what a module holds that is not evaluated: files, and calls of modules that can't be read."""
    yield from module.folder.unknowns
    for name, block in module.folder.modules.items():
        if module.children(name) is None:
            source = block.get("source")
            shown = f" (source `{source}`)" if isinstance(source, str) else ""
            reason = f"what the module `{name}` declares is not evaluated{shown}"
            yield Unknown(module.full(f"module.{name}"), reason, block.place)


def _stays(unknown: Unknown, world: World) -> bool:
    return not any(unknown.text == path or unknown.text.startswith(f"{path}/") for path in world.folders)


def _resources(module: Module) -> Iterator[Resource]:
    for address, block in module.folder.resources.items():
        copies = module.copies(address)
        for copy in copies if copies is not None else (Copy("", None, {}),):
            body = _block(block, module.evaluator(copy.bound, block.place), whole=copies is None)
            yield _resource(module, body, copy.key)


def _resource(module: Module, body: Block, key: str) -> Resource:
    mode = "data" if body.type == "data" else "resource"
    named = body.get("provider")
    provider = module.provider(str(named) if isinstance(named, Reference | str) else "")
    return Resource(mode, body.labels[0], body.labels[1], provider, body, module.address, key)


def _block(block: Block, evaluator: Evaluator, *, whole: bool = False) -> Block:
    """Return a block with everything worked out; without what says how often it is repeated, unless asked for."""
    attributes = {
        name: _attribute(attribute, evaluator)
        for name, attribute in block.attributes.items()
        if whole or name not in _REPETITION
    }
    nested = tuple(inner for one in block.blocks for inner in _nested(one, evaluator))
    return replace(block, attributes=attributes, blocks=nested)


def _attribute(attribute: Attribute, evaluator: Evaluator) -> Attribute:
    if attribute.name in _NAMES:
        return attribute
    value = evaluator.value(attribute.value)
    return replace(attribute, value=_sized(value, evaluator, attribute.value_place))


def _sized(value: Value, evaluator: Evaluator, place: Place) -> Value:
    names = evaluator.names
    if not isinstance(names, Module):
        return value
    try:
        return names.world.measured("this attribute", value)
    except OpaqueValueError as error:
        return Unknown("", error.reason, place)


def _nested(block: Block, evaluator: Evaluator) -> Iterator[Block]:
    """Yield a nested block, or those that a `dynamic` one makes; that one itself if it is not known which."""
    if block.type != "dynamic" or len(block.labels) != 1:
        yield _block(block, evaluator, whole=True)
        return
    content = block.nested("content")
    iterator = block.get("iterator")
    word = str(iterator) if isinstance(iterator, Reference) else block.labels[0]
    try:
        made = list(_rounds(evaluator, block.get("for_each"), word))
    except OpaqueValueError:
        made = []
        content = ()
        yield _block(block, evaluator, whole=True)
    for bound in made:
        for one in content[:1]:
            inner = replace(evaluator, bound={**evaluator.bound, **bound})
            yield _block(replace(one, type=block.labels[0], place=block.place), inner, whole=True)


def _rounds(evaluator: Evaluator, value: Value, word: str) -> Iterator[Mapping[str, Value]]:
    """Yield what a dynamic block's iterator is in each round; lists are as good as sets here."""
    found = evaluator.settled(evaluator.value(value))
    if isinstance(found, tuple):
        for index, item in enumerate(found):
            yield {word: {"key": index, "value": item}}
        return
    for copy in each(evaluator, found, word):
        yield copy.bound
