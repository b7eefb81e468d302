"""Zones by the tags of subnets, for trees that declare nothing else."""

from collections.abc import Mapping

from bastide.facts.case import Case
from bastide.facts.values import OpaqueError, settle, text
from bastide.facts.zones import TAG
from bastide.model.graph import Resource
from bastide.prove.segmentation.declaration import Area, Declaration

KEYS = (TAG, "zone", "Zone", "tier", "Tier")
"""Tags that name a zone, the first that a subnet has counts."""


def of_tags(case: Case) -> Declaration:
    """Return the zones that subnets' tags name; nothing is declared to be right or wrong, so nothing is judged."""
    members: dict[str, set[str]] = {}
    for subnet in case.graph.of_type("aws_subnet"):
        zone = _zone(case, subnet)
        if zone:
            members.setdefault(zone, set()).add(subnet.address)
    return Declaration(tuple(Area(zone, (), frozenset(subnets)) for zone, subnets in sorted(members.items())))


def _zone(case: Case, subnet: Resource) -> str | None:
    tags = settle(case.graph, subnet.get("tags"))
    if not isinstance(tags, Mapping):
        return None
    for key in KEYS:
        try:
            named = text(case.graph, tags.get(key))
        except OpaqueError:
            continue
        if named:
            return named
    return None
