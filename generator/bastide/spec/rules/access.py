"""Access: where people come in, what their roles reach and read, and who may not be the same person."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.model.platform import INTERNET, ZoneRef
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.reading import closest
from bastide.spec.rules.dates import ended
from bastide.spec.rules.stores import known_class
from bastide.spec.rules.zones import unknown

DEFAULT_ZONE = "ops"
LOGS = "logs"
SESSION_MINUTES = (15, 12 * 60)
"""AWS ends a role's session after 12 hours at most (IAM user guide, maximum session duration)."""

IDLE_MINUTES = (1, 60)
"""Session Manager's idle timeout (Systems Manager user guide, session preferences)."""


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `access:`."""
    for name, role in draft.roles.items():
        yield from _reach(draft, name, role)
        yield from _reads(draft, name, role)
        yield from _session(name, role)
        yield from _alert(draft, role)
        yield from ended(role, today, "SPEC073", f"role `{name}`")
    yield from _bastion(draft)
    yield from _separate(draft)


def reached(draft: Draft, name: str, role: Item) -> Iterator[tuple[ZoneRef, Place]]:
    """Yield the zones that a role reaches; a profile's role speaks of the zones that there are."""
    for item in role.items("reach"):
        reference = units.reference(str(item.value))
        if reference.zone in draft.zones or name not in draft.profile_roles:
            yield reference, item.place


def _reach(draft: Draft, name: str, role: Item) -> Iterator[Diagnostic]:
    for reference, place in reached(draft, name, role):
        if reference.zone == INTERNET:
            said = f"role `{name}` reaches the internet, which is not a zone of the platform"
            yield fault("SPEC030", said, place, fix="name zones of the platform")
        else:
            yield from unknown(draft, reference, place)
    if not role.items("reach") and not role.items("read"):
        said = f"role `{name}` reaches nothing and reads nothing"
        yield fault("SPEC079", said, role.key, fix="give it a `reach` or a `read`, or remove it")


def _reads(draft: Draft, name: str, role: Item) -> Iterator[Diagnostic]:
    forbidden = {str(item.value): item for item in role.items("never_reads")}
    for item in forbidden.values():
        yield from known_class(draft, item)
    for item in role.items("read"):
        if item.value not in (LOGS, *draft.stores) and item.value not in draft.lost:
            known = [LOGS, *draft.stores]
            yield fault("SPEC052", f"there is no store `{item.value}`", item.place, fix=closest(str(item.value), known))
        elif item.value in draft.stores:
            data_class = draft.stores[str(item.value)].item.text("class")
            if data_class in forbidden:
                said = f"role `{name}` reads `{item.value}` and never reads class `{data_class}`"
                places = (Label(item.place), Label(forbidden[data_class].place, "this forbids it"))
                yield fault("SPEC078", said, *places, fix="remove one of the two")
    yield from _databases(draft, name, role, forbidden)


def _databases(draft: Draft, name: str, role: Item, forbidden: dict[str, Item]) -> Iterator[Diagnostic]:
    for reference, place in reached(draft, name, role):
        copies = set(draft.copies(reference))
        for store, owned in draft.stores.items():
            data_class = owned.item.text("class")
            if owned.item.text("kind") == "postgres" and data_class in forbidden and draft.home(owned) in copies:
                said = f"role `{name}` reaches the database `{store}` and never reads class `{data_class}`"
                places = (Label(place), Label(forbidden[data_class].place, "this forbids it"))
                yield fault("SPEC074", said, *places, fix=f"take `{reference}` out of `reach`, or move the database")


def _session(name: str, role: Item) -> Iterator[Diagnostic]:
    for key, bounds, shown in (("session", SESSION_MINUTES, "15m to 12h"), ("idle", IDLE_MINUTES, "1m to 60m")):
        item = role.get(key)
        if item is not None and not bounds[0] <= units.minutes(str(item.value)) <= bounds[1]:
            yield fault("SPEC072", f"`{key}` of role `{name}` is `{item.value}`", item.place, fix=f"choose {shown}")
    session, idle = units.minutes(role.text("session", "1h")), units.minutes(role.text("idle", "20m"))
    if role.get("idle") is not None and idle > session:
        said = f"role `{name}` may be idle for longer than its session"
        yield fault("SPEC072", said, role.at("idle"), fix="make `idle` shorter than `session`")
    mfa = role.get("mfa")
    if mfa is not None and not mfa.value:
        yield fault(
            "SPEC071", f"role `{name}` needs no second factor", mfa.place, fix="write `mfa: true`, or leave it out"
        )


def _alert(draft: Draft, role: Item) -> Iterator[Diagnostic]:
    alert = role.get("alert")
    channels = {} if draft.logging is None else draft.logging.members("alerts")
    if alert is not None and channels and alert.value not in channels:
        said = f"there is no alert channel `{alert.value}`"
        yield fault("SPEC077", said, alert.place, fix=closest(str(alert.value), list(channels)))


def entry_zone(draft: Draft) -> str:
    """Return the zone in which the bastion stands."""
    return DEFAULT_ZONE if draft.access is None else draft.access.text("zone", DEFAULT_ZONE)


def _bastion(draft: Draft) -> Iterator[Diagnostic]:
    zone = entry_zone(draft)
    reaching = [role for name, role in draft.roles.items() if any(True for _ in reached(draft, name, role))]
    place = None if draft.access is None else draft.access.get("zone")
    at = place.place if place is not None else (reaching[0].key if reaching else None)
    if at is None:
        return
    if zone not in draft.zones:
        if zone not in draft.lost:
            said = f"the bastion stands in zone `{zone}`, which there is none of"
            yield fault(
                "SPEC070", said, at, fix=f"add `{zone}: {{exposure: internal}}` to `zones`, or set `access.zone`"
            )
    elif draft.exposure(zone) != "internal" or draft.per_agency(zone):
        said = f"the bastion's zone `{zone}` must be internal and have one copy"
        yield fault("SPEC070", said, at, draft.zones[zone].key, fix="choose a zone with `exposure: internal`")


def _separate(draft: Draft) -> Iterator[Diagnostic]:
    for pair in () if draft.access is None else draft.access.items("separate"):
        left, right = (str(item.value) for item in pair.value)
        missing = [item for item in pair.value if item.value not in draft.roles and item.value not in draft.lost]
        for item in missing:
            known = list(draft.roles)
            yield fault("SPEC076", f"there is no role `{item.value}`", item.place, fix=closest(str(item.value), known))
        if left == right:
            said = f"role `{left}` can't be separated from itself"
            yield fault("SPEC075", said, pair.place, fix="name two different roles")
        elif not missing and left in draft.roles and right in draft.roles:
            yield from _overlap(draft, pair, left, right)


def _overlap(draft: Draft, pair: Item, left: str, right: str) -> Iterator[Diagnostic]:
    reads = [{str(item.value): item for item in draft.roles[name].items("read")} for name in (left, right)]
    for target in sorted(reads[0].keys() & reads[1].keys()):
        yield _overlapping(pair, f"`{left}` and `{right}` both read `{target}`", reads[1][target].place)
    zones = [_reached_copies(draft, name) for name in (left, right)]
    for reference in sorted(zones[0].keys() & zones[1].keys()):
        yield _overlapping(pair, f"`{left}` and `{right}` both reach `{reference}`", zones[1][reference])
    for name, read, reach in ((left, reads[0], zones[0]), (right, reads[1], zones[1])):
        if LOGS in read and reach:
            yield _overlapping(pair, f"`{name}` acts in zones and reads the logs of it", read[LOGS].place)


def _reached_copies(draft: Draft, name: str) -> dict[ZoneRef, Place]:
    return {
        copy: place for reference, place in reached(draft, name, draft.roles[name]) for copy in draft.copies(reference)
    }


def _overlapping(pair: Item, said: str, place: Place) -> Diagnostic:
    places = (Label(place), Label(pair.place, "these are to be separate"))
    return fault("SPEC075", said, *places, fix="take it from one of the two, or end the separation")
