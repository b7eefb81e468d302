"""5G and kiosk sites, offices and partners: a gateway for each side, and a way for each site that leads to one zone.

A site's tunnels take packets between its own block and the platform's, and no others (RFC 4301, 5.2): two sites that
end in one gateway do not meet there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network

from bastide.hcl.literal import Address
from bastide.model.declared_use import DeclaredSite
from bastide.model.exchange import Side
from bastide.model.intent import DeclaredNever
from bastide.model.platform import ZoneRef
from bastide.model.sites import Site, Way
from bastide.planner import audit_log, copies, logs, names
from bastide.planner.context import Context, StackFile
from bastide.planner.given import Named
from bastide.planner.network import GATEWAYS

MEGABIT = 1_000_000
SHARE, PERIOD = 0.8, 300
"""An alarm sounds at this part of a site's peak, measured over so many seconds."""

UNUSED_ASN, AMAZON_ASN = 65000, 64512
"""Private numbers of autonomous systems: a static tunnel speaks no BGP and must name one all the same."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where the sites of one side come in; `prefixes` are what its lines' routers hear of, none without a line."""

    label: str
    vpc: Named
    tags: dict[str, str]
    prefixes: tuple[IPv4Network, ...]
    line_name: str

    @property
    def address(self) -> Address:
        """The virtual private gateway."""
        return Address("aws_vpn_gateway", self.label)

    @property
    def line(self) -> Address:
        """The Direct Connect gateway before it."""
        return Address("aws_dx_gateway", self.label)


@dataclass(frozen=True, slots=True)
class Load:
    """An alarm on what a way carries: its metric, and the value that is too much."""

    label: str
    name: str
    metric: str
    statistic: str
    threshold: int
    title: str


def files(context: Context) -> Iterator[StackFile]:
    """Plan `sites.tf` and a file for each site; nothing where there are none."""
    platform = context.platform
    if not platform.sites:
        return
    term = platform.logging.term("network").keep_days
    region = platform.regions.primary
    yield StackFile(
        path="sites.tf",
        template="edge-5g/gateway.tf.j2",
        target="edge-5g",
        inputs={
            "gateways": tuple(_gateways(context)),
            "amazon_asn": AMAZON_ASN,
            "has_tunnels": logs.has_tunnels(platform),
            "log_group": log_group(platform.name),
            "retention": logs.cloudwatch_days(term),
            "keep_days": term,
            "account": platform.account,
            "log_policy": f"{platform.name}-sites",
            "log_streams": context.arn("logs", f"log-group:{log_group(platform.name)}:*", region=region),
            "log_sources": context.arn("logs", "*", region=region),
            "tags": context.tags("sites", zone="platform", level="platform"),
        },
    )
    for site in platform.sites:
        yield _tunnel(context, site) if site.via is Way.VPN else _line(context, site)


def log_group(platform: str) -> str:
    """Return the name of the log group of all tunnels."""
    return f"/{platform}/sites"


def declared(context: Context) -> tuple[DeclaredSite, ...]:
    """Return the sites as the judge reads them."""
    return tuple(
        DeclaredSite(
            name=site.name,
            zone=str(ZoneRef(site.zone, site.agency)),
            via=site.via.value,
            cidr=str(site.cidr),
            platform_cidr=str(_block(context, site)),
            peak_mbps=site.peak_mbps,
            devices=site.devices,
            resource=str(_way(site)),
        )
        for site in context.platform.sites
    )


def promises(context: Context) -> Iterator[DeclaredNever]:
    """Yield that no site reaches a zone that it has no flow to, nor another site."""
    open_to = {(str(edge.source), str(edge.destination)) for edge in context.edges}
    sites = [site.name for site in context.platform.sites]
    for site in sites:
        for other in (*sites, *(copy.name for copy in context.copies)):
            if other != site and (site, other) not in open_to:
                yield DeclaredNever(site, other)


def _way(site: Site) -> Address:
    kind = "aws_vpn_connection" if site.via is Way.VPN else "aws_dx_private_virtual_interface"
    return Address(kind, names.label(site.name))


def _side(context: Context, site: Site) -> Side:
    return copies.sides(context.platform)[site.name]


def _block(context: Context, site: Site) -> IPv4Network:
    """Return the block of the side that a site lands on."""
    outer = context.platform.outer_cidr
    return outer if outer is not None and _side(context, site) is Side.OUTER else context.platform.cidr


def _gateways(context: Context) -> Iterator[Gateway]:
    for side, label in GATEWAYS.items():
        sites = [site for site in context.platform.sites if _side(context, site) is side]
        if not sites:
            continue
        landings = {ZoneRef(site.zone, site.agency) for site in sites if site.via is Way.DIRECT_CONNECT}
        name = label.replace("_", "-")
        yield Gateway(
            label=label,
            vpc=copies.network_of(context.platform, side),
            tags=context.tags(name, zone="platform", level="platform"),
            prefixes=tuple(sorted(copy.block for copy in context.copies if copy.reference in landings)),
            line_name=f"{context.platform.name}-{name}",
        )


def _inputs(context: Context, site: Site) -> dict[str, object]:
    landing = str(ZoneRef(site.zone, site.agency))
    return {
        "label": names.label(site.name),
        "site": site,
        "reasons": tuple(f"- {text}" for text in (site.title, site.why) if text),
        "topics": [topic.arn for topic in audit_log.topics(context)],
        "down_name": f"{context.platform.name}-{site.name}-down",
        "down_title": f"Site {site.name} has lost a way in",
        "down_label": names.label(site.name, "down"),
        "tags": context.tags(site.name, zone=landing, level="platform", owner=context.owner_of(site.agency)),
    }


def _tunnel(context: Context, site: Site) -> StackFile:
    most = int(site.peak_mbps * MEGABIT * SHARE / 8 * PERIOD)
    ways = (("in", "TunnelDataIn"), ("out", "TunnelDataOut"))
    return StackFile(
        path=f"site-{site.name}.tf",
        template="edge-5g/tunnel.tf.j2",
        target=f"site/{site.name}",
        inputs={
            **_inputs(context, site),
            "gateway": Address("aws_vpn_gateway", GATEWAYS[_side(context, site)]),
            "asn": UNUSED_ASN,
            "platform_cidr": _block(context, site),
            "log_group": logs.SITES_GROUP,
            "router": Address("aws_customer_gateway", names.label(site.name)),
            "connection": _way(site),
            "loads": tuple(_load(context, site, way, metric, "Sum", most) for way, metric in ways),
            "period": PERIOD,
        },
    )


def _line(context: Context, site: Site) -> StackFile:
    most = int(site.peak_mbps * MEGABIT * SHARE)
    ways = (("in", "VirtualInterfaceBpsIngress"), ("out", "VirtualInterfaceBpsEgress"))
    return StackFile(
        path=f"site-{site.name}.tf",
        template="edge-5g/line.tf.j2",
        target=f"site/{site.name}",
        inputs={
            **_inputs(context, site),
            "name": f"{context.platform.name}-{site.name}",
            "line": Address("aws_dx_gateway", GATEWAYS[_side(context, site)]),
            "interface": _way(site),
            "loads": tuple(_load(context, site, way, metric, "Average", most) for way, metric in ways),
            "period": PERIOD,
        },
    )


def _load(context: Context, site: Site, way: str, metric: str, statistic: str, most: int) -> Load:
    return Load(
        label=names.label(site.name, "load", way),
        name=f"{context.platform.name}-{site.name}-load-{way}",
        metric=metric,
        statistic=statistic,
        threshold=most,
        title=f"Site {site.name} is at {SHARE:.0%} of the {site.peak_mbps} Mbit/s that it was planned for",
    )
