"""Zones: their names, kinds and blocks."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic
from bastide.spec.codes import fault
from bastide.spec.draft import RESERVED, Draft
from bastide.spec.item import Item
from bastide.spec.rules.blocks import zone_blocks


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `zones:`."""
    del today
    for name, zone in draft.zones.items():
        yield from _zone(draft, name, zone)
    yield from zone_blocks(draft)


def _zone(draft: Draft, name: str, zone: Item) -> Iterator[Diagnostic]:
    if name in RESERVED:
        yield fault("SPEC035", f"no zone of a spec may be called `{name}`", zone.key, fix="give the zone another name")
    if zone.get("exposure") is None:
        said = f"zone `{name}` says nothing of `exposure`, and neither does its profile"
        yield fault("SPEC058", said, zone.key, fix="add `exposure: isolated`, `internal` or `internet`")
    if zone.get("per") is not None and not draft.agencies and not draft.is_lost("agencies"):
        said = f"zone `{name}` has a copy for each agency, and there is no agency"
        yield fault("SPEC034", said, zone.at("per"), fix="declare one in `agencies:`, or remove `per: agency`")
