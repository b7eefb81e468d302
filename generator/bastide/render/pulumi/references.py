"""Which resources a resource needs: by its values, and by `depends_on`."""

from collections.abc import Iterator

from bastide.model.graph import Block, Encoded, Joined, Reference, Unknown, Value

NOT_DEPENDENCIES = frozenset({"provider", "lifecycle"})
"""What names no resource: the first a provider, the second attributes of the block itself."""


def needed(body: Block) -> list[Reference]:
    """Return the references of a resource's block, its own nested blocks included."""
    return list(_of_block(body, outer=True))


def unread(value: Value) -> Iterator[Unknown]:
    """Yield what a value holds that could not be read."""
    for leaf in _leaves(value):
        if isinstance(leaf, Unknown):
            yield leaf


def _of_block(body: Block, *, outer: bool) -> Iterator[Reference]:
    for attribute in body.attributes.values():
        if isinstance(attribute.value, str) or (outer and attribute.name in NOT_DEPENDENCIES):
            continue
        for leaf in _leaves(attribute.value):
            if isinstance(leaf, Reference):
                yield leaf
    for block in body.blocks:
        if not (outer and block.type in NOT_DEPENDENCIES):
            yield from _of_block(block, outer=False)


def _leaves(value: Value) -> Iterator[Value]:
    match value:
        case Encoded(inner):
            yield from _leaves(inner)
        case Joined(parts) | tuple(parts):
            for part in parts:
                yield from _leaves(part)
        case dict():
            for part in value.values():
                yield from _leaves(part)
        case _:
            yield value
