"""The judge: reads a tree of Terraform from disk, and the declaration beside it, and says what it really allows."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from bastide.facts.case import Case
from bastide.graph.files import MAX_BYTES, read_files
from bastide.graph.terraform import read_tree
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.finding import Finding, Outcome, Verdict
from bastide.model.graph import Graph
from bastide.model.intent import DeclaredWaiver
from bastide.model.place import Place
from bastide.scan import merge, waivers
from bastide.scan.checkov.engine import run
from bastide.scan.intent import read_intent
from bastide.scan.manifest import read_manifest
from bastide.scan.own import run_rules
from bastide.scan.recall import recalled
from bastide.scan.refusal import nothing_to_judge

NOWHERE = Place("", 0, 0, 0, 0)


@dataclass(frozen=True)
class Evidence:
    """What was read of a tree, and every reason why no verdict on it is possible."""

    case: Case
    refusals: tuple[Diagnostic, ...]


def judge(
    tree: Path, *, today: date, progress: Callable[[str], None], checkov: bool = True, cache: Path | None = None
) -> Verdict:
    """Return the verdict on the `.tf` files directly in a directory.

    `today` decides which waivers have lapsed. `progress` hears a line before each long step. `checkov=False` leaves
    checkov's checks out, so a pass then speaks of our own rules only. With `cache`, a directory, the verdict on an
    unchanged tree is remembered there. Reading never changes the tree.
    """
    progress(f"reading {tree}")
    # A verdict of our own rules alone is not what the cache promises.
    folder = cache if checkov else None
    return recalled(tree, today, folder, partial(_fresh, tree, today, progress, checkov=checkov))


def _fresh(tree: Path, today: date, progress: Callable[[str], None], *, checkov: bool) -> Verdict:
    evidence = _read(tree)
    verdict = _judged(tree, evidence, progress, checkov=checkov)
    declared = () if evidence.case.intent is None else evidence.case.intent.waivers
    return _waive(verdict, declared, today)


def _read(tree: Path) -> Evidence:
    graph = read_tree(tree)
    intent, broken = read_intent(tree)
    manifest = read_manifest(tree)
    case = Case(graph, intent, _texts(tree, graph), manifest.wanted, manifest.found)
    empty = () if graph.resources or graph.problems else (nothing_to_judge(str(tree)),)
    return Evidence(case, (*graph.problems, *broken, *manifest.faults, *empty))


def _texts(tree: Path, graph: Graph) -> Mapping[str, str]:
    """Return the text of every file that Terraform would read; those that the graph leaves out too."""
    texts = dict(read_files(tree).texts)
    for name in {unknown.place.file for unknown in graph.unknowns} - set(texts):
        path = tree / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_BYTES:
            texts[name] = path.read_bytes().decode("utf-8", "surrogateescape")
    return texts


def _judged(tree: Path, evidence: Evidence, progress: Callable[[str], None], *, checkov: bool) -> Verdict:
    graph = evidence.case.graph
    found, broken = run_rules(evidence.case)
    refusals = [*evidence.refusals, *broken]
    if checkov and graph.resources and not graph.problems:
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
