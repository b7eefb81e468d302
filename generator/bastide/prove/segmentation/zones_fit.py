"""Whether the zones of a file are zones of the tree: one that is empty by a slip of the pen would be proven safe."""

from collections.abc import Iterator
from difflib import get_close_matches

from bastide.model.diagnostic import CannotAnswerError, Diagnostic
from bastide.model.network import Network
from bastide.model.wire import Cidr
from bastide.prove.segmentation.declaration import Area, Declaration
from bastide.source.fault import Code, short

NO_SUBNET = Code("ZON005", "unknown-subnet", "a promise about a subnet that doesn't exist is always kept")
EMPTY_ZONE = Code("ZON006", "empty-zone", "a promise about a zone that holds nothing is always kept")
TWO_ZONES = Code("ZON007", "subnet-in-two-zones", "one of the two would be ignored without a word")
CODES = (NO_SUBNET, EMPTY_ZONE, TWO_ZONES)


def require_fit(network: Network, declaration: Declaration) -> None:
    """Raise CannotAnswerError with every zone of a file that the tree doesn't bear out."""
    areas = [area for area in declaration.areas if area.place is not None]
    faults = (*_unknown(network, areas), *_empty(network, areas), *_doubled(network, areas))
    if faults:
        raise CannotAnswerError(faults)


def holds(area: Area, name: str, blocks: tuple[Cidr, ...]) -> bool:
    """Tell whether a zone claims a subnet, by name or by address."""
    return name in area.subnets or any(_inside(block, own) for block in area.cidrs for own in blocks)


def _unknown(network: Network, areas: list[Area]) -> Iterator[Diagnostic]:
    known = sorted(subnet.name for subnet in network.subnets)
    for area in areas:
        for name, place in area.written.items():
            if name not in known:
                near = get_close_matches(name, known, n=1)
                fix = f"did you mean `{near[0]}`?" if near else _choice(known)
                yield NO_SUBNET.fault(f"the tree has no subnet `{short(name)}`", place, fix=fix)


def _choice(known: list[str]) -> str:
    names = ", ".join(f"`{name}`" for name in known[:4])
    return f"use the address of a subnet, like {names}" if known else "declare the subnets in the tree"


def _empty(network: Network, areas: list[Area]) -> Iterator[Diagnostic]:
    for area in areas:
        held = any(holds(area, subnet.name, subnet.cidrs) for subnet in network.subnets)
        if area.place is not None and not area.subnets and not held:
            blocks = sorted({str(block) for subnet in network.subnets for block in subnet.cidrs})
            fix = f"give it `cidrs` that hold whole subnets: the tree has {', '.join(blocks[:4]) or 'none'}"
            yield EMPTY_ZONE.fault(f"no subnet of the tree stands in zone `{short(area.name)}`", area.place, fix=fix)


def _doubled(network: Network, areas: list[Area]) -> Iterator[Diagnostic]:
    for subnet in network.subnets:
        claims = [area for area in areas if holds(area, subnet.name, subnet.cidrs)]
        places = [area.written.get(subnet.name, area.place) for area in claims]
        if len(claims) > 1:
            names = " and ".join(f"`{short(area.name)}`" for area in claims)
            known = [place for place in places if place is not None]
            message = f"subnet `{subnet.name}` stands in {names}"
            yield TWO_ZONES.fault(message, *known, fix="leave it in one of them")


def _inside(block: Cidr, own: Cidr) -> bool:
    return block.version == own.version and block.first <= own.first and own.last <= block.last
