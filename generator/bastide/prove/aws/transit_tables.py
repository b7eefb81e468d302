"""The route tables of transit gateways: what is announced to them, and what is written down."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from bastide.model.forwarding import Attachment, TransitRoute
from bastide.model.graph import Resource
from bastide.model.wire import Cidr
from bastide.prove.aws.addresses import V6, Blocks
from bastide.prove.aws.prefix_lists import PrefixLists
from bastide.prove.aws.reading import Reading, origin_of
from bastide.prove.aws.vpcs import Land
from bastide.prove.aws.vpn import LEARNT

PEERING = "aws_ec2_transit_gateway_peering_attachment"


class TransitTables:
    """Collects the routes of each table."""

    def __init__(self, reading: Reading, blocks: Blocks, land: Land, lists: PrefixLists) -> None:
        self._reading = reading
        self._blocks = blocks
        self._land = land
        self._lists = lists
        self._routes: dict[str, list[TransitRoute]] = {}

    def routes(self, table: str) -> tuple[TransitRoute, ...]:
        """Return what a table holds."""
        return tuple(self._routes.get(table, ()))

    def propagate(self, table: str, attachment: Attachment, resource: Resource, scope: Iterable[str]) -> None:
        """Add the routes that an attachment announces, with a doubt about the scope where that isn't in the code."""
        kept = self._routes.setdefault(table, [])
        for block in self._announced(attachment, resource, scope):
            kept.append(TransitRoute(block, attachment.name, propagated=True, origin=origin_of(resource)))

    def write(self, table: str, attachment: str | None, resource: Resource, scope: Iterable[str]) -> None:
        """Add a static route: its blocks, or those of its prefix list."""
        blocks = self._reading.gather(origin_of(resource), scope, self._destination(resource))
        kept = self._routes.setdefault(table, [])
        for block in blocks:
            kept.append(TransitRoute(block, attachment, propagated=False, origin=origin_of(resource)))

    def _destination(self, resource: Resource) -> Callable[[], tuple[Cidr, ...]]:
        if resource.get("prefix_list_id") is not None:
            return partial(self._lists.blocks, resource.get("prefix_list_id"))
        return partial(self._blocks.many, resource.get("destination_cidr_block"))

    def _announced(self, attachment: Attachment, resource: Resource, scope: Iterable[str]) -> Iterator[Cidr]:
        own = self._reading.graph.by_address.get(attachment.name)
        if own is not None and self._is_silent(own):
            return
        if not attachment.vpc:
            self._reading.doubt(origin_of(resource), "what lies behind it announces its own routes", scope)
            yield from LEARNT
            return
        vpc = self._land.vpcs.get(attachment.vpc)
        six = own is not None and self._has_six(own)
        for block in vpc.cidrs if vpc is not None else ():
            if six or block.version != V6:
                yield block

    def _is_silent(self, resource: Resource) -> bool:
        """Tell whether an attachment announces no routes: a peering, or a VPN whose routes are all written down."""
        if resource.type.startswith(PEERING):
            return True
        read = partial(self._reading.flag, resource.get("static_routes_only"))
        return self._reading.attempt(origin_of(resource), (), read, fallback=False)

    def _has_six(self, resource: Resource) -> bool:
        read = partial(self._reading.literal, resource.get("ipv6_support"))
        return self._reading.attempt(origin_of(resource), (), read, None) == "enable"
