"""Classes and tiers: complete, within the cloud's bounds, and consistent."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic
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
    for name, item in draft.tiers.items():
        yield from _incomplete("tiers", name, item, _TIER_KEYS)
        yield from _term(item, "keep", KEEP_DAYS, f"tier `{name}`")
        yield from _copy(draft, name, item)


def _incomplete(section: str, name: str, item: Item, keys: tuple[str, ...]) -> Iterator[Diagnostic]:
    for key in keys:
        if item.get(key) is None:
            said = f"`{section}.{name}` says nothing of `{key}`, and neither does its profile"
            yield fault("SPEC058", said, item.key, fix=f"add `{key}:`")


def _class(draft: Draft, name: str, item: Item) -> Iterator[Diagnostic]:
    yield from _term(item, "rotate", ROTATE_DAYS, f"class `{name}`")
    tier = item.get("tier")
    if tier is not None and tier.value not in draft.tiers and tier.value not in draft.lost:
        yield fault(
            "SPEC051", f"there is no tier `{tier.value}`", tier.place, fix=closest(str(tier.value), list(draft.tiers))
        )
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
