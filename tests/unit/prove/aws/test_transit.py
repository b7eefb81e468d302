from bastide.model.wire import cidr
from support.aws_trees import doubts, network, part

HUB = """
resource "aws_ec2_transit_gateway" "hub" {
}
resource "aws_ec2_transit_gateway_vpc_attachment" "main" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.main.id
  subnet_ids         = [aws_subnet.a.id, aws_subnet.b.id]
}
"""
APART = HUB.replace(
    '"hub" {', '"hub" {\n  default_route_table_association = "disable"\n  default_route_table_propagation = "disable"'
)
OWN = """
resource "aws_ec2_transit_gateway_route_table" "own" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
}
resource "aws_ec2_transit_gateway_route_table_association" "own" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.main.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own.id
}
"""
ATTACHMENT = "aws_ec2_transit_gateway_vpc_attachment.main"
DEFAULT = "aws_ec2_transit_gateway.hub/default-table"


def attachment(text, name=ATTACHMENT):
    return part(network(text).attachments, name)


def routes(text, table):
    return [
        (one.destination, one.attachment, one.propagated) for one in part(network(text).transit_tables, table).routes
    ]


def test_an_attachment_joins_the_default_table_and_announces_its_vpc():
    assert (attachment(HUB).table, attachment(HUB).subnets) == (DEFAULT, ("aws_subnet.a", "aws_subnet.b"))
    assert routes(HUB, DEFAULT) == [(cidr("10.0.0.0/16"), ATTACHMENT, True)]
    assert doubts(HUB) == []


def test_without_defaults_an_attachment_has_no_table():
    assert attachment(APART).table is None
    assert network(APART).transit_tables == ()


def test_an_association_of_its_own_gives_a_table():
    assert attachment(APART + OWN).table == "aws_ec2_transit_gateway_route_table.own"


def test_an_attachment_may_decline_the_defaults():
    text = HUB.replace("  vpc_id ", "  transit_gateway_default_route_table_association = false\n  vpc_id ")
    assert attachment(text).table is None


def test_static_and_blackhole_routes_are_read():
    text = """
resource "aws_ec2_transit_gateway_route" "r" {
  destination_cidr_block         = "0.0.0.0/0"
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.main.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own.id
}
resource "aws_ec2_transit_gateway_route" "drop" {
  destination_cidr_block         = "10.7.0.0/16"
  blackhole                      = true
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own.id
}
"""
    assert routes(APART + OWN + text, "aws_ec2_transit_gateway_route_table.own") == [
        (cidr("0.0.0.0/0"), ATTACHMENT, False),
        (cidr("10.7.0.0/16"), None, False),
    ]


def test_a_propagation_announces_the_vpcs_blocks():
    text = """
resource "aws_ec2_transit_gateway_route_table_propagation" "p" {
  transit_gateway_attachment_id  = aws_ec2_transit_gateway_vpc_attachment.main.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own.id
}
"""
    table = "aws_ec2_transit_gateway_route_table.own"
    assert routes(APART + OWN + text, table) == [(cidr("10.0.0.0/16"), ATTACHMENT, True)]


def test_an_attachment_that_a_data_source_names_leads_outside():
    text = """
resource "aws_ec2_transit_gateway_route" "r" {
  destination_cidr_block         = "172.16.0.0/12"
  transit_gateway_attachment_id  = data.aws_ec2_transit_gateway_dx_gateway_attachment.dx.id
  transit_gateway_route_table_id = aws_ec2_transit_gateway_route_table.own.id
}
"""
    name = "data.aws_ec2_transit_gateway_dx_gateway_attachment.dx.id"
    assert attachment(APART + OWN + text, name).vpc == ""


def test_what_a_vpn_announces_puts_the_attached_vpcs_in_doubt():
    text = """
resource "aws_vpn_connection" "vpn" {
  transit_gateway_id  = aws_ec2_transit_gateway.hub.id
  customer_gateway_id = "cgw-1"
  type                = "ipsec.1"
}
"""
    assert attachment(HUB + text, "aws_vpn_connection.vpn").vpc == ""
    assert [scope for _, _, scope in doubts(HUB + text)] == [{"aws_vpc.main"}]


def test_a_transit_gateway_outside_the_tree_puts_the_vpc_in_doubt():
    text = HUB.replace("aws_ec2_transit_gateway.hub.id", '"tgw-0a1b2c3d"')
    assert part(network(text).transits, "tgw-0a1b2c3d").group_references is False
    assert {frozenset(scope) for _, _, scope in doubts(text)} == {frozenset({"aws_vpc.main"})}


def test_an_unknown_zone_is_a_doubt_once_it_matters():
    ground = """
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
"""
    text = HUB.replace(", aws_subnet.b.id", "")
    assert doubts("", ground) == []
    assert [scope for _, _, scope in doubts(text, ground)] == [{"aws_vpc.main"}]


def test_references_to_groups_hold_where_the_gateway_allows_them():
    text = HUB.replace('"hub" {', '"hub" {\n  security_group_referencing_support = "enable"')
    assert part(network(text).transits, "aws_ec2_transit_gateway.hub").group_references


def test_appliance_mode_is_read():
    assert attachment(HUB.replace("  vpc_id ", '  appliance_mode_support = "enable"\n  vpc_id ')).appliance_mode


def test_a_changed_default_table_is_a_doubt():
    text = """
resource "aws_ec2_transit_gateway_default_route_table_association" "d" {
  transit_gateway_id             = aws_ec2_transit_gateway.hub.id
  transit_gateway_route_table_id = "tgw-rtb-0a1b2c3d"
}
"""
    assert [scope for _, _, scope in doubts(HUB + text)] == [{"aws_vpc.main"}]


PASSAGE = """
resource "aws_vpc" "spoke" {
  cidr_block = "10.5.0.0/16"
}
resource "aws_ec2_transit_gateway_vpc_attachment" "spoke" {
  transit_gateway_id = aws_ec2_transit_gateway.hub.id
  vpc_id             = aws_vpc.spoke.id
  subnet_ids         = []
}
resource "aws_subnet" "inner" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.3.0/24"
  availability_zone = "eu-central-1a"
}
resource "aws_route_table" "door" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "door" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.door.id
}
resource "aws_route_table" "inner" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "inner" {
  subnet_id      = aws_subnet.inner.id
  route_table_id = aws_route_table.inner.id
}
"""


def unclear(table):
    return (
        f'resource "aws_route" "unclear" {{\n  route_table_id = aws_route_table.{table}.id\n'
        '  destination_cidr_block = "0.0.0.0/0"\n  network_interface_id = "eni-1"\n}\n'
    )


def test_a_doubt_about_where_packets_come_in_is_one_about_all_who_send_them():
    assert [scope for _, _, scope in doubts(HUB + PASSAGE + unclear("door"))] == [
        {"aws_route_table.door", "aws_vpc.main", "aws_vpc.spoke"}
    ]


def test_a_doubt_deep_in_a_vpc_that_nobody_passes_stays_there():
    assert [scope for _, _, scope in doubts(HUB + PASSAGE + unclear("inner"))] == [{"aws_route_table.inner"}]


def test_a_doubt_deep_in_a_vpc_that_others_pass_is_one_about_them():
    nat = """
resource "aws_nat_gateway" "nat" {
  subnet_id = aws_subnet.inner.id
}
resource "aws_route" "out" {
  route_table_id         = aws_route_table.door.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat.id
}
"""
    assert [scope for _, _, scope in doubts(HUB + PASSAGE + nat + unclear("inner"))] == [
        {"aws_route_table.inner", "aws_vpc.main", "aws_vpc.spoke"}
    ]
