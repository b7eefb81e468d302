"""Draws a network: a space for each host, subnet, VPC, gateway and for the internet."""

from collections.abc import Iterable
from ipaddress import IPv4Address

from bastide.model.forwarding import Target
from bastide.model.network import Interface, Network, Subnet, Vpc
from bastide.model.wire import INTERNET, Cidr
from bastide.prove.rehearsal import rulesets
from bastide.prove.rehearsal.blueprint import Blueprint, Host
from bastide.prove.rehearsal.drawing import Drawing
from bastide.prove.rehearsal.members import References
from bastide.prove.rehearsal.placing import FORWARDERS, IPV4, Placed, text
from bastide.prove.rehearsal.sheet import Sheet
from bastide.prove.rehearsal.targets import Targets

_FIRST_PUBLIC = int(IPv4Address("198.19.0.1"))
"""Public addresses of the VPCs' own hosts: a benchmarking block (RFC 2544) that no party of the proof has."""
BETWEEN = "the internet between VPCs (IPv6)"
"""The name of the sink for what one VPC sends to another past every link of their own."""


def draw(placed: Placed) -> Blueprint:
    """Return the blueprint of a network whose interfaces have single addresses."""
    network = placed.network
    sheet = Sheet(Drawing(), network)
    _internet(sheet, placed.public)
    for vpc in network.vpcs:
        _vpc(sheet, vpc)
    for subnet in network.subnets:
        _subnet(sheet, subnet)
    public = {one.name: str(IPv4Address(_FIRST_PUBLIC + number)) for number, one in enumerate(_public(network))}
    references = References(network)
    for interface in network.interfaces:
        if interface.kind not in FORWARDERS:
            _host(sheet, interface, references, public.get(interface.name))
    for vpc in network.vpcs:
        _border(sheet, vpc, public)
    _between_vpcs(sheet)
    Targets(sheet).connect()
    return sheet.drawing.finished()


def _public(network: Network) -> Iterable[Interface]:
    return (one for one in network.interfaces if one.public and one.addresses[:1] and one.addresses[0].version == IPV4)


def _internet(sheet: Sheet, hosts: Iterable[tuple[Cidr, ...]]) -> None:
    drawing = sheet.drawing
    drawing.default(sheet.internet, None)
    for addresses in hosts:
        texts = tuple(text(one) for one in addresses)
        if texts:
            title = f"{INTERNET} {texts[0]}"
            space = drawing.space(title, forwards=False)
            hub = _attach(sheet, sheet.internet, space, texts)
            drawing.host(Host(title, INTERNET, space, texts, texts))
            for one in addresses:
                drawing.route(sheet.internet, str(one), hub)
                sheet.public[str(one)] = hub


def _attach(sheet: Sheet, router: int, space: int, addresses: Iterable[str]) -> str:
    """Wire a host to its router and return the router's device."""
    device, own = sheet.drawing.join((router, rulesets.HOST), (space, "eth"))
    sheet.drawing.address(space, own, *addresses)
    sheet.drawing.default(space, own)
    return device


def _vpc(sheet: Sheet, vpc: Vpc) -> None:
    sheet.drawing.default(sheet.cores[vpc.name], None)


def _subnet(sheet: Sheet, subnet: Subnet) -> None:
    drawing, space, core = sheet.drawing, sheet.subnets[subnet.name], sheet.cores[subnet.vpc]
    drawing.filter(space, rulesets.acl(sheet.acls.get(subnet.acl)))
    outward, inward = drawing.join((space, rulesets.OUTSIDE), (core, "s"))
    sheet.core_devices[subnet.name] = outward
    for block in subnet.cidrs:
        drawing.route(space, str(block), None)  # addresses that nobody has
        drawing.route(core, str(block), inward)


def _host(sheet: Sheet, interface: Interface, references: References, public: str | None) -> None:
    drawing, router = sheet.drawing, sheet.subnets[interface.subnet]
    texts = tuple(text(one) for one in interface.addresses)
    space = drawing.space(interface.name, forwards=False)
    device = _attach(sheet, router, space, texts)
    for one in interface.addresses:
        drawing.route(router, str(one), device)
    if interface.groups:
        drawing.filter(space, rulesets.groups(*references.rules(interface)))
    called = tuple(public if public and "." in one else one for one in texts)
    drawing.host(Host(interface.name, interface.name, space, texts, called))


def _border(sheet: Sheet, vpc: Vpc, public: dict[str, str]) -> None:
    """Draw the gateways between a VPC and the internet, as one space."""
    kinds = {gateway.kind for gateway in sheet.gateways_of(vpc.name)}
    two_way = bool(kinds & {Target.INTERNET, Target.CARRIER})
    if not two_way and Target.EGRESS_ONLY not in kinds:
        return
    drawing, space = sheet.drawing, sheet.drawing.space(f"gateways of {vpc.name}")
    sheet.borders[vpc.name] = space
    own = [one for one in sheet.network.interfaces if one.name in public and sheet.vpc_of[one.subnet] == vpc.name]
    pairs = [(text(one.addresses[0]), public[one.name]) for one in own]
    drawing.filter(space, rulesets.border(pairs, vpc.cidrs, two_way=two_way))
    outward, hub = drawing.join((space, "w"), (sheet.internet, "v"))
    drawing.default(space, outward)
    inward, _ = drawing.join((space, "c"), (sheet.cores[vpc.name], "b"))
    for block in vpc.cidrs:
        drawing.route(space, str(block), inward)
        if block.version != IPV4:
            drawing.route(sheet.internet, str(block), hub)
            sheet.doors.append((vpc.name, block, hub))
    for _, address in pairs if two_way else ():
        drawing.route(sheet.internet, f"{address}/32", hub)


def _between_vpcs(sheet: Sheet) -> None:
    """Let end in a sink what one VPC sends to another over the internet, which the proof does not ask for."""
    if len({vpc for vpc, _, _ in sheet.doors}) < 2:  # noqa: PLR2004 - one to send and one to receive
        return
    drawing, space = sheet.drawing, sheet.internet
    sink = drawing.join((space, "x"), (sheet.sink(BETWEEN), "x"))[0]
    for device in dict.fromkeys(device for _, _, device in sheet.doors):
        table = drawing.choose(space, device)
        for address, host in sheet.public.items():
            drawing.route(space, address, host, table)
        for _, block, _ in sheet.doors:
            drawing.route(space, str(block), sink, table)
        drawing.default(space, None, table)
