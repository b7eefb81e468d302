"""Platform plus lock to Plan: every decision taken, nothing left for a template but loops."""

from dataclasses import dataclass

from bastide.model.diagnostic import CannotAnswerError, Diagnostic, Label
from bastide.model.intent import Intent
from bastide.model.platform import Platform
from bastide.planner import addresses, declaration, quotas
from bastide.planner.capabilities import CAPABILITIES
from bastide.planner.context import StackFile, context_of
from bastide.planner.lockfile import Lock
from bastide.planner.quotas import Quota


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to write, what the judge will be told, and the address lock to keep."""

    platform: Platform
    files: tuple[StackFile, ...]
    intent: Intent
    lock: Lock
    quotas: tuple[Quota, ...]


def plan(platform: Platform, lock: Lock | None) -> Plan:
    """Decide everything about a platform's stack.

    Raises CannotAnswerError with PLAN codes when addresses run out, a quota is exceeded, a promise is broken or two
    things would be one (PLAN011).
    """
    lock = addresses.allocate(platform, lock)
    context = context_of(platform, lock)
    files = tuple(file for capability in CAPABILITIES for file in capability(context))
    _refuse_doubles(platform, files)
    return Plan(platform, files, declaration.intent(context, files), lock, quotas.exceeded(context))


def _refuse_doubles(platform: Platform, files: tuple[StackFile, ...]) -> None:
    """Names are joined by hyphens: zone `app-civil` and the copy `app@civil` would silently be one."""
    targets: dict[str, list[str]] = {}
    for file in files:
        targets.setdefault(file.path, []).append(file.target)
    doubles = {tuple(both): path for path, both in reversed(targets.items()) if len(both) > 1}
    if doubles:
        raise CannotAnswerError(_double(platform, path, both) for both, path in doubles.items())


def _double(platform: Platform, path: str, targets: tuple[str, ...]) -> Diagnostic:
    called = [target.partition("/")[2] for target in targets]
    zones = {name.partition("@")[0] for name in called}
    return Diagnostic(
        code="PLAN011",
        message=f"{' and '.join(f'`{name}`' for name in called)} would both be written to `{path}`",
        labels=tuple(Label(zone.place) for zone in platform.zones if zone.name in zones),
        why="two things under one address would be one, and what belongs to the other would stand in it",
        fix="give one of them another name",
    )
