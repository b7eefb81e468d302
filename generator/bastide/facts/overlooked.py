"""What Terraform is told to leave as it is (`ignore_changes`): the code does not say what is there."""

from collections.abc import Iterator

from bastide.model.graph import Reference, Resource, Value
from bastide.model.place import Place

EVERYTHING = "all"
"""Stands for every attribute."""


def overlooked(resource: Resource) -> Iterator[tuple[str, Place]]:
    """Yield the attributes and blocks of a resource whose changes are ignored, each with the line that says so."""
    for body in resource.nested("lifecycle"):
        if "ignore_changes" in body.attributes:
            value, place = body.get("ignore_changes"), body.at("ignore_changes")
            yield from ((_name(one), place) for one in (value if isinstance(value, tuple) else (value,)))


def _name(value: Value) -> str:
    """Return the attribute that an entry names; what can't be told may be everything."""
    match value:
        case Reference():
            return value.address.partition(".")[0]
        case str():
            return value.partition("[")[0].partition(".")[0]
        case _:
            return EVERYTHING
