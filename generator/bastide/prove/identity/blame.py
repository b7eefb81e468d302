"""Faults about rights and ways, one for each line to blame, however many it concerns."""

from collections.abc import Iterable, Iterator

from bastide.facts.rule import Fault
from bastide.model.diagnostic import Label
from bastide.model.identity import Answer, Grant, Ground, Holder, HolderKind, IdentityProof, TargetKind, Way
from bastide.model.place import Place

NAMED = 3
"""How many names a message holds; more are counted."""

INSIDE = (HolderKind.ROLE, HolderKind.USER, HolderKind.GROUP, HolderKind.POLICY)
UNDECLARED = (*INSIDE, HolderKind.ACCOUNT)
"""Who can't be judged without a declaration: nobody inside is undeclared, and an account may be the tree's own."""


def having(proof: IdentityProof, kinds: tuple[HolderKind, ...]) -> frozenset[str]:
    """Return the names of the holders of some kinds."""
    return frozenset(one.name for one in proof.holders if one.kind in kinds)


def of_kind(proof: IdentityProof, *kinds: HolderKind) -> Iterator[Holder]:
    """Yield the holders of some kinds."""
    return (one for one in proof.holders if one.kind in kinds)


def targets(proof: IdentityProof, *kinds: TargetKind) -> Iterator[str]:
    """Yield the addresses of what is protected, of some kinds."""
    return (one.address for one in proof.targets if one.kind in kinds)


def faults(grants: Iterable[Grant], verb: str) -> Iterator[Fault]:
    """Yield a fault for each line that gives rights over one target: `verb` says what may be done."""
    for place, listed in by_line(grants):
        first = listed[0]
        deeds = named(tuple(dict.fromkeys(grant.deed for grant in listed)))
        holders = named(tuple(dict.fromkeys(grant.holder for grant in listed)))
        message = f"{holders} may {verb} `{first.target}`: {deeds}{_if(listed)}"
        yield Fault(message, place, related(first.grounds))


def by_line(grants: Iterable[Grant]) -> Iterator[tuple[Place | None, list[Grant]]]:
    """Yield grants by the line that gives them, in the order of the first of each."""
    found: dict[Place | None, list[Grant]] = {}
    for grant in grants:
        found.setdefault(place_of(grant.grounds), []).append(grant)
    yield from found.items()


def _if(listed: Iterable[Grant]) -> str:
    doubts = dict.fromkeys(doubt for grant in listed for ground in grant.grounds for doubt in ground.doubts)
    surely = any(grant.answer is Answer.YES for grant in listed)
    return "" if surely or not doubts else f" (if {'; '.join(doubts)})"


def named(names: tuple[str, ...]) -> str:
    """Return some names, the first few of many."""
    shown = ", ".join(f"`{one}`" for one in names[:NAMED])
    return shown if len(names) <= NAMED else f"{shown} and {len(names) - NAMED} more"


def place_of(grounds: tuple[Ground, ...]) -> Place | None:
    """Return the line to blame: of the ground that gives most surely, the first."""
    best = min((one for one in grounds if one.allows), key=lambda one: len(one.doubts), default=None)
    best = best or next(iter(grounds), None)
    return None if best is None else best.place


def related(grounds: tuple[Ground, ...]) -> tuple[Label, ...]:
    """Return the entries that matter, the statements around them, and denials that fall short."""
    first = place_of(grounds)
    labels: dict[Place, str] = {}
    for one in grounds:
        called = f"{one.sid or 'a statement'} of {one.owner}"
        word = called if one.allows else f"{called} denies, but not this"
        labels.setdefault(one.statement, word)
        for place in (one.place, *one.also):
            labels.setdefault(place, "this counts too")
    return tuple(sorted(Label(place, note) for place, note in labels.items() if place != first))


def by_way(way: Way) -> str:
    """Return a way as a clause: who, by what, and on which conditions."""
    conditions = f", if {'; '.join(way.conditions)}" if way.conditions else ""
    return f"`{way.source}` may take `{way.role}` ({way.by}{conditions})"


def steps(chain: tuple[Way, ...]) -> str:
    """Return a chain of ways as names in order."""
    return " -> ".join([f"`{chain[0].source}`", *(f"`{way.role}`" for way in chain)])
