import pytest

from support.judging import answers, outcomes

RULE = "ports_of_all_protocols"
BODY = ' protocol = "%s"\n from_port = %s\n to_port = %s\n'
INSIDE = 'resource "%s" "x" {\n egress {\n' + BODY + " }\n}\n"
ENTRY = 'resource "aws_network_acl_rule" "x" {\n' + BODY + "}\n"
MAKER = 'resource "aws_vpc_security_group_ingress_rule" "x" {\n' + BODY.replace("protocol", "ip_protocol") + "}\n"


@pytest.mark.parametrize("kind", ["aws_network_acl", "aws_default_network_acl", "aws_security_group"])
@pytest.mark.parametrize("protocol", ["-1", "all", "ALL"])
def test_ports_inside_that_apply_would_refuse_are_found_at_the_block(kind, protocol):
    assert answers(RULE, INSIDE % (kind, protocol, 443, 443)) == [("fail", f"{kind}.x", 2)]
    assert outcomes(RULE, INSIDE % (kind, protocol, 0, 65535)) == ["fail"]
    assert outcomes(RULE, INSIDE % (kind, protocol, 0, 0)) == ["pass"]


def test_ports_of_a_rule_by_itself_mean_nothing():
    assert answers(RULE, ENTRY % ("-1", 443, 443)) == [("fail", "aws_network_acl_rule.x", 3)]
    assert outcomes(RULE, MAKER % ("-1", 443, 443)) == ["fail"]
    for ports in ((0, 0), (0, 65535), ("null", "null"), (-1, -1)):
        assert outcomes(RULE, ENTRY % ("-1", *ports)) == ["pass"]


def test_protocols_with_ports_or_types_pass():
    for protocol in ("tcp", "6", "17", "icmp", "1", "58"):
        assert outcomes(RULE, ENTRY % (protocol, 443, 443)) == ["pass"]
        assert outcomes(RULE, INSIDE % ("aws_network_acl", protocol, 443, 443)) == ["pass"]


def test_a_protocol_without_ports_has_none_in_an_acl():
    assert outcomes(RULE, ENTRY % ("50", 443, 443)) == ["fail"]
    assert outcomes(RULE, INSIDE % ("aws_network_acl", "50", 443, 443)) == ["fail"]
    assert outcomes(RULE, MAKER % ("50", 443, 443)) == ["pass"]


def test_what_cannot_be_known_is_a_doubt():
    assert outcomes(RULE, ENTRY.replace('"%s"', "%s") % ("var.protocol", 443, 443)) == ["unknown"]
    assert outcomes(RULE, ENTRY % ("-1", "var.port", 443)) == ["unknown"]
