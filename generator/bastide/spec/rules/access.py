"""Access: where people come in, and what their roles reach and read."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.model.platform import INTERNET, ZoneRef
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.dates import ended
from bastide.spec.rules.known import known_channel, known_class, known_store, known_zone

DEFAULT_ZONE = "ops"
SESSION_MINUTES = (15, 12 * 60)
"""AWS ends a role's session after 12 hours at most (IAM user guide, maximum session duration)."""

LEAST_ROLE_MINUTES = 60
"""AWS takes no shorter maximum session for a role (IAM API, `MaxSessionDuration`)."""

IDLE_MINUTES = (1, 60)
"""Session Manager's idle timeout (Systems Manager user guide, session preferences)."""

_BOUNDS = (("session", SESSION_MINUTES, "15m to 12h"), ("idle", IDLE_MINUTES, "1m to 60m"))


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `access:`, the separation of duties apart."""
    for name, role in draft.roles.items():
        yield from _reach(draft, name, role)
        yield from _reads(draft, name, role)
        yield from _databases(draft, name, role)
        yield from _duty(draft, name, role)
        yield from _session(name, role)
        yield from _unkept(draft, name, role)
        yield from known_channel(draft, role.get("alert"))
        yield from ended(role, today, "SPEC073", f"role `{name}`")
    yield from _bastion(draft)


def reached(draft: Draft, name: str, role: Item) -> Iterator[tuple[ZoneRef, Place]]:
    """Yield the zones that a role reaches; a profile's role speaks of the zones that there are."""
    for item in role.items("reach"):
        reference = units.reference(str(item.value))
        if draft.knows_zone(reference.zone) or name not in draft.profile_roles:
            yield reference, item.place


def _reach(draft: Draft, name: str, role: Item) -> Iterator[Diagnostic]:
    for reference, place in reached(draft, name, role):
        if reference.zone == INTERNET:
            said = f"role `{name}` reaches the internet, which is not a zone of the platform"
            yield fault("SPEC030", said, place, fix="name zones of the platform")
        else:
            yield from known_zone(draft, reference, place)


def _reads(draft: Draft, name: str, role: Item) -> Iterator[Diagnostic]:
    forbidden = _forbidden(role)
    for item in role.items("never_reads"):
        yield from known_class(draft, item)
    for item in role.items("read"):
        yield from known_store(draft, item, logs=True)
        store = draft.stores.get(str(item.value))
        data_class = "" if store is None else store.item.text("class")
        if data_class in forbidden:
            said = f"role `{name}` reads `{item.value}` of class `{data_class}`, and never reads that class"
            labels = (Label(item.place), Label(forbidden[data_class], "this forbids it"))
            yield fault("SPEC078", said, *labels, fix="remove one of the two")


def _forbidden(role: Item) -> dict[str, Place]:
    return {str(item.value): item.place for item in role.items("never_reads")}


def _databases(draft: Draft, name: str, role: Item) -> Iterator[Diagnostic]:
    forbidden = _forbidden(role)
    secret = {
        store: owned
        for store, owned in draft.stores.items()
        if owned.item.text("kind") == "postgres" and owned.item.text("class") in forbidden
    }
    for reference, place in reached(draft, name, role) if secret else ():
        copies = set(draft.copies(reference))
        for store, owned in secret.items():
            data_class = owned.item.text("class")
            if draft.home(owned) in copies:
                said = (
                    f"role `{name}` reaches the database `{store}` of class `{data_class}`, and never reads that class"
                )
                labels = (Label(place), Label(forbidden[data_class], "this forbids it"))
                yield fault("SPEC074", said, *labels, fix=f"take `{reference}` out of `reach`, or move the database")


def _duty(draft: Draft, name: str, role: Item) -> Iterator[Diagnostic]:
    path = ("access", "roles", name)
    lost = draft.is_lost(*path, "reach") or draft.is_lost(*path, "read")
    if not role.items("reach") and not role.items("read") and not lost:
        said = f"role `{name}` reaches no zone and reads nothing"
        yield fault("SPEC079", said, role.key, fix="add `reach: [...]` or `read: [...]`, or remove the role")


def _session(name: str, role: Item) -> Iterator[Diagnostic]:
    for key, (least, most), shown in _BOUNDS:
        item = role.get(key)
        if item is not None and not least <= units.minutes(str(item.value)) <= most:
            said = f"`{key}` of role `{name}` is {item.value}, and may be {shown}"
            yield fault("SPEC072", said, item.place, fix=f"choose {shown}")
    session, idle = role.get("session"), role.get("idle")
    if session is not None and idle is not None and units.minutes(str(idle.value)) > units.minutes(str(session.value)):
        said = f"`idle` of role `{name}` is {idle.value}, longer than its session"
        labels = (Label(idle.place), Label(session.place, "the session"))
        yield fault("SPEC072", said, *labels, fix=f"choose `idle: {session.value}` or less")
    mfa = role.get("mfa")
    if mfa is not None and not mfa.value:
        said = f"role `{name}` needs no second factor"
        yield fault("SPEC071", said, mfa.place, fix="write `mfa: true`, or leave it out")


def _unkept(draft: Draft, name: str, role: Item) -> Iterator[Diagnostic]:
    """What only the session broker can end, a role that never passes it does not have."""
    session, idle = role.get("session"), role.get("idle")
    if role.items("reach") or draft.is_lost("access", "roles", name, "reach"):
        return
    if idle is not None:
        said = f"role `{name}` reaches no zone, so no session of it can fall silent"
        yield fault("SPEC067", said, idle.key, fix="remove `idle`, or add `reach: [...]`")
    if session is not None and units.minutes(str(session.value)) < LEAST_ROLE_MINUTES:
        said = f"role `{name}` reaches no zone, and AWS ends a role itself after an hour at the earliest"
        yield fault("SPEC067", said, session.place, fix="write `session: 1h` or more, or add `reach: [...]`")


def entry_zone(draft: Draft) -> str:
    """Return the zone in which the bastion stands."""
    return DEFAULT_ZONE if draft.access is None else draft.access.text("zone", DEFAULT_ZONE)


def _bastion(draft: Draft) -> Iterator[Diagnostic]:
    zone, at = entry_zone(draft), _entry_place(draft)
    if at is None or draft.is_lost("access", "zone") or draft.is_lost("zones", zone):
        return
    if zone not in draft.zones:
        said = f"the bastion stands in zone `{zone}`, and there is none"
        fix = f"add `{zone}: {{exposure: internal}}` to `zones`, or name another zone in `access.zone`"
        yield fault("SPEC070", said, at, fix=fix)
    elif draft.zones[zone].at("exposure") in draft.lowered:
        return
    elif draft.exposure(zone) in ("internet", "isolated") or draft.per_agency(zone):
        copies = "has a copy for each agency"
        what = copies if draft.per_agency(zone) else f"has `exposure: {draft.exposure(zone)}`"
        said = f"the bastion stands in zone `{zone}`, which {what}"
        labels = (Label(at), Label(draft.zones[zone].key, "the zone"))
        yield fault("SPEC070", said, *labels, fix="choose a zone with `exposure: internal` and without `per`")


def _entry_place(draft: Draft) -> Place | None:
    """Return what asks for a bastion: `access.zone`, or the first role that reaches a zone."""
    zone = None if draft.access is None else draft.access.get("zone")
    if zone is not None:
        return zone.place
    reaching = (role.key for name, role in draft.roles.items() if any(True for _ in reached(draft, name, role)))
    return next(reaching, None)
