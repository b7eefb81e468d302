"""Asks checkov about a tree: about its text, or about the text that stands for a Pulumi program."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.finding import Finding
from bastide.model.graph import Graph
from bastide.scan import merge
from bastide.scan.checkov.engine import run
from bastide.scan.checkov.report import CheckovReport

_REPLACED = "Pulumi creates a replacement before it deletes what it replaces, unless it is told otherwise"
NOT_FOR_PROGRAMS: Mapping[str, str] = dict.fromkeys(("CKV_AWS_217", "CKV_AWS_233", "CKV_AWS_237"), _REPLACED)
"""Checks that ask for what Terraform must be told and Pulumi does by itself: `create_before_destroy`."""


@dataclass(frozen=True)
class Answered:
    """What checkov says, why that may not be all, and the checks that were left out, with the reason."""

    findings: tuple[Finding, ...] = ()
    refusals: tuple[Diagnostic, ...] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)


def about_tree(tree: Path, graph: Graph) -> Answered:
    """Return checkov's answers about the Terraform of a directory."""
    try:
        return _answered(run(tree), graph, {})
    except CannotAnswerError as error:
        return Answered(refusals=error.diagnostics)


def about_program(texts: Mapping[str, str], graph: Graph) -> Answered:
    """Return checkov's answers about the Terraform that stands for a program, at the program's own lines."""
    try:
        with TemporaryDirectory(prefix="bastide-program-") as folder:
            for name, text in texts.items():
                Path(folder, name).write_text(text, encoding="utf-8")
            return _answered(run(Path(folder)), graph, NOT_FOR_PROGRAMS)
    except CannotAnswerError as error:
        return Answered(refusals=error.diagnostics)


def _answered(report: CheckovReport, graph: Graph, without: Mapping[str, str]) -> Answered:
    left = {one for one in report.records if one.check_id in without and not _replaced_late(graph, one.resource)}
    asked = replace(report, records=tuple(one for one in report.records if one not in left))
    left_out = {code: without[code] for code in sorted({one.check_id for one in left})}
    return Answered(tuple(merge.findings(graph, asked)), tuple(merge.refusals(graph, asked)), left_out)


def _replaced_late(graph: Graph, address: str) -> bool:
    """Tell whether a program says that a resource is deleted before its replacement is there."""
    resource = graph.by_address.get(address)
    blocks = () if resource is None else resource.nested("lifecycle")
    return any(block.get("create_before_destroy") is False for block in blocks)
