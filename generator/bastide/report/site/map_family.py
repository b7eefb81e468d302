"""Crowds of zones in rows: families of agencies where their names tell them, else as many in a row as fit."""

from collections import defaultdict
from math import ceil

from bastide.report.site.map_facts import Site, Spot

TALL = 13
"""How many rows of zones a crowd is meant to have at most."""
FAMILIES = 0.6
"""From which part of the names on families are told apart: most have one."""
Row = tuple[str, list[tuple[Spot, str]]]
"""What heads a row, and the zones in it, each with what tells it from the others."""


def families(site: Site) -> list[Row]:
    """Return the rows of a crowd: a family of agencies or zones in each, or as many as fit where there are none."""
    names = {spot.name: _own(spot, site) for spot in site.spots}
    heads = defaultdict[str, list[Spot]](list)
    for spot in site.spots:
        heads[names[spot.name].partition("-")[0]].append(spot)
    together = sum(len(found) for found in heads.values() if len(found) > 1)
    if len(heads) > 1 and together > FAMILIES * len(names):
        rows = [
            (head, [(one, names[one.name].partition("-")[2]) for one in found])
            if len(found) > 1
            else ("", [(found[0], names[found[0].name])])
            for head, found in sorted(heads.items())
        ]
        return _wrapped(rows)
    across = max(3, ceil(len(names) / TALL))
    spots = list(site.spots)
    return [("", [(one, names[one.name]) for one in spots[at : at + across]]) for at in range(0, len(spots), across)]


def _wrapped(rows: list[Row], across: int = 8) -> list[Row]:
    found = list[Row]()
    for head, row in rows:
        found += [(head if at == 0 else " ", row[at : at + across]) for at in range(0, len(row), across)]
    return found


def _own(spot: Spot, site: Site) -> str:
    """Return what tells a zone of a crowd from the others."""
    if spot.agency and site.name == spot.zone:
        return spot.agency
    head, _, tail = site.name.partition("*") if "*" in site.name else ("", "", "")
    return spot.name.removeprefix(head).removesuffix(tail) if head or tail else spot.name
