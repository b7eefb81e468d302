from dataclasses import replace

import pytest

from bastide.model.intent import DeclaredExisting, DeclaredNever
from support.judging import INTENT, flow
from support.proving import by_intent

VPC = "vpc-0e0e0e0e0e0e0e0e0"
GATEWAY = "igw-0e0e0e0e0e0e0e0e0"


def zone(name, block):
    return f"""
resource "aws_subnet" "{name}" {{
  vpc_id     = "{VPC}"
  cidr_block = "{block}"
}}
resource "aws_route_table" "{name}" {{
  vpc_id = "{VPC}"
}}
resource "aws_route_table_association" "{name}" {{
  subnet_id      = aws_subnet.{name}.id
  route_table_id = aws_route_table.{name}.id
}}
resource "aws_network_acl" "{name}" {{
  vpc_id     = "{VPC}"
  subnet_ids = [aws_subnet.{name}.id]
  ingress {{
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "10.40.0.0/16"
  }}
  egress {{
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "10.40.0.0/16"
  }}
}}
resource "aws_security_group" "{name}" {{
  vpc_id  = "{VPC}"
  ingress = []
  egress  = []
  tags    = {{ "bastide:zone" = "{name}" }}
}}
"""


FLOW = """
resource "aws_vpc_security_group_egress_rule" "app" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.data.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
resource "aws_vpc_security_group_ingress_rule" "data" {
  security_group_id            = aws_security_group.data.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
"""
OWN = zone("app", "10.40.1.0/24") + zone("data", "10.40.2.0/24") + FLOW
PROMISED = replace(INTENT, never=(DeclaredNever("data", "app"),), inspected=())


def told(text, code, intent=PROMISED):
    return [one for one in by_intent(text, intent).findings if one.code == code and one.outcome != "pass"]


def standings(text, intent=PROMISED):
    proof = by_intent(text, intent).evidence.proof
    return {(one.source, one.destination): str(one.standing) for one in proof.cells}


def test_the_network_is_unknown_once_and_in_words():
    (finding,) = told(OWN, "SEG009")
    assert str(finding.outcome) == "unknown"
    assert finding.resource == VPC
    assert finding.message == (
        f"`{VPC}` is not in this code: who else stands in it, and what its route tables, peerings and default group "
        "allow, is not judged"
    )


def test_what_is_our_own_in_it_is_proven_all_the_same():
    found = standings(OWN)
    assert found["app", "data"] == "allowed"
    assert found["data", "app"] == "closed"
    assert told(OWN, "SEG007") == []


def test_an_open_path_between_our_own_zones_is_still_found():
    open_rule = FLOW.replace('"data"', '"open"').replace("5432", "22")
    assert told(OWN + open_rule.replace('"app"', '"also"'), "SEG001")


def test_the_same_network_undeclared_leaves_nothing_proven():
    intent = replace(PROMISED, existing=())
    assert told(OWN, "SEG009", intent) == []
    assert told(OWN, "SEG007", intent)
    assert standings(OWN, intent)["app", "data"] != "allowed"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  subnet_id      = aws_subnet.data.id\n", "  gateway_id = aws_subnet.data.id\n", "main route table"),
        ("  subnet_ids = [aws_subnet.data.id]\n", "  subnet_ids = []\n", "default network ACL"),
    ],
)
def test_a_subnet_that_has_what_the_network_gives_it_is_not_proven(old, new, said):
    assert old in OWN
    findings = told(OWN.replace(old, new), "SEG007")
    assert any(said in one.message for one in findings)
    assert standings(OWN.replace(old, new))["app", "data"] == "unknown"


def test_a_flow_that_leaves_at_the_border_is_listed_as_assumed_and_no_other():
    intent = replace(
        PROMISED,
        existing=(DeclaredExisting("network", VPC, GATEWAY, ("10.40.0.0/16",)),),
        flows=(*INTENT.flows, flow("app", "internet", 443)),
    )
    (assumed,) = by_intent(OWN, intent).evidence.proof.beyond
    assert (assumed.source, assumed.destination, assumed.gateway) == ("app", "internet", GATEWAY)
    assert by_intent(OWN, replace(intent, existing=())).evidence.proof.beyond == ()
