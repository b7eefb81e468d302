"""`bastide prove`: who reaches whom, held against what was declared."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from bastide.app import sources
from bastide.app.programs import NOT_RUN, Run, subject
from bastide.app.proving import declaration_of, prover_module
from bastide.app.stack import readable
from bastide.facts.case import Case
from bastide.graph.read import Tree, folder_of, kind_of
from bastide.model.basis import Basis
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.finding import Finding, Outcome, Verdict
from bastide.model.identity import IdentityProof
from bastide.model.proof import Proof
from bastide.scan import intent, waivers
from bastide.scan.judge import SUBJECTS
from bastide.scan.manifest import read_manifest


@dataclass(frozen=True, slots=True)
class Proved:
    """The proof, whether anything was declared to judge it by, its verdict, and the text of the files it quotes.

    The verdict holds the findings of proofs alone. `basis` is the file that declares, None where none does.
    """

    proof: Proof | None
    identity: IdentityProof | None
    judged: bool
    verdict: Verdict
    sources: Mapping[str, str]
    basis: Basis | None


def prove(
    path: Path, *, zones: Path | None, today: date, progress: Callable[[str], None], run: Run = NOT_RUN
) -> Proved:
    """Prove a tree; with `zones`, a YAML file, against the zones and flows in it instead of the tree's own.

    `run` says how a Pulumi program may be run. Raises CannotAnswerError where the tree can't be read, or the zones file
    has faults.
    """
    tree = subject("prove", path, run, progress)
    evidence = readable(tree)
    progress("proving who reaches whom")
    proven = prover_module().prove_all(evidence.case, declaration_of(zones))
    if proven.evidence is not None and _empty(proven.evidence.proof) and not proven.findings:
        raise CannotAnswerError([_no_network(str(tree))])
    declared = () if evidence.case.intent is None else evidence.case.intent.waivers
    waived = waivers.apply(_ordered(proven.findings), declared, today=today)
    verdict = Verdict(
        tree=str(tree),
        evaluated=len(evidence.case.graph.resources),
        findings=waived.findings,
        passed=_passed(proven.findings),
        not_covered=(),
        unknowns=evidence.case.graph.unknowns,
        problems=proven.refusals,
        subject=SUBJECTS[kind_of(tree)],
    )
    quoted = sources.of_verdict(tree, verdict)
    basis = _basis(tree, evidence.case, zones)
    if proven.evidence is None:
        return Proved(None, proven.identity, judged=False, verdict=verdict, sources=quoted, basis=basis)
    judged = proven.evidence.declaration.complete
    return Proved(proven.evidence.proof, proven.identity, judged, verdict, quoted, basis)


def _empty(proof: Proof) -> bool:
    return not any(proof.counts.get(what) for what in ("vpcs", "subnets", "interfaces")) and not proof.unmodelled


def _no_network(tree: str) -> Diagnostic:
    return Diagnostic(
        "PRV007",
        f"`{tree}` declares no network",
        (),
        "there is nobody to reach anybody, and no evidence is never a pass",
        "name the directory or plan that declares the VPCs",
    )


def _basis(tree: Tree, case: Case, zones: Path | None) -> Basis | None:
    """Return which file declares what is proven: the one that was named, or the tree's own."""
    if zones is not None:
        return Basis(str(zones), sha256(zones.read_bytes()).hexdigest(), None)
    if case.intent is None:
        return None
    folder = folder_of(tree)
    digest = sha256((folder / intent.FILE).read_bytes()).hexdigest()
    return Basis(intent.FILE, digest, read_manifest(folder).wanted.get(intent.FILE) == digest)


def _ordered(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    open_ones = (one for one in found if one.outcome is not Outcome.PASS)
    return tuple(sorted(open_ones, key=lambda one: (str(one.place or ""), one.code, one.message)))


def _passed(found: tuple[Finding, ...]) -> Mapping[str, int]:
    return dict(sorted(Counter(one.code for one in found if one.outcome is Outcome.PASS).items()))
