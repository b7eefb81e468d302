"""Writes the self-assessment pack of a report: a directory, whole or not at all, and never over somebody's edit."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from bastide.app.faults import os_errors, require_resolvable
from bastide.app.pathways import pathways
from bastide.app.report import Reported
from bastide.controls.catalog import FILE as CATALOG
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.render import tree as folder
from bastide.report.control_text import Language
from bastide.report.evidence.given import Given
from bastide.report.evidence.pack import files
from bastide.scan.intent import FILE as INTENT
from bastide.scan.manifest import FILE as MANIFEST

_EDITED = "GEN001"


def write(reported: Reported, stack: Path, output: Path, language: Language) -> int:
    """Write the pack of a stack's report to a directory of its own, and return how many files it has.

    Raises CannotAnswerError: APP003 where the directory would swallow the stack or stand in it, APP012 where somebody
    has written in the pack that stands there, GEN codes where the disk or a foreign file is in the way.
    """
    require_resolvable(output)
    _refuse_to_swallow(stack, output)
    with os_errors(stack):
        given = _given(reported, stack)
    written = files(given, language)
    try:
        folder.replace(output, written)
    except CannotAnswerError as error:
        raise CannotAnswerError([_told(output, one) for one in error.diagnostics]) from error
    return len(written)


def _given(reported: Reported, stack: Path) -> Given:
    ways = None
    if reported.evidence is not None:
        ways = pathways(reported.evidence, stack, today=reported.today)
    return Given(
        assessment=reported.assessment,
        verdict=reported.verdict,
        graph=reported.case.graph,
        today=reported.today,
        intent=reported.intent,
        proof=reported.proof,
        identity=reported.identity,
        pathways=ways,
        changes=reported.changes,
        digests=_digests(reported, stack),
        catalog_digest=sha256(CATALOG.read_bytes()).hexdigest(),
    )


def _digests(reported: Reported, stack: Path) -> Mapping[str, str]:
    """Return the digest of each file that was judged: code, what the manifest names, and the declaration."""
    if stack.is_file():
        return {stack.name: sha256(stack.read_bytes()).hexdigest()}
    return {name: sha256((stack / name).read_bytes()).hexdigest() for name in sorted(set(_judged(reported, stack)))}


def _judged(reported: Reported, stack: Path) -> Iterator[str]:
    wanted = (*reported.case.graph.files, *reported.case.wanted, INTENT, MANIFEST)
    yield from (name for name in wanted if (stack / name).is_file())


def _refuse_to_swallow(stack: Path, output: Path) -> None:
    """The pack is replaced whole, and the stack must not come to hold files that nobody generated there."""
    target, judged = output.resolve(), stack.resolve()
    if target.is_relative_to(judged) or judged.is_relative_to(target) or Path.cwd().is_relative_to(target):
        raise CannotAnswerError([_swallows(output)])


def _swallows(output: Path) -> Diagnostic:
    return Diagnostic(
        code="APP003",
        message=f"the output directory `{output}` is the stack, stands in it, or holds it or the folder you work in",
        labels=(),
        why="a pack is replaced whole, and a stack holds what was generated and nothing else",
        fix="choose a directory of its own, such as `--output pack`",
    )


def _told(output: Path, refused: Diagnostic) -> Diagnostic:
    if refused.code != _EDITED:
        return refused
    return replace(
        refused,
        code="APP012",
        why="people's entries would be lost",
        fix=f"write this run to another directory, then carry the entries over from `{output.name}`",
    )
