"""How names are spelled on both sides."""

import re

import pytest

from bastide.bridge.load import bridges
from bastide.bridge.names import camel, snake

NUMBERED = re.compile(r"_\d")


def everything(fields):
    for one in fields.values():
        yield one
        yield from everything(one.fields)


@pytest.fixture(scope="module")
def known():
    """Every property of every map, once for each pair of names."""
    types = [one for bridge in bridges() for one in bridge.by_terraform.values()]
    found = {(one.terraform, one.pulumi) for kind in types for one in everything({**kind.outputs, **kind.properties})}
    assert len(found) > 10_000
    return found


@pytest.mark.parametrize(
    ("terraform", "pulumi"),
    [
        ("cidr_block", "cidrBlock"),
        ("arn", "arn"),
        ("ipv6_cidr_block", "ipv6CidrBlock"),
        ("s3_bucket", "s3Bucket"),
        ("enable_http2", "enableHttp2"),
    ],
)
def test_names_are_respelled(terraform, pulumi):
    assert camel(terraform) == pulumi
    assert snake(pulumi) == terraform


def test_capitals_in_a_row_are_one_word():
    assert snake("vpcID") == "vpc_id"
    assert snake("IAMRole") == "iam_role"


def test_every_terraform_name_comes_back_unless_a_part_starts_with_a_digit(known):
    lost = {terraform for terraform, _ in known if snake(camel(terraform)) != terraform}
    assert {name for name in lost if not NUMBERED.search(name)} == set()
    assert "base_32_string_seed" in lost


def test_every_pulumi_name_comes_back(known):
    assert {pulumi for _, pulumi in known if camel(snake(pulumi)) != pulumi} == set()
