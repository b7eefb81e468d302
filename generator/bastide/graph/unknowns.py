"""List every expression and construct in a block that could not be evaluated."""

from collections.abc import Iterator

from bastide.model.graph import Block, Encoded, Joined, Unknown, Value

# They may stop a run but never change what it deploys.
_CONDITIONS = frozenset({"precondition", "postcondition"})


def in_block(block: Block) -> Iterator[Unknown]:
    """Yield the unknowns of a block and of the blocks in it."""
    for attribute in block.attributes.values():
        yield from in_value(attribute.value)
    for nested in block.blocks:
        if nested.type in _CONDITIONS:
            continue
        if nested.type == "dynamic":
            text = " ".join(("dynamic", *(f'"{label}"' for label in nested.labels)))
            yield Unknown(text, "a `dynamic` block is not expanded", nested.place)
        yield from in_block(nested)


def in_value(value: Value) -> Iterator[Unknown]:
    """Yield the unknowns anywhere in a value."""
    match value:
        case Unknown():
            yield value
        case dict():
            for item in value.values():
                yield from in_value(item)
        case tuple() | Joined():
            for item in value if isinstance(value, tuple) else value.parts:
                yield from in_value(item)
        case Encoded():
            yield from in_value(value.value)
        case _:
            pass


def repeated(block: Block) -> Iterator[Unknown]:
    """Yield the `count` and `for_each` of a resource: how many there will be is not evaluated."""
    for name in ("count", "for_each"):
        attribute = block.attributes.get(name)
        if attribute is not None:
            reason = f"`{name}` is not expanded: how many copies there are, and each one's values, is unknown"
            yield Unknown(name, reason, attribute.place)
