"""The proof of identity: who may become whom, and who may do what."""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.model.identity import Holder, HolderKind, IdentityProof, Need
from bastide.model.intent import Intent
from bastide.prove.identity.administrators import unstopped
from bastide.prove.identity.departures import departures
from bastide.prove.identity.duties import closed_doors, entrances, lapses, sessions, unions
from bastide.prove.identity.escalation import escalations
from bastide.prove.identity.granting import grants
from bastide.prove.identity.needs import needs
from bastide.prove.identity.outsiders import EVERYBODY
from bastide.prove.identity.rulings import Rulings
from bastide.prove.identity.unjudged import note
from bastide.prove.identity.ways import ways

ASSUMPTIONS = (
    "the root user, and identities that the tree doesn't hold, are judged only where a policy of the tree names them",
    "policies of the organization (SCP, RCP) are not in the tree: they can only take away",
    "a role's session has no session policy and no session tags",
    "what AWS lets its own services do without a policy is not judged",
)


def identity(case: Case) -> IdentityProof:
    """Return what holders of a tree, and those whom it lets in, may do to each other and to what it protects."""
    return proof(Rulings(case))


def proof(rulings: Rulings) -> IdentityProof:
    """Return the proof that rulings about a tree add up to."""
    note(rulings.case, rulings.names, rulings.reader)
    entered = tuple(ways(rulings))
    held = (*grants(rulings), *escalations(rulings), *departures(rulings))
    inside = {person.holder.name: person.holder for person in rulings.people}
    outside = sorted({*(way.source for way in entered), *(grant.holder for grant in held)} - set(inside))
    kinds = {EVERYBODY.name: EVERYBODY}
    intent = rulings.case.intent
    return IdentityProof(
        holders=(*inside.values(), *(kinds.get(name) or _outsider(name) for name in outside)),
        targets=tuple(one.target for one in rulings.estate),
        ways=entered,
        grants=held,
        needs=() if intent is None else tuple(_needed(rulings, intent)),
        lapses=() if intent is None else tuple(lapses(rulings, intent)),
        unions=() if intent is None else tuple(unions(rulings, intent)),
        sessions=() if intent is None else tuple(sessions(rulings, intent)),
        unstopped=tuple(unstopped(rulings)),
        doubts=rulings.reader.doubts,
        assumptions=ASSUMPTIONS,
    )


def _needed(rulings: Rulings, intent: Intent) -> Iterator[Need]:
    yield from needs(rulings, intent)
    yield from closed_doors(rulings, intent)
    yield from entrances(rulings, intent)


def _outsider(name: str) -> Holder:
    word = name.partition(" ")[0]
    return Holder(name, HolderKind(word) if word in set(HolderKind) else HolderKind.ACCOUNT)
