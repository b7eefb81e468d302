import pytest

from support.judging import answers, outcomes

RULE = "undeclared_link"


@pytest.mark.parametrize(
    "kind",
    [
        "aws_vpc_peering_connection",
        "aws_ec2_transit_gateway_vpc_attachment",
        "aws_vpn_connection",
        "aws_vpn_gateway",
        "aws_ec2_client_vpn_network_association",
    ],
)
def test_a_link_between_networks_is_found(kind):
    assert answers(RULE, f'resource "{kind}" "x" {{}}') == [("fail", f"{kind}.x", 1)]
    assert answers(RULE, f'resource "{kind}" "x" {{}}', None) == [("fail", f"{kind}.x", 1)]


def test_a_transit_gateway_that_joins_nobody_by_default_is_right():
    text = 'resource "aws_ec2_transit_gateway" "x" {\n%s\n}'
    off = 'default_route_table_association = "disable"\ndefault_route_table_propagation = "disable"'
    assert outcomes(RULE, text % off) == ["pass"]
    assert outcomes(RULE, text % "") == ["fail", "fail"]
    assert outcomes(RULE, text % off.replace('"disable"', "var.mode")) == ["unknown"]
