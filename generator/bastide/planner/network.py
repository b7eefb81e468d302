"""The network: a VPC for each side, and for each zone copy its subnets, routes, access list and security group."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network

from bastide.hcl.literal import Address
from bastide.model.exchange import Side
from bastide.model.kinds import Exposure
from bastide.model.platform import EGRESS, FIREWALL_ZONES, OUTER_SERVICES, SERVICES, ZoneRef
from bastide.planner import acl, border, group_rules, inspected, logs, names, registry
from bastide.planner.context import Context, StackFile
from bastide.planner.copies import VPCS, Subnet, ZoneCopy
from bastide.planner.given import Named
from bastide.planner.inspected import FirewallRoute, Sight

ENDPOINTS = ("kms", "logs", "s3", "secretsmanager", "ssm", "ssmmessages", "sts")
"""The cloud services that the bastion and workloads use, each reached by a private endpoint."""

ASKED = "execute-api"
"""What the private doors of models are asked through."""

REGISTRY = ("ecr.api", "ecr.dkr")
"""What containers are fetched through; Fargate needs no door to ECS itself (Amazon ECS guide, VPC endpoints)."""

PACKAGES = "de612dc2"
"""The end of the names of Amazon Linux 2023's repositories (its `amazonlinux.repo`); others may register the rest."""

DERIVED = (SERVICES, OUTER_SERVICES, EGRESS, *FIREWALL_ZONES)
"""The zones that no spec declares."""

GATEWAYS = {Side.INNER: "sites", Side.OUTER: "sites_outer"}
"""The label of the gateway by which a side's sites come in."""

NAMED_APART_IN_CHINA = {"s3", "sts"}
"""Those whose endpoint name starts with `cn.` in the China regions (`aws ec2 describe-vpc-endpoint-services`)."""


@dataclass(frozen=True, slots=True)
class Network:
    """A side's network: its block, and the labels of what locks its defaults and records its traffic."""

    side: Side
    path: str
    cidr: IPv4Network
    tags: dict[str, str]
    locked_tags: dict[str, str]

    @property
    def address(self) -> Address:
        """The VPC."""
        return VPCS[self.side]

    @property
    def label(self) -> str:
        """The label of the VPC and of its flow log."""
        return "main" if self.side is Side.INNER else self.side.value

    @property
    def is_outer(self) -> bool:
        """Whether the network is the outer side's."""
        return self.side is Side.OUTER

    @property
    def locked_label(self) -> str:
        """The label of the adopted defaults."""
        return names.label("locked", *self._suffix)

    @property
    def immutable_label(self) -> str:
        """The label of the flow log that goes to the immutable log bucket."""
        return names.label("immutable", *self._suffix)

    @property
    def _suffix(self) -> tuple[str, ...]:
        return () if self.side is Side.INNER else (self.side.value,)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A private door to one of the cloud's services."""

    label: str
    service: str
    is_s3: bool


@dataclass(frozen=True, slots=True)
class SiteRoute:
    """The way from a route table to a site."""

    label: str
    cidr: IPv4Network
    gateway: Address


@dataclass(frozen=True, slots=True)
class RouteTable:
    """A route table, what leads out of it, and the subnets that use it."""

    label: str
    tags: dict[str, str]
    internet_gateway: bool
    nat_gateway: Address | None
    subnets: tuple[Subnet, ...]
    sites: tuple[SiteRoute, ...] = ()
    firewall: tuple[FirewallRoute, ...] = ()

    @property
    def address(self) -> Address:
        """The route table's resource."""
        return Address("aws_route_table", self.label)


def files(context: Context) -> Iterator[StackFile]:
    """Plan `network.tf`, a file for each zone copy, and, where needed, `egress.tf` and `endpoints.tf`."""
    yield _network(context)
    sight = inspected.sight(context)
    for copy in context.copies:
        yield _zone(context, copy, sight)
    if acl.outbound(context):
        yield _egress(context)
    for zone in (SERVICES, OUTER_SERVICES):
        if any(edge.destination.zone == zone for edge in context.edges):
            yield _endpoints(context, zone)


def _network(context: Context) -> StackFile:
    platform = context.platform
    term = platform.logging.term("network")
    return StackFile(
        path="network.tf",
        template="network/network.tf.j2",
        target="network",
        inputs={
            "networks": tuple(_networks(context)),
            "facing": _facing(context),
            "attached": border.vpc(context),
            "watched": border.watched(context),
            "tags": context.tags("main", zone="platform", level="platform"),
            "log_group": f"/{platform.name}/network",
            "retention": logs.cloudwatch_days(term.keep_days),
            "keep_days": term.keep_days,
            "flow_log_role": f"{platform.name}-flow-log",
            "account": platform.account,
            "immutable": term.immutable,
            "log_groups": context.arn("logs", "log-group:*", region=platform.regions.primary),
            "source_arn": context.arn("ec2", "vpc-flow-log/*", region=platform.regions.primary),
        },
    )


def _facing(context: Context) -> Named | None:
    """Return the network that needs an internet gateway of ours."""
    if border.vpc(context) is not None:
        return None
    return next((copy.vpc for copy in context.copies if copy.exposure is Exposure.INTERNET), None)


def _networks(context: Context) -> Iterator[Network]:
    paths = {Side.INNER: "platform.cidr", Side.OUTER: "platform.outer_cidr"}
    for side, (_, block) in zip(Side, context.blocks, strict=False):
        if side is Side.INNER and border.vpc(context) is not None:
            continue
        suffix = () if side is Side.INNER else (side.value,)
        yield Network(
            side=side,
            path=paths[side],
            cidr=block,
            tags=context.tags(suffix[0] if suffix else "main", zone="platform", level="platform"),
            locked_tags=context.tags("-".join(("locked", *suffix)), zone="none", level="platform"),
        )


def _zone(context: Context, copy: ZoneCopy, sight: Sight) -> StackFile:
    zone = copy.reference.zone
    owner = context.owner_of(copy.reference.agency)
    return StackFile(
        path=f"zone-{copy.stem}.tf",
        template="network/zone.tf.j2",
        target=f"zone/{copy.name}",
        inputs={
            "zone": copy,
            "path": "platform" if zone in DERIVED else f"zones.{zone}",
            "tags": context.tags(copy.stem, zone=copy.name, level="platform", owner=owner),
            "tables": tuple(_route_tables(context, copy, owner, sight)),
            "gateway": border.gateway(context).id,
            "entries": acl.entries(context, copy),
            "has_walls": acl.has_walls(context, copy),
            "has_group": zone not in (EGRESS, *FIREWALL_ZONES),
            "ingress": tuple(group_rules.rules(context, copy, sight, inward=True)),
            "egress": tuple(group_rules.rules(context, copy, sight, inward=False)),
            "group_name": f"zone-{context.platform.name}-{copy.stem}",
            "description": f"zone {copy.name}: only declared flows",
        },
    )


def _route_tables(context: Context, copy: ZoneCopy, owner: str, sight: Sight) -> Iterator[RouteTable]:
    """One table for a copy; one for each availability zone where a gateway or firewall of that zone is on the way."""
    tags = context.tags(copy.stem, zone=copy.name, level="platform", owner=owner)
    public = copy.exposure is Exposure.INTERNET
    translated = _is_translated(context, copy, sight)
    if not (translated or copy.reference.zone in FIREWALL_ZONES or sight.routes(copy, copy.subnets[0])):
        yield RouteTable(copy.label, tags, public, None, copy.subnets, _site_routes(context, copy, copy.label))
        return
    for subnet in copy.subnets:
        nat = Address("aws_nat_gateway", subnet.letter) if translated else None
        sites = _site_routes(context, copy, subnet.label)
        yield RouteTable(subnet.label, tags, public, nat, (subnet,), sites, sight.routes(copy, subnet))


def _is_translated(context: Context, copy: ZoneCopy, sight: Sight) -> bool:
    """Tell whether a copy's way out leads straight to a NAT gateway: where anything is inspected, the firewall's."""
    if copy.reference.zone in FIREWALL_ZONES:
        return any(source.side is copy.side for source in sight.leaving)
    return acl.goes_out(context, copy) and copy not in sight.leaving


def _site_routes(context: Context, copy: ZoneCopy, table: str) -> tuple[SiteRoute, ...]:
    """Only what has a flow with a site knows the way to it; replies need it as well."""
    peers = {edge.source for edge in context.edges if edge.destination == copy.reference}
    peers |= {edge.destination for edge in context.edges if edge.source == copy.reference}
    return tuple(
        SiteRoute(names.label(table, "to", site.name), site.cidr, Address("aws_vpn_gateway", GATEWAYS[copy.side]))
        for site in context.platform.sites
        if ZoneRef(site.name) in peers
    )


def _egress(context: Context) -> StackFile:
    host = next(copy for copy in context.copies if copy.reference.zone == EGRESS)
    return StackFile(
        path="egress.tf",
        template="network/egress.tf.j2",
        target="network",
        inputs={
            "subnets": host.subnets,
            "owns_gateway": border.vpc(context) is None,
            "permissions": acl.outbound(context),
            "tags": context.tags("egress", zone=host.name, level="platform"),
        },
    )


def _endpoints(context: Context, zone: str) -> StackFile:
    services = next(copy for copy in context.copies if copy.reference.zone == zone)
    suffix = () if services.side is Side.INNER else (services.side.value,)
    region = context.platform.regions.primary
    return StackFile(
        path=f"{'-'.join(('endpoints', *suffix))}.tf",
        template="network/endpoints.tf.j2",
        target="endpoints",
        inputs={
            "endpoints": tuple(
                Endpoint(names.label(name.replace(".", "-"), *suffix), _service_name(context, name), is_s3=name == "s3")
                for name in _services(context, services.side)
            ),
            "services": services,
            "account": context.platform.account,
            "system_buckets": (
                f"arn:{context.partition}:s3:::al2023-repos-{region}-{PACKAGES}/*",
                f"arn:{context.partition}:s3:::aws-ssm-{region}/*",
                f"arn:{context.partition}:s3:::patch-baseline-snapshot-{region}/*",
                *_layers(context, services.side),
            ),
            "tags": context.tags("-".join(("endpoints", *suffix)), zone=zone, level="platform"),
        },
    )


def _services(context: Context, side: Side) -> list[str]:
    """Return the services with a door on a side: the registry's two only where containers run."""
    found = {*ENDPOINTS, *(REGISTRY if _has_containers(context, side) else ())}
    models = {one.zone.zone for one in context.platform.workloads if one.model is not None}
    asked = any(copy.side is side and copy.reference.zone in models for copy in context.copies)
    return sorted({*found, *([ASKED] if asked else [])})


def _layers(context: Context, side: Side) -> Iterator[str]:
    """Yield the bucket from which the registry hands out layers (Amazon ECR guide, VPC endpoints)."""
    if _has_containers(context, side):
        yield f"arn:{context.partition}:s3:::prod-{context.platform.regions.primary}-starport-layer-bucket/*"


def _has_containers(context: Context, side: Side) -> bool:
    zones = {copy.reference.zone for copy in context.copies if copy.side is side}
    return any(one.zone.zone in zones for one in registry.containers(context.platform))


def _service_name(context: Context, service: str) -> str:
    chinese = context.partition == "aws-cn" and service in NAMED_APART_IN_CHINA
    prefix = "cn.com.amazonaws" if chinese else "com.amazonaws"
    return f"{prefix}.{context.platform.regions.primary}.{service}"
