from dataclasses import replace

import pytest

from bastide.model.declared_use import DeclaredSite
from support.judging import INTENT, answers, outcomes

RULE = "undeclared_link"


@pytest.mark.parametrize(
    "kind",
    [
        "aws_vpc_peering_connection",
        "aws_ec2_transit_gateway_vpc_attachment",
        "aws_vpn_connection",
        "aws_vpn_gateway",
        "aws_ec2_client_vpn_network_association",
    ],
)
def test_a_link_between_networks_is_found(kind):
    assert answers(RULE, f'resource "{kind}" "x" {{}}') == [("fail", f"{kind}.x", 1)]
    assert answers(RULE, f'resource "{kind}" "x" {{}}', None) == [("fail", f"{kind}.x", 1)]


def test_a_transit_gateway_that_joins_nobody_by_default_is_right():
    text = 'resource "aws_ec2_transit_gateway" "x" {\n%s\n}'
    off = 'default_route_table_association = "disable"\ndefault_route_table_propagation = "disable"'
    assert outcomes(RULE, text % off) == ["pass"]
    assert outcomes(RULE, text % "") == ["fail", "fail"]
    assert outcomes(RULE, text % off.replace('"disable"', "var.mode")) == ["unknown"]


WITH_SITES = replace(
    INTENT,
    sites=(
        DeclaredSite("tianhe", "app", "vpn", "10.60.0.0/24", "10.40.0.0/16", 200, 40, "aws_vpn_connection.tianhe"),
        DeclaredSite("hunan", "app", "direct-connect", "10.70.0.0/24", "10.40.0.0/16", 200, 0, "x.hunan"),
    ),
)
TUNNELS = """
resource "aws_vpn_connection" "tianhe" {
  static_routes_only       = true
  local_ipv4_network_cidr  = "10.60.0.0/24"
  remote_ipv4_network_cidr = "10.40.0.0/16"
}
"""
LINE = 'resource "aws_dx_gateway_association" "x" {\n  allowed_prefixes = ["10.40.1.0/24"]\n}'


def test_the_way_of_a_declared_site_is_right():
    assert outcomes(RULE, TUNNELS, WITH_SITES) == ["pass"]
    assert outcomes(RULE, 'resource "aws_vpn_gateway" "x" {}', WITH_SITES) == ["pass"]
    assert outcomes(RULE, LINE, WITH_SITES) == ["pass"]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("10.60.0.0/24", "0.0.0.0/0"),
        ("10.40.0.0/16", "0.0.0.0/0"),
        ("10.60.0.0/24", "10.61.0.0/24"),
        ("static_routes_only       = true", "static_routes_only       = false"),
    ],
)
def test_tunnels_by_which_two_sites_could_meet_are_found(right, wrong):
    assert outcomes(RULE, TUNNELS.replace(right, wrong), WITH_SITES) == ["fail"]
    assert "fail" in outcomes(RULE, 'resource "aws_vpn_connection" "tianhe" {}', WITH_SITES)


def test_tunnels_of_no_site_are_found_beside_those_of_one():
    assert outcomes(RULE, TUNNELS.replace('"tianhe"', '"other"'), WITH_SITES) == ["fail"]


@pytest.mark.parametrize("prefix", ["10.40.0.0/16", "10.40.2.0/24", "0.0.0.0/0"])
def test_a_line_whose_router_hears_of_another_zone_is_found(prefix):
    assert "fail" in outcomes(RULE, LINE.replace("10.40.1.0/24", prefix), WITH_SITES)


def test_a_line_whose_router_hears_of_everything_is_found():
    assert "fail" in outcomes(RULE, 'resource "aws_dx_gateway_association" "x" {}', WITH_SITES)
