"""Small Terraform trees for AWS, and what the reader makes of them."""

from bastide.prove.aws.reader import read
from support.judging import case

GROUND = """
provider "aws" {
  region = "eu-central-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "b" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.2.0/24"
  availability_zone = "eu-central-1b"
}
"""
"""A VPC with two subnets in two zones."""


def network(text, ground=GROUND):
    """Return the network of a text on the common ground."""
    return read(case(ground + text, None))


def doubts(text, ground=GROUND):
    """Return what is not modelled: address, line inside the text, and scope."""
    lines = ground.count("\n")
    return [
        (one.origin.address, one.origin.place.line - lines, set(one.scope)) for one in network(text, ground).unmodelled
    ]


def part(parts, name):
    """Return the part of a name."""
    (found,) = [one for one in parts if one.name == name]
    return found


def line(origin, ground=GROUND):
    """Return the line that an origin blames, counted inside the text."""
    return origin.place.line - ground.count("\n")
