"""Access: which duty reaches what, on which conditions it may be taken, and which duties one person never holds."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from bastide.model.identity import Answer, Grant, IdentityProof, TargetKind, Union, Way
from bastide.model.intent import DeclaredRole, Intent
from bastide.report.site.review import Review
from bastide.report.site.words import ANSWERS, DEMANDS, RIGHTS, duration

_LETTERS = ("read", "write", "destroy", "grant", "escalate")


WIDE = 12
"""How many stores have a column each; more are named in columns of rights."""
COPIES, NAMED = 4, 8
"""How many copies of one zone are named one by one, and how many stores in one cell."""


def fields(review: Review, *, zh: bool) -> dict[str, Any]:  # noqa: ARG001 - the template chooses the words
    """Return the duties with their ways in, who holds rights over stores, and what is kept apart."""
    intent, proof = review.intent, review.identity
    roles = intent.roles if intent else ()
    return {
        "roles": roles,
        "against": {one.name: [lapse for lapse in proof.lapses if lapse.role == one.resource] for one in roles}
        if proof
        else {},
        "duration": duration,
        "ways": {one.name: _ways(proof, one) for one in roles},
        "entered": {one.name: _sessions(proof, one) for one in roles},
        "short": {one.resource: one.name for one in roles},
        "separate": _separate(intent, proof),
        "lapses": proof.lapses if proof else (),
        "held": _held(proof),
        "columns": sorted(one.name for one in intent.stores) if intent else [],
        "wide_table": intent is not None and len(intent.stores) > WIDE,
        "named": NAMED,
        "gathered": gathered,
        "letters": _LETTERS,
        "rights": RIGHTS,
        "answers": ANSWERS,
        "demands": DEMANDS,
        "needs": [one for one in proof.needs if one.answer is not Answer.YES] if proof else [],
        "asked": len(proof.needs) if proof else 0,
        "brokers": sorted({one.source for one in intent.flows if one.origin == "reach"}) if intent else [],
        "unstopped": proof.unstopped if proof else (),
        "proven": proof is not None,
    }


def gathered(names: Sequence[str]) -> list[str]:
    """Return zones by name, the many copies of one as `app@*` with their number."""
    copies = Counter(name.partition("@")[0] for name in names if "@" in name)
    found = (
        f"{head}@* \N{MULTIPLICATION SIGN}{copies[head]}" if copies[head] > COPIES and "@" in name else name
        for name in names
        for head in (name.partition("@")[0],)
    )
    return list(dict.fromkeys(found))


def _ways(proof: IdentityProof | None, role: DeclaredRole) -> tuple[Way, ...]:
    return tuple(proof.into(role.resource)) if proof else ()


def _sessions(proof: IdentityProof | None, role: DeclaredRole) -> Sequence[str]:
    return sorted({one.zone for one in proof.sessions if one.holder == role.resource}) if proof else ()


def _separate(intent: Intent | None, proof: IdentityProof | None) -> list[tuple[str, str, tuple[Union, ...]]]:
    """Return the pairs that must stay apart, each with how one person could hold both."""
    if intent is None:
        return []
    resource = {one.name: one.resource for one in intent.roles}
    found: dict[frozenset[str], list[Union]] = defaultdict(list)
    for one in proof.unions if proof else ():
        found[frozenset((one.first, one.second))].append(one)
    return [
        (first, second, (*found[frozenset((first, second))], *_both(found, resource, first, second)))
        for first, second in intent.separate
    ]


def _both(found: dict[frozenset[str], list[Union]], resource: dict[str, str], first: str, second: str) -> list[Union]:
    return found[frozenset((resource.get(first, ""), resource.get(second, "")))]


def _held(proof: IdentityProof | None) -> list[tuple[str, dict[str, dict[str, Answer]]]]:
    """Return by holder and store which rights it has there, the surest answer of each."""
    if proof is None:
        return []
    serves = {one.address: one.serves for one in proof.targets if one.kind is TargetKind.STORE}
    table: dict[str, dict[str, dict[str, Answer]]] = defaultdict(lambda: defaultdict(dict))
    for grant in proof.grants:
        for store in serves.get(grant.target, ()):
            _note(table[grant.holder][store], grant)
    return sorted((holder, dict(rights)) for holder, rights in table.items())


def _note(known: dict[str, Answer], grant: Grant) -> None:
    if known.get(grant.right) is not Answer.YES:
        known[grant.right] = grant.answer
