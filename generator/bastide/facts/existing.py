"""What the declaration says that the team had already: the code names it and makes none of it, so vouches for none."""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.model.graph import Block, Encoded, Joined, Value
from bastide.model.intent import DeclaredExisting
from bastide.model.place import Place

NETWORK, KEY, BUCKET = "network", "key", "log-bucket"


def of_kind(case: Case, kind: str) -> tuple[DeclaredExisting, ...]:
    """Return the declared parts of a kind, none without a declaration."""
    return () if case.intent is None else tuple(one for one in case.intent.existing if one.kind == kind)


def networks(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the networks that are somebody else's: all of their address blocks, by id."""
    return {one.id: one.cidrs for one in of_kind(case, NETWORK)}


def key(case: Case, arn: str) -> DeclaredExisting | None:
    """Return the declared key of an ARN, None where nobody declared it."""
    return next((one for one in of_kind(case, KEY) if one.id == arn), None)


def bucket(case: Case, arn: str) -> DeclaredExisting | None:
    """Return the declared bucket of an ARN, None where nobody declared it; a bucket's name is its ARN's last part."""
    name = arn.rpartition(":::")[2]
    return next((one for one in of_kind(case, BUCKET) if one.id == name), None)


def named(case: Case, kind: str) -> Iterator[tuple[DeclaredExisting, Place]]:
    """Yield the declared parts of a kind that the code names, each with the first line that does."""
    for part in of_kind(case, kind):
        place = _first_place(case, part.id)
        if place is not None:
            yield part, place


def _first_place(case: Case, identifier: str) -> Place | None:
    places = (place for resource in case.graph.resources for place in _places(resource.body, identifier))
    return min(places, default=None)


def _places(body: Block, identifier: str) -> Iterator[Place]:
    for attribute in body.attributes.values():
        if _names(attribute.value, identifier):
            yield attribute.value_place
    for block in body.blocks:
        yield from _places(block, identifier)


def _names(value: Value, identifier: str) -> bool:
    """Tell whether a value holds a part's id, ARN or name as literal text."""
    match value:
        case str():
            return value == identifier or value.endswith(f":::{identifier}")
        case tuple():
            return any(_names(one, identifier) for one in value)
        case dict():
            return any(_names(one, identifier) for one in value.values())
        case Joined():
            return any(_names(one, identifier) for one in value.parts)
        case Encoded():
            return _names(value.value, identifier)
        case _:
            return False
