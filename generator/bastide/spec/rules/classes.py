"""Classes and tiers: complete, within the cloud's bounds, and growing with sensitivity."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from bastide.model.diagnostic import Diagnostic, Label
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.floors import CLASS, lowered_keys, weaknesses
from bastide.spec.item import Item
from bastide.spec.rules.known import known_tier, reserved
from bastide.spec.values import closest

ROTATE_DAYS = (90, 2560)
"""AWS KMS rotates a key's material every 90 to 2560 days (KMS API, `RotationPeriodInDays`)."""

KEEP_DAYS = (1, 36500)
"""AWS Backup keeps a recovery point for up to 100 years (AWS Backup API, `DeleteAfterDays`)."""

TARGET_DAYS = (0, 366)
"""A recovery target of more than a year is none."""

_CLASS_KEYS = {"encrypt": "encrypt: customer-key", "tier": "tier: gold"}
_TIER_KEYS = {"rpo": "rpo: 24h", "rto": "rto: 72h", "keep": "keep: 35d"}


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `classes:` and `tiers:`."""
    del today
    for name, item in draft.classes.items():
        yield from _incomplete(draft, ("classes", name), item, _CLASS_KEYS)
        yield from reserved("class", name, item)
        yield from _class(draft, name, item)
    yield from _growing(draft)
    for name, item in draft.tiers.items():
        yield from _incomplete(draft, ("tiers", name), item, _TIER_KEYS)
        yield from _tier(draft, name, item)


def _growing(draft: Draft) -> Iterator[Diagnostic]:
    """Yield a fault for each key by which a class is weaker than the one below it."""
    rules = {key: CLASS[key] for key in ("encrypt", "access_log", "lock")}
    for (low, lower), (high, higher) in pairwise(draft.classes.items()):
        said = f"class `{high}` is above `{low}` and has a weaker"
        fix = "list the classes from low to high, or raise this one"
        for key, floor, value in lowered_keys(lower, higher, rules):
            labels = (Label(value.place), Label(floor.place, f"what `{low}` has"))
            if value.place not in draft.lowered:
                yield fault("SPEC064", f"{said} `{key}`", *labels, fix=fix)
        yield from _weaker_tier(draft, said, lower, higher)
        for key in ("access_log", "lock"):
            if lower.flag(key) and higher.get(key) is None and not draft.is_lost("classes", high, key):
                labels = (Label(higher.key), Label(lower.at(key), f"what `{low}` has"))
                yield fault("SPEC064", f"{said} `{key}`, which is off", *labels, fix=f"add `{key}: true`")


def _weaker_tier(draft: Draft, said: str, lower: Item, higher: Item) -> Iterator[Diagnostic]:
    """Yield a fault if a class's tier is weaker than that of the class below it, pointing at the first such value."""
    floor, chosen = (draft.tiers.get(item.text("tier")) for item in (lower, higher))
    if floor is None or chosen is None or higher.at("tier") in draft.lowered:
        return
    found = next(weaknesses(chosen, floor), None)
    if found is not None and found[2] not in draft.lowered:
        key, strong, weak = found
        labels = (Label(weak, f"of tier `{higher.text('tier')}`"), Label(strong, f"of tier `{lower.text('tier')}`"))
        ours = "" if draft.platform is None else draft.platform.place.file
        ordered = sorted(labels, key=lambda label: label.place.file != ours)
        fix = "list the classes from low to high, or raise the weaker tier"
        yield fault("SPEC064", f"{said} `{key}`", *ordered, fix=fix)


def _incomplete(draft: Draft, path: tuple[str, str], item: Item, keys: dict[str, str]) -> Iterator[Diagnostic]:
    for key, example in keys.items():
        if item.get(key) is None and not draft.is_lost(*path, key):
            said = f"`{'.'.join(path)}` says nothing of `{key}`, and neither does its profile"
            yield fault("SPEC058", said, item.key, fix=f"add `{example}`, or another value")


def _class(draft: Draft, name: str, item: Item) -> Iterator[Diagnostic]:
    yield from _term(item, "rotate", ROTATE_DAYS, f"class `{name}`")
    yield from _unkept(name, item)
    yield from known_tier(draft, item.get("tier"))
    for zone in item.items("zones"):
        if not draft.knows_zone(str(zone.value)):
            yield fault(
                "SPEC030", f"there is no zone `{zone.value}`", zone.place, fix=closest(str(zone.value), draft.zones)
            )


def _unkept(name: str, item: Item) -> Iterator[Diagnostic]:
    rotate = item.get("rotate")
    if rotate is not None and item.text("encrypt") == "provider-key":
        said = f"class `{name}` says how often its key changes, and the provider's key changes when the provider likes"
        labels = (Label(rotate.key), Label(item.at("encrypt"), "the provider's key"))
        yield fault("SPEC067", said, *labels, fix="remove `rotate`, or write `encrypt: customer-key`")


def _tier(draft: Draft, name: str, item: Item) -> Iterator[Diagnostic]:
    yield from _term(item, "keep", KEEP_DAYS, f"tier `{name}`")
    for key in ("rpo", "rto"):
        yield from _term(item, key, TARGET_DAYS, f"tier `{name}`")
    yield from _copy(draft, name, item)


def _term(item: Item, key: str, bounds: tuple[int, int], what: str) -> Iterator[Diagnostic]:
    term = item.get(key)
    if term is not None and not bounds[0] <= units.days(str(term.value)) <= bounds[1]:
        allowed = f"{bounds[0]}d to {bounds[1]}d" if bounds[0] else f"at most {bounds[1]}d"
        said = f"`{key}` of {what} is {term.value}, and may be {allowed}"
        yield fault("SPEC062", said, term.place, fix=f"choose a term of {allowed}")


def _copy(draft: Draft, name: str, item: Item) -> Iterator[Diagnostic]:
    regions = None if draft.platform is None else draft.platform.get("regions")
    used = any(draft.tier_of(owned.item) is item for owned in draft.stores.values())
    lost = draft.is_lost("platform", "regions", "dr")
    if item.get("copy") is not None and regions is not None and regions.get("dr") is None and used and not lost:
        said = f"tier `{name}` copies to the DR region, and the platform has none"
        labels = (Label(regions.place), Label(item.at("copy"), "this copies to it"))
        yield fault("SPEC061", said, *labels, fix="add `dr:` to `platform.regions`")
