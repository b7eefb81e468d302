"""What the four rules about destruction have in common."""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.rule import Answer as Said
from bastide.facts.rule import Meta
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.identity import IdentityProof, Right, TargetKind
from bastide.prove.identity.blame import UNDECLARED, faults, having, targets
from bastide.prove.identity.mandate import Mandate


def destroyable(meta: Meta, case: Case, proof: IdentityProof, kind: TargetKind) -> Iterator[Finding]:
    """Judge who may destroy, or give away, what is of a kind; without a declaration only those outside the tree."""
    trusted = frozenset() if case.intent is not None else having(proof, UNDECLARED)
    resources = (case.graph.by_address[address] for address in targets(proof, kind))
    return meta.judge(resources, partial(_answers, proof, Mandate(case), trusted))


def _answers(proof: IdentityProof, mandate: Mandate, trusted: frozenset[str], resource: Resource) -> Iterator[Said]:
    for right, verb in ((Right.DESTROY, "destroy or weaken"), (Right.GRANT, "give away")):
        found = (
            grant
            for grant in proof.over(resource.address, right)
            if grant.holder not in trusted and not mandate.gives(grant)
        )
        yield from faults(found, verb)
