"""Recovery targets against what each kind of store can do."""

from collections.abc import Iterator
from datetime import date

from bastide.model import recovery
from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.kinds import StoreKind
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield a fault for each store whose tier asks for what no schedule, copy or restore can give."""
    del today
    for name, owned in draft.stores.items():
        tier = draft.tier_of(owned.item)
        if tier is not None and owned.item.get("kind") is not None:
            yield from _store(name, owned.item, tier)


def _store(name: str, store: Item, tier: Item) -> Iterator[Diagnostic]:
    kind = StoreKind(store.text("kind"))
    rpo, rto = recovery.reachable(kind, copied=tier.get("copy") is not None)
    for code, key, means, bound in (("SPEC060", "rpo", "schedule", rpo), ("SPEC063", "rto", "restore", rto)):
        target = tier.get(key)
        if target is not None and units.minutes(str(target.value)) < bound:
            best = units.shown(bound)
            said = f"no {means} meets the {key} of {target.value} for the {kind} store `{name}`"
            labels = (Label(store.key), Label(target.place, f"the target; the best there is takes {best}"))
            yield fault(code, said, *labels, fix=f"set `{key}: {best}` or more, or choose another tier or kind")
