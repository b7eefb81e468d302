"""`never`: what the spec promises must not be broken by the spec itself."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.platform import INTERNET, ZoneRef
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item
from bastide.spec.rules.flows import pairs, scope
from bastide.spec.rules.zones import unknown


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `never:`, and every flow that contradicts it."""
    del today
    promised: dict[tuple[ZoneRef, ZoneRef], Item] = {}
    for owned in draft.never:
        for end in (*owned.item.items("from"), *owned.item.items("to")):
            yield from unknown(draft, units.reference(str(end.value)), end.place)
        yield from scope(draft, owned)
        yield from _outside(owned)
        for pair in pairs(draft, owned):
            promised.setdefault(pair, owned.item)
    for owned in draft.flows:
        broken = next((pair for pair in pairs(draft, owned) if pair in promised), None)
        if broken is not None:
            yield _broken(broken, owned.item, promised[broken])


def _outside(owned: Owned) -> Iterator[Diagnostic]:
    ends = (*owned.item.items("from"), *owned.item.items("to"))
    if all(end.value == INTERNET for end in ends):
        yield fault("SPEC042", "a promise about the internet and itself", ends[0].place, fix="name a zone")


def _broken(pair: tuple[ZoneRef, ZoneRef], flow: Item, never: Item) -> Diagnostic:
    said = f"`{pair[0]}` may reach `{pair[1]}` and must never reach it"
    places = (Label(flow.place), Label(never.place, "this forbids it"))
    return fault("SPEC043", said, *places, fix="remove one of the two, or narrow it to other zones or agencies")
