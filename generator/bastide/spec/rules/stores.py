"""Stores: in a zone that their class may live in, and never below their class."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item
from bastide.spec.reading import closest
from bastide.spec.rules.classes import is_lower, reserved
from bastide.spec.rules.homes import home


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `stores:`, and with the classes that agencies set as their ceiling."""
    del today
    for name, agency in draft.agencies.items():
        ceiling = agency.get("ceiling")
        if ceiling is not None:
            yield from known_class(draft, ceiling)
        del name
    for name, owned in draft.stores.items():
        yield from home(draft, owned)
        yield from reserved("store", name, owned.item)
        yield from _personal(draft, name, owned)
        data_class = owned.item.get("class")
        if data_class is not None:
            yield from known_class(draft, data_class)
            yield from _placed(draft, name, owned)
            yield from _ceiling(draft, name, owned)
            yield from _raised(draft, name, owned.item)
        yield from _size(name, owned.item)


def _personal(draft: Draft, name: str, owned: Owned) -> Iterator[Diagnostic]:
    store, zone = owned.item, draft.home(owned).zone
    if not store.flag("personal"):
        return
    log = store.get("access_log")
    if log is not None and not log.value:
        said = f"store `{name}` holds personal information and records no access"
        yield fault(
            "SPEC057", said, Label(log.place), Label(store.at("personal"), "by this"), fix="remove `access_log`"
        )
    if draft.exposure(zone) == "internet" and draft.rank(store.text("class")) == 0:
        said = f"store `{name}` holds personal information in zone `{zone}`, which the internet can reach"
        places = (Label(store.at("zone")), Label(draft.zones[zone].at("exposure"), "this exposes the zone"))
        yield fault("SPEC054", said, *places, fix="move the store to a zone with `exposure: isolated`")


def known_class(draft: Draft, item: Item) -> Iterator[Diagnostic]:
    """Yield a fault if an item names a class that isn't declared."""
    if item.value not in draft.classes and item.value not in draft.lost:
        known = list(draft.classes)
        yield fault("SPEC050", f"there is no class `{item.value}`", item.place, fix=closest(str(item.value), known))


def _placed(draft: Draft, name: str, owned: Owned) -> Iterator[Diagnostic]:
    store = owned.item
    zone, data_class = draft.home(owned).zone, store.text("class")
    declared = draft.classes.get(data_class)
    if declared is None or zone not in draft.zones:
        return
    allowed = [item.value for item in declared.items("zones")]
    if allowed and zone not in allowed:
        said = f"store `{name}` of class `{data_class}` sits in zone `{zone}`"
        places = (Label(store.at("zone")), Label(declared.at("zones"), f"where `{data_class}` may live"))
        yield fault("SPEC053", said, *places, fix=f"move it to {' or '.join(f'`{one}`' for one in allowed)}")
    elif draft.exposure(zone) == "internet" and draft.rank(data_class) > 0:
        said = f"store `{name}` of class `{data_class}` sits in zone `{zone}`, which the internet can reach"
        places = (Label(store.at("zone")), Label(draft.zones[zone].at("exposure"), "this exposes the zone"))
        yield fault("SPEC054", said, *places, fix="move the store to a zone with `exposure: isolated`")


def _ceiling(draft: Draft, name: str, owned: Owned) -> Iterator[Diagnostic]:
    agency = draft.agencies.get(draft.home(owned).agency or "")
    ceiling = None if agency is None else agency.get("ceiling")
    if ceiling is None or ceiling.value not in draft.classes:
        return
    if draft.rank(owned.item.text("class")) > draft.rank(str(ceiling.value)):
        said = f"store `{name}` is of class `{owned.item.text('class')}`, above its agency's ceiling `{ceiling.value}`"
        places = (Label(owned.item.at("class")), Label(ceiling.place, "the ceiling"))
        yield fault("SPEC055", said, *places, fix="raise the ceiling, or keep such data elsewhere")


def _raised(draft: Draft, name: str, store: Item) -> Iterator[Diagnostic]:
    declared = draft.classes.get(store.text("class"))
    if declared is None:
        return
    for key in ("access_log", "lock"):
        own = store.get(key)
        if own is not None and not own.value and declared.flag(key):
            said = f"store `{name}` switches off `{key}`, which class `{store.text('class')}` demands"
            places = (Label(own.place), Label(declared.at(key), "the floor"))
            yield fault("SPEC057", said, *places, fix=f"remove `{key}`, or waive the check that fails")
    yield from _tier(draft, name, store, declared)


def _tier(draft: Draft, name: str, store: Item, declared: Item) -> Iterator[Diagnostic]:
    own, floor = store.get("tier"), draft.tiers.get(declared.text("tier"))
    if own is None:
        return
    chosen = draft.tiers.get(str(own.value))
    if chosen is None:
        if own.value not in draft.lost:
            known = list(draft.tiers)
            yield fault("SPEC051", f"there is no tier `{own.value}`", own.place, fix=closest(str(own.value), known))
    elif floor is not None and is_lower(chosen, floor):
        said = (
            f"store `{name}` has tier `{own.value}`, below `{declared.text('tier')}` of class `{store.text('class')}`"
        )
        places = (Label(own.place), Label(declared.at("tier"), "the floor"))
        yield fault("SPEC057", said, *places, fix="remove `tier`, or name a tier that is nowhere weaker")


def _size(name: str, store: Item) -> Iterator[Diagnostic]:
    if store.get("size") is not None and store.text("kind") != "postgres":
        said = f"the {store.text('kind')} store `{name}` has a size"
        yield fault("SPEC059", said, store.at("size"), fix="remove `size`; this kind grows by itself")
