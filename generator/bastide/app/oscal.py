"""Writes a report as OSCAL documents: a directory, whole or not at all, and never over somebody's edit."""

import json
from pathlib import Path

from bastide.app.faults import os_errors, require_resolvable
from bastide.app.report import Reported
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.render import tree as folder
from bastide.render.digest import sha256
from bastide.render.ownership import MANIFEST
from bastide.report.oscal.documents import files
from bastide.report.oscal.subject import Subject, subject

SCHEMA = "bastide.oscal/1"


def write(reported: Reported, stack: Path, output: Path) -> int:
    """Write the OSCAL documents of a report to a directory of their own, and return how many files it has.

    Raises CannotAnswerError: APP003 where the directory would swallow the stack or stand in it, GEN codes where an
    edited or foreign file or the disk is in the way.
    """
    require_resolvable(output)
    with os_errors(output):
        target, judged = output.resolve(), stack.resolve()
        if target.is_relative_to(judged) or judged.is_relative_to(target) or Path.cwd().is_relative_to(target):
            raise CannotAnswerError([_swallows(output)])
    written = dict(files(reported.assessment, _subject(reported)))
    digests = {name: {"sha256": sha256(content)} for name, content in sorted(written.items())}
    written[MANIFEST] = (json.dumps({"schema": SCHEMA, "files": digests}, indent=2) + "\n").encode()
    folder.replace(output, written)
    return len(written)


def _subject(reported: Reported) -> Subject:
    case = reported.case
    found = ((one.address, one.body.place) for one in case.graph.resources)
    places = {address: f"{place.file}:{place.line}:{place.column}" for address, place in found}
    return subject(reported.verdict, reported.intent, case.texts, places, reported.today)


def _swallows(output: Path) -> Diagnostic:
    return Diagnostic(
        code="APP003",
        message=f"the output directory `{output}` is the stack, stands in it, or holds it or the folder you work in",
        labels=(),
        why="the directory is replaced whole, and a stack holds what was generated and nothing else",
        fix="choose a directory of its own, such as `--output oscal`",
    )
