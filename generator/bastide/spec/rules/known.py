"""References to what must have been declared."""

from collections.abc import Iterable, Iterator

from bastide.model.diagnostic import Diagnostic
from bastide.model.place import Place
from bastide.model.platform import INTERNET, OUTER_SERVICES, SERVICES, ZoneRef
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.values import closest

_TAKEN = ("access-log", "audit-log", "backup", "logs")
LOGS = "logs"
"""What a role reads that is no store: every log stream."""


def reserved(what: str, name: str, item: Item) -> Iterator[Diagnostic]:
    """Yield a fault for a name that something generated has already."""
    if name in _TAKEN or name.endswith("-dr"):
        yield fault("SPEC036", f"no {what} may be called `{name}`", item.key, fix="choose another name")


def known_class(draft: Draft, item: Item | None) -> Iterator[Diagnostic]:
    """Yield a fault if an item names a class that isn't declared."""
    yield from _undeclared(draft, "SPEC050", ("classes",), item, draft.classes)


def known_tier(draft: Draft, item: Item | None) -> Iterator[Diagnostic]:
    """Yield a fault if an item names a tier that isn't declared."""
    yield from _undeclared(draft, "SPEC051", ("tiers",), item, draft.tiers)


def known_store(draft: Draft, item: Item, *, logs: bool = False) -> Iterator[Diagnostic]:
    """Yield a fault if an item names a store that isn't declared; `logs` is one where a role reads."""
    yield from _undeclared(draft, "SPEC052", ("stores",), item, (*draft.stores, LOGS) if logs else draft.stores)


def known_role(draft: Draft, item: Item) -> Iterator[Diagnostic]:
    """Yield a fault if an item names a role that isn't declared."""
    yield from _undeclared(draft, "SPEC076", ("access", "roles"), item, {*draft.roles, *draft.idle_roles})


def known_channel(draft: Draft, item: Item | None) -> Iterator[Diagnostic]:
    """Yield a fault if an item names an alert channel that isn't declared, where there are any."""
    channels = {} if draft.logging is None else draft.logging.members("alerts")
    if channels:
        yield from _undeclared(draft, "SPEC077", ("logging", "alerts"), item, channels)


def known_zone(draft: Draft, reference: ZoneRef, place: Place) -> Iterator[Diagnostic]:
    """Yield what is wrong with a reference to a zone or to an agency's copy of one."""
    zone, agency = reference.zone, reference.agency
    if zone in (SERVICES, OUTER_SERVICES):
        said = f"zone `{zone}` is the platform's own, for private endpoints of the cloud"
        yield fault("SPEC035", said, place, fix="leave it out: what needs the endpoints reaches them anyway")
    elif not draft.knows_zone(zone):
        yield fault("SPEC030", f"there is no zone `{zone}`", place, fix=closest(zone, draft.zones))
    elif agency is None or draft.is_lost("zones", zone):
        return
    elif not draft.per_agency(zone):
        said = f"zone `{zone}` has no copy for each agency"
        fix = f"write `{zone}`" if zone == INTERNET else f"write `{zone}`, or give the zone `per: agency`"
        yield fault("SPEC032", said, place, fix=fix)
    else:
        yield from _agency(draft, agency, place)


def known_agency(draft: Draft, item: Item) -> Iterator[Diagnostic]:
    """Yield a fault if an item names an agency that isn't declared."""
    yield from _agency(draft, str(item.value), item.place)


def _agency(draft: Draft, agency: str, place: Place) -> Iterator[Diagnostic]:
    if agency not in draft.agencies and not draft.is_lost("agencies", agency):
        yield fault("SPEC031", f"there is no agency `{agency}`", place, fix=closest(agency, draft.agencies))


_WORDS = {"classes": "class", "tiers": "tier", "stores": "store", "roles": "role", "alerts": "alert channel"}


def _undeclared(
    draft: Draft, code: str, section: tuple[str, ...], item: Item | None, known: Iterable[str]
) -> Iterator[Diagnostic]:
    if item is None or item.value in known or draft.is_lost(*section, str(item.value)):
        return
    said = f"there is no {_WORDS[section[-1]]} `{item.value}`"
    yield fault(code, said, item.place, fix=closest(str(item.value), known))
