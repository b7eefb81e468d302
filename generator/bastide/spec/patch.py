"""A spec's text with some of its values replaced where they stand: comments, order and layout remain."""

import json
from collections.abc import Mapping

from bastide.model.place import Place
from bastide.source import nodes
from bastide.source.yamldoc import parse


def patched(text: str, values: Mapping[tuple[str, ...], str]) -> str:
    """Return a text with the values at some paths (`("platform", "name")`) replaced, as JSON strings.

    Raises KeyError for a path that the text doesn't have: a blueprint without its owner's line is our bug.
    """
    root = parse(text, "platform.yaml")
    places = sorted(((_at(root, path).place, value) for path, value in values.items()), reverse=True)
    lines = text.splitlines(keepends=True)
    for place, value in places:
        _put(lines, place, json.dumps(value, ensure_ascii=False))
    return "".join(lines)


def _at(node: nodes.Node, path: tuple[str, ...]) -> nodes.Scalar:
    for key in path:
        found = node.get(key) if isinstance(node, nodes.Mapping) else None
        if found is None:
            raise KeyError(".".join(path))
        node = found
    if not isinstance(node, nodes.Scalar):
        raise KeyError(".".join(path))
    return node


def _put(lines: list[str], place: Place, value: str) -> None:
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: place.column - 1] + value + line[place.end_column - 1 :]
