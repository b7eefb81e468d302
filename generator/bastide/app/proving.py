"""The prover, loaded when it is first needed: it brings NumPy."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from bastide.facts.case import Case
from bastide.graph import read
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.finding import Finding, Outcome
from bastide.source.text import read_text

if TYPE_CHECKING:
    from bastide.prove.prover import Proven
    from bastide.prove.segmentation.declaration import Declaration


def prover_module() -> ModuleType:
    """Return the module of proofs; raises CannotAnswerError (PRV003) where NumPy is missing."""
    try:
        from bastide.prove import prover  # noqa: PLC0415 - brings numpy
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] != "numpy":
            raise
        raise CannotAnswerError([_missing()]) from error
    return prover


def worked_out(tree: read.Tree, case: Case) -> Case:
    """Return a case whose graph has everything worked out that can be, as proofs want it."""
    return replace(case, graph=read.worked_out(tree, case.graph))


def declaration_of(zones: Path | None) -> "Declaration | None":
    """Return what a zones file declares, None without one; raises CannotAnswerError with every fault in it."""
    if zones is None:
        return None
    from bastide.prove.segmentation.zones_file import read_zones  # noqa: PLC0415 - rarely needed

    return read_zones(read_text(zones, str(zones)), str(zones))


def prover(case: Case) -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]:
    """Return what a scan adds to its findings: what is proven of a tree, and why that may not be all."""
    try:
        return answers(prover_module().prove_all(case))
    except CannotAnswerError as error:
        return (), error.diagnostics


def answers(proven: "Proven") -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]:
    """Return the findings of proofs that a scan reports, and the reasons why they may not be all.

    Where nothing is declared there is no claim, so what is not modelled is no gap in it.
    """
    claims = proven.evidence is not None and proven.evidence.declaration.complete
    found = (one for one in proven.findings if claims or one.outcome is not Outcome.UNKNOWN)
    return tuple(found), proven.refusals


def _missing() -> Diagnostic:
    why = "without it no path is computed, and no evidence is never a pass"
    return Diagnostic("PRV003", "the proof needs NumPy, which is not installed", (), why, "pip install 'bastide[scan]'")
