"""`bastide generate --gate`: pipeline files at the root of the repository that holds the spec."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bastide.app import outfile
from bastide.app.faults import os_errors
from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.render.gates.gate import Gated, Pipeline, text, untouched


@dataclass(frozen=True, slots=True)
class Gate:
    """A pipeline's file, what it should hold, and what it holds now: None if it isn't there."""

    pipeline: Pipeline
    path: Path
    wanted: str
    found: str | None

    @property
    def up_to_date(self) -> bool:
        """Whether the file already is what it should be."""
        return self.wanted == self.found


def gates(pipelines: Iterable[Pipeline], *, spec: Path, tree: Path, platform: str, target: str) -> tuple[Gate, ...]:
    """Return the gates of a stack beside what stands in their places; writes nothing.

    Raises CannotAnswerError: GEN006 for a path that a pipeline would misread, GEN007 for a tree outside the repository.
    """
    root = _repository(spec)
    gated = Gated(platform, _below(root, spec), _below(root, tree), target)
    found = []
    for pipeline in dict.fromkeys(pipelines):
        path = root / pipeline.place(platform)
        with os_errors(path):
            content = path.read_text(encoding="utf-8", errors="replace") if path.exists() else None
        found.append(Gate(pipeline, path, text(pipeline, gated), content))
    return tuple(found)


def refuse_to_overwrite(found: Iterable[Gate], *, discard_edits: bool) -> None:
    """Raise CannotAnswerError (GEN008) for each file that is a person's: edited since, or never ours."""
    theirs = [one for one in found if one.found is not None and not one.up_to_date and not untouched(one.found)]
    if theirs and not discard_edits:
        raise CannotAnswerError([_theirs(one) for one in theirs])


def write(found: Iterable[Gate]) -> None:
    """Write each gate whole or not at all, with the folders that it stands in; raises CannotAnswerError (APP002)."""
    for gate in found:
        if not gate.up_to_date:
            with os_errors(gate.path):
                gate.path.parent.mkdir(parents=True, exist_ok=True)
            outfile.write(gate.path, gate.wanted)


def _repository(spec: Path) -> Path:
    """Return the root of the repository that holds a spec; the spec's own folder where there is none."""
    folder = Path(os.path.abspath(spec.parent))  # noqa: PTH100 - a link is where the team put it, not where it leads
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), folder)


def _below(root: Path, path: Path) -> PurePosixPath:
    absolute = Path(os.path.abspath(path))  # noqa: PTH100
    if not absolute.is_relative_to(root):
        raise CannotAnswerError([_outside(root, path)])
    return PurePosixPath(absolute.relative_to(root).as_posix())


def _outside(root: Path, path: Path) -> Diagnostic:
    return Diagnostic(
        code="GEN007",
        message=f"`{path}` lies outside the repository `{root.name}`",
        labels=(),
        why="a pipeline sees the files of its own repository only, so its gate would judge nothing",
        fix="write the tree into the repository that holds the spec, or leave `--gate` out",
    )


def _theirs(gate: Gate) -> Diagnostic:
    return Diagnostic(
        code="GEN008",
        message=f"`{gate.path.name}` holds what a person wrote",
        labels=(),
        why="a gate is written whole, so their part of the file would be lost; nothing was written",
        fix="move the file away, generate the gate and join the two by hand, or give `--discard-edits`",
    )
