"""Address blocks: exact, within the platform, apart from each other, and large enough."""

from collections.abc import Iterator
from ipaddress import IPv4Network, ip_network
from itertools import combinations

from bastide.model.diagnostic import Diagnostic, Label
from bastide.spec.codes import fault
from bastide.spec.draft import Draft
from bastide.spec.item import Item

_SMALLEST_ZONE = 25
_SMALLEST_COPY = 26
"""A copy is cut into four subnets, and AWS takes none smaller than /28 (VPC user guide, subnet sizing)."""


def network(item: Item) -> IPv4Network | None:
    """Return an item's `cidr`, None where there is none or it isn't exact."""
    block = item.get("cidr")
    return None if block is None else exact(block)


def exact(item: Item) -> IPv4Network | None:
    """Return the block that an item is, None where it isn't exact."""
    try:
        return IPv4Network(str(item.value))
    except ValueError:
        return None


def wrong_block(item: Item, key: str = "cidr") -> Diagnostic:
    """Return the fault for a `cidr` that isn't exact."""
    text = str(item.value)
    try:
        block = ip_network(text, strict=False)
    except ValueError:
        said = f"`{text}` is not an IPv4 block"
        return fault(
            "SPEC020", said, item.place, fix="write four numbers up to 255 and a length, such as `10.40.0.0/16`"
        )
    said = f"`{text}` starts in the middle of the block `{block}`"
    return fault("SPEC020", said, item.place, fix=f"write `{key}: {block}`")


def zone_blocks(draft: Draft) -> Iterator[Diagnostic]:
    """Yield what is wrong with the blocks that zones choose for themselves."""
    given: list[tuple[str, Item, IPv4Network]] = []
    for name, zone in draft.zones.items():
        item, block = zone.get("cidr"), network(zone)
        if item is not None and block is None:
            yield wrong_block(item)
        elif block is not None:
            yield from _fits(draft, name, zone, block)
            given.append((name, zone, block))
    for (left, zone, block), (right, other, its) in combinations(given, 2):
        if block.overlaps(its):
            said = f"zone `{right}` and zone `{left}` have addresses in common"
            labels = (Label(other.at("cidr")), Label(zone.at("cidr"), f"the block of `{left}`"))
            yield fault("SPEC021", said, *labels, fix="give each its own block, or leave out `cidr`")


def _fits(draft: Draft, name: str, zone: Item, block: IPv4Network) -> Iterator[Diagnostic]:
    platform = _whole(draft, zone)
    if platform is not None and not block.subnet_of(platform):
        said = f"the block `{block}` of zone `{name}` is outside the platform's `{platform}`"
        yield fault("SPEC020", said, zone.at("cidr"), fix=f"take a part of `{platform}`, or leave out `cidr`")
    copies = len(draft.agencies) if draft.per_agency(name) else 1
    # Copies are equal parts, so that their number is rounded up to a power of two.
    smallest = _SMALLEST_COPY - (copies - 1).bit_length() if draft.per_agency(name) else _SMALLEST_ZONE
    if copies and block.prefixlen > smallest:
        said = (
            f"the block `{block}` of zone `{name}` is exhausted by {copies} {'copy' if copies == 1 else 'copies'} of it"
        )
        fix = f"take a /{smallest} or a larger block, or leave out `cidr`"
        yield fault("SPEC020", said, zone.at("cidr"), fix=fix)


def _whole(draft: Draft, zone: Item) -> IPv4Network | None:
    """Return the block that a zone takes its own from, its side's."""
    key = "outer_cidr" if zone.text("side") == "outer" else "cidr"
    item = None if draft.platform is None else draft.platform.get(key)
    return None if item is None else exact(item)
