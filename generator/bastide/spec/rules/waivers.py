"""Waivers: each on something that exists, given once, and none past its day."""

from collections.abc import Iterator, Mapping
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.dates import ended
from bastide.spec.rules.known import known_zone
from bastide.spec.values import closest

CAPABILITIES = (
    "access-log",
    "audit-log",
    "backup",
    "bastion",
    "compute",
    "detection",
    "egress",
    "endpoints",
    "identity",
    "isolation",
    "keys",
    "llm",
    "network",
    "providers",
    "roles",
)
"""Targets that are no entry of the spec but a part of the stack."""

_SECTIONS = {"store": "stores", "zone": "zones", "role": "access.roles", "workload": "workloads"}


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `waivers:`."""
    first: dict[tuple[str, str], Place] = {}
    for waiver in draft.waivers:
        yield from ended(waiver, today, "SPEC090", "this waiver")
        yield from _target(draft, waiver)
        subject = (waiver.text("check"), waiver.text("target"))
        known = first.setdefault(subject, waiver.place)
        if known != waiver.place:
            said = f"`{subject[0]}` is waived twice for `{subject[1]}`"
            yield fault("SPEC015", said, waiver.place, Label(known, "first here"), fix="keep the one that holds")


def _target(draft: Draft, waiver: Item) -> Iterator[Diagnostic]:
    item = waiver.get("target")
    if item is None or item.value in CAPABILITIES:
        return
    known: Mapping[str, Mapping[str, object]] = {
        "store": draft.stores,
        "zone": draft.zones,
        "role": draft.roles,
        "workload": draft.workloads,
    }
    kind, _, name = str(item.value).partition("/")
    if kind == "zone" and name.partition("@")[0] in draft.zones:
        yield from known_zone(draft, units.reference(name), item.place)
    elif name not in known.get(kind, ()) and not (kind in known and draft.is_lost(*_SECTIONS[kind].split("."), name)):
        names = [*CAPABILITIES, *(f"{kind}/{one}" for kind, members in known.items() for one in members)]
        yield fault(
            "SPEC091", f"there is nothing called `{item.value}`", item.place, fix=closest(str(item.value), names)
        )
