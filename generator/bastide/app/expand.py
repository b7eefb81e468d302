"""`bastide expand`: the whole spec with profile, includes and derived permissions written out."""

from datetime import date
from pathlib import Path

from bastide.app.planning import planned
from bastide.spec.expand import expand as full_text

_DECLARED = "flow"


def expand(spec: Path, *, today: date) -> str:
    """Return the full spec as YAML; CannotAnswerError holds all its faults."""
    plan = planned(spec, today=today).plan
    derived = tuple(flow for flow in plan.intent.flows if flow.origin != _DECLARED)
    return full_text(plan.platform, derived)
