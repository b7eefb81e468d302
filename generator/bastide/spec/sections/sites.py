"""`sites:`: 5G and kiosk sites, offices and partners that are joined to the platform by a way of their own."""

from collections.abc import Iterator, Mapping
from datetime import date
from ipaddress import IPv4Address, IPv4Network
from itertools import combinations

from bastide.model.diagnostic import Diagnostic, Label
from bastide.model.platform import Platform
from bastide.model.sites import Site, Way
from bastide.spec.codes import fault
from bastide.spec.draft import Draft, Owned
from bastide.spec.item import Item
from bastide.spec.rules.blocks import network, wrong_block
from bastide.spec.rules.homes import home
from bastide.spec.rules.site_flows import flows
from bastide.spec.section import Section
from bastide.spec.shape import Choice, Key, MapOf, Record, Text, Whole, cidr, line, tag, zone

NAME = "sites"

TUNNEL_MBPS = 1250
"""What one tunnel carries, and what a virtual private gateway sends through all of its tunnels (AWS VPN quotas)."""

MOST_MBPS = 400_000
"""The largest dedicated connection (AWS Direct Connect, connection options)."""

LEAST_MS = {Way.VPN: 20, Way.DIRECT_CONNECT: 5}
"""The least delay that is worth promising, in milliseconds: planning values, for AWS promises none.

A tunnel crosses the internet; a line is as long as the fibre to its location (5 microseconds a kilometre, ITU-T G.114).
"""

_PRIVATE = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")))
"""RFC 1918, and the block that carriers use inside their networks (RFC 6598)."""

RESERVED_ADDRESSES = 3
"""Of a site's block: its own address, broadcast, and the router."""

WAYS = {
    Way.VPN: {"gateway": "the public address of its router"},
    Way.DIRECT_CONNECT: {
        "connection": "the id of its connection",
        "vlan": "the VLAN of its virtual interface",
        "asn": "the autonomous system of its router",
    },
}
"""What each way must be told; the keys of the others mean nothing to it."""

_record = Record(
    {
        "via": Key(Choice(tuple(Way)), "How it is joined to the platform.", required=True, example="vpn"),
        "zone": Key(zone, "The only zone that it has flows with.", required=True, example="edge"),
        "cidr": Key(cidr, "Its own private block, apart from the platform's.", required=True, example="10.60.0.0/24"),
        "peak_mbps": Key(
            Whole(1, MOST_MBPS), "What it sends or takes at its busiest, in Mbit/s.", required=True, example="200"
        ),
        "latency_ms": Key(Whole(1, 1000), "The delay that it can bear, in milliseconds."),
        "devices": Key(Whole(1, 16_777_216), "How many terminals or sensors it holds."),
        "gateway": Key(
            Text("an IPv4 address", r"[0-9]{1,3}(\.[0-9]{1,3}){3}", 15, "203.0.113.10"),
            "Public address of its router (`vpn`).",
        ),
        "connection": Key(
            Text("a connection's id", r"dxcon-[0-9a-z]{8}", 14, "dxcon-fg1a2b3c"),
            "The connection that is its line (`direct-connect`).",
        ),
        "vlan": Key(Whole(1, 4094), "VLAN of its virtual interface (`direct-connect`)."),
        "asn": Key(Whole(1, 4_294_967_294), "Autonomous system of its router (`direct-connect`)."),
        "title": Key(tag, "What people call it, in any script; shown in the comments of what is generated."),
        "why": Key(line, "What it is joined for."),
    },
    fragile=True,
)


def build(draft: Draft) -> tuple[Site, ...]:
    """Return the sites of a faultless draft, by name."""
    return tuple(_site(draft, one, owned) for one, owned in sorted(draft.entries(NAME).items()))


def _site(draft: Draft, one: str, owned: Owned) -> Site:
    item, landing = owned.item, draft.home(owned)
    return Site(
        name=one,
        via=Way(item.text("via")),
        zone=landing.zone,
        agency=landing.agency,
        cidr=IPv4Network(item.text("cidr")),
        gateway=item.text("gateway"),
        connection=item.text("connection"),
        vlan=_number(item, "vlan"),
        asn=_number(item, "asn"),
        peak_mbps=_number(item, "peak_mbps"),
        latency_ms=_number(item, "latency_ms"),
        devices=_number(item, "devices"),
        title=item.text("title"),
        why=item.text("why"),
        place=item.key,
    )


def _number(item: Item, key: str) -> int:
    return int(item.text(key, "0"))


def _check(draft: Draft, today: date) -> Iterator[Diagnostic]:
    del today
    sites = draft.entries(NAME)
    for one, owned in sites.items():
        yield from _name(draft, one, owned.item)
        yield from home(draft, owned)
        yield from _landing(draft, one, owned)
        yield from _way(one, owned.item)
        yield from _objectives(one, owned.item)
    yield from _blocks(draft)
    yield from _together(draft)
    yield from flows(draft)


def _name(draft: Draft, one: str, item: Item) -> Iterator[Diagnostic]:
    if one in draft.zones or one in ("internet", "services", "egress", "on-premises"):
        yield fault("SPEC115", f"`{one}` is a zone already", item.key, fix="give the site another name")


def _landing(draft: Draft, one: str, owned: Owned) -> Iterator[Diagnostic]:
    landing = draft.home(owned).zone
    if draft.exposure(landing) == "isolated":
        said = f"site `{one}` lands in zone `{landing}`, which is isolated"
        labels = (Label(owned.item.at("zone")), Label(draft.zones[landing].at("exposure"), "what the zone promises"))
        yield fault(
            "SPEC122", said, *labels, fix="let it land in a zone in front of that one, and add a flow from there"
        )


def _way(one: str, item: Item) -> Iterator[Diagnostic]:
    via = Way(item.text("via"))
    for key, what in WAYS[via].items():
        if item.get(key) is None:
            yield fault(
                "SPEC120", f"site `{one}` is joined by {via}, and `{key}` is missing", item.key, fix=f"add {what}"
            )
    for key in sorted({key for keys in WAYS.values() for key in keys} - WAYS[via].keys()):
        if item.get(key) is not None:
            said = f"`{key}` means nothing to a site that is joined by {via}"
            yield fault("SPEC120", said, item.at(key), fix=f"remove `{key}`, or choose another `via`")
    router = item.get("gateway")
    if via is Way.VPN and router is not None and not _is_public(str(router.value)):
        said = f"the router of site `{one}` has the address `{router.value}`, which the internet doesn't lead to"
        yield fault("SPEC120", said, router.place, fix="give the public address that its router is reached by")


def _is_public(text: str) -> bool:
    try:
        address = IPv4Address(text)
    except ValueError:
        return False
    special = address.is_loopback or address.is_multicast or address.is_link_local or address.is_unspecified
    return not special and not any(address in private for private in _PRIVATE)


def _objectives(one: str, item: Item) -> Iterator[Diagnostic]:
    via, block = Way(item.text("via")), network(item)
    if via is Way.VPN and _number(item, "peak_mbps") > TUNNEL_MBPS:
        said = f"site `{one}` needs {item.text('peak_mbps')} Mbit/s, and a tunnel carries {TUNNEL_MBPS}"
        yield fault("SPEC117", said, item.at("peak_mbps"), fix="join it `via: direct-connect`")
    least = LEAST_MS[via]
    if item.get("latency_ms") is not None and _number(item, "latency_ms") < least:
        said = f"site `{one}` can bear {item.text('latency_ms')} ms, and {via} keeps {least} ms at best"
        fix = f"write `latency_ms: {least}` or more" + (", or join it `via: direct-connect`" if via is Way.VPN else "")
        yield fault("SPEC118", said, item.at("latency_ms"), fix=fix)
    room = 0 if block is None else block.num_addresses - RESERVED_ADDRESSES
    if block is not None and _number(item, "devices") > room:
        said = f"site `{one}` holds {item.text('devices')} devices, and its block `{block}` has room for {max(room, 0)}"
        yield fault("SPEC119", said, item.at("devices"), Label(item.at("cidr")), fix="give the site a larger block")


def _blocks(draft: Draft) -> Iterator[Diagnostic]:
    known: list[tuple[str, Item, IPv4Network]] = []
    for one, owned in draft.entries(NAME).items():
        item, block = owned.item.get("cidr"), network(owned.item)
        if item is not None and block is None:
            yield wrong_block(item)
        elif block is not None:
            known.append((one, owned.item, block))
            yield from _private(one, owned.item, block)
            yield from _outside(draft, one, owned.item, block)
    for (left, first, block), (right, second, other) in combinations(known, 2):
        if block.overlaps(other):
            said = f"site `{right}` and site `{left}` have addresses in common"
            labels = (Label(second.at("cidr")), Label(first.at("cidr"), f"the block of `{left}`"))
            yield fault("SPEC116", said, *labels, fix="give each site a block of its own")


def _private(one: str, item: Item, block: IPv4Network) -> Iterator[Diagnostic]:
    if not any(block.subnet_of(private) for private in _PRIVATE):
        said = f"the block `{block}` of site `{one}` is not private: the internet would share its rules"
        yield fault("SPEC116", said, item.at("cidr"), fix="use a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16")


def _outside(draft: Draft, one: str, item: Item, block: IPv4Network) -> Iterator[Diagnostic]:
    for key in ("cidr", "outer_cidr"):
        own = None if draft.platform is None else draft.platform.get(key)
        if own is not None and _overlaps(str(own.value), block):
            said = f"site `{one}` and the platform have addresses in common"
            labels = (Label(item.at("cidr")), Label(own.place, "the platform's block"))
            yield fault(
                "SPEC116", said, *labels, fix="renumber the site: packets for these addresses never leave the VPC"
            )


def _overlaps(text: str, block: IPv4Network) -> bool:
    try:
        return IPv4Network(text).overlaps(block)
    except ValueError:
        return False


def _together(draft: Draft) -> Iterator[Diagnostic]:
    """All tunnels end in one gateway, which sends no faster than one tunnel."""
    tunnels = [(one, owned.item) for one, owned in draft.entries(NAME).items() if owned.item.text("via") == Way.VPN]
    total = sum(_number(item, "peak_mbps") for _, item in tunnels)
    if (
        len(tunnels) > 1
        and total > TUNNEL_MBPS
        and all(_number(item, "peak_mbps") <= TUNNEL_MBPS for _, item in tunnels)
    ):
        one, largest = max(tunnels, key=lambda pair: _number(pair[1], "peak_mbps"))
        said = f"the sites that are joined by vpn need {total} Mbit/s together, and their gateway carries {TUNNEL_MBPS}"
        yield fault("SPEC117", said, largest.at("peak_mbps"), fix=f"join `{one}` by `via: direct-connect`")


def _full(platform: Platform) -> Mapping[str, object]:
    return {one.name: _written(one) for one in platform.sites}


def _written(one: Site) -> dict[str, object]:
    found: dict[str, object] = {
        "via": one.via.value,
        "zone": one.zone if one.agency is None else f"{one.zone}@{one.agency}",
        "cidr": str(one.cidr),
        "peak_mbps": one.peak_mbps,
        "latency_ms": one.latency_ms,
        "devices": one.devices,
        "gateway": one.gateway,
        "connection": one.connection,
        "vlan": one.vlan,
        "asn": one.asn,
        "title": one.title,
        "why": one.why,
    }
    return {key: value or None for key, value in found.items()}


SECTION = Section(
    name=NAME,
    word="site",
    key=Key(MapOf(_record, 200), "Places outside that are joined to the platform; a flow names one like a zone."),
    example="""\
sites:
  hall-tianhe: {via: vpn, zone: edge, cidr: 10.60.0.0/24, gateway: 203.0.113.10, peak_mbps: 200, devices: 40}
""",
    check=_check,
    full=_full,
)
"""The section, as the spec's reader takes it."""
