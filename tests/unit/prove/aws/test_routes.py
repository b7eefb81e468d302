import pytest

from bastide.model.forwarding import Target
from bastide.model.wire import ON_PREMISES, cidr
from support.aws_trees import doubts, network, part

TABLE = """
resource "aws_route_table" "t" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "t" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.t.id
}
"""
GATEWAY = 'resource "aws_internet_gateway" "igw" {\n  vpc_id = aws_vpc.main.id\n}\n'
NAT = 'resource "aws_nat_gateway" "nat" {\n  subnet_id = aws_subnet.b.id\n}\n'
PEERING = """
resource "aws_vpc" "far" {
  cidr_block = "10.9.0.0/16"
}
resource "aws_vpc_peering_connection" "p" {
  vpc_id      = aws_vpc.main.id
  peer_vpc_id = aws_vpc.far.id
}
"""
HOST = """
resource "aws_network_interface" "eni" {
  subnet_id = aws_subnet.b.id
}
"""


def route(target, destination='destination_cidr_block = "0.0.0.0/0"'):
    return f"""
resource "aws_route" "r" {{
  route_table_id = aws_route_table.t.id
  {destination}
  {target}
}}
"""


def routes(text, table="aws_route_table.t"):
    return part(network(text).tables, table).routes


def table_of(text, subnet="aws_subnet.a"):
    return part(network(text).subnets, subnet).table


@pytest.mark.parametrize(
    ("parts", "target", "kind", "name"),
    [
        (GATEWAY, "gateway_id = aws_internet_gateway.igw.id", Target.INTERNET, "aws_internet_gateway.igw"),
        ("", 'gateway_id = "igw-0123456789abcdef0"', Target.INTERNET, "igw-0123456789abcdef0"),
        ("", "gateway_id = data.aws_internet_gateway.x.id", Target.INTERNET, "data.aws_internet_gateway.x.id"),
        ("", 'gateway_id = "vgw-0123456789abcdef0"', Target.OUTSIDE, "vgw-0123456789abcdef0"),
        (NAT, "nat_gateway_id = aws_nat_gateway.nat.id", Target.NAT, "aws_nat_gateway.nat"),
        (PEERING, "vpc_peering_connection_id = aws_vpc_peering_connection.p.id", Target.PEERING, None),
        ("", 'gateway_id = "local"', Target.LOCAL, "aws_vpc.main"),
    ],
)
def test_a_route_leads_where_its_target_says(parts, target, kind, name):
    (found,) = routes(TABLE + parts + route(target))
    assert (found.target, found.name) == (kind, name or "aws_vpc_peering_connection.p")
    assert doubts(TABLE + parts + route(target)) == []


@pytest.mark.parametrize(
    ("parts", "target"),
    [
        (HOST, "network_interface_id = aws_network_interface.eni.id"),
        ("", "vpc_endpoint_id = aws_vpc_endpoint.x.id"),
        ("", 'core_network_arn = "arn:aws:networkmanager::1:core-network/x"'),
        ("", 'local_gateway_id = "lgw-1"'),
        ("", "gateway_id = var.gateway"),
        ("", "nat_gateway_id = data.aws_nat_gateway.x.id"),
        ("", ""),
    ],
)
def test_a_route_to_what_is_not_modelled_leads_nowhere_and_puts_its_table_in_doubt(parts, target):
    text = TABLE + parts + route(target) + 'variable "gateway" {}\n'
    assert [one.target for one in routes(text)] == [Target.BLACKHOLE]
    assert {(name, *scope) for name, _, scope in doubts(text)} == {("aws_route.r", "aws_route_table.t")}


def test_a_route_in_a_block_is_one():
    text = GATEWAY + TABLE.replace(
        "main.id\n}",
        'main.id\n  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.igw.id\n  }\n}',
        1,
    )
    assert [(one.destination, one.name) for one in routes(text)] == [(cidr("0.0.0.0/0"), "aws_internet_gateway.igw")]


def test_routes_in_blocks_and_of_their_own_are_a_doubt():
    text = GATEWAY + TABLE.replace(
        "main.id\n}",
        'main.id\n  route {\n    cidr_block = "0.0.0.0/0"\n    gateway_id = aws_internet_gateway.igw.id\n  }\n}',
        1,
    )
    text += route("gateway_id = aws_internet_gateway.igw.id", 'destination_ipv6_cidr_block = "::/0"')
    assert [scope for _, _, scope in doubts(text)] == [{"aws_route_table.t"}]


def test_a_route_that_replaces_the_local_one_is_a_doubt():
    text = TABLE + NAT + route("nat_gateway_id = aws_nat_gateway.nat.id", 'destination_cidr_block = "10.0.0.0/16"')
    assert [scope for _, _, scope in doubts(text)] == [{"aws_route_table.t"}]


def test_a_subnet_without_a_table_follows_the_main_one():
    assert table_of("") == "aws_vpc.main/main-table"
    adopted = (
        'resource "aws_default_route_table" "d" {\n  default_route_table_id = aws_vpc.main.default_route_table_id\n}\n'
    )
    assert table_of(adopted) == "aws_default_route_table.d"


def test_another_table_may_be_made_the_main_one():
    text = """
resource "aws_main_route_table_association" "m" {
  vpc_id         = aws_vpc.main.id
  route_table_id = aws_route_table.t.id
}
"""
    assert table_of(TABLE + text, "aws_subnet.b") == "aws_route_table.t"


def test_a_route_may_stand_in_the_default_table_by_the_vpcs_own_name_for_it():
    text = GATEWAY + route("gateway_id = aws_internet_gateway.igw.id").replace(
        "aws_route_table.t.id", "aws_vpc.main.main_route_table_id"
    )
    assert [one.target for one in routes(text, "aws_vpc.main/main-table")] == [Target.INTERNET]


def test_a_gateway_endpoint_adds_a_route_to_its_service():
    text = """
resource "aws_vpc_endpoint" "s3" {
  vpc_id          = aws_vpc.main.id
  service_name    = "com.amazonaws.eu-central-1.s3"
  route_table_ids = [aws_route_table.t.id]
}
"""
    (found,) = routes(TABLE + text)
    assert (found.target, found.name, found.from_list) == (Target.SERVICE, "aws_vpc_endpoint.s3", True)


def test_the_edge_table_of_a_gateway_is_known():
    text = (
        TABLE
        + GATEWAY
        + (
            'resource "aws_route_table_association" "edge" {\n'
            "  gateway_id = aws_internet_gateway.igw.id\n  route_table_id = aws_route_table.t.id\n}\n"
        )
    )
    assert part(network(text).gateways, "aws_internet_gateway.igw").table == "aws_route_table.t"


def test_a_doubt_about_an_edge_table_is_one_about_its_vpc():
    text = TABLE.replace("subnet_id      = aws_subnet.a.id", "gateway_id = aws_internet_gateway.igw.id") + GATEWAY
    text += route('local_gateway_id = "lgw-1"')
    assert [scope for _, _, scope in doubts(text)] == [{"aws_route_table.t", "aws_vpc.main"}]


def test_what_a_vpn_learns_is_a_doubt_and_stands_for_private_addresses():
    text = """
resource "aws_vpn_gateway" "vgw" {
  vpc_id = aws_vpc.main.id
}
resource "aws_vpn_gateway_route_propagation" "p" {
  vpn_gateway_id = aws_vpn_gateway.vgw.id
  route_table_id = aws_route_table.t.id
}
"""
    found = routes(TABLE + text)
    assert {(one.target, one.propagated) for one in found} == {(Target.OUTSIDE, True)}
    assert cidr("192.168.0.0/16") in {one.destination for one in found}
    assert [scope for _, _, scope in doubts(TABLE + text)] == [{"aws_route_table.t"}]


def test_a_peering_in_one_region_joins_two_vpcs():
    (peering,) = network(PEERING).peerings
    assert (peering.requester, peering.accepter, peering.same_region) == ("aws_vpc.main", "aws_vpc.far", True)


def test_a_peering_with_another_region_is_not_near():
    (peering,) = network(PEERING.replace("peer_vpc_id", 'peer_region = "eu-west-1"\n  peer_vpc_id')).peerings
    assert not peering.same_region


def test_a_peering_with_a_vpc_outside_the_tree_leads_on_premises():
    (peering,) = network(PEERING.replace("aws_vpc.far.id", '"vpc-0a1b2c3d"')).peerings
    assert peering.accepter == ON_PREMISES


def test_the_accepters_name_of_a_peering_is_the_peering():
    accepter = """
resource "aws_vpc_peering_connection_accepter" "a" {
  vpc_peering_connection_id = aws_vpc_peering_connection.p.id
}
"""
    text = TABLE + PEERING + accepter
    text += route("vpc_peering_connection_id = aws_vpc_peering_connection_accepter.a.id")
    assert [one.name for one in routes(text)] == ["aws_vpc_peering_connection.p"]
    assert len(network(text).peerings) == 1


def test_a_table_outside_the_tree_is_a_doubt():
    text = TABLE.replace("route_table_id = aws_route_table.t.id", 'route_table_id = "rtb-0a1b2c3d"')
    assert doubts(text) == [("aws_route_table_association.t", 5, {"rtb-0a1b2c3d"})]


def test_an_association_that_may_not_exist_puts_its_subnet_in_doubt():
    text = TABLE.replace("  subnet_id ", "  count = var.on\n  subnet_id ") + 'variable "on" {}\n'
    assert [scope for _, _, scope in doubts(text)] == [{"aws_subnet.a"}]
