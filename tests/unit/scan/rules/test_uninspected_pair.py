import re
from dataclasses import replace

import pytest

from bastide.model.intent import DeclaredInspection
from support.judging import INTENT, outcomes

RULE = "uninspected_pair"
OUT = replace(INTENT, inspected=(DeclaredInspection("app", "internet", "inspection"),))
ENDPOINT = "one(aws_networkfirewall_firewall.{}.firewall_status[0].sync_states).attachment[0].endpoint_id"


def subnet(zone, block, *routes):
    written = "".join(f"  route {{\n    cidr_block = {to!r}\n    {target}\n  }}\n" for to, target in routes)
    return f"""
resource "aws_subnet" "{zone}" {{ cidr_block = "{block}" }}
resource "aws_route_table" "{zone}" {{
  vpc_id = aws_vpc.main.id
{written}}}
resource "aws_route_table_association" "{zone}" {{
  subnet_id      = aws_subnet.{zone}.id
  route_table_id = aws_route_table.{zone}.id
}}
""".replace("'", '"')


def firewall(name, order="STRICT_ORDER", default="aws:drop_strict"):
    return f"""
resource "aws_networkfirewall_firewall" "{name}" {{
  firewall_policy_arn = aws_networkfirewall_firewall_policy.{name}.arn
}}
resource "aws_networkfirewall_firewall_policy" "{name}" {{
  firewall_policy {{
    stateful_default_actions = ["{default}"]
    stateful_engine_options {{ rule_order = "{order}" }}
  }}
}}
"""


def to(name):
    return f"vpc_endpoint_id = {ENDPOINT.format(name)}"


FORTH, BACK = ("10.40.2.0/24", to("a")), ("10.40.1.0/24", to("a"))


def pair(forth=FORTH, back=BACK, policy=None):
    app = subnet("app", "10.40.1.0/24", *([forth] if forth else []))
    data = subnet("data", "10.40.2.0/24", *([back] if back else []))
    world = 'resource "aws_vpc" "main" {}\n'
    return world + app + data + (policy or firewall("a")) + firewall("b")


def test_a_pair_that_passes_one_firewall_both_ways_is_right():
    assert set(outcomes(RULE, pair())) == {"pass"}


def test_a_default_route_takes_no_packet_that_stays_in_the_network():
    placed = pair(forth=("0.0.0.0/0", to("a")))
    placed = placed.replace('"aws_vpc" "main" {}', '"aws_vpc" "main" {\n  cidr_block = "10.40.0.0/16"\n}')
    placed = re.sub(r'(resource "aws_subnet" "\w+" \{)(.*?)\}', r"\1\n  vpc_id = aws_vpc.main.id\n\2\n}", placed)
    assert "fail" in outcomes(RULE, placed)
    assert set(outcomes(RULE, placed.replace("0.0.0.0/0", "10.40.2.0/24"))) == {"pass"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"forth": None},
        {"back": None},
        {"back": ("10.40.1.0/24", to("b"))},
        {"forth": ("10.40.0.0/16", to("a")), "back": ("10.40.1.0/25", to("a"))},
        {"forth": ("10.40.2.0/24", 'network_interface_id = "eni-0123456789abcdef0"')},
    ],
)
def test_a_pair_with_a_way_past_the_firewall_is_found(wrong):
    assert "fail" in outcomes(RULE, pair(**wrong))


@pytest.mark.parametrize("wrong", [{"order": "DEFAULT_ACTION_ORDER"}, {"default": "aws:alert_strict"}])
def test_a_firewall_that_passes_the_rest_is_found(wrong):
    assert "fail" in outcomes(RULE, pair(policy=firewall("a", **wrong)))


def test_an_endpoint_that_the_code_does_not_name_is_no_pass():
    assert "unknown" in outcomes(RULE, pair(forth=("10.40.2.0/24", "vpc_endpoint_id = var.endpoint")))


@pytest.mark.parametrize(
    ("target", "expected"), [(to("a"), {"pass"}), ("nat_gateway_id = aws_nat_gateway.a.id", {"fail", "pass"})]
)
def test_what_leaves_the_platform_passes_the_firewall(target, expected):
    text = 'resource "aws_vpc" "main" {}\n' + subnet("app", "10.40.1.0/24", ("0.0.0.0/0", target)) + firewall("a")
    assert set(outcomes(RULE, text, OUT)) == expected


def test_a_platform_without_inspection_is_not_asked():
    found = replace(INTENT, inspected=())
    assert outcomes(RULE, pair(forth=None), found) == []
