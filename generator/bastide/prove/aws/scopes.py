"""How far a doubt reaches, said in names that the network has."""

from collections.abc import Iterable, Iterator

from bastide.model.network import Network, Unmodelled


def settled(network: Network, doubts: Iterable[Unmodelled]) -> Iterator[Unmodelled]:
    """Yield the doubts that are about something in use.

    A doubt about the edge table of a gateway also is about the gateway's VPC. Tables and ACLs that hold for no subnet
    and no gateway change no packet's way, and neither does what isn't known of them.
    """
    edges = {one.table: one.vpc for one in network.gateways if one.table is not None}
    used = {name for subnet in network.subnets for name in (subnet.table, subnet.acl)} | set(edges)
    idle = frozenset({one.name for one in network.tables} | {one.name for one in network.acls}) - used
    for doubt in doubts:
        scope = (doubt.scope - idle) | {edges[name] for name in doubt.scope if name in edges}
        if scope or not doubt.scope:
            yield Unmodelled(doubt.origin, doubt.reason, scope)
