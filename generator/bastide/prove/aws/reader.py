"""Read a Terraform tree for AWS into the network that the proof is about."""

from dataclasses import replace

from bastide.facts.case import Case
from bastide.model.network import Network, Subnet
from bastide.prove.aws import (
    acls,
    balancers,
    callers,
    crossings,
    drifting,
    endpoints,
    interfaces,
    invented,
    launches,
    routes,
    transit,
    unmodelled,
    vpcs,
)
from bastide.prove.aws.acls import Acls
from bastide.prove.aws.addresses import Blocks
from bastide.prove.aws.firewalls import Firewalls
from bastide.prove.aws.gateways import Gateways
from bastide.prove.aws.groups import Groups
from bastide.prove.aws.interfaces import Stand
from bastide.prove.aws.peerings import Peerings
from bastide.prove.aws.prefix_lists import PrefixLists
from bastide.prove.aws.reading import Reading
from bastide.prove.aws.route_targets import Parts
from bastide.prove.aws.routes import Routing
from bastide.prove.aws.scopes import settled
from bastide.prove.aws.vpcs import Land


def read(case: Case) -> Network:
    """Return everything in a tree that carries or filters packets; what can't be read is `unmodelled`."""
    reading = Reading(case)
    blocks = Blocks(reading)
    land = vpcs.read(reading, blocks)
    lists = PrefixLists(reading, blocks)
    filters = acls.read(reading, blocks, land)
    groups = Groups(reading, blocks, lists, land)
    stand = Stand(reading, blocks, land, groups)
    interfaces.read(stand)
    launches.read(stand)
    callers.read(stand)
    nats = endpoints.read(stand)
    gateways, peerings = Gateways(reading, land), Peerings(reading, land)
    transits = transit.read(reading, blocks, land, lists)
    firewalls = Firewalls(stand, transits)
    parts = Parts(blocks, land, lists, gateways, frozenset(nat.name for nat in nats), peerings, firewalls)
    routing = routes.read(reading, parts)
    transit.complete(reading, transits, routing.tables.values())
    proxies = balancers.read(stand)
    unmodelled.read(reading)
    network = Network(
        vpcs=tuple(land.vpcs.values()),
        subnets=tuple(_subnets(land, filters, routing)),
        acls=tuple(filters.acls.values()),
        groups=groups.all,
        interfaces=tuple(stand.found.values()),
        tables=tuple(routing.tables.values()),
        gateways=tuple(gateways.found.values()),
        nats=nats,
        peerings=tuple(peerings.found.values()),
        transits=tuple(transits.gateways.values()),
        attachments=tuple(transits.attachments.values()),
        transit_tables=tuple(transits.tables.values()),
        firewalls=tuple(firewalls.found.values()),
        balancers=proxies,
        stand_ins=lists.stand_ins,
    )
    invented.check(reading, blocks, network)
    crossings.check(reading, network)
    drifting.check(reading, network)
    return replace(network, unmodelled=tuple(settled(network, reading.doubts)))


def _subnets(land: Land, filters: Acls, routing: Routing) -> list[Subnet]:
    return [
        Subnet(
            name=site.name,
            vpc=site.vpc,
            cidrs=site.cidrs,
            availability_zone=site.availability_zone,
            table=routing.of_subnet[site.name],
            acl=filters.of_subnet[site.name],
            origin=site.origin,
            tags=site.tags,
        )
        for site in land.sites.values()
    ]
