"""Stores: in a zone that their class may live in, and never below their class."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.floors import weaker_tier
from bastide.spec.item import Item
from bastide.spec.rules.homes import home
from bastide.spec.rules.known import known_class, known_tier, reserved
from bastide.spec.values import listed


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `stores:`."""
    del today
    for name, owned in draft.stores.items():
        yield from home(draft, owned)
        yield from reserved("store", name, owned.item)
        yield from known_class(draft, owned.item.get("class"))
        yield from known_tier(draft, owned.item.get("tier"))
        yield from _placed(draft, name, owned)
        yield from _ceiling(draft, name, owned)
        yield from _personal(draft, name, owned)
        yield from _raised(draft, name, owned.item)
        yield from _size(name, owned.item)


def _placed(draft: Draft, name: str, owned: Owned) -> Iterator[Diagnostic]:
    store = owned.item
    zone, data_class = draft.home(owned).zone, store.text("class")
    declared = draft.classes.get(data_class)
    if declared is None or zone not in draft.zones:
        return
    allowed = [str(item.value) for item in declared.items("zones")]
    if allowed and zone not in allowed:
        said = f"store `{name}` of class `{data_class}` sits in zone `{zone}`"
        labels = (Label(store.at("zone")), Label(declared.at("zones"), f"where `{data_class}` may live"))
        yield fault("SPEC053", said, *labels, fix=f"move the store to {listed(allowed)}")
    elif draft.exposure(zone) == "internet" and draft.rank(data_class) > 0 and not store.flag("personal"):
        said = f"store `{name}` of class `{data_class}` sits in zone `{zone}`, which the internet can reach"
        labels = (Label(store.at("zone")), Label(draft.zones[zone].at("exposure"), "this exposes the zone"))
        yield fault("SPEC054", said, *labels, fix="move the store to a zone with `exposure: isolated`")


def _ceiling(draft: Draft, name: str, owned: Owned) -> Iterator[Diagnostic]:
    agency = draft.agencies.get(draft.home(owned).agency or owned.agency or "")
    ceiling = None if agency is None else agency.get("ceiling")
    if ceiling is None or ceiling.value not in draft.classes:
        return
    if draft.rank(owned.item.text("class")) > draft.rank(str(ceiling.value)):
        said = f"store `{name}` is of class `{owned.item.text('class')}`, above its agency's ceiling `{ceiling.value}`"
        labels = (Label(owned.item.at("class")), Label(ceiling.place, "the ceiling"))
        yield fault("SPEC055", said, *labels, fix="raise the ceiling, or keep such data elsewhere")


def _personal(draft: Draft, name: str, owned: Owned) -> Iterator[Diagnostic]:
    store, zone = owned.item, draft.home(owned).zone
    if not store.flag("personal"):
        return
    log = store.get("access_log")
    if log is not None and not log.value:
        said = f"store `{name}` holds personal information and switches off `access_log`"
        labels = (Label(log.place), Label(store.at("personal"), "this demands the log"))
        yield fault("SPEC057", said, *labels, fix="remove `access_log: false`")
    if draft.exposure(zone) == "internet":
        said = f"store `{name}` holds personal information in zone `{zone}`, which the internet can reach"
        labels = (Label(store.at("zone")), Label(draft.zones[zone].at("exposure"), "this exposes the zone"))
        yield fault("SPEC054", said, *labels, fix="move the store to a zone with `exposure: isolated`")


def _raised(draft: Draft, name: str, store: Item) -> Iterator[Diagnostic]:
    declared = draft.classes.get(store.text("class"))
    if declared is None:
        return
    for key in ("access_log", "lock"):
        own = store.get(key)
        if (
            own is not None
            and not own.value
            and declared.flag(key)
            and not (key == "access_log" and store.flag("personal"))
        ):
            said = f"store `{name}` switches off `{key}`, which class `{store.text('class')}` demands"
            labels = (Label(own.place), Label(declared.at(key), "the floor"))
            yield fault("SPEC057", said, *labels, fix=f"remove `{key}: false`, or choose another class")
    yield from _tier(draft, name, store, declared)


def _tier(draft: Draft, name: str, store: Item, declared: Item) -> Iterator[Diagnostic]:
    own = store.get("tier")
    chosen, floor = draft.tiers.get(store.text("tier")), draft.tiers.get(declared.text("tier"))
    if own is not None and chosen is not None and floor is not None and weaker_tier(chosen, floor):
        named = declared.text("tier")
        said = f"store `{name}` has tier `{own.value}`, weaker than `{named}` of class `{store.text('class')}`"
        labels = (Label(own.place), Label(declared.at("tier"), "the floor"))
        yield fault("SPEC057", said, *labels, fix="remove `tier`, or name a tier that is nowhere weaker")


def _size(name: str, store: Item) -> Iterator[Diagnostic]:
    kind = store.get("kind")
    if store.get("size") is not None and kind is not None and kind.value != "postgres":
        said = f"the {kind.value} store `{name}` has a size"
        yield fault("SPEC059", said, store.at("size"), fix="remove `size`; a store of this kind grows by itself")
