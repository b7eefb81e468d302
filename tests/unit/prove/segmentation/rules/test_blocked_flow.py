import pytest

from support.proving import SOUND, ZONES, answers, evidence, line, rule, without

NO_EGRESS = without(SOUND, 'resource "aws_vpc_security_group_egress_rule" "app"')
ACL = """
resource "aws_network_acl" "data" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.data.id]
}
resource "aws_network_acl_rule" "in" {
  network_acl_id = aws_network_acl.data.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "6"
  cidr_block     = "10.40.1.0/24"
  from_port      = 5432
  to_port        = 5432
}
"""
REPLY = """
resource "aws_network_acl_rule" "out" {
  network_acl_id = aws_network_acl.data.id
  egress         = true
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "6"
  cidr_block     = "10.40.1.0/24"
  from_port      = 1024
  to_port        = 65535
}
"""
DENY = """
resource "aws_network_acl_rule" "no" {
  network_acl_id = aws_network_acl.data.id
  rule_number    = 50
  rule_action    = "deny"
  protocol       = "6"
  cidr_block     = "10.40.1.0/24"
  from_port      = 5000
  to_port        = 6000
}
"""
ELSEWHERE = """
resource "aws_vpc" "other" {
  cidr_block = "10.50.0.0/16"
}
resource "aws_default_security_group" "other" {
  vpc_id  = aws_vpc.other.id
  ingress = []
  egress  = []
}
resource "aws_subnet" "away" {
  vpc_id     = aws_vpc.other.id
  cidr_block = "10.50.1.0/24"
}
resource "aws_security_group" "away" {
  vpc_id = aws_vpc.other.id
  egress = []
}
resource "aws_instance" "away" {
  subnet_id              = aws_subnet.away.id
  vpc_security_group_ids = [aws_security_group.away.id]
}
resource "aws_vpc_security_group_ingress_rule" "away" {
  security_group_id = aws_security_group.away.id
  cidr_ipv4         = "10.40.1.0/24"
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443
}
resource "aws_vpc_security_group_egress_rule" "away" {
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = "10.50.1.0/24"
  ip_protocol       = "tcp"
  from_port         = 8443
  to_port           = 8443
}
"""
AWAY = ZONES.replace("flows:", "  away: {subnets: aws_subnet.away}\nflows:\n  - {from: app, to: away, allow: tcp/8443}")


def stopped(text, zones=ZONES):
    return [one.message for one in rule("blocked_flow").check(evidence(text, zones))]


def test_a_flow_that_passes_is_not_blocked():
    assert stopped(SOUND) == []


def test_a_group_that_lacks_the_rule_is_named_with_its_line():
    (message,) = stopped(NO_EGRESS)
    assert "the packet is stopped, no egress rule of `aws_security_group.app` admits tcp/5432" in message
    at = line(NO_EGRESS, 'aws_security_group" "app"')
    assert answers("blocked_flow", NO_EGRESS) == [("fail", "aws_security_group.app", at)]


def test_a_missing_entry_for_replies_is_named_and_its_twin_passes():
    (message,) = stopped(SOUND + ACL)
    assert "the reply is stopped, network ACL `aws_network_acl.data`: no outbound entry matches" in message
    assert stopped(SOUND + ACL + REPLY) == []


def test_replies_to_some_clients_only_are_not_enough():
    (message,) = stopped(SOUND + ACL + REPLY.replace("1024", "32768"))
    assert "the reply is stopped" in message


def test_a_denying_entry_is_blamed_at_its_own_line():
    text = SOUND + ACL + REPLY + DENY
    assert answers("blocked_flow", text) == [("fail", "aws_network_acl_rule.no", line(text, '"no"'))]
    later = text.replace("rule_number    = 50", "rule_number    = 150")
    assert answers("blocked_flow", later) == []


def test_a_missing_route_is_named():
    (message,) = stopped(SOUND + ELSEWHERE, AWAY)
    assert "the packet is stopped, no route of" in message
    assert "matches 10.50.1." in message


@pytest.mark.parametrize("hosts", [1, 3])
def test_one_cause_is_one_finding_however_many_hosts_it_stops(hosts):
    extra = "".join(
        f'resource "aws_instance" "more{number}" {{\n  subnet_id = aws_subnet.data.id\n'
        f'  private_ip = "10.40.2.{number}"\n  vpc_security_group_ids = [aws_security_group.data.id]\n}}\n'
        for number in range(20, 20 + hosts)
    )
    assert len(stopped(NO_EGRESS + extra)) == 1
