"""Platform plus lock to Plan: every decision taken, nothing left for a template but loops."""

from dataclasses import dataclass

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

    Raises CannotAnswerError with PLAN codes when addresses run out, a quota is exceeded or a promise is broken.
    """
    lock = addresses.allocate(platform, lock)
    context = context_of(platform, lock)
    files = tuple(file for capability in CAPABILITIES for file in capability(context))
    return Plan(platform, files, declaration.intent(context, files), lock, quotas.exceeded(context))
