"""What a rehearsal leaves out, by name."""

from collections.abc import Iterator

from bastide.model.forwarding import Target
from bastide.model.network import Network
from bastide.model.wire import ON_PREMISES
from bastide.prove.rehearsal.placing import IPV6, Placed
from bastide.prove.rehearsal.result import Gap
from bastide.prove.rehearsal.topology import BETWEEN

ALWAYS = (
    Gap("other protocols than TCP, UDP and echo requests", "nobody answers them; the proof covers them"),
    Gap("payloads, fragments and timeouts of tracked connections", "no rule of the network speaks of them"),
)

_DOORS = frozenset({Target.INTERNET, Target.CARRIER, Target.EGRESS_ONLY})
_BEYOND = f"what lies behind it, `{ON_PREMISES}`, has no host"


def gaps(network: Network, placed: Placed) -> tuple[Gap, ...]:
    """Return everything in a network that no probe can tell anything about."""
    return (*_parts(network), *_between(network), *_placing(placed), *_unmodelled(network), *ALWAYS)


def _parts(network: Network) -> Iterator[Gap]:
    for endpoint in network.firewalls:
        yield Gap(f"firewall endpoint `{endpoint.name}`", "its rules are not built; what reaches it is not compared")
    for gateway in network.gateways:
        if gateway.table:
            yield Gap(f"edge routes of `{gateway.name}`", "where they lead is not built, so not compared")
        if gateway.kind is Target.OUTSIDE:
            yield Gap(f"vpn gateway `{gateway.name}`", _BEYOND)
    services = {route.name for table in network.tables for route in table.routes if route.target is Target.SERVICE}
    for name in sorted(services):
        yield Gap(f"gateway endpoint `{name}`", "it leads to a service of AWS, which has no host")


def _between(network: Network) -> Iterator[Gap]:
    vpcs = {vpc.name for vpc in network.vpcs}
    for peering in network.peerings:
        if {peering.requester, peering.accepter} - vpcs:
            yield Gap(f"peering `{peering.name}`", "its other VPC is not in this tree")
    for attachment in network.attachments:
        if attachment.vpc not in vpcs:
            yield Gap(f"attachment `{attachment.name}`", _BEYOND)
    open_v6 = {one.vpc for one in network.gateways if one.kind in _DOORS} & _dual(network)
    if len(open_v6) > 1:
        yield Gap(BETWEEN, "the proof counts it as traffic of each with the internet, so not compared")


def _dual(network: Network) -> set[str]:
    return {vpc.name for vpc in network.vpcs if any(block.version == IPV6 for block in vpc.cidrs)}


def _placing(placed: Placed) -> Iterator[Gap]:
    for party in placed.homeless:
        yield Gap(f"interface `{party}`", "its subnet has no address left for it, or is not known")
    if placed.crowded:
        yield Gap(f"{placed.crowded} more hosts", "each pair is asked, so their number is bounded")
    if placed.untold:
        yield Gap(f"{placed.untold} more public blocks that rules name", "no host of the internet has their addresses")


def _unmodelled(network: Network) -> Iterator[Gap]:
    for one in network.unmodelled:
        yield Gap(f"`{one.origin.address}`" if one.origin.address else "the tree", f"not modelled: {one.reason}")
