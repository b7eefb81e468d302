"""The judge: reads a stack from disk, and the declaration beside it, and says what it really allows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from bastide.facts.case import Case
from bastide.graph.read import Kind, Tree, kind_of
from bastide.model.diagnostic import Diagnostic
from bastide.model.finding import Finding, Outcome, Subject, Verdict
from bastide.model.graph import Graph
from bastide.model.intent import DeclaredWaiver
from bastide.model.place import Place
from bastide.scan import waivers
from bastide.scan.asked import Answered, about_program, about_tree
from bastide.scan.own import run_rules
from bastide.scan.reading import Evidence, read
from bastide.scan.recall import recalled

NOWHERE = Place("", 0, 0, 0, 0)


Prover = Callable[[Case], tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]]
"""Says what it finds in a tree, and every reason why that is not all."""


SUBJECTS: Mapping[Kind, Subject] = {
    Kind.TERRAFORM: Subject.TREE,
    Kind.PLAN: Subject.PLAN,
    Kind.PROGRAM: Subject.PROGRAM,
    Kind.RECORDED: Subject.RECORDED,
}


def judge(
    tree: Tree,
    *,
    today: date,
    progress: Callable[[str], None],
    checkov: bool = True,
    prover: Prover | None = None,
    cache: Path | None = None,
) -> Verdict:
    """Return the verdict on the `.tf` files directly in a directory, on a plan in JSON, or on a recorded program.

    `today` decides which waivers have lapsed. `progress` hears a line before each long step. `checkov=False` leaves
    checkov's checks out, so a pass then speaks of our own rules only; on a plan they are never made, since on plans
    checkov passes an open port 22 that it fails in text. `prover` adds what it proves of the tree to what the rules
    find. With `cache`, a directory, the verdict on an unchanged tree is remembered there: with the same
    `prover` each time. Reading never changes the tree.
    """
    progress(f"reading {tree}")
    # A verdict of our own rules alone is not what the cache promises.
    folder = cache if checkov else None
    return recalled(tree, today, folder, partial(_fresh, tree, today, progress, prover, checkov=checkov))


def _fresh(
    tree: Tree, today: date, progress: Callable[[str], None], prover: Prover | None, *, checkov: bool
) -> Verdict:
    evidence = read(tree)
    evidence = replace(evidence, case=replace(evidence.case, today=today))
    proven = _proven(evidence.case, progress, prover)
    verdict = _judged(tree, evidence, progress, proven, checkov=checkov)
    declared = () if evidence.case.intent is None else evidence.case.intent.waivers
    return _waive(verdict, declared, today)


def _proven(
    case: Case, progress: Callable[[str], None], prover: Prover | None
) -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]:
    if prover is None or case.graph.problems:
        return (), ()
    progress("proving who reaches whom")
    return prover(case)


def _judged(
    tree: Tree,
    evidence: Evidence,
    progress: Callable[[str], None],
    proven: tuple[tuple[Finding, ...], tuple[Diagnostic, ...]],
    *,
    checkov: bool,
) -> Verdict:
    graph = evidence.case.graph
    found, broken = run_rules(evidence.case)
    found += proven[0]
    refusals = [*evidence.refusals, *broken, *proven[1]]
    answered = _checkov(tree, evidence, progress) if checkov else Answered()
    found += answered.findings
    refusals += answered.refusals
    return Verdict(
        tree=str(tree),
        evaluated=len(graph.resources),
        findings=tuple(sorted((one for one in found if one.outcome is not Outcome.PASS), key=_order)),
        passed=_passed(found),
        not_covered=_not_covered(graph, found),
        unknowns=graph.unknowns,
        problems=tuple(refusals),
        subject=SUBJECTS[kind_of(tree)],
        left_out=answered.left_out,
        grounds=_grounds(found),
    )


def _checkov(tree: Tree, evidence: Evidence, progress: Callable[[str], None]) -> Answered:
    graph = evidence.case.graph
    if not graph.resources or graph.problems or kind_of(tree) is Kind.PLAN:
        return Answered()
    progress(f"checking {len(graph.resources)} resources with checkov")
    if evidence.terraform is not None:
        return about_program(evidence.terraform, graph)
    assert isinstance(tree, Path)  # all else is a program
    return about_tree(tree, graph)


def _passed(found: Iterable[Finding]) -> Mapping[str, int]:
    counts = Counter(finding.code for finding in found if finding.outcome is Outcome.PASS)
    return dict(sorted(counts.items()))


def _grounds(found: Iterable[Finding]) -> Mapping[str, tuple[str, ...]]:
    """Return what passed each check, by code; what is no resource is called by the line where it stands."""
    grounds: dict[str, set[str]] = {}
    for finding in found:
        if finding.outcome is Outcome.PASS:
            grounds.setdefault(finding.code, set()).add(finding.resource or _line(finding.place))
    return {code: tuple(sorted(passed)) for code, passed in sorted(grounds.items())}


def _line(place: Place | None) -> str:
    return "" if place is None else f"{place.file}:{place.line}"


def _not_covered(graph: Graph, found: Iterable[Finding]) -> tuple[str, ...]:
    covered = {finding.resource for finding in found}
    return tuple(sorted(one.address for one in graph.resources if one.address not in covered))


def _order(finding: Finding) -> tuple[Place, str, str, str]:
    return finding.place or NOWHERE, finding.code, finding.resource, finding.message


def _waive(verdict: Verdict, declared: tuple[DeclaredWaiver, ...], today: date) -> Verdict:
    waived = waivers.apply(verdict.findings, declared, today=today)
    return replace(verdict, findings=waived.findings, unused_waivers=waived.unused)
