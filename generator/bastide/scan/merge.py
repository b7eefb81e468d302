"""Puts checkov's answers beside the graph: our places and severities, and nothing it failed to look at."""

import re
from collections.abc import Iterator, Mapping

from bastide.facts.regions import provider_name
from bastide.model.diagnostic import Diagnostic
from bastide.model.finding import Finding, Outcome, Source
from bastide.model.graph import Block, Graph, Resource
from bastide.model.place import Place
from bastide.scan.checkov.report import Cause, CheckovRecord, CheckovReport, CheckovResult
from bastide.scan.refusal import FILE_NOT_SCANNED, at_file, not_scanned
from bastide.scan.severity import weigh

INDEX = re.compile(r"\[[^\]]*\]$")
WISH = re.compile(r"^Ensured? (that )?")
OUTCOMES = {
    CheckovResult.PASS: Outcome.PASS,
    CheckovResult.FAIL: Outcome.FAIL,
    CheckovResult.UNKNOWN: Outcome.UNKNOWN,
}


def findings(graph: Graph, report: CheckovReport) -> Iterator[Finding]:
    """Yield checkov's answers as findings, each once; an unknown only where it says something."""
    doubtful = frozenset(_doubtful(graph))
    blocks = {**{_plain(one): one.place for one in graph.resources}, **dict(_providers(graph))}
    blocks |= {one.address: one.place for one in graph.resources}
    seen: set[tuple[str, str, Outcome]] = set()
    for record in report.records:
        finding = _finding(graph, record, blocks)
        key = (finding.code, finding.resource or str(finding.place), finding.outcome)
        if key in seen or _says_nothing(record, finding, doubtful):
            continue
        seen.add(key)
        yield finding


def refusals(graph: Graph, report: CheckovReport) -> Iterator[Diagnostic]:
    """Yield why checkov's scan is not complete: files it could not read, resources it did not see."""
    for file in report.parsing_errors:
        why = "whatever the file holds was not judged by checkov"
        fix = "checkov -d DIR --framework terraform --skip-download  # shows the error"
        yield at_file(FILE_NOT_SCANNED, file, f"checkov can't read `{file}`", why, fix)
    seen = {INDEX.sub("", address) for address in report.resources}
    missed = [one for one in graph.resources if one.mode == "resource" and one.address not in seen and _counted(one)]
    if missed:
        yield not_scanned((one.address for one in missed), (one.place for one in missed))


def _counted(resource: Resource) -> bool:
    """Tell whether a resource surely exists once; what `count` or `for_each` makes is listed as unknown already."""
    return not {"count", "for_each"} & set(resource.body.attributes)


def _says_nothing(record: CheckovRecord, finding: Finding, doubtful: frozenset[str]) -> bool:
    """Tell whether an answer is no answer. checkov says "unknown" also where a check doesn't apply.

    A check that broke is another matter, whatever it broke on: nobody has looked.
    """
    unknown = finding.outcome is Outcome.UNKNOWN
    return unknown and record.cause is not Cause.CRASHED and finding.resource not in doubtful


def _finding(graph: Graph, record: CheckovRecord, blocks: Mapping[str, Place]) -> Finding:
    name = INDEX.sub("", record.resource)
    address = name if name in graph.by_address else f"data.{name}"
    weight = weigh(record.check_id, record.name)
    outcome = OUTCOMES[record.result]
    return Finding(
        code=record.check_id,
        title=record.name,
        outcome=outcome,
        severity=weight.severity,
        source=Source.CHECKOV,
        message=_message(record, outcome),
        resource=address if address in graph.by_address else "",
        place=blocks.get(name) or Place(record.file, record.line, 1, record.line, 1),
        why=weight.why,
        fix=f"change the resource so that `{record.check_id}` holds, or declare a waiver",
    )


def _message(record: CheckovRecord, outcome: Outcome) -> str:
    said = WISH.sub("", record.name.removesuffix("."))
    return f"not decided: {said}" if outcome is Outcome.UNKNOWN else f"not met: {said}"


def _plain(resource: Resource) -> str:
    return resource.address.removeprefix("data.")


def _providers(graph: Graph) -> Iterator[tuple[str, Place]]:
    for provider in graph.providers:
        label = provider.labels[0] if provider.labels else ""
        alias = provider_name(provider).partition(".")[2] or "default"
        yield f"{label}.{alias}", provider.place


def _doubtful(graph: Graph) -> Iterator[str]:
    """Yield the addresses of resources that hold something that can't be evaluated."""
    lines: dict[str, list[int]] = {}
    for unknown in graph.unknowns:
        lines.setdefault(unknown.place.file, []).append(unknown.place.line)
    for resource in graph.resources:
        if any(_within(resource.body, line) for line in lines.get(resource.place.file, ())):
            yield resource.address


def _within(body: Block, line: int) -> bool:
    return body.place.line <= line <= body.end_line
