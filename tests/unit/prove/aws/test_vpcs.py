import pytest

from bastide.model.wire import cidr
from support.aws_trees import GROUND, doubts, network, part

SIX = """
resource "aws_vpc" "six" {
  cidr_block                       = "10.6.0.0/16"
  assign_generated_ipv6_cidr_block = true
}
resource "aws_subnet" "one" {
  vpc_id          = aws_vpc.six.id
  cidr_block      = "10.6.1.0/24"
  ipv6_cidr_block = cidrsubnet(aws_vpc.six.ipv6_cidr_block, 8, 1)
}
resource "aws_subnet" "two" {
  vpc_id          = aws_vpc.six.id
  cidr_block      = "10.6.2.0/24"
  ipv6_cidr_block = element(local.parts, 2)
}
"""


def test_a_vpc_has_its_block_and_region():
    vpc = part(network("").vpcs, "aws_vpc.main")
    assert (vpc.cidrs, vpc.region) == ((cidr("10.0.0.0/16"),), "eu-central-1")


def test_a_secondary_block_comes_after_the_first():
    more = """
resource "aws_vpc_ipv4_cidr_block_association" "more" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "100.64.0.0/16"
}
"""
    assert part(network(more).vpcs, "aws_vpc.main").cidrs == (cidr("10.0.0.0/16"), cidr("100.64.0.0/16"))


def test_an_assigned_block_is_stood_in_for_and_distinct_for_each_subnet():
    found = network(SIX)
    (whole,) = [block for block in part(found.vpcs, "aws_vpc.six").cidrs if block.version == 6]
    one, two = (part(found.subnets, f"aws_subnet.{name}").cidrs[1] for name in ("one", "two"))
    assert one != two
    assert all(whole.first <= block.first <= block.last <= whole.last for block in (one, two))
    assert found.unmodelled == ()


def test_two_vpcs_are_given_different_blocks():
    text = "".join(
        f'resource "aws_vpc" "{name}" {{\n  cidr_block = "10.9.0.0/16"\n  assign_generated_ipv6_cidr_block = true\n}}\n'
        for name in "xy"
    )
    found = [block for vpc in network(text, "").vpcs for block in vpc.cidrs if block.version == 6]
    assert len(set(found)) == 2


def test_a_written_block_that_may_be_the_assigned_one_is_a_doubt():
    rule = """
resource "aws_security_group" "g" {
  vpc_id = aws_vpc.six.id
}
resource "aws_vpc_security_group_ingress_rule" "r" {
  security_group_id = aws_security_group.g.id
  ip_protocol       = "-1"
  cidr_ipv6         = "2a05:d014:1::/56"
}
"""
    assert [(name, scope) for name, _, scope in doubts(SIX + rule)] == [
        ("aws_vpc_security_group_ingress_rule.r", {"aws_vpc.six"})
    ]


def test_a_subnet_of_a_vpc_outside_the_tree_stands_in_that_vpc_under_doubt():
    text = """
resource "aws_subnet" "s" {
  vpc_id     = data.aws_vpc.shared.id
  cidr_block = "10.8.1.0/24"
}
data "aws_vpc" "shared" {
  default = true
}
"""
    assert part(network(text, "").subnets, "aws_subnet.s").vpc == "data.aws_vpc.shared.id"
    assert doubts(text, "") == [("aws_subnet.s", 3, {"data.aws_vpc.shared.id"})]


def test_a_subnet_whose_block_is_unknown_stands_without_one_under_doubt():
    text = """
variable "block" {}
resource "aws_subnet" "s" {
  vpc_id     = aws_vpc.main.id
  cidr_block = var.block
}
"""
    assert part(network(text).subnets, "aws_subnet.s").cidrs == ()
    assert ("aws_subnet.s", 5, {"aws_subnet.s"}) in doubts(text)


def test_part_of_a_block_is_computed():
    text = """
resource "aws_subnet" "s" {
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, 7)
}
"""
    assert part(network(text).subnets, "aws_subnet.s").cidrs == (cidr("10.0.7.0/24"),)


def test_a_part_that_a_block_has_not_is_a_doubt():
    text = """
resource "aws_subnet" "s" {
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 20, 7)
}
"""
    assert ("aws_subnet.s", 4, {"aws_subnet.s"}) in doubts(text)


def test_repeated_subnets_are_in_doubt_and_not_the_others():
    text = GROUND.replace("vpc_id            = aws_vpc.main.id", "count = 2\n  vpc_id = aws_vpc.main.id", 1)
    assert [(one.origin.address, set(one.scope)) for one in network("", text).unmodelled] == [
        ("aws_subnet.a", {"aws_subnet.a"})
    ]


def test_what_counts_zero_is_not_there():
    text = GROUND.replace("vpc_id            = aws_vpc.main.id", "count = 0\n  vpc_id = aws_vpc.main.id", 1)
    found = network("", text)
    assert [one.name for one in found.subnets] == ["aws_subnet.b"]
    assert found.unmodelled == ()


def test_a_zone_that_a_data_source_names_is_one_zone():
    text = GROUND.replace('"eu-central-1a"', "data.aws_availability_zones.all.names[0]").replace(
        '"eu-central-1b"', "data.aws_availability_zones.all.names[0]"
    )
    one, two = network("", text).subnets
    assert one.availability_zone == two.availability_zone != ""


@pytest.mark.parametrize(
    ("picked", "scope"),
    [
        ("aws_subnet.a[count.index].id", {"aws_subnet.a"}),
        ("element(aws_subnet.a[*].id, count.index + 1)", {"aws_subnet.a"}),
        ("aws_subnet.a.*.id[var.x]", {"aws_subnet.a"}),
        ("element(concat(aws_subnet.a[*].id, [aws_subnet.b.id]), count.index)", set()),
        ("aws_subnet.gone[count.index].id", set()),
        ("local.ids[count.index]", set()),
    ],
)
def test_a_host_in_one_of_many_subnets_puts_those_in_doubt(picked, scope):
    ground = GROUND.replace("vpc_id            = aws_vpc.main.id", "count = var.n\n  vpc_id = aws_vpc.main.id", 1)
    text = f'resource "aws_instance" "x" {{\n  subnet_id = {picked}\n}}\n'
    assert ("aws_instance.x", 2, scope) in doubts(text, ground)
