"""`bastide report`: what a stack's code shows of each control, from one verdict and one proof."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bastide.app import sources
from bastide.app.faults import os_errors, require_resolvable
from bastide.app.programs import NOT_RUN, Run, subject
from bastide.app.proving import answers, prover_module, worked_out
from bastide.app.scan_cache import cache_folder
from bastide.app.stack import readable
from bastide.controls.assess import assess
from bastide.controls.ground import Ground
from bastide.facts.case import Case
from bastide.graph.read import Tree
from bastide.model.control import Assessment
from bastide.model.diagnostic import Diagnostic
from bastide.model.finding import Finding, Verdict
from bastide.model.identity import IdentityProof
from bastide.model.intent import Intent
from bastide.model.proof import Proof
from bastide.report.changes import Changes, Previous, compare
from bastide.scan.judge import judge

if TYPE_CHECKING:
    from bastide.prove.segmentation.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Reported:
    """One result for all reports: the verdict, the proofs, what is said of each control, and the quoted files.

    `case` is what was judged, `evidence` what the prover keeps of its work: who asks for packets asks it.
    """

    verdict: Verdict
    proof: Proof | None
    identity: IdentityProof | None
    intent: Intent | None
    assessment: Assessment
    sources: Mapping[str, str]
    today: date
    case: Case
    evidence: "Evidence | None" = None
    changes: Changes | None = None

    def since(self, previous: Previous | None) -> "Reported":
        """Return the same result with what changed since a previous report, if there is one."""
        return self if previous is None else replace(self, changes=compare(previous, self.assessment))


def report(path: Path, *, today: date, cached: bool, progress: Callable[[str], None], run: Run = NOT_RUN) -> Reported:
    """Judge a stack as `scan` does, prove it, and say what that shows of each control of the catalog.

    Raises CannotAnswerError where there is nothing to judge or nothing to judge with.
    """
    require_resolvable(path)
    with os_errors(path):
        tree = subject("report", path, run, progress)
        proving = _Proving(tree)
        folder = cache_folder() if cached else None
        verdict = judge(tree, today=today, progress=progress, prover=proving, cache=folder)
        if not proving.asked:
            progress("proving who reaches whom")
            proving(readable(tree).case)
        progress("holding the catalog of controls against it")
        assessment = assess(Ground(proving.case, verdict, proving.proof))
        quoted = sources.of_verdict(tree, verdict)
    case, evidence = proving.case, proving.evidence
    return Reported(
        verdict, proving.proof, proving.identity, case.intent, assessment, quoted, today, case=case, evidence=evidence
    )


@dataclass
class _Proving:
    """Proves a tree for the judge, and keeps the proofs: a verdict that is remembered needs none, a report does."""

    tree: Tree
    asked: list[Case] = field(default_factory=list)
    evidence: "Evidence | None" = None
    identity: IdentityProof | None = None

    @property
    def proof(self) -> Proof | None:
        return None if self.evidence is None else self.evidence.proof

    @property
    def case(self) -> Case:
        return self.asked[0]

    def __call__(self, case: Case) -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]:
        known = worked_out(self.tree, case)
        self.asked.append(known)
        proven = prover_module().prove_all(known)
        self.evidence = proven.evidence
        self.identity = proven.identity
        return answers(proven)
