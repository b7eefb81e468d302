"""Who can become whom, over any number of steps."""

from collections.abc import Iterable, Mapping

from bastide.model.identity import IdentityProof, Way


def chains(proof: IdentityProof, start: str) -> Mapping[str, tuple[Way, ...]]:
    """Return the roles that a holder can become, each with the shortest chain of ways that leads to it."""
    found: dict[str, tuple[Way, ...]] = {start: ()}
    waiting = [start]
    by_source = _by_source(proof.ways)
    while waiting:
        here = waiting.pop(0)
        for way in by_source.get(here, ()):
            if way.role not in found:
                found[way.role] = (*found[here], way)
                waiting.append(way.role)
    del found[start]
    return found


def _by_source(ways: Iterable[Way]) -> Mapping[str, tuple[Way, ...]]:
    found: dict[str, tuple[Way, ...]] = {}
    for way in ways:
        found[way.source] = (*found.get(way.source, ()), way)
    return found
