"""`never`: what the spec promises must not be broken by the spec itself."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.platform import INTERNET, ZoneRef
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.pairs import MOST, ends, pairs, size, too_many


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `never:`, and every flow that contradicts it."""
    del today
    for owned in draft.never:
        yield from ends(draft, owned)
        yield from _outside(owned.item)
    if too_many(draft, draft.never):
        largest = max(draft.never, key=lambda owned: size(draft, owned))
        said = f"the promises come to more than {MOST} pairs of zone copies"
        yield fault("SPEC089", said, largest.item.place, fix="add `across: agency`, or name the copies")
    elif not too_many(draft, draft.flows):
        yield from _contradictions(draft)


def _outside(never: Item) -> Iterator[Diagnostic]:
    outward = [end for end in never.items("to") if end.value == INTERNET]
    if outward and any(end.value == INTERNET for end in never.items("from")):
        said = "this promise is about the internet and itself"
        yield fault("SPEC042", said, outward[0].place, fix="name a zone")


def _contradictions(draft: Draft) -> Iterator[Diagnostic]:
    promised: dict[tuple[ZoneRef, ZoneRef], Item] = {}
    for owned in draft.never:
        for pair in pairs(draft, owned):
            promised.setdefault(pair, owned.item)
    for owned in draft.flows:
        broken = next((pair for pair in pairs(draft, owned) if pair in promised), None)
        if broken is not None:
            yield _broken(broken, owned.item, promised[broken])


def _broken(pair: tuple[ZoneRef, ZoneRef], flow: Item, never: Item) -> Diagnostic:
    said = f"`{pair[0]}` may reach `{pair[1]}` and must never reach it"
    labels = (Label(flow.place, "this allows it"), Label(never.place, "this forbids it"))
    return fault("SPEC043", said, *labels, fix="remove one of the two, or narrow it to other zones or agencies")
