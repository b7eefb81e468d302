from dataclasses import replace

import pytest

from support.judging import INTENT, answers, flow, outcomes

RULE = "data_routed_to_internet"
VPC = 'resource "aws_vpc" "main" {}\nresource "aws_internet_gateway" "main" {}\nresource "aws_nat_gateway" "main" {}\n'
SUBNET = """
resource "aws_subnet" "data" {
  vpc_id = aws_vpc.main.id
  tags = { "bastide:zone" = "data" }
}
"""
TABLE = """
resource "aws_route_table" "data" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "data" {
  subnet_id = aws_subnet.data.id
  route_table_id = aws_route_table.data.id
}
"""


def route(attribute, target, table="aws_route_table.data.id"):
    return f"""
resource "aws_route" "out" {{
  route_table_id = {table}
  destination_cidr_block = "0.0.0.0/0"
  {attribute} = {target}
}}
"""


@pytest.mark.parametrize(
    ("attribute", "target"),
    [
        ("gateway_id", "aws_internet_gateway.main.id"),
        ("gateway_id", '"igw-0123"'),
        ("egress_only_gateway_id", "aws_egress_only_internet_gateway.main.id"),
        ("nat_gateway_id", "aws_nat_gateway.main.id"),
    ],
)
def test_a_separate_route_out_of_an_isolated_zone_is_found(attribute, target):
    text = VPC + 'resource "aws_egress_only_internet_gateway" "main" {}\n' + SUBNET + TABLE + route(attribute, target)
    assert answers(RULE, text) == [("fail", "aws_subnet.data", text.split(attribute + " =")[0].count("\n") + 1)]


def test_a_gateway_endpoint_and_local_routes_are_right():
    text = VPC + SUBNET + TABLE + route("gateway_id", '"local"')
    assert outcomes(RULE, text) == ["pass"]


def test_a_subnet_without_association_follows_the_main_table():
    adopted = """
resource "aws_default_route_table" "main" {
  default_route_table_id = aws_vpc.main.default_route_table_id
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
"""
    assert outcomes(RULE, VPC + SUBNET + adopted) == ["fail"]
    loose = route("gateway_id", "aws_internet_gateway.main.id", "aws_vpc.main.main_route_table_id")
    assert outcomes(RULE, VPC + SUBNET + loose) == ["fail"]
    named = """
resource "aws_main_route_table_association" "main" {
  vpc_id = aws_vpc.main.id
  route_table_id = aws_route_table.public.id
}
resource "aws_route_table" "public" {
  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}
"""
    assert outcomes(RULE, VPC + SUBNET + named) == ["fail"]
    assert outcomes(RULE, VPC + SUBNET) == ["pass"]


def test_without_a_declaration_a_subnet_that_a_database_stands_in_is_judged():
    text = (
        VPC
        + """
resource "aws_subnet" "a" {
  vpc_id = aws_vpc.main.id
}
resource "aws_subnet" "web" {
  vpc_id = aws_vpc.main.id
}
resource "aws_db_subnet_group" "main" {
  subnet_ids = [aws_subnet.a.id]
}
"""
        + TABLE.replace("aws_subnet.data", "aws_subnet.a")
    )
    assert outcomes(RULE, text + route("gateway_id", "aws_internet_gateway.main.id"), None) == ["fail"]
    assert outcomes(RULE, text + route("nat_gateway_id", "aws_nat_gateway.main.id"), None) == ["pass"]


@pytest.mark.parametrize(
    "extra",
    [
        TABLE + route("gateway_id", "var.gateway"),
        TABLE.replace("aws_route_table.data.id", "var.table"),
        TABLE.replace("subnet_id = aws_subnet.data.id", "count = var.on\n  subnet_id = aws_subnet.data.id"),
        TABLE + route("gateway_id", "aws_internet_gateway.main.id", "var.table"),
    ],
)
def test_a_table_or_target_that_cannot_be_evaluated_is_unknown(extra):
    assert outcomes(RULE, VPC + SUBNET + extra) == ["unknown"]


INTERNAL = """
resource "aws_subnet" "app" {
  vpc_id = aws_vpc.main.id
  tags = { "bastide:zone" = "app" }
}
""" + TABLE.replace("data", "app")
NAT = route("nat_gateway_id", "aws_nat_gateway.main.id", "aws_route_table.app.id")


def test_an_internal_zone_may_leave_by_nat_if_that_is_declared_and_never_by_a_gateway():
    open_flow = replace(INTENT, flows=(flow("app", "internet", 443),))
    assert outcomes(RULE, VPC + INTERNAL) == ["pass"]
    assert outcomes(RULE, VPC + INTERNAL + NAT) == ["fail"]
    assert outcomes(RULE, VPC + INTERNAL + NAT, open_flow) == ["pass"]
    gateway = route("gateway_id", "aws_internet_gateway.main.id", "aws_route_table.app.id")
    assert outcomes(RULE, VPC + INTERNAL + gateway, open_flow) == ["fail"]


@pytest.mark.parametrize("subnets", ["aws_subnet.data[*].id", "var.subnets"])
def test_data_that_stands_nobody_knows_where_makes_a_subnet_with_a_way_out_unknown(subnets):
    group = f'resource "aws_db_subnet_group" "x" {{\n  subnet_ids = {subnets}\n}}\n'
    bare = SUBNET.replace('tags = { "bastide:zone" = "data" }', "")
    out = route("gateway_id", "aws_internet_gateway.main.id")
    assert outcomes(RULE, VPC + bare + TABLE + out + group, None) == ["unknown"]
    assert outcomes(RULE, VPC + bare + TABLE + group, None) == ["pass"]
