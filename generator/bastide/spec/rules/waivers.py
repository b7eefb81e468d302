"""Waivers: each on something that exists, and none past its day."""

from collections.abc import Iterator, Mapping
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.reading import closest
from bastide.spec.rules.dates import ended

CAPABILITIES = ("access-log", "audit-log", "backup", "bastion", "endpoints", "keys", "network", "providers", "roles")
"""Targets that are no entry of the spec but a part of every stack."""


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `waivers:`."""
    first: dict[tuple[str, str], Item] = {}
    for waiver in draft.waivers:
        known = first.setdefault((waiver.text("check"), waiver.text("target")), waiver)
        if known is not waiver:
            said = f"`{waiver.text('check')}` is waived twice on `{waiver.text('target')}`"
            yield fault(
                "SPEC015", said, Label(waiver.place), Label(known.place, "first here"), fix="keep one of the two"
            )
        yield from ended(waiver, today, "SPEC090", "this waiver")
        target = waiver.get("target")
        if target is not None:
            yield from _target(draft, target)


def _target(draft: Draft, item: Item) -> Iterator[Diagnostic]:
    target = str(item.value)
    kind, _, name = target.partition("/")
    known: Mapping[str, Mapping[str, object]] = {
        "store": draft.stores,
        "zone": draft.zones,
        "role": draft.roles,
        "workload": draft.workloads,
    }
    if not name and target in CAPABILITIES:
        return
    entry, _, agency = name.partition("@")
    if kind in known and entry in known[kind] and (not agency or (kind == "zone" and agency in draft.agencies)):
        return
    if name.partition("@")[0] in draft.lost:
        return
    names = [*CAPABILITIES, *(f"{kind}/{one}" for kind, members in known.items() for one in members)]
    yield fault("SPEC091", f"there is nothing called `{target}`", item.place, fix=closest(target, names))
