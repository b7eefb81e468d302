"""Pulumi programs: what is named by a path, run under their own SDK where that was allowed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bastide.graph.pulumi.faults import not_allowed, not_recorded, two_kinds
from bastide.graph.pulumi.recording import MESSAGE
from bastide.graph.pulumi.sources import is_program
from bastide.graph.read import Recorded, Tree
from bastide.model.diagnostic import CannotAnswerError


@dataclass(frozen=True, slots=True)
class Run:
    """Whether a program may be executed, by which interpreter, with what configuration, as which stack and how long.

    With `literal`, functions on outputs work on what was put in; without, every output stands for itself.
    """

    allowed: bool = False
    python: Path | None = None
    config: Mapping[str, str] = field(default_factory=dict)
    stack: str = ""
    seconds: float = 0
    literal: bool = True


NOT_RUN = Run()
"""Nothing is executed."""


def subject(verb: str, path: Path, run: Run, progress: Callable[[str], None]) -> Tree:
    """Return what a verb's path names: itself, or a Pulumi program with the recording of a run that was just made.

    Raises CannotAnswerError (PUL020) for a program that may not be run, PUL026 for one that stands among Terraform, and
    with what the recorder says where it can't be run.
    """
    if not _is_program(path):
        return path
    _refuse_two_kinds(path)
    if not run.allowed:
        raise CannotAnswerError([not_allowed(str(path), verb)])
    from bastide.record.session import record  # noqa: PLC0415 - only for programs

    progress(f"running {path} under the Pulumi SDK (no network, recorded only)")
    recorded = record(
        path, python=run.python, config=run.config, stack=run.stack, seconds=run.seconds, literal=run.literal
    )
    progress(f"it ran as stack `{recorded['stack']}`")
    for one in recorded["opaque"]:
        if one["kind"] == MESSAGE:
            progress(f"the program says: {one['text']}")
    return Recorded(path, recorded)


def require_recorded(path: Path) -> None:
    """Raise CannotAnswerError (PUL020) for a program's directory: this verb reads only what was recorded of one."""
    if _is_program(path):
        _refuse_two_kinds(path)
        raise CannotAnswerError([not_recorded(str(path))])


def _is_program(path: Path) -> bool:
    return path.is_dir() and is_program(path)


def _refuse_two_kinds(path: Path) -> None:
    if any(path.glob("*.tf")):
        raise CannotAnswerError([two_kinds(str(path))])
