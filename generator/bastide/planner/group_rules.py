"""The rules of a zone copy's security group: each permission as one of its two ends sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network

from bastide.model.platform import INTERNET, ZoneRef
from bastide.model.traffic import Protocol
from bastide.planner import acl, names
from bastide.planner.context import Context
from bastide.planner.copies import ZoneCopy
from bastide.planner.flows import Edge
from bastide.planner.inspected import Sight


@dataclass(frozen=True, slots=True)
class Rule:
    """One security-group rule: one permission seen from one of its two ends."""

    label: str
    description: str
    why: str
    protocol: str
    first: int
    last: int
    peer_group: object | None
    peer_network: IPv4Network | None


def rules(context: Context, copy: ZoneCopy, sight: Sight, *, inward: bool) -> Iterator[Rule]:
    """Yield the rules of one direction, in the order of the permissions."""
    for edge in context.edges:
        here, there = (edge.destination, edge.source) if inward else (edge.source, edge.destination)
        if here != copy.reference:
            continue
        ends = (copy.name, "from" if inward else "to", str(there), str(edge.traffic).replace("/", "_"))
        for suffix, group, block in _peers(context, edge, there, sight):
            yield Rule(
                label=names.label(*ends, *suffix),
                description=edge.id,
                why=edge.why,
                protocol=edge.traffic.protocol.value,
                first=edge.traffic.first,
                last=edge.traffic.last if edge.traffic.protocol is not Protocol.ICMP else -1,
                peer_group=group,
                peer_network=block,
            )


def _peers(
    context: Context, edge: Edge, there: ZoneRef, sight: Sight
) -> Iterator[tuple[tuple[str, ...], object | None, IPv4Network | None]]:
    """Yield what stands for the other end of a permission: its group, or blocks (and what tells their rules apart).

    No reference to a group holds behind a firewall, only its subnets' blocks (Amazon VPC guide, security group rules).
    """
    site = context.site(there)
    if there.zone == INTERNET or site is not None:
        yield (), None, acl.EVERYWHERE if site is None else site.cidr
    elif edge in sight.edges:
        for subnet in context.copy(there).subnets:
            yield (subnet.letter,), None, subnet.cidr
    else:
        yield (), context.copy(there).security_group.id, None
