"""The two sides of a platform: each has its own block, and nothing but a ferry leads from one to the other."""

from collections.abc import Iterator
from datetime import date
from ipaddress import IPv4Network

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.exchange import Side
from bastide.model.platform import INTERNET
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.access import entry_zone, reached
from bastide.spec.rules.blocks import exact, network
from bastide.spec.rules.platform import unfit_block

BLOCK = "outer_cidr"
_BY_FERRY = "move one of the two, or carry files between two object stores by a ferry (`ferries`)"


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with the sides that zones stand on."""
    del today
    yield from _block(draft)
    if has_outer(draft):
        yield from _inner_and_internet(draft)
        yield from _flows(draft)
        yield from _uses(draft)
        yield from _reach(draft)


def has_outer(draft: Draft) -> bool:
    """Whether any zone stands on the outer side."""
    return any(side_of(draft, zone) is Side.OUTER for zone in draft.zones)


def side_of(draft: Draft, zone: str) -> Side | None:
    """Return the side of a zone, None for one that isn't declared; the internet lies on the outer one."""
    if zone == INTERNET:
        return Side.OUTER
    found = draft.zones.get(zone)
    return None if found is None else Side(found.text("side", Side.INNER))


def apart(draft: Draft, zone: str, other: str) -> bool:
    """Whether two zones stand on different sides."""
    sides = {side_of(draft, zone), side_of(draft, other)}
    return None not in sides and len(sides) > 1


def _block(draft: Draft) -> Iterator[Diagnostic]:
    platform = draft.platform
    if platform is None or draft.is_lost("platform", BLOCK):
        return
    item = platform.get(BLOCK)
    if item is None:
        outer = next((zone for name, zone in draft.zones.items() if side_of(draft, name) is Side.OUTER), None)
        if outer is not None:
            said = "a zone stands on the outer side, which has no block of its own"
            yield fault("SPEC100", said, outer.at("side"), fix="add `outer_cidr: 10.41.0.0/16` to `platform`")
        return
    yield from unfit_block(item, BLOCK)
    inner, outer_block = network(platform), exact(item)
    if inner is not None and outer_block is not None and inner.overlaps(outer_block):
        said = f"the blocks of the two sides, `{inner}` and `{outer_block}`, have addresses in common"
        labels = (Label(item.place), Label(platform.at("cidr"), "the inner side's"))
        yield fault("SPEC100", said, *labels, fix=f"choose a block apart from it, such as `{_beside(inner)}`")


def _beside(block: IPv4Network) -> IPv4Network:
    """Return the other half of the block that is twice as large."""
    return next(half for half in block.supernet().subnets() if half != block)


def _inner_and_internet(draft: Draft) -> Iterator[Diagnostic]:
    """A path from the inner side to the internet would meet the outer side there."""
    for name, zone in draft.zones.items():
        if side_of(draft, name) is Side.INNER and draft.exposure(name) == "internet":
            said = f"zone `{name}` faces the internet from the inner side"
            yield fault("SPEC102", said, zone.at("exposure"), fix="add `side: outer` to the zone")


def _flows(draft: Draft) -> Iterator[Diagnostic]:
    for owned in draft.flows:
        for source in owned.item.items("from"):
            for destination in owned.item.items("to"):
                yield from _flow(draft, source, destination)


def _flow(draft: Draft, source: Item, destination: Item) -> Iterator[Diagnostic]:
    start, end = (str(item.value).partition("@")[0] for item in (source, destination))
    if not apart(draft, start, end):
        return
    if INTERNET in (start, end):
        inner, item = (end, destination) if start == INTERNET else (start, source)
        if draft.exposure(inner) == "internet" or start == INTERNET:
            return  # Told of the zone, or of the flow as one into an inner zone.
        said = f"zone `{inner}` of the inner side may open connections to the internet"
        yield fault("SPEC102", said, item.place, *_side(draft, inner), fix="let a zone of the outer side fetch it")
        return
    said = f"this flow leads from zone `{start}` to zone `{end}` on the other side"
    yield fault("SPEC101", said, destination.place, *_side(draft, start), *_side(draft, end), fix=_BY_FERRY)


def _side(draft: Draft, zone: str) -> tuple[Label, ...]:
    return (Label(draft.zones[zone].at("side"), f"`{zone}` is on the {side_of(draft, zone)} side"),)


def _uses(draft: Draft) -> Iterator[Diagnostic]:
    for name, owned in draft.workloads.items():
        here = draft.home(owned).zone
        for item in owned.item.items("uses"):
            store = draft.stores.get(str(item.value))
            if store is None or not apart(draft, here, draft.home(store).zone):
                continue
            said = f"workload `{name}` uses `{item.value}` on the other side"
            yield fault("SPEC101", said, item.place, Label(store.item.key, "the store"), fix=_BY_FERRY)


def _reach(draft: Draft) -> Iterator[Diagnostic]:
    """A session passes no network of ours; a database is reached through one, from the bastion."""
    entry = entry_zone(draft)
    databases = {draft.home(one).zone for one in draft.stores.values() if one.item.text("kind") == "postgres"}
    for name, role in draft.roles.items():
        for reference, place in reached(draft, name, role):
            if reference.zone in databases and apart(draft, entry, reference.zone):
                said = f"role `{name}` reaches the databases of `{reference}` from the bastion on the other side"
                fix = f"take `{reference.zone}` out of its `reach`; hosts there take sessions, databases need a path"
                yield fault("SPEC101", said, place, *_side(draft, reference.zone), fix=fix)
