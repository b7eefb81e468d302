"""Which of several routes for one block holds."""

from collections.abc import Iterable

from bastide.model.forwarding import Attachment, Route, RouteTable, Target, TransitRoute, TransitTable
from bastide.model.wire import Cidr, Origin


def routes(table: RouteTable | None, vpc: str, blocks: Iterable[Cidr]) -> dict[Cidr, Route]:
    """Return one route for each block: local before static, then from a prefix list, then propagated.

    Source: Amazon VPC User Guide, "Route priority". The longest match among the blocks is the kernel's own business.
    """
    local = [Route(block, Target.LOCAL, vpc, Origin("", None)) for block in blocks]
    listed = [*local, *(() if table is None else table.routes)]
    return {one.destination: one for one in sorted(listed, key=_rank, reverse=True)}


def transit_routes(table: TransitTable, attachments: Iterable[Attachment]) -> dict[Cidr, TransitRoute]:
    """Return one route for each block: static before propagated by VPCs, and that before propagated from outside."""
    from_vpcs = {one.name for one in attachments if one.vpc}
    ranked = sorted(table.routes, key=lambda one: (one.propagated, one.attachment not in from_vpcs), reverse=True)
    return {one.destination: one for one in ranked}


def winner(found: dict[Cidr, Route], address: Cidr) -> Route | None:
    """Return the route that an address takes: the longest match."""
    fitting = [
        block for block in found if block.version == address.version and block.first <= address.first <= block.last
    ]
    return found[min(fitting, key=lambda block: block.last - block.first)] if fitting else None


def _rank(route: Route) -> tuple[bool, bool, bool]:
    return route.target is not Target.LOCAL, route.propagated, route.from_list
