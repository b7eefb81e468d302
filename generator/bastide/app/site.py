"""`bastide report --format html`: the review site of a stack, a directory of its own that is replaced whole."""

import json
from collections.abc import Mapping
from pathlib import Path

from bastide.app import explain
from bastide.app.faults import os_errors, require_resolvable
from bastide.app.pathways import SPEC, pathways, platform_at
from bastide.app.report import Reported
from bastide.app.spec_places import spec_places
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.render import tree
from bastide.render.digest import sha256
from bastide.render.ownership import MANIFEST
from bastide.report.site import build
from bastide.report.site.review import Review

SCHEMA = "bastide.site/1"


def site(reported: Reported, stack: Path, target: Path) -> int:
    """Write the site of a result to a directory, whole or not at all, and return how many files it has.

    Raises CannotAnswerError: APP011 if the directory holds anything else than a former site, GEN001 if a file of that
    was edited, GEN003 if the disk refuses.
    """
    require_resolvable(target)
    _refuse_other_folders(target)
    files = build.files(review(reported, stack))
    tree.replace(target, {**files, MANIFEST: _manifest(files)})
    return len(files) + 1


def review(reported: Reported, stack: Path) -> Review:
    """Return all that the pages read, quoted once."""
    ways = None
    spec = stack.parent / SPEC
    platform = platform_at(spec, reported.today)
    if reported.evidence is not None and reported.intent is not None:
        folder = stack if stack.is_dir() else stack.parent
        ways = pathways(reported.evidence, folder, today=reported.today)
    return Review(
        assessment=reported.assessment,
        verdict=reported.verdict,
        today=reported.today,
        proof=reported.proof,
        identity=reported.identity,
        intent=reported.intent,
        pathways=ways,
        graph=reported.case.graph,
        texts=reported.case.texts,
        explained=explain.entries(),
        changes=reported.changes,
        spec_places={} if platform is None else spec_places(platform, spec.parent),
        templates=_templates(stack / MANIFEST),
    )


def _templates(manifest: Path) -> Mapping[str, str]:
    """Return the template that wrote each file of a generated tree, nothing for any other tree."""
    try:
        files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        return {path: entry["template"] for path, entry in files.items() if isinstance(entry.get("template"), str)}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _manifest(files: Mapping[str, bytes]) -> bytes:
    digests = {path: {"sha256": sha256(content)} for path, content in sorted(files.items())}
    return (json.dumps({"schema": SCHEMA, "files": digests}, indent=2) + "\n").encode()


def _refuse_other_folders(target: Path) -> None:
    """A site may replace a site, or fill a folder that is empty; all else is somebody's."""
    with os_errors(target):
        if not target.exists() or (target.is_dir() and not any(target.iterdir())):
            return
        if target.is_dir() and _is_site(target / MANIFEST):
            return
    raise CannotAnswerError([_not_a_site(target)])


def _is_site(manifest: Path) -> bool:
    try:
        found = json.loads(manifest.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("schema") == SCHEMA


def _not_a_site(target: Path) -> Diagnostic:
    return Diagnostic(
        code="APP011",
        message=f"`{target}` is no review site that may be replaced",
        labels=(),
        why="a site is a directory that is replaced whole, and what else is there would be lost",
        fix="name a directory that doesn't exist, or an empty one, such as `--output review`",
    )
