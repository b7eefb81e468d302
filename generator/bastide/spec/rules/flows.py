"""Flows: who may open connections to whom, and until when."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.platform import INTERNET, ZoneRef
from bastide.model.traffic import Protocol, Traffic
from bastide.spec import units
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item
from bastide.spec.rules.dates import ended
from bastide.spec.rules.pairs import MOST, ends, pairs, size, too_many

_LAST_PORT, _LAST_TYPE = 65535, 255


def check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    """Yield what is wrong with `flows:`."""
    for owned in draft.flows:
        yield from ends(draft, owned)
        yield from _boundaries(draft, owned.item)
        yield from _ports(owned.item)
        yield from ended(owned.item, today, "SPEC044", "this flow")
    if too_many(draft, draft.flows):
        largest = max(draft.flows, key=lambda owned: size(draft, owned))
        said = f"the flows come to more than {MOST} permissions between copies of zones"
        fix = "add `within: agency`, or name the copies that need it"
        yield fault("SPEC089", said, largest.item.place, fix=fix)
    else:
        yield from _repeated(draft)


def _boundaries(draft: Draft, flow: Item) -> Iterator[Diagnostic]:
    for source in flow.items("from"):
        for destination in flow.items("to"):
            yield from _boundary(draft, source, destination)


def _boundary(draft: Draft, source: Item, destination: Item) -> Iterator[Diagnostic]:
    start, end = (str(item.value).partition("@")[0] for item in (source, destination))
    if start == INTERNET and end == INTERNET:
        yield fault(
            "SPEC042", "this flow leads from the internet to the internet", destination.place, fix="name a zone"
        )
    elif start == INTERNET and draft.exposure(end) in ("internal", "isolated"):
        said = f"the internet may open connections into zone `{end}`, which is {draft.exposure(end)}"
        fix = "let it reach a zone with `exposure: internet`, and let that zone reach this one"
        yield fault("SPEC040", said, destination.place, *_exposure(draft, end), fix=fix)
    elif end == INTERNET and draft.exposure(start) == "isolated":
        said = f"the isolated zone `{start}` may open connections to the internet"
        fix = "remove the flow, or go through a zone that isn't isolated"
        yield fault("SPEC041", said, source.place, *_exposure(draft, start), fix=fix)


def _exposure(draft: Draft, zone: str) -> tuple[Label, ...]:
    return (Label(draft.zones[zone].at("exposure"), "what the zone promises"),)


def _ports(flow: Item) -> Iterator[Diagnostic]:
    for item in flow.items("allow"):
        traffic = units.traffic(str(item.value))
        what, last = ("port", _LAST_PORT) if traffic.protocol is not Protocol.ICMP else ("message type", _LAST_TYPE)
        if traffic.last > last or traffic.first > last:
            said = f"`{item.value}` is beyond the last {what}, {last}"
            yield fault("SPEC045", said, item.place, fix=f"stay within {last}")
        elif traffic.first > traffic.last:
            swapped = f"{traffic.protocol}/{traffic.last}-{traffic.first}"
            yield fault("SPEC045", f"`{item.value}` runs backwards", item.place, fix=f"write `{swapped}`")


def _repeated(draft: Draft) -> Iterator[Diagnostic]:
    first: dict[tuple[ZoneRef, ZoneRef, str], Item] = {}
    told: set[tuple[int, int]] = set()
    for owned in draft.flows:
        for pair in pairs(draft, owned):
            for item in owned.item.items("allow"):
                known = first.setdefault((*pair, str(item.value)), item)
                same_list = known in owned.item.items("allow")
                if known is not item and not same_list and (id(known), id(item)) not in told:
                    told.add((id(known), id(item)))
                    yield _twice(pair, item, known)


def _twice(pair: tuple[ZoneRef, ZoneRef], item: Item, known: Item) -> Diagnostic:
    said = f"`{pair[0]}` may open {item.value} to `{pair[1]}` by two flows"
    return fault("SPEC047", said, item.place, Label(known.place, "the other one"), fix="remove one, or narrow it")


class Openings:
    """What the declared flows allow between two copies of zones."""

    def __init__(self, draft: Draft) -> None:
        self._allowed: dict[tuple[ZoneRef, ZoneRef], list[Traffic]] = defaultdict(list)
        for owned in () if too_many(draft, draft.flows) else draft.flows:
            traffic = [units.traffic(str(item.value)) for item in owned.item.items("allow")]
            for pair in pairs(draft, owned):
                self._allowed[pair] += traffic

    def holds(self, source: ZoneRef, destination: ZoneRef, port: int) -> bool:
        """Whether a flow opens a TCP port from one copy to another."""
        found = self._allowed.get((source, destination), ())
        return any(one.protocol is Protocol.TCP and one.first <= port <= one.last for one in found)
