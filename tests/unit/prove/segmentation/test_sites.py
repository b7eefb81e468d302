from dataclasses import replace

import pytest

from bastide.model.declared_use import DeclaredSite
from bastide.model.finding import Outcome
from bastide.model.intent import DeclaredFlow, DeclaredNever, DeclaredZone
from bastide.prove.segmentation.declaration import of_intent
from bastide.prove.segmentation.findings import all_rules
from bastide.prove.segmentation.prove import prove
from support.judging import INTENT, case
from support.proving import LOCKED

TREE = (
    """
resource "aws_vpc" "main" {
  cidr_block = "10.40.0.0/16"
}
resource "aws_subnet" "desk" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.40.1.0/24"
}
resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.40.2.0/24"
}
resource "aws_vpn_gateway" "sites" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table" "desk" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route" "tianhe" {
  route_table_id         = aws_route_table.desk.id
  destination_cidr_block = "10.60.0.0/24"
  gateway_id             = aws_vpn_gateway.sites.id
}
resource "aws_route_table_association" "desk" {
  route_table_id = aws_route_table.desk.id
  subnet_id      = aws_subnet.desk.id
}
resource "aws_security_group" "desk" {
  vpc_id = aws_vpc.main.id
  egress = []
  tags   = { "bastide:zone" = "desk" }
}
resource "aws_security_group" "app" {
  vpc_id  = aws_vpc.main.id
  ingress = []
  egress  = []
  tags    = { "bastide:zone" = "app" }
}
resource "aws_vpc_security_group_ingress_rule" "tianhe" {
  security_group_id = aws_security_group.desk.id
  cidr_ipv4         = "10.60.0.0/24"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
"""
    + LOCKED
)


def site(name, block):
    return DeclaredSite(name, "desk", "vpn", block, "10.40.0.0/16", 200, 40, f"aws_vpn_connection.{name}")


DECLARED = replace(
    INTENT,
    zones=(
        DeclaredZone("app", "app", None, "internal", ("10.40.2.0/24",)),
        DeclaredZone("desk", "desk", None, "internal", ("10.40.1.0/24",)),
    ),
    flows=(DeclaredFlow("tianhe-desk", "tianhe", "desk", "tcp", 443, 443, "flow", "terminals"),),
    never=(DeclaredNever("tianhe", "app"), DeclaredNever("nansha", "app"), DeclaredNever("nansha", "desk")),
    stores=(),
    sites=(site("nansha", "10.60.1.0/24"), site("tianhe", "10.60.0.0/24")),
)

ROUTE_TO_NANSHA = """
resource "aws_route" "nansha" {
  route_table_id         = aws_route_table.desk.id
  destination_cidr_block = "10.60.1.0/24"
  gateway_id             = aws_vpn_gateway.sites.id
}
"""
WHOLE_OFFICE = TREE.replace('cidr_ipv4         = "10.60.0.0/24"', 'cidr_ipv4         = "10.60.0.0/23"')


def failed(text, intent=DECLARED):
    found = prove(case(text, intent), of_intent(intent))
    said = [one for rule in all_rules() for one in rule.check(found) if one.outcome is Outcome.FAIL]
    # Lists are left as AWS makes them: these trees are about groups and routes.
    return {(one.code, one.message) for one in said if "default-acl" not in one.message}


def test_a_site_passes_by_its_own_flow():
    assert not failed(TREE)


def test_a_rule_that_lets_another_site_in_is_found():
    found = failed(WHOLE_OFFICE + ROUTE_TO_NANSHA)
    assert "SEG001" in {code for code, _ in found}
    assert any("`nansha`" in message and "`desk`" in message for _, message in found)


def test_a_rule_is_found_before_any_route_makes_it_a_path():
    assert any("nansha" in message for _, message in failed(WHOLE_OFFICE))


def test_a_route_to_a_site_without_a_flow_is_found():
    assert any("nansha" in message for _, message in failed(TREE + ROUTE_TO_NANSHA))


@pytest.mark.parametrize("zone", ["app", "desk"])
def test_a_site_that_reaches_what_it_must_never_reach_is_found(zone):
    reached = TREE.replace("aws_subnet.desk.id", "aws_subnet.app.id").replace(
        "security_group_id = aws_security_group.desk.id", "security_group_id = aws_security_group.app.id"
    )
    found = failed(reached)
    assert any(code.startswith("SEG") and f"`{zone}`" in message for code, message in found)


def test_a_site_whose_replies_find_no_way_back_is_blocked():
    without = TREE.replace('"10.60.0.0/24"\n  gateway_id', '"10.61.0.0/24"\n  gateway_id')
    assert any("tianhe" in message for _, message in failed(without))
