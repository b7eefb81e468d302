"""All proofs of one tree: who reaches whom through the network, and who may do what by its policies."""

from dataclasses import dataclass

from bastide.facts.case import Case
from bastide.model.diagnostic import Diagnostic
from bastide.model.finding import Finding
from bastide.model.identity import IdentityProof
from bastide.prove.engine.budget import EngineTooLargeError
from bastide.prove.identity.findings import judged
from bastide.prove.identity.paths import identity
from bastide.prove.segmentation.declaration import Declaration, of_intent
from bastide.prove.segmentation.evidence import Evidence
from bastide.prove.segmentation.findings import findings
from bastide.prove.segmentation.prove import prove
from bastide.prove.segmentation.tags import of_tags
from bastide.prove.segmentation.witness import DisagreementError

DISAGREEMENT = "PRV001"
TOO_LARGE = "PRV002"


@dataclass(frozen=True)
class Proven:
    """What was proven of the network and of identity, None where there is no proof, with findings and refusals."""

    evidence: Evidence | None
    identity: IdentityProof | None
    findings: tuple[Finding, ...]
    refusals: tuple[Diagnostic, ...]


def prove_all(case: Case, declaration: Declaration | None = None) -> Proven:
    """Prove a tree against a declaration: the given one, else its own intent, else the zones that its tags name."""
    asked = declaration or declared(case)
    people = identity(case)
    found = judged(case, people)
    try:
        evidence = prove(case, asked)
    except DisagreementError as error:
        return Proven(None, people, found, (disagreement(error),))
    except EngineTooLargeError as error:
        return Proven(None, people, found, (_too_large(error),))
    return Proven(evidence, people, (*findings(evidence), *found), ())


def declared(case: Case) -> Declaration:
    """Return what a tree says about itself."""
    return of_tags(case) if case.intent is None else of_intent(case.intent)


def disagreement(error: DisagreementError) -> Diagnostic:
    """Return why there is no answer where two of our own methods differ."""
    why = "two methods that share no code must give one answer, or neither is worth anything"
    return Diagnostic(DISAGREEMENT, f"the proof contradicts itself: {error}", (), why, "report it with the tree")


def _too_large(error: EngineTooLargeError) -> Diagnostic:
    why = "a proof that runs out of memory proves nothing"
    return Diagnostic(TOO_LARGE, f"the network is too large to prove: {error}", (), why, "prove its parts apart")
