"""Classes and tiers: complete, within the cloud's bounds, and consistent."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bastide.model.diagnostic import Diagnostic, Label
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.reading import closest

ROTATE_DAYS = (90, 2560)
"""AWS KMS rotates a key's material every 90 to 2560 days (KMS API, `RotationPeriodInDays`)."""

KEEP_DAYS = (1, 36500)
"""AWS Backup keeps a recovery point for up to 100 years (AWS Backup API, `DeleteAfterDays`)."""

_CLASS_KEYS = ("encrypt", "tier")
_TIER_KEYS = ("rpo", "rto", "keep")


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `classes:` and `tiers:`."""
    del today
    for name, item in draft.classes.items():
        yield from _incomplete("classes", name, item, _CLASS_KEYS)
        yield from _class(draft, name, item)
        yield from reserved("class", name, item)
    yield from _order(draft)
    for name, item in draft.tiers.items():
        yield from _incomplete("tiers", name, item, _TIER_KEYS)
        yield from _term(item, "keep", KEEP_DAYS, f"tier `{name}`")
        yield from _copy(draft, name, item)


def reserved(what: str, name: str, item: Item) -> Iterator[Diagnostic]:
    """Yield a fault for a name that a generated thing has already."""
    if name in _TAKEN or name.endswith("-dr"):
        yield fault("SPEC036", f"`{name}` can't be a {what}", item.key, fix="choose another name")


_TAKEN = ("access-log", "audit-log", "backup", "logs")
_ENCRYPTION = ("provider-key", "customer-key")


def _order(draft: Draft) -> Iterator[Diagnostic]:
    """A higher class protects at least as much as the one below it."""
    named = list(draft.classes.items())
    for (low, below), (high, above) in pairwise(named):
        for key in ("access_log", "lock"):
            if below.flag(key) and not above.flag(key):
                said = f"class `{high}` is higher than `{low}` and lacks its `{key}`"
                yield fault(
                    "SPEC064", said, Label(above.key), Label(below.at(key), "the lower one"), fix=f"add `{key}: true`"
                )
        keys = [one.text("encrypt", _ENCRYPTION[0]) for one in (below, above)]
        if _ENCRYPTION.index(keys[1]) < _ENCRYPTION.index(keys[0]):
            said = f"class `{high}` is higher than `{low}` and has a weaker key"
            yield fault("SPEC064", said, above.at("encrypt"), below.at("encrypt"), fix=f"write `encrypt: {keys[0]}`")
        tiers = [draft.tiers.get(one.text("tier")) for one in (below, above)]
        if tiers[0] is not None and tiers[1] is not None and is_lower(tiers[1], tiers[0]):
            said = f"class `{high}` is higher than `{low}` and has a weaker tier"
            yield fault("SPEC064", said, above.at("tier"), below.at("tier"), fix="name a tier that is nowhere weaker")


def is_lower(chosen: Item, floor: Item) -> bool:
    """Whether a tier is anywhere weaker than another; an incomplete one is another rule's business."""
    if any(one.get(key) is None for one in (chosen, floor) for key in ("rpo", "rto", "keep")):
        return False
    slower = any(units.minutes(chosen.text(key)) > units.minutes(floor.text(key)) for key in ("rpo", "rto"))
    shorter = units.minutes(chosen.text("keep")) < units.minutes(floor.text("keep"))
    missing = floor.get("copy") is not None and chosen.get("copy") is None
    return slower or shorter or missing or (floor.flag("lock") and not chosen.flag("lock"))


def _incomplete(section: str, name: str, item: Item, keys: tuple[str, ...]) -> Iterator[Diagnostic]:
    for key in keys:
        if item.lacks(key):
            said = f"`{section}.{name}` says nothing of `{key}`, and neither does its profile"
            yield fault("SPEC058", said, item.key, fix=f"add `{key}:`")


def _class(draft: Draft, name: str, item: Item) -> Iterator[Diagnostic]:
    yield from _term(item, "rotate", ROTATE_DAYS, f"class `{name}`")
    tier = item.get("tier")
    if tier is not None and tier.value not in draft.tiers and tier.value not in draft.lost:
        yield fault(
            "SPEC051", f"there is no tier `{tier.value}`", tier.place, fix=closest(str(tier.value), list(draft.tiers))
        )
    floor = draft.floor_tiers.get(name)
    chosen = draft.tiers.get("" if tier is None else str(tier.value))
    below = draft.tiers.get("" if floor is None else str(floor.value))
    if tier is not None and floor is not None and chosen is not None and below is not None and is_lower(chosen, below):
        said = f"the class `{name}` lowers `tier` below its profile"
        yield fault("SPEC056", said, Label(tier.place), Label(floor.place, "the floor"), fix="remove the line")
    for zone in item.items("zones"):
        if not draft.knows_zone(str(zone.value)):
            known = list(draft.zones)
            yield fault("SPEC030", f"there is no zone `{zone.value}`", zone.place, fix=closest(str(zone.value), known))


def _term(item: Item, key: str, bounds: tuple[int, int], what: str) -> Iterator[Diagnostic]:
    term = item.get(key)
    if term is not None and not bounds[0] <= units.days(str(term.value)) <= bounds[1]:
        said = f"`{key}` of {what} is `{term.value}`, outside {bounds[0]}d to {bounds[1]}d"
        yield fault("SPEC062", said, term.place, fix=f"choose a term from {bounds[0]}d to {bounds[1]}d")


def _copy(draft: Draft, name: str, item: Item) -> Iterator[Diagnostic]:
    regions = None if draft.platform is None else draft.platform.get("regions")
    used = any(
        owned.item.text("tier") == name or _class_tier(draft, owned.item) == name for owned in draft.stores.values()
    )
    if item.get("copy") is not None and regions is not None and regions.get("dr") is None and used:
        said = f"tier `{name}` copies to the DR region, and the platform has none"
        yield fault("SPEC061", said, item.at("copy"), regions.place, fix="add `dr:` to `platform.regions`")


def _class_tier(draft: Draft, store: Item) -> str:
    found = draft.classes.get(store.text("class"))
    return "" if found is None else found.text("tier")
