from dataclasses import replace
from ipaddress import IPv4Network

from bastide.model.sites import Site, Way
from bastide.planner import declaration, edge_5g, network
from support.platforms import HERE, flow, platform, tcp, zone
from support.stacks import context

TIANHE = Site(
    name="hall-tianhe",
    via=Way.VPN,
    zone="desk",
    agency=None,
    cidr=IPv4Network("10.60.0.0/24"),
    gateway="198.51.100.10",
    connection="",
    vlan=0,
    asn=0,
    peak_mbps=200,
    latency_ms=0,
    devices=40,
    title="",
    why="terminals",
    place=HERE,
)
HUNAN = replace(
    TIANHE,
    name="hunan",
    via=Way.DIRECT_CONNECT,
    zone="partner",
    cidr=IPv4Network("10.70.0.0/24"),
    gateway="",
    connection="dxcon-fg1a2b3c",
    vlan=210,
    asn=65210,
)
SPEC = platform(
    zones=(zone("desk"), zone("ops"), zone("partner")),
    flows=(flow("hall-tianhe", "desk", tcp(443)), flow("hunan", "partner", tcp(443))),
    never=(),
    stores=(),
    workloads=(),
    sites=(TIANHE, HUNAN),
)


def planned(spec=SPEC):
    return {file.path: file.inputs for file in edge_5g.files(context(spec))}


def zones(spec=SPEC):
    return {file.target: file.inputs for file in network.files(context(spec)) if file.target.startswith("zone/")}


def test_a_platform_without_sites_has_no_way_in():
    assert not planned(replace(SPEC, sites=(), flows=()))


def test_each_site_has_a_file_of_its_own():
    assert set(planned()) == {"sites.tf", "site-hall-tianhe.tf", "site-hunan.tf"}


def test_only_the_zone_of_a_flow_knows_the_way_to_a_site():
    known = {
        name: [str(one.cidr) for table in found["tables"] for one in table.sites] for name, found in zones().items()
    }
    assert known == {
        "zone/desk": ["10.60.0.0/24"],
        "zone/ops": [],
        "zone/partner": ["10.70.0.0/24"],
        "zone/services": [],
    }


def test_a_rule_names_the_block_of_the_site_and_no_more():
    (rule,) = zones()["zone/desk"]["ingress"]
    assert (str(rule.peer_network), rule.peer_group, rule.first) == ("10.60.0.0/24", None, 443)


def test_a_router_hears_of_the_zone_that_its_line_lands_in_alone():
    (gateway,) = planned()["sites.tf"]["gateways"]
    (landing,) = (copy.block for copy in context(SPEC).copies if copy.name == "partner")
    assert gateway.prefixes == (landing,)


def test_the_alarm_on_tunnels_counts_bytes_at_four_fifths_of_the_peak():
    loads = planned()["site-hall-tianhe.tf"]["loads"]
    assert {(one.metric, one.statistic, one.threshold) for one in loads} == {
        ("TunnelDataIn", "Sum", 200_000_000 // 8 * 300 * 4 // 5),
        ("TunnelDataOut", "Sum", 200_000_000 // 8 * 300 * 4 // 5),
    }


def test_the_alarm_on_a_line_counts_bits_a_second():
    assert {one.threshold for one in planned()["site-hunan.tf"]["loads"]} == {160_000_000}


def test_the_judge_is_told_that_no_site_reaches_what_it_has_no_flow_to():
    told = {(one.source, one.destination) for one in declaration.intent(context(SPEC), ()).never}
    assert {("hall-tianhe", "partner"), ("hall-tianhe", "services"), ("hall-tianhe", "hunan")} <= told
    assert ("hall-tianhe", "desk") not in told


def test_the_judge_is_told_where_each_site_comes_in():
    found = {one.name: (one.resource, one.cidr, one.zone) for one in edge_5g.declared(context(SPEC))}
    assert found == {
        "hall-tianhe": ("aws_vpn_connection.hall_tianhe", "10.60.0.0/24", "desk"),
        "hunan": ("aws_dx_private_virtual_interface.hunan", "10.70.0.0/24", "partner"),
    }


def test_a_site_is_no_part_of_the_internet_to_the_zone_that_meets_both():
    spec = replace(SPEC, flows=(*SPEC.flows, flow("desk", "internet", tcp(443))))
    entries = zones(spec)["zone/desk"]["entries"]
    walls = {one.number: one.traffic.first for one in entries if one.wall == "site-hall-tianhe"}
    assert set(walls.values()) == {443, 1024}
    beyond = [one.number for one in entries if not one.is_wall and one.peer.prefixlen == 0]
    own = [one.number for one in entries if one.peer == TIANHE.cidr and not one.is_wall]
    assert max(own) < min(walls)
    assert max(walls) < min(beyond)


def test_a_zone_that_meets_no_site_has_no_wall_for_it():
    spec = replace(SPEC, flows=(*SPEC.flows, flow("ops", "internet", tcp(443))))
    assert not [one for one in zones(spec)["zone/ops"]["entries"] if one.wall.startswith("site-")]
