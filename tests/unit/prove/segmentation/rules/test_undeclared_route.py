import pytest

from support.proving import SOUND, ZONES, answers, line

TABLE = """
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_egress_only_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_vpn_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table" "data" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "data" {
  route_table_id = aws_route_table.data.id
  subnet_id      = aws_subnet.data.id
}
resource "aws_route" "out" {
  route_table_id = aws_route_table.data.id
  TARGET
}
"""
TARGETS = {
    "internet": 'destination_cidr_block = "0.0.0.0/0"\n  gateway_id = aws_internet_gateway.main.id',
    "half the internet": 'destination_cidr_block = "0.0.0.0/1"\n  gateway_id = aws_internet_gateway.main.id',
    "internet by IPv6": 'destination_ipv6_cidr_block = "::/0"\n  gateway_id = aws_internet_gateway.main.id',
    "egress only": 'destination_ipv6_cidr_block = "::/0"\n'
    "  egress_only_gateway_id = aws_egress_only_internet_gateway.main.id",
    "office": 'destination_cidr_block = "192.168.0.0/16"\n  gateway_id = aws_vpn_gateway.main.id',
}
OUT = ZONES.replace(
    "never:\n  - {from: data, to: [app, internet]}", "  - {from: data, to: internet, allow: tcp/443}\nnever:"
)


def routed(target):
    return SOUND + TABLE.replace("TARGET", TARGETS[target])


@pytest.mark.parametrize("target", TARGETS)
def test_a_route_out_that_no_flow_takes_is_found_though_groups_close_it(target):
    text = routed(target)
    assert answers("undeclared_route", text) == [("fail", "aws_route.out", line(text, 'aws_route" "out"'))]


@pytest.mark.parametrize("target", [name for name in TARGETS if name != "office"])
def test_the_same_route_is_right_where_a_flow_takes_it(target):
    assert answers("undeclared_route", routed(target), OUT) == []


def test_a_table_without_a_route_out_is_right():
    text = routed("internet").partition('resource "aws_route" "out"')[0]
    assert answers("undeclared_route", text) == []


def test_where_nothing_is_declared_no_route_is_wrong():
    assert answers("undeclared_route", routed("internet"), ZONES.partition("flows:")[0]) == []


def test_a_route_that_another_zone_needs_is_blamed_on_what_binds_the_table():
    binding = (
        'resource "aws_route_table_association" "app" {\n'
        "  route_table_id = aws_route_table.data.id\n  subnet_id      = aws_subnet.app.id\n}\n"
    )
    text = routed("internet") + binding
    found = ("fail", "aws_route_table_association.app", line(text, 'aws_route_table_association" "app"'))
    assert answers("undeclared_route", text, OUT) == [found]
