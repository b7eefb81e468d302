"""What a module exists for, as partial YAML, held against what was generated: text, or the plan of the real provider.

A resource's entry names some of its arguments. A scalar is compared as Terraform would print it, a reference by its
text (`aws_kms_key.logs.arn`), the only nested block of its type by a map, some of several by a list of maps, an encoded
document part by part: a list in it holds each wanted item somewhere.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from bastide.model.graph import Block, Encoded, Graph, Joined, Reference, Unknown, Value
from bastide.source import nodes
from bastide.source.yamldoc import parse

PROVIDER = "provider"
"""Stands in the text alone: a plan's values don't name it."""


def read(path: Path) -> dict[str, object]:
    """Return an inventory as plain data: bodies by address."""
    found = nodes.data(parse(path.read_text(encoding="utf-8"), str(path)))
    assert isinstance(found, dict), f"{path}: a map of addresses is needed"
    return found


def missing(inventory: Mapping[str, object], graph: Graph, *, planned: bool = False) -> list[str]:
    """Return what a graph lacks of an inventory, one line each; in a plan what is not known yet can't be missed."""
    faults: list[str] = []
    for address, wanted in inventory.items():
        resource = graph.by_address.get(address)
        if resource is None:
            faults.append(f"{address} is not there")
        else:
            faults += _in_block(address, wanted, resource.body, planned=planned)
    return faults


def _in_block(where: str, wanted: object, block: Block, *, planned: bool) -> Iterator[str]:
    assert isinstance(wanted, dict), f"{where}: a map is wanted"
    for name, value in wanted.items():
        nested = block.nested(name)
        path = f"{where}.{name}"
        if nested:
            yield from _in_blocks(path, value, nested, planned=planned)
        elif name not in block.attributes:
            if not (planned and (_refers(value) or name == PROVIDER)):
                yield f"{path} is not set"
        elif not _fits(value, block.get(name), planned=planned):
            yield f"{path} is {_shown(block.get(name))}, not {value}"


def _in_blocks(where: str, wanted: object, blocks: tuple[Block, ...], *, planned: bool) -> Iterator[str]:
    if isinstance(wanted, dict) and len(blocks) == 1:
        yield from _in_block(where, wanted, blocks[0], planned=planned)
        return
    if isinstance(wanted, dict):
        yield f"{where} has {len(blocks)} blocks, not one"
        return
    assert isinstance(wanted, list), f"{where} holds blocks"
    for one in wanted:
        if all(list(_in_block(where, one, block, planned=planned)) for block in blocks):
            yield f"{where} holds no {one}"


def _fits(wanted: object, found: Value, *, planned: bool) -> bool:
    match found:
        case Encoded(value=inner):
            return _fits(wanted, inner, planned=planned)
        case Unknown():
            return planned
        case Reference() | Joined() if planned:
            return True
        case str() if planned and isinstance(wanted, dict) and found.startswith("{"):
            return _fits(wanted, _values(json.loads(found)), planned=planned)
        case dict():
            return isinstance(wanted, dict) and all(
                key in found and _fits(value, found[key], planned=planned) for key, value in wanted.items()
            )
        case tuple():
            items = wanted if isinstance(wanted, list) else [wanted]
            return all(any(_fits(one, item, planned=planned) for item in found) for one in items)
        case _:
            return _text(wanted) == _shown(found)


def _values(document: object) -> Value:
    """Return a JSON document as the graph holds one: a plan writes policies as text."""
    match document:
        case dict():
            return {str(key): _values(one) for key, one in document.items()}
        case list():
            return tuple(_values(one) for one in document)
        case str() | int() | float() | bool() | None:
            return document
        case _:
            message = f"{type(document).__name__} is no JSON"
            raise TypeError(message)


def _refers(wanted: object) -> bool:
    """Whether something names another resource: a plan of an empty account doesn't know it yet."""
    items = wanted if isinstance(wanted, list) else [wanted]
    return any(isinstance(one, str) and one.startswith("aws_") for one in items)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown(value: Value) -> str:
    match value:
        case Joined(parts=parts):
            return "".join(f"${{{part}}}" if isinstance(part, Reference) else _shown(part) for part in parts)
        case _:
            return _text(value)
