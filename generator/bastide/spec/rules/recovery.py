"""Recovery targets against what each kind of store can do."""

from collections.abc import Iterator
from datetime import date

from bastide.model import recovery
from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.platform import StoreKind
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield a fault for each store whose tier asks for what no schedule, copy or restore can give."""
    del today
    for name, owned in draft.stores.items():
        tier = tier_of(draft, owned.item)
        if tier is not None and tier.get("rpo") is not None and tier.get("rto") is not None:
            yield from _store(name, owned.item, tier)


def tier_of(draft: Draft, store: Item) -> Item | None:
    """Return a store's tier: its own, or its class's."""
    data_class = draft.classes.get(store.text("class"))
    named = store.text("tier") or ("" if data_class is None else data_class.text("tier"))
    return draft.tiers.get(named)


def _store(name: str, store: Item, tier: Item) -> Iterator[Diagnostic]:
    kind = StoreKind(store.text("kind"))
    rpo, rto = recovery.reachable(kind, copied=tier.get("copy") is not None)
    for code, key, bound in (("SPEC060", "rpo", rpo), ("SPEC063", "rto", rto)):
        target = tier.text(key)
        if units.minutes(target) < bound:
            means = "schedule" if key == "rpo" else "restore"
            said = f"no {means} meets the {key} `{target}` of the {kind} store `{name}`"
            places = (Label(store.key), Label(tier.at(key), f"the target; {bound}m is the best there is"))
            yield fault(code, said, *places, fix=f"set `{key}: {bound}m` or more, or choose another tier or kind")
