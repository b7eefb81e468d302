from dataclasses import replace

import pytest

from support.judging import INTENT, answers, outcomes

RULE = "undeclared_block"
SIX = replace(
    INTENT, zones=(*INTENT.zones, replace(INTENT.zones[0], name="six", zone="six", cidrs=("2001:db8:1::/64",)))
)


def resource(kind, *lines):
    return f'resource "{kind}" "x" {{\n' + "".join(f"  {line}\n" for line in lines) + "}\n"


@pytest.mark.parametrize(
    ("kind", "block", "outcome"),
    [
        ("aws_vpc", "10.40.0.0/16", "pass"),
        ("aws_vpc", "10.50.0.0/16", "fail"),
        ("aws_vpc_ipv4_cidr_block_association", "10.40.2.0/24", "pass"),
        ("aws_vpc_ipv4_cidr_block_association", "10.41.0.0/16", "fail"),
        ("aws_subnet", "10.40.2.128/25", "pass"),
        ("aws_subnet", "10.40.3.0/24", "fail"),
        ("aws_subnet", "10.40.0.0/22", "fail"),
    ],
)
def test_a_block_belongs_to_a_declared_zone(kind, block, outcome):
    assert answers(RULE, resource(kind, f'cidr_block = "{block}"')) == [
        (outcome, f"{kind}.x", 2 if outcome == "fail" else 1)
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("aws_vpc", "assign_generated_ipv6_cidr_block = true"),
        ("aws_vpc", 'ipv6_ipam_pool_id = "ipam-pool-1"'),
        ("aws_subnet", "ipv6_native = true"),
        ("aws_vpc_ipv6_cidr_block_association", "assign_generated_ipv6_cidr_block = true"),
    ],
)
def test_nothing_asks_for_ipv6_unless_a_zone_has_it(lines):
    assert outcomes(RULE, resource(*lines)) == ["fail"]
    assert outcomes(RULE, resource(*lines), SIX) == ["pass"]


def test_an_ipv6_subnet_is_judged_like_any():
    block = 'ipv6_cidr_block = "2001:db8:%s::/64"'
    assert outcomes(RULE, resource("aws_subnet", block % 1), SIX) == ["pass"]
    assert outcomes(RULE, resource("aws_subnet", block % 2), SIX) == ["fail"]


def test_an_unknown_block_is_unknown_and_nothing_is_said_without_zones():
    assert outcomes(RULE, resource("aws_subnet", "cidr_block = var.block")) == ["unknown"]
    assert outcomes(RULE, resource("aws_vpc", 'cidr_block = "10.50.0.0/16"'), None) == []
