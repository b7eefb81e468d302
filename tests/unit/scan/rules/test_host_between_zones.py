import pytest

from support.judging import answers, outcomes

RULE = "host_between_zones"
GROUND = """
resource "aws_subnet" "app" {
  cidr_block = "10.40.1.0/24"
}
resource "aws_subnet" "app_b" {
  cidr_block = "10.40.1.0/24"
}
resource "aws_subnet" "edge" {
  cidr_block = "10.40.0.0/24"
}
resource "aws_network_interface" "app" {
  subnet_id = aws_subnet.app.id
}
resource "aws_network_interface" "edge" {
  subnet_id = aws_subnet.edge.id
}
"""
BY_BLOCKS = """
resource "aws_instance" "relay" {
  network_interface {
    network_interface_id = aws_network_interface.app.id
    device_index         = 0
  }
  network_interface {
    network_interface_id = aws_network_interface.edge.id
    device_index         = 1
  }
}
"""
BY_TEMPLATE = """
resource "aws_launch_template" "relay" {
  network_interfaces {
    subnet_id = aws_subnet.app.id
  }
  network_interfaces {
    subnet_id = aws_subnet.edge.id
  }
}
"""
BY_ITS_OWN_WORD = """
resource "aws_instance" "relay" {
  subnet_id = aws_subnet.app.id
}
resource "aws_network_interface" "second" {
  subnet_id = aws_subnet.edge.id
  attachment {
    instance     = aws_instance.relay.id
    device_index = 1
  }
}
"""


@pytest.mark.parametrize("host", [BY_BLOCKS, BY_TEMPLATE, BY_ITS_OWN_WORD])
def test_a_host_that_stands_in_two_zones_is_found_however_it_is_wired(host):
    assert outcomes(RULE, GROUND + host) == ["fail"]


def test_the_finding_points_at_an_interface():
    ((_, resource, line),) = answers(RULE, GROUND + BY_BLOCKS)
    assert resource == "aws_instance.relay"
    assert "network_interface_id" in (GROUND + BY_BLOCKS).splitlines()[line - 1]


def test_two_interfaces_in_one_zone_are_right():
    assert outcomes(RULE, GROUND + BY_TEMPLATE.replace("aws_subnet.edge", "aws_subnet.app_b")) == ["pass"]


def test_an_interface_that_stands_nobody_knows_where_is_a_doubt():
    assert outcomes(RULE, GROUND + BY_TEMPLATE.replace("aws_subnet.edge.id", "var.elsewhere")) == ["unknown"]
