"""The judge: reads a tree of Terraform from disk, and the declaration beside it, and says what it really allows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from bastide.facts.case import Case
from bastide.graph.read import is_plan
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.finding import Finding, Outcome, Verdict
from bastide.model.graph import Graph
from bastide.model.intent import DeclaredWaiver
from bastide.model.place import Place
from bastide.scan import merge, waivers
from bastide.scan.checkov.engine import run
from bastide.scan.own import run_rules
from bastide.scan.reading import Evidence, read
from bastide.scan.recall import recalled

NOWHERE = Place("", 0, 0, 0, 0)


Prover = Callable[[Case], tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]]
"""Says what it finds in a tree, and every reason why that is not all."""


def judge(
    tree: Path,
    *,
    today: date,
    progress: Callable[[str], None],
    checkov: bool = True,
    prover: Prover | None = None,
    cache: Path | None = None,
) -> Verdict:
    """Return the verdict on the `.tf` files directly in a directory, or on a plan in JSON.

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
    tree: Path, today: date, progress: Callable[[str], None], prover: Prover | None, *, checkov: bool
) -> Verdict:
    evidence = read(tree)
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
    tree: Path,
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
    planned = is_plan(tree)
    if checkov and graph.resources and not graph.problems and not planned:
        progress(f"checking {len(graph.resources)} resources with checkov")
        answered, incomplete = _checkov(tree, graph)
        found += answered
        refusals += incomplete
    return Verdict(
        tree=str(tree),
        evaluated=len(graph.resources),
        findings=tuple(sorted((one for one in found if one.outcome is not Outcome.PASS), key=_order)),
        passed=_passed(found),
        not_covered=_not_covered(graph, found),
        unknowns=graph.unknowns,
        problems=tuple(refusals),
        of_plan=planned,
    )


def _checkov(tree: Path, graph: Graph) -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]:
    try:
        report = run(tree)
    except CannotAnswerError as error:
        return (), error.diagnostics
    return tuple(merge.findings(graph, report)), tuple(merge.refusals(graph, report))


def _passed(found: Iterable[Finding]) -> Mapping[str, int]:
    counts = Counter(finding.code for finding in found if finding.outcome is Outcome.PASS)
    return dict(sorted(counts.items()))


def _not_covered(graph: Graph, found: Iterable[Finding]) -> tuple[str, ...]:
    covered = {finding.resource for finding in found}
    return tuple(sorted(one.address for one in graph.resources if one.address not in covered))


def _order(finding: Finding) -> tuple[Place, str, str, str]:
    return finding.place or NOWHERE, finding.code, finding.resource, finding.message


def _waive(verdict: Verdict, declared: tuple[DeclaredWaiver, ...], today: date) -> Verdict:
    waived = waivers.apply(verdict.findings, declared, today=today)
    return replace(verdict, findings=waived.findings, unused_waivers=waived.unused)
