"""What stands at a path of a block: through nested blocks, through maps, and into JSON that is written out."""

from collections.abc import Iterator

from bastide.model.graph import Block, Encoded, Value

PRESENT = "{}"
"""What stands for a nested block itself, where a path ends at one."""


def at_path(block: Block, path: str) -> Iterator[Value]:
    """Yield the values at a path (`rule.statement.name`, `tags.bastide:zone`), in every block on the way."""
    name, _, rest = path.partition(".")
    inner = block.nested(name)
    value = block.get(name)
    if rest:
        for one in inner:
            yield from at_path(one, rest)
        yield from _in_map(value, rest)
        return
    yield from (PRESENT for _ in inner)
    if value is not None:
        yield value


def _in_map(value: Value, path: str) -> Iterator[Value]:
    """Yield what a map holds under a key, which may itself hold dots, or further in; what is no map may be anything."""
    if isinstance(value, Encoded):
        value = value.value
    if isinstance(value, dict):
        name, _, rest = path.partition(".")
        if value.get(path) is not None:
            yield value[path]
        elif rest:
            yield from _in_map(value.get(name), rest)
    elif value is not None:
        yield value
