from dataclasses import replace

from support.judging import INTENT, answers, flow, outcomes, rule
from support.judging import case as judged

RULE = "undeclared_rule"
GROUPS = "".join(
    f'resource "aws_security_group" "{zone}" {{\n  tags = {{ "bastide:zone" = "{zone}" }}\n}}\n'
    for zone in ("app", "data", "edge")
)


def permit(direction, group, peer, port, name="x"):
    return f"""
resource "aws_vpc_security_group_{direction}_rule" "{direction}_{name}" {{
  security_group_id = aws_security_group.{group}.id
  {peer}
  ip_protocol = "tcp"
  from_port = {port}
  to_port = {port}
}}
"""


def member(zone):
    return f"referenced_security_group_id = aws_security_group.{zone}.id"


BOTH = permit("ingress", "data", member("app"), 5432) + permit("egress", "app", member("data"), 5432)


def failed(text, intent=INTENT):
    return [address for outcome, address, _ in answers(RULE, text, intent) if outcome == "fail"]


def test_rules_that_are_exactly_the_flows_are_right():
    assert failed(GROUPS + BOTH) == []


def test_a_rule_that_no_flow_asks_for_is_found():
    assert failed(GROUPS + BOTH + permit("ingress", "data", member("edge"), 5432, "y")) == [
        "aws_vpc_security_group_ingress_rule.ingress_y"
    ]


def test_the_port_and_the_direction_must_be_the_same():
    wrong_port = BOTH + permit("ingress", "data", member("app"), 5433, "y")
    backwards = BOTH + permit("ingress", "app", member("data"), 5432, "y")
    assert (
        failed(GROUPS + wrong_port) == failed(GROUPS + backwards) == ["aws_vpc_security_group_ingress_rule.ingress_y"]
    )


def test_a_flow_without_a_rule_at_one_end_is_found_there():
    assert failed(GROUPS + permit("ingress", "data", member("app"), 5432)) == ["aws_security_group.app"]
    assert failed(GROUPS + permit("egress", "app", member("data"), 5432)) == ["aws_security_group.data"]


def test_the_internet_and_the_address_blocks_of_a_zone_are_peers_too():
    intent = replace(INTENT, flows=(flow("internet", "edge", 443), flow("app", "data", 5432)))
    by_block = permit("ingress", "data", 'cidr_ipv4 = "10.40.1.0/25"', 5432) + permit(
        "egress", "app", member("data"), 5432
    )
    world = permit("ingress", "edge", 'cidr_ipv4 = "0.0.0.0/0"', 443, "w")
    assert failed(GROUPS + by_block + world, intent) == []
    outside = permit("ingress", "data", 'cidr_ipv4 = "10.99.0.0/16"', 5432, "y")
    assert failed(GROUPS + by_block + world + outside, intent) == ["aws_vpc_security_group_ingress_rule.ingress_y"]


def test_a_prefix_list_is_the_services_zone():
    intent = replace(INTENT, flows=(flow("app", "data", 5432), flow("app", "services", 443)))
    listed = permit("egress", "app", 'prefix_list_id = "pl-1"', 443, "s")
    assert failed(GROUPS + BOTH + listed, intent) == []
    assert failed(GROUPS + BOTH + listed) == ["aws_vpc_security_group_egress_rule.egress_s"]


def test_an_unknown_peer_is_unknown():
    text = GROUPS + BOTH + permit("ingress", "data", "referenced_security_group_id = var.group", 5432, "y")
    assert ("unknown", "aws_vpc_security_group_ingress_rule.ingress_y") in [one[:2] for one in answers(RULE, text)]


def test_without_a_declaration_nothing_is_said():
    assert outcomes(RULE, GROUPS + BOTH, None) == []


def test_a_declared_zone_without_any_group_is_found():
    found = [one for one in rule(RULE).check(judged('resource "aws_vpc" "x" {}')) if str(one.outcome) == "fail"]
    assert len(found) == 2
    assert all("flow `app` to `data`" in one.message for one in found)


def test_the_line_that_makes_a_rule_wrong_is_pointed_at():
    def wrong(old, new):
        text = GROUPS + BOTH.replace(old, new, 1)
        lines = text.split("\n")
        return {lines[line - 1].strip() for _, address, line in answers(RULE, text) if "_rule." in address and line} & {
            new
        }

    assert wrong("to_port = 5432", "to_port = 5439")
    assert wrong('ip_protocol = "tcp"', 'ip_protocol = "udp"')
    assert wrong(member("app"), member("edge"))
    assert wrong("security_group_id = aws_security_group.data.id", "security_group_id = aws_security_group.edge.id")
