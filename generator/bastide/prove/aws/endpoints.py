"""Interfaces of load balancers, interface endpoints and NAT gateways."""

from collections.abc import Iterator
from functools import partial

from bastide.model.forwarding import Nat
from bastide.model.graph import Resource, Value
from bastide.model.network import Interface, Kind
from bastide.prove.aws.interfaces import Stand, interface_name, values
from bastide.prove.aws.reading import origin_of
from bastide.prove.aws.vpcs import SUBNETS

ENDPOINT = "aws_vpc_endpoint"
BALANCERS = ("aws_lb", "aws_alb")
CLASSIC = "aws_elb"


def read(stand: Stand) -> tuple[Nat, ...]:
    """Collect the interfaces of load balancers and endpoints; return the NAT gateways."""
    for resource in stand.reading.each(*BALANCERS, CLASSIC, scope=_itself, copies=True):
        _balancer(stand, resource)
    for resource in stand.reading.each(ENDPOINT, scope=_itself):
        _endpoint(stand, resource)
    found = (_nat(stand, one) for one in stand.reading.each("aws_nat_gateway", scope=partial(_around, stand)))
    return tuple(nat for nat in found if nat is not None)


def kind_of(stand: Stand, resource: Resource) -> str:
    """Return the kind of a load balancer: `application`, `network`, `gateway`, or `classic`."""
    if resource.type == CLASSIC:
        return "classic"
    read = partial(stand.reading.literal, resource.get("load_balancer_type"))
    return stand.reading.attempt(origin_of(resource), (resource.address,), read, None) or "application"


def _itself(resource: Resource) -> tuple[str, ...]:
    return (resource.address,)


def _around(stand: Stand, resource: Resource) -> tuple[str, ...]:
    """Return the VPC of a NAT gateway's subnet: what the VPC sends may go through it."""
    names = stand.reading.within("subnet_id", *SUBNETS)(resource)
    return tuple(stand.land.sites[name].vpc for name in names if name in stand.land.sites)


def _balancer(stand: Stand, resource: Resource) -> None:
    origin, reading = origin_of(resource), stand.reading
    kind = kind_of(stand, resource)
    if kind == "gateway":
        reading.doubt(origin, "what a gateway load balancer's appliances do with packets isn't modelled")
        return
    given = [*values(resource.body, "subnets"), *values(resource.body, "subnet_mapping.subnet_id")]
    if not given:
        reading.doubt(origin, "no subnet is given: it stands in a default VPC that isn't in the tree")
    sites = stand.sites(origin, given)
    listed = tuple(values(resource.body, "security_groups"))
    groups = stand.carried(origin, listed, resource.address)
    internal = reading.attempt(
        origin, (resource.address,), partial(reading.flag, resource.get("internal")), fallback=False
    )
    fixed = tuple(values(resource.body, "subnet_mapping.private_ipv4_address"))
    for site in sites:
        default = () if kind == "network" else (stand.groups.default_of(site.vpc),)
        stand.add(
            Interface(
                name=interface_name(resource.address, site, sites),
                workload=resource.address,
                subnet=site.name,
                groups=groups or default,
                addresses=stand.own_addresses(site, fixed),
                public=not internal,
                kind=Kind.LOAD_BALANCER,
                origin=origin,
            )
        )


def _endpoint(stand: Stand, resource: Resource) -> None:
    origin, reading = origin_of(resource), stand.reading
    scope = (resource.address,)
    kind = (
        reading.attempt(origin, scope, partial(reading.literal, resource.get("vpc_endpoint_type")), None) or "Gateway"
    )
    if kind == "Gateway":
        return
    if kind != "Interface":
        reading.doubt(
            origin,
            f"what lies behind an endpoint of type `{kind}` isn't modelled",
            reading.within("vpc_id", "aws_vpc")(resource),
        )
    given = [*values(resource.body, "subnet_ids"), *values(resource.body, "subnet_configuration.subnet_id")]
    listed = list(values(resource.body, "security_group_ids"))
    given += _associated(stand, resource, "subnet")
    added = _associated(stand, resource, "security_group")
    sites = stand.sites(origin, given)
    groups = stand.carried(origin, [*listed, *added], resource.address)
    for site in sites:
        default = (stand.groups.default_of(site.vpc),) if kind == "Interface" else ()
        stand.add(
            Interface(
                name=interface_name(resource.address, site, sites),
                workload=resource.address,
                subnet=site.name,
                groups=groups or default,
                addresses=stand.own_addresses(site, values(resource.body, "subnet_configuration.ipv4")),
                public=False,
                kind=Kind.ENDPOINT,
                origin=origin,
            )
        )


def _associated(stand: Stand, endpoint: Resource, word: str) -> Iterator[Value]:
    """Yield the subnets or groups that associations add to an endpoint."""
    kind, of_endpoint = f"aws_vpc_endpoint_{word}_association", stand.reading.within("vpc_endpoint_id", ENDPOINT)
    for one in stand.reading.each(kind, scope=of_endpoint):
        read = partial(stand.reading.name, one.get("vpc_endpoint_id"), ENDPOINT)
        target = stand.reading.attempt(origin_of(one), (), read, None)
        if target == endpoint.address:
            yield one.get(f"{word}_id")


def _nat(stand: Stand, resource: Resource) -> Nat | None:
    origin, reading = origin_of(resource), stand.reading
    sites = stand.sites(origin, (resource.get("subnet_id"),))
    if not sites:
        return None
    scope = (resource.address,)
    way = reading.attempt(origin, scope, partial(reading.literal, resource.get("connectivity_type")), None)
    public = way != "private"
    stand.add(Interface(resource.address, resource.address, sites[0].name, (), (), public, Kind.NAT, origin))
    return Nat(resource.address, sites[0].name, public, origin)
