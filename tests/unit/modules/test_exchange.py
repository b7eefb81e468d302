"""The exchange as generated from its example: nothing joins the sides, and whatever is added to join them is found."""

import json
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from bastide.app.generate import generate
from bastide.app.prove import prove
from bastide.graph.terraform import read_tree
from bastide.model.finding import Outcome

TODAY = date(2026, 12, 1)
EXAMPLE = Path("modules/aws/exchange/example.yaml")
INNER = {"app", "data", "ops", "services"}
OUTER = {"boxes", "edge", "front", "internet", "services-outer"}

OPENED = """
resource "aws_route" "to_inner" {
  route_table_id            = aws_route_table.front.id
  destination_cidr_block    = "10.40.0.0/16"
  LINK
}
resource "aws_route" "to_outer" {
  route_table_id            = aws_route_table.app.id
  destination_cidr_block    = "10.41.0.0/16"
  LINK
}
resource "aws_vpc_security_group_egress_rule" "open" {
  security_group_id = aws_security_group.front.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.40.0.0/16"
}
resource "aws_vpc_security_group_ingress_rule" "open" {
  security_group_id = aws_security_group.app.id
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "10.41.0.0/16"
}
""" + "".join(
    f"""
resource "aws_network_acl_rule" "open_{zone}_{egress}" {{
  network_acl_id = aws_network_acl.{zone}.id
  egress         = {egress}
  rule_number    = 32700
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.40.0.0/15"
  from_port      = 443
  to_port        = 65535
}}
"""
    for zone in ("front", "app")
    for egress in ("true", "false")
)
PEERING = """
resource "aws_vpc_peering_connection" "gap" {
  vpc_id      = aws_vpc.main.id
  peer_vpc_id = aws_vpc.outer.id
  auto_accept = true
}
"""
TRANSIT = """
resource "aws_ec2_transit_gateway" "gap" {
  default_route_table_association = "enable"
  default_route_table_propagation = "enable"
}
resource "aws_ec2_transit_gateway_vpc_attachment" "inner" {
  transit_gateway_id = aws_ec2_transit_gateway.gap.id
  vpc_id             = aws_vpc.main.id
  subnet_ids         = [aws_subnet.app_a.id]
}
resource "aws_ec2_transit_gateway_vpc_attachment" "outer" {
  transit_gateway_id = aws_ec2_transit_gateway.gap.id
  vpc_id             = aws_vpc.outer.id
  subnet_ids         = [aws_subnet.front_a.id]
}
"""
GROUP = """
resource "aws_vpc_security_group_ingress_rule" "shared" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.front.id
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
}
"""
BORROWED = """
resource "aws_network_interface" "strange" {
  subnet_id       = aws_subnet.front_a.id
  security_groups = [aws_security_group.app.id]
}
"""
BRIDGE = """
resource "aws_iam_role" "bridge" {
  name = "bridge"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}
resource "aws_iam_role_policy" "bridge" {
  role = aws_iam_role.bridge.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.applications.arn}/*" },
      { Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.uploads.arn}/*" },
    ]
  })
}
"""
JOINED = {
    "peering": PEERING + OPENED.replace("LINK", "vpc_peering_connection_id = aws_vpc_peering_connection.gap.id"),
    "transit-gateway": TRANSIT + OPENED.replace("LINK", "transit_gateway_id = aws_ec2_transit_gateway.gap.id"),
}


@pytest.fixture(scope="module")
def stack(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("exchange")
    copyfile(root / EXAMPLE, folder / "platform.yaml")
    return generate(folder / "platform.yaml", output=None, today=TODAY, discard_edits=False).tree


def failures(stack, added):
    extra = stack / "extra.tf"
    try:
        extra.write_text(added, encoding="utf-8")
        found = prove(stack, zones=None, today=TODAY, progress=lambda _: None).verdict.findings
    finally:
        extra.unlink()
    return {(one.code, one.message) for one in found if one.outcome is Outcome.FAIL}


def test_every_pair_across_the_gap_is_promised_both_ways(stack):
    promised = {(one["source"], one["destination"]) for one in json.loads((stack / "intent.json").read_text())["never"]}
    assert {(a, b) for a in INNER for b in OUTER} | {(b, a) for a in INNER for b in OUTER} <= promised


def test_no_address_subnet_list_group_or_gateway_is_shared(stack):
    graph = read_tree(stack)
    held = {}
    for one in graph.resources:
        if one.get("vpc_id") is not None:
            held.setdefault(str(one.get("vpc_id")), set()).add(one.type)
    assert set(held) == {"aws_vpc.main.id", "aws_vpc.outer.id"}
    assert "aws_internet_gateway" in held["aws_vpc.outer.id"]
    assert "aws_internet_gateway" not in held["aws_vpc.main.id"]
    assert "aws_lb_target_group" not in held["aws_vpc.main.id"]


def test_the_network_as_generated_keeps_every_promise(stack):
    assert failures(stack, "") == set()


@pytest.mark.parametrize("added", JOINED.values(), ids=JOINED)
def test_a_network_that_joins_the_sides_is_found_with_its_path(stack, added):
    found = failures(stack, added)
    assert any(code == "SEG001" and "`front` reaches `app` by tcp/443" in said for code, said in found)


@pytest.mark.parametrize("added", [GROUP, BORROWED], ids=["rule-for-its-group", "group-of-the-other-side"])
def test_a_group_that_both_sides_share_is_found(stack, added):
    assert any(code == "SEG003" and "`front`" in said for code, said in failures(stack, added))


def test_a_second_principal_that_reads_here_and_writes_there_is_found(stack):
    found = {said for code, said in failures(stack, BRIDGE) if code == "IDN003"}
    assert any("may read `aws_s3_bucket.applications`" in said for said in found), found
    assert any("may write `aws_s3_bucket.uploads`" in said for said in found), found


def test_a_grant_alone_opens_no_drop_box_for_the_bucket_denies_it(stack):
    reading = BRIDGE.replace("applications", "uploads")
    found = {said for code, said in failures(stack, reading) if code == "IDN003"}
    assert any("may write `aws_s3_bucket.uploads`" in said for said in found)
    assert not any("may read" in said for said in found)
