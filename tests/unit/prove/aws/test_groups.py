import pytest

from bastide.model.wire import ANY_PROTOCOL, Span, cidr
from support.aws_trees import doubts, line, network, part

GROUP = """
resource "aws_security_group" "g" {
  vpc_id = aws_vpc.main.id
}
resource "aws_security_group" "peer" {
  vpc_id = aws_vpc.main.id
}
resource "aws_network_interface" "host" {
  subnet_id       = aws_subnet.a.id
  security_groups = [aws_security_group.g.id]
}
"""


def ingress(body):
    return f"""
resource "aws_vpc_security_group_ingress_rule" "r" {{
  security_group_id = aws_security_group.g.id
  {body}
}}
"""


def group(text, name="aws_security_group.g"):
    return part(network(text).groups, name)


def test_a_group_without_rules_lets_nothing_through():
    assert (group(GROUP).ingress, group(GROUP).egress) == ((), ())


def test_the_default_group_that_nobody_manages_admits_its_members_and_lets_everything_out():
    found = group("", "aws_vpc.main/default-group")
    assert [rule.group for rule in found.ingress] == ["aws_vpc.main/default-group"]
    assert [rule.cidrs for rule in found.egress] == [(cidr("0.0.0.0/0"), cidr("::/0"))]


def test_an_adopted_default_group_is_closed_and_takes_the_place_of_the_other():
    text = 'resource "aws_default_security_group" "locked" {\n  vpc_id = aws_vpc.main.id\n}\n'
    names = [one.name for one in network(text).groups]
    assert names == ["aws_default_security_group.locked"]
    assert group(text, names[0]).ingress == ()


@pytest.mark.parametrize(
    ("body", "span"),
    [
        ('ip_protocol = "tcp"\n  from_port = 80\n  to_port = 81', Span(6, 80, 81)),
        ('ip_protocol = "tcp"\n  from_port = 0\n  to_port = 0', Span(6, 0, 0)),
        ('ip_protocol = "udp"\n  from_port = -1\n  to_port = -1', Span(17, 0, 65535)),
        ('ip_protocol = "icmp"\n  from_port = 8\n  to_port = 0', Span(1, 2048, 2048)),
        ('ip_protocol = "icmp"\n  from_port = 8\n  to_port = -1', Span(1, 2048, 2303)),
        ('ip_protocol = "icmpv6"\n  from_port = -1\n  to_port = -1', Span(58, 0, 65535)),
        ('ip_protocol = "-1"', Span(ANY_PROTOCOL, 0, 0)),
        ('ip_protocol = "50"', Span(50, 0, 0)),
    ],
)
def test_a_rule_means_its_traffic(body, span):
    (rule,) = group(GROUP + ingress(f'{body}\n  cidr_ipv4 = "10.0.0.0/8"')).ingress
    assert (rule.span, rule.cidrs, rule.group) == (span, (cidr("10.0.0.0/8"),), None)


def test_a_rule_blames_the_line_of_its_resource():
    text = ingress('ip_protocol = "-1"\n  cidr_ipv6 = "::/0"')
    (rule,) = group(GROUP + text).ingress
    assert (rule.origin.address, line(rule.origin)) == ("aws_vpc_security_group_ingress_rule.r", 13)


def test_a_nested_rule_blames_the_line_of_its_block():
    text = GROUP.replace(
        "main.id\n}",
        'main.id\n  egress {\n    protocol = "tcp"\n    from_port = 1\n    to_port = 2\n'
        '    cidr_blocks = ["10.0.0.0/8"]\n  }\n}',
        1,
    )
    (rule,) = group(text).egress
    assert (rule.origin.address, line(rule.origin)) == ("aws_security_group.g", 4)


def test_rules_written_as_a_list_are_rules():
    text = GROUP.replace(
        "main.id\n}",
        'main.id\n  ingress = [{ protocol = "udp", from_port = 53, to_port = 53, cidr_blocks = ["10.0.0.0/8"],'
        " ipv6_cidr_blocks = [], prefix_list_ids = [], security_groups = [aws_security_group.peer.id],"
        " self = true }]\n}",
        1,
    )
    assert [(rule.cidrs, rule.group) for rule in group(text).ingress] == [
        ((cidr("10.0.0.0/8"),), None),
        ((), "aws_security_group.peer"),
        ((), "aws_security_group.g"),
    ]


def test_the_older_kind_of_rule_says_its_direction():
    text = """
resource "aws_security_group_rule" "r" {
  type                     = "egress"
  security_group_id        = aws_security_group.g.id
  protocol                 = "tcp"
  from_port                = 443
  to_port                  = 443
  source_security_group_id = aws_security_group.peer.id
}
"""
    found = group(GROUP + text)
    assert (found.ingress, [rule.group for rule in found.egress]) == ((), ["aws_security_group.peer"])


def test_a_list_of_the_tree_is_resolved_with_its_entries():
    text = """
resource "aws_ec2_managed_prefix_list" "sites" {
  name           = "sites"
  address_family = "IPv4"
  max_entries    = 5
  entry {
    cidr = "192.0.2.0/25"
  }
}
resource "aws_ec2_managed_prefix_list_entry" "more" {
  prefix_list_id = aws_ec2_managed_prefix_list.sites.id
  cidr           = "10.1.0.0/16"
}
"""
    rule = ingress('ip_protocol = "-1"\n  prefix_list_id = aws_ec2_managed_prefix_list.sites.id')
    assert group(GROUP + text + rule).ingress[0].cidrs == (cidr("192.0.2.0/25"), cidr("10.1.0.0/16"))


def test_a_list_of_aws_stands_for_public_addresses_and_is_the_same_everywhere():
    text = """
data "aws_prefix_list" "s3" {
  name = "com.amazonaws.eu-central-1.s3"
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.main.id
  service_name = "com.amazonaws.eu-central-1.s3"
}
"""
    one = ingress('ip_protocol = "-1"\n  prefix_list_id = data.aws_prefix_list.s3.id')
    two = ingress('ip_protocol = "-1"\n  prefix_list_id = aws_vpc_endpoint.s3.prefix_list_id')
    blocks = [group(GROUP + text + rule).ingress[0].cidrs for rule in (one, two)]
    assert blocks[0] == blocks[1] != ()
    assert doubts(GROUP + text + one) == []


def test_a_customers_list_outside_the_tree_puts_the_group_in_doubt():
    rule = ingress('ip_protocol = "-1"\n  prefix_list_id = "pl-0123456789abcdef0"')
    assert doubts(GROUP + rule) == [("aws_vpc_security_group_ingress_rule.r", 13, {"aws_security_group.g"})]


@pytest.mark.parametrize("block", ["aws_eip.x.public_ip", "var.office", '"not-a-block"'])
def test_a_block_that_is_unknown_puts_the_group_in_doubt(block):
    rule = ingress(f'ip_protocol = "-1"\n  cidr_ipv4 = {block}')
    text = GROUP + rule + 'variable "office" {}\nresource "aws_eip" "x" {}\n'
    assert [(name, scope) for name, _, scope in doubts(text)] == [
        ("aws_vpc_security_group_ingress_rule.r", {"aws_security_group.g"})
    ]


def test_rules_in_blocks_and_of_their_own_in_one_direction_are_a_doubt():
    inline = GROUP.replace(
        "main.id\n}", 'main.id\n  ingress {\n    protocol = "-1"\n    from_port = 0\n    to_port = 0\n  }\n}', 1
    )
    rule = ingress('ip_protocol = "-1"\n  cidr_ipv4 = "10.0.0.0/8"')
    assert [scope for _, _, scope in doubts(inline + rule)] == [{"aws_security_group.g"}]


OPEN = 'ip_protocol = "-1"\n  cidr_ipv4 = "0.0.0.0/0"'
NAMED = GROUP.replace("main.id", 'main.id\n  name = "g"', 1)


def looking_up(text):
    return ingress(OPEN).replace("aws_security_group.g.id", "data.aws_security_group.d.id") + (
        f'data "aws_security_group" "d" {{\n  {text}\n}}\n'
    )


def test_a_rule_for_a_group_named_by_its_id_may_be_of_any_group_of_the_tree():
    rule = ingress(OPEN).replace("aws_security_group.g.id", '"sg-0a1b2c3d"')
    assert [scope for _, _, scope in doubts(GROUP + rule)] == [{"sg-0a1b2c3d"}, set()]


def test_a_group_that_is_looked_up_by_its_name_is_the_one_of_the_tree():
    assert doubts(NAMED + looking_up('name = "g"')) == []
    found = part(network(NAMED + looking_up('name = "g"')).groups, "aws_security_group.g")
    assert [str(block) for rule in found.ingress for block in rule.cidrs] == ["0.0.0.0/0"]


def test_the_group_called_default_is_that_of_its_vpc():
    text = looking_up('name = "default"\n  vpc_id = aws_vpc.main.id')
    assert len(part(network(text).groups, "aws_vpc.main/default-group").ingress) == 2


def test_a_rule_for_a_group_of_another_name_does_not_touch_those_inside():
    assert [scope for _, _, scope in doubts(NAMED + looking_up('name = "h"'))] == [{"data.aws_security_group.d.id"}]


@pytest.mark.parametrize("text", ['id = "sg-0a1b2c3d"', 'tags = { Name = "g" }', "name = var.any", 'name = "default"'])
def test_a_rule_for_a_group_that_is_looked_up_otherwise_may_be_of_any_group(text):
    assert set() in [scope for _, _, scope in doubts(NAMED + looking_up(text) + 'variable "any" {}\n')]


def test_the_members_of_a_group_outside_the_tree_are_a_doubt_of_the_rule():
    rule = ingress('ip_protocol = "-1"\n  referenced_security_group_id = "123456789012/sg-0a1b2c3d"')
    assert doubts(GROUP + rule) == [("aws_vpc_security_group_ingress_rule.r", 13, {"aws_security_group.g"})]


def test_a_rule_whose_group_is_unknown_may_be_any_groups():
    rule = ingress('ip_protocol = "-1"\n  cidr_ipv4 = "0.0.0.0/0"').replace("aws_security_group.g.id", "var.any")
    assert doubts(GROUP + rule + 'variable "any" {}\n') == [("aws_vpc_security_group_ingress_rule.r", 14, set())]


def test_generated_rules_are_a_doubt():
    text = GROUP.replace("main.id\n}", 'main.id\n  dynamic "egress" {\n    for_each = [1]\n    content {}\n  }\n}', 1)
    assert doubts(text) == [("aws_security_group.g", 4, {"aws_security_group.g"})]
