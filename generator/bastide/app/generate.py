"""`bastide generate`: one page of YAML becomes a tree of Terraform, or a Pulumi project."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from bastide.app import gates, outfile
from bastide.app.faults import os_errors, require_resolvable
from bastide.app.gates import Gate
from bastide.app.planning import Planned, planned
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.planner import lockfile
from bastide.render import stack, tree
from bastide.render.gates.gate import Pipeline
from bastide.render.pulumi import project
from bastide.render.tree import Changes

STACK = "stack"
"""The name of the tree, which stands beside the spec unless another place is asked for."""


class Language(StrEnum):
    """What a tree is written in."""

    TERRAFORM = "terraform"
    PULUMI = "pulumi"

    @property
    def tree(self) -> str:
        """The name of the tree beside the spec."""
        return STACK if self is Language.TERRAFORM else "pulumi"


@dataclass(frozen=True, slots=True)
class Generated:
    """A tree, how many files it has, by what it differed from the spec, whether the lock did, and its gates."""

    tree: Path
    lock: Path
    files: int
    changes: Changes
    lock_differs: bool
    gates: tuple[Gate, ...] = ()

    @property
    def up_to_date(self) -> bool:
        """Whether tree, lock and gates already were what the spec says."""
        return not self.changes and not self.lock_differs and all(gate.up_to_date for gate in self.gates)


def generate(
    spec: Path,
    *,
    output: Path | None,
    today: date,
    discard_edits: bool,
    language: Language = Language.TERRAFORM,
    pipelines: tuple[Pipeline, ...] = (),
) -> Generated:
    """Write the address lock of a spec, then its stack, then its gates, each whole or not at all.

    Raises CannotAnswerError: faults of the spec, PUL codes for what a Pulumi program can't hold, or GEN and APP codes
    if the disk or a person's edit is in the way.
    """
    source, target, files = _prepared(spec, output, today, language)
    asked = _gates(source, spec, target, language, pipelines)
    gates.refuse_to_overwrite(asked, discard_edits=discard_edits)
    kept, wanted = _kept_lock(source), lockfile.dumps(source.plan.lock)
    if kept != wanted:  # first: a tree without the lock it was made with could be renumbered by the next run
        outfile.write(source.lock, wanted)
    try:
        changes = tree.replace(target, files, discard_edits=discard_edits)
    except CannotAnswerError:
        _restore(source.lock, kept)
        raise
    gates.write(asked)
    return Generated(target, source.lock, len(files), changes, kept != wanted, asked)


def compare(
    spec: Path,
    *,
    output: Path | None,
    today: date,
    language: Language = Language.TERRAFORM,
    pipelines: tuple[Pipeline, ...] = (),
) -> Generated:
    """Say how the tree, the lock and the gates on disk differ from the spec; writes nothing."""
    source, target, files = _prepared(spec, output, today, language)
    asked = _gates(source, spec, target, language, pipelines)
    differs = _kept_lock(source) != lockfile.dumps(source.plan.lock)
    return Generated(target, source.lock, len(files), tree.differences(target, files), differs, asked)


def _gates(
    source: Planned, spec: Path, target: Path, language: Language, pipelines: tuple[Pipeline, ...]
) -> tuple[Gate, ...]:
    if not pipelines:
        return ()
    return gates.gates(pipelines, spec=spec, tree=target, platform=source.plan.platform.name, target=language)


def _prepared(
    spec: Path, output: Path | None, today: date, language: Language
) -> tuple[Planned, Path, Mapping[str, bytes]]:
    target = spec.parent / language.tree if output is None else output
    require_resolvable(target)
    _refuse_to_swallow(spec, target)
    source = planned(spec, today=today)
    written = stack.files if language is Language.TERRAFORM else project.files
    return source, target, written(source.plan, source.library)


def _kept_lock(source: Planned) -> str | None:
    """Return the lock's text on disk, None if there is none; the planner has found it readable."""
    with os_errors(source.lock):
        return source.lock.read_text(encoding="utf-8") if source.lock.exists() else None


def _restore(lock: Path, kept: str | None) -> None:
    """Put the lock back as it was: a refused stack pins nothing."""
    if kept is None:
        lock.unlink(missing_ok=True)
    else:
        outfile.write(lock, kept)


def _refuse_to_swallow(spec: Path, target: Path) -> None:
    """The tree is replaced whole, so it must not hold the spec or the folder we work in."""
    inside = [path for path in (spec, Path()) if path.resolve().is_relative_to(target.resolve())]
    if inside:
        raise CannotAnswerError([_swallows(target)])


def _swallows(target: Path) -> Diagnostic:
    return Diagnostic(
        code="APP003",
        message=f"the output directory `{target}` holds the spec or the folder you work in",
        labels=(),
        why="a generated tree is replaced whole, and everything in it with it",
        fix="run it from the spec's folder and choose a directory of its own, such as `--output stack`",
    )
