import pytest

from support.judging import answers, outcomes

RULE = "icmp_without_type"
ENTRY = 'resource "aws_network_acl_rule" "x" {\n protocol = "%s"\n%s}\n'
INSIDE = 'resource "%s" "x" {\n ingress {\n protocol = "%s"\n%s }\n}\n'


@pytest.mark.parametrize("protocol", ["icmp", "ICMP", "1", "58", "icmpv6"])
def test_icmp_without_a_type_is_found_at_the_protocol(protocol):
    assert answers(RULE, ENTRY % (protocol, "")) == [("fail", "aws_network_acl_rule.x", 2)]
    assert answers(RULE, INSIDE % ("aws_network_acl", protocol, "")) == [("fail", "aws_network_acl.x", 3)]
    assert outcomes(RULE, INSIDE % ("aws_default_network_acl", protocol, "")) == ["fail"]


@pytest.mark.parametrize("type_", ["8", '"8"', "-1", "0"])
def test_icmp_with_a_type_passes(type_):
    assert outcomes(RULE, ENTRY % ("icmp", f"icmp_type = {type_}\n")) == ["pass"]
    assert outcomes(RULE, INSIDE % ("aws_network_acl", "icmp", f"icmp_type = {type_}\n")) == ["pass"]


def test_other_protocols_need_none():
    assert outcomes(RULE, ENTRY % ("tcp", "")) == ["pass"]
    assert outcomes(RULE, INSIDE % ("aws_network_acl", "-1", "")) == ["pass"]


def test_what_cannot_be_known_is_a_doubt():
    assert outcomes(RULE, ENTRY.replace('"%s"', "%s") % ("var.protocol", "")) == ["unknown"]
    assert outcomes(RULE, ENTRY % ("icmp", "icmp_type = var.x\n")) == ["unknown"]
