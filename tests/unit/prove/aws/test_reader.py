from pathlib import Path

import pytest

from bastide.facts.case import Case
from bastide.graph.terraform import read_tree
from bastide.prove.aws.reader import read
from support.judging import case

EXAMPLE = Path(__file__).parents[4] / "examples" / "cloud-window" / "stack"


def test_the_example_has_nothing_unmodelled():
    assert read(Case(read_tree(EXAMPLE))).unmodelled == ()


def test_a_tree_without_resources_is_an_empty_network():
    network = read(case('provider "aws" {\n  region = "ap-southeast-1"\n}\n', None))
    assert (network.vpcs, network.interfaces, network.unmodelled) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        'resource "aws_vpn_connection_tunnel" "x" {}',
        'resource "aws_vpc_something_new" "x" {}',
        'resource "aws_ec2_client_vpn_network_association" "x" {}',
        'resource "aws_cloudformation_stack" "x" {}',
        'resource "awscc_ec2_subnet" "x" {}',
        'module "vpc" {\n  source = "terraform-aws-modules/vpc/aws"\n}',
    ],
)
def test_what_may_carry_packets_and_is_not_modelled_is_named(text):
    (part,) = read(case(text, None)).unmodelled
    assert (part.scope, part.origin.place.line) == (frozenset(), 1)


@pytest.mark.parametrize("kind", ["aws_flow_log", "aws_route53_record", "random_id", "aws_iam_role", "aws_s3_bucket"])
def test_what_carries_no_packet_is_passed_over(kind):
    assert read(case(f'resource "{kind}" "x" {{}}', None)).unmodelled == ()


def test_an_unknown_type_that_stands_in_a_subnet_puts_that_subnet_in_doubt():
    text = """
resource "aws_vpc" "v" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "s" {
  vpc_id     = aws_vpc.v.id
  cidr_block = "10.0.0.0/24"
}
resource "aws_marvel_engine" "x" {
  place {
    subnet_ids = [aws_subnet.s.id]
  }
}
"""
    (part,) = read(case(text, None)).unmodelled
    assert part.scope == {"aws_subnet.s"}
