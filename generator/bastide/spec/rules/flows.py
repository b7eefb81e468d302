"""Flows: who may open connections to whom, and until when."""

from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.place import Place
from bastide.model.platform import INTERNET, ZoneRef
from bastide.model.traffic import Protocol
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item
from bastide.spec.rules.dates import ended
from bastide.spec.rules.zones import unknown

_LAST_PORT, _LAST_TYPE = 65535, 255


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `flows:`."""
    for owned in draft.flows:
        flow = owned.item
        yield from _ends(draft, owned)
        yield from scope(draft, owned)
        yield from _ports(flow)
        yield from ended(flow, today, "SPEC044", "this flow")
    yield from _repeated(draft)


def _ends(draft: Draft, owned: Owned) -> Iterator[Diagnostic]:
    flow = owned.item
    for end in (*flow.items("from"), *flow.items("to")):
        reference = draft.end(owned, end)
        yield from unknown(draft, reference, end.place)
        if owned.agency is not None and reference.agency != owned.agency and draft.knows_zone(reference.zone):
            said = f"the file of agency `{owned.agency}` speaks of `{end.value}`, which isn't its own"
            fix = "move the flow to the platform's own page, where everybody concerned reviews it"
            yield fault("SPEC049", said, end.place, fix=fix)
    for source in flow.items("from"):
        for destination in flow.items("to"):
            yield from _boundary(draft, source, destination)


def _boundary(draft: Draft, source: Item, destination: Item) -> Iterator[Diagnostic]:
    start, end = units.reference(str(source.value)), units.reference(str(destination.value))
    if start.zone == INTERNET and end.zone == INTERNET:
        yield fault("SPEC042", "a flow from the internet to the internet", destination.place, fix="name a zone")
    elif start.zone == INTERNET and draft.exposure(end.zone) in ("internal", "isolated"):
        said = f"the internet may not open connections into zone `{end.zone}`"
        places = (Label(destination.place), _exposure(draft, end.zone))
        yield fault(
            "SPEC040", said, *places, fix="let it reach a zone with `exposure: internet`, and that zone this one"
        )
    elif end.zone == INTERNET and draft.exposure(start.zone) == "isolated":
        said = f"the isolated zone `{start.zone}` may not reach the internet"
        places = (Label(source.place), _exposure(draft, start.zone))
        yield fault("SPEC041", said, *places, fix="remove the flow, or go through a zone that isn't isolated")


def _exposure(draft: Draft, zone: str) -> Label:
    return Label(draft.zones[zone].at("exposure"), "by this")


def scope(draft: Draft, owned: Owned) -> Iterator[Diagnostic]:
    """Yield what is wrong with a rule's `within` and `across`."""
    rule = owned.item
    within, across = rule.get("within"), rule.get("across")
    if within is not None and across is not None:
        yield fault("SPEC046", "`within` and `across` stand together", across.key, within.key, fix="keep one of them")
        return
    chosen = within or across
    if chosen is None:
        return
    for end in (*rule.items("from"), *rule.items("to")):
        zone = units.reference(str(end.value)).zone
        if zone == INTERNET or (zone in draft.zones and not draft.per_agency(zone)):
            said = f"zone `{zone}` has no copy for each agency to compare"
            yield fault("SPEC048", said, Label(end.place), Label(chosen.key), fix="remove the key, or write two flows")
            return
    if draft.agencies and not any(True for _ in pairs(draft, owned)):
        said = "no two copies fit this rule"
        yield fault(
            "SPEC048", said, Label(rule.place), Label(chosen.key), fix="name the zones without `@`, or remove the key"
        )


def _ports(flow: Item) -> Iterator[Diagnostic]:
    for item in flow.items("allow"):
        traffic = units.traffic(str(item.value))
        last = _LAST_TYPE if traffic.protocol is Protocol.ICMP else _LAST_PORT
        if traffic.last > last:
            yield fault("SPEC045", f"`{item.value}` goes beyond {last}", item.place, fix=f"stay within {last}")
        elif traffic.first > traffic.last:
            swapped = f"{traffic.protocol}/{traffic.last}-{traffic.first}"
            yield fault("SPEC045", f"`{item.value}` runs backwards", item.place, fix=f"write `{swapped}`")


def _repeated(draft: Draft) -> Iterator[Diagnostic]:
    first: dict[tuple[ZoneRef, ZoneRef, str], Place] = {}
    for owned in draft.flows:
        for pair in pairs(draft, owned):
            for item in owned.item.items("allow"):
                known = first.setdefault((*pair, str(item.value)), item.place)
                if known != item.place:
                    said = f"`{pair[0]}` to `{pair[1]}` is allowed `{item.value}` twice"
                    yield fault(
                        "SPEC047", said, Label(item.place), Label(known, "first here"), fix="remove one of the two"
                    )
                    return


def too_many(draft: Draft) -> Iterator[Diagnostic]:
    """Yield a fault for each rule that stands for more permissions than anybody can review."""
    widest = max(len(draft.agencies), 1) ** 2
    for owned in (*draft.flows, *draft.never):
        rule = owned.item
        count = len(rule.items("from")) * len(rule.items("to")) * max(len(rule.items("allow")), 1)
        if count > MOST_COMBINATIONS or count * widest > MOST_PERMISSIONS:
            said = f"this line stands for {count} combinations of zones and ports"
            yield fault("SPEC008", said, rule.place, fix="split it into lines that each have a reason of their own")


MOST_COMBINATIONS = 500
MOST_PERMISSIONS = 500_000


def pairs(draft: Draft, owned: Owned) -> Iterator[tuple[ZoneRef, ZoneRef]]:
    """Yield the pairs of zone copies that a flow or a `never` speaks of."""
    rule = owned.item
    within, across = rule.get("within") is not None, rule.get("across") is not None
    for start in rule.items("from"):
        for end in rule.items("to"):
            for left in draft.copies(draft.end(owned, start)):
                for right in draft.copies(draft.end(owned, end)):
                    same = left.agency == right.agency
                    if not (within and not same) and not (across and same):
                        yield left, right
