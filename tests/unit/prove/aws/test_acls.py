import pytest

from bastide.model.wire import ANY_PROTOCOL, Span, cidr
from support.aws_trees import doubts, line, network, part

OWN = """
resource "aws_network_acl" "own" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.a.id]
}
"""


def rule(body, name="r"):
    return f"""
resource "aws_network_acl_rule" "{name}" {{
  network_acl_id = aws_network_acl.own.id
  rule_number    = 100
  rule_action    = "allow"
  cidr_block     = "10.0.0.0/8"
  {body}
}}
"""


def entries(text, name="aws_network_acl.own"):
    return part(network(text).acls, name).entries


def acl_of(text, subnet="aws_subnet.a"):
    return part(network(text).subnets, subnet).acl


def test_the_default_acl_that_nobody_manages_lets_everything_through_in_both_versions():
    opened = {(entry.egress, entry.allow, entry.peer.version) for entry in entries("", "aws_vpc.main/default-acl")}
    assert opened == {(False, True, 4), (True, True, 4), (False, True, 6), (True, True, 6)}


def test_an_adopted_default_acl_lets_through_what_it_says():
    text = """
resource "aws_default_network_acl" "locked" {
  default_network_acl_id = aws_vpc.main.default_network_acl_id
}
"""
    assert (acl_of(text), entries(text, "aws_default_network_acl.locked")) == ("aws_default_network_acl.locked", ())


def test_a_subnet_has_the_acl_that_lists_it_and_the_others_the_default_one():
    assert (acl_of(OWN), acl_of(OWN, "aws_subnet.b")) == ("aws_network_acl.own", "aws_vpc.main/default-acl")


def test_an_association_gives_a_subnet_its_acl():
    text = OWN + (
        'resource "aws_network_acl_association" "b" {\n'
        "  network_acl_id = aws_network_acl.own.id\n  subnet_id = aws_subnet.b.id\n}\n"
    )
    assert acl_of(text, "aws_subnet.b") == "aws_network_acl.own"


def test_entries_are_sorted_by_number_however_they_are_written():
    text = """
resource "aws_network_acl" "own" {
  vpc_id = aws_vpc.main.id
  ingress {
    rule_no    = 200
    action     = "deny"
    protocol   = "tcp"
    from_port  = 22
    to_port    = 22
    cidr_block = "0.0.0.0/0"
  }
  ingress {
    rule_no         = 100
    action          = "allow"
    protocol        = "-1"
    from_port       = 0
    to_port         = 0
    ipv6_cidr_block = "::/0"
  }
}
"""
    first, second = entries(text)
    assert (first.number, first.allow, first.span, first.peer) == (100, True, Span(ANY_PROTOCOL, 0, 0), cidr("::/0"))
    assert (second.number, second.allow, line(second.origin)) == (200, False, 4)


@pytest.mark.parametrize(
    ("body", "span"),
    [
        ('protocol = "tcp"\n  from_port = 80\n  to_port = 81', Span(6, 80, 81)),
        ('protocol = "6"\n  from_port = 80\n  to_port = 80', Span(6, 80, 80)),
        ("protocol = 17\n  from_port = 53\n  to_port = 53", Span(17, 53, 53)),
        ('protocol = "tcp"', Span(6, 0, 0)),
        ('protocol = "icmp"', Span(1, 0, 0)),
        ('protocol = "icmp"\n  icmp_type = 8\n  icmp_code = -1', Span(1, 2048, 2303)),
        ('protocol = "icmp"\n  icmp_type = 3\n  icmp_code = 4', Span(1, 772, 772)),
        ('protocol = "1"\n  icmp_type = -1\n  icmp_code = -1', Span(1, 0, 65535)),
        ('protocol = "icmpv6"\n  icmp_type = 128\n  icmp_code = 0', Span(58, 32768, 32768)),
        ('protocol = "esp"', Span(50, 0, 0)),
        ('protocol = "all"', Span(-1, 0, 0)),
        ("protocol = -1", Span(-1, 0, 0)),
    ],
)
def test_an_entry_means_the_traffic_that_the_provider_sends(body, span):
    (entry,) = entries(OWN + rule(body))
    assert entry.span == span


def test_a_protocol_that_nobody_knows_puts_the_acl_in_doubt():
    assert doubts(OWN + rule('protocol = "carrier-pigeon"')) == [("aws_network_acl_rule.r", 7, {"aws_network_acl.own"})]


def test_an_unknown_block_puts_the_acl_in_doubt_at_its_line():
    text = OWN + rule('protocol = "-1"\n  ipv6_cidr_block = var.block') + 'variable "block" {}\n'
    assert ("aws_network_acl_rule.r", 13, {"aws_network_acl.own"}) in doubts(text)


def test_two_entries_of_one_number_are_a_doubt():
    text = OWN + rule('protocol = "-1"') + rule('protocol = "udp"', "other")
    assert [scope for _, _, scope in doubts(text)] == [{"aws_network_acl.own"}]


def test_entries_in_blocks_and_of_their_own_are_a_doubt():
    inline = OWN.replace(
        "  subnet_ids",
        '  ingress {\n    rule_no = 1\n    action = "allow"\n    protocol = "-1"\n    from_port = 0\n    to_port = 0\n'
        '    cidr_block = "10.0.0.0/8"\n  }\n  subnet_ids',
    )
    assert [(name, scope) for name, _, scope in doubts(inline + rule('protocol = "-1"'))] == [
        ("aws_network_acl_rule.r", {"aws_network_acl.own"})
    ]


def test_generated_entries_are_a_doubt():
    text = OWN.replace("  subnet_ids", '  dynamic "ingress" {\n    for_each = [1]\n    content {}\n  }\n  subnet_ids')
    assert doubts(text) == [("aws_network_acl.own", 4, {"aws_network_acl.own"})]


def test_an_unknown_list_of_subnets_puts_the_vpc_in_doubt():
    text = OWN.replace("[aws_subnet.a.id]", "var.all") + 'variable "all" {}\n'
    assert doubts(text) == [("aws_network_acl.own", 4, {"aws_vpc.main"})]


def test_what_is_unknown_of_an_acl_that_holds_nowhere_does_not_matter():
    text = OWN.replace("subnet_ids = [aws_subnet.a.id]", "") + rule('protocol = "carrier-pigeon"')
    assert doubts(text) == []
