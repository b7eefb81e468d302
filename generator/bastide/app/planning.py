"""Spec to plan: the part that `check`, `expand` and `generate` share."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bastide.app.faults import os_errors
from bastide.library.locate import library_root
from bastide.planner import lockfile
from bastide.planner.plan import Plan, plan
from bastide.spec.load import load

LOCK = "bastide.lock"
"""The name of the address lock, which stands beside the spec and belongs into version control."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, the lock file it was made with, and the library it is written from."""

    plan: Plan
    lock: Path
    library: Path


def planned(spec: Path, *, today: date) -> Planned:
    """Read a spec and its lock and plan the stack; writes nothing.

    Raises CannotAnswerError with every fault of the spec or the plan.
    """
    library = library_root()
    lock = spec.parent / LOCK
    with os_errors(spec):
        platform = load(spec, today=today, library=library).platform
        return Planned(plan(platform, lockfile.read(lock)), lock, library)
