"""`bastide check`: whether a spec is sound."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bastide.app.planning import planned


@dataclass(frozen=True, slots=True)
class Checked:
    """A sound spec in numbers; `zones` counts copies, `flows` every permission between two of them."""

    platform: str
    agencies: int
    zones: int
    flows: int
    stores: int
    roles: int
    waivers: int


def check(spec: Path, *, today: date) -> Checked:
    """Read and plan a spec without writing anything; CannotAnswerError holds all its faults."""
    intent = planned(spec, today=today)
    declared = intent.plan.intent
    return Checked(
        platform=declared.platform,
        agencies=len(intent.plan.platform.agencies),
        zones=len(declared.zones),
        flows=len(declared.flows),
        stores=len(declared.stores),
        roles=len(declared.roles),
        waivers=len(declared.waivers),
    )
