from support.proving import SOUND, ZONES, answers, evidence, line, lines, rule

SSH = """
resource "aws_vpc_security_group_egress_rule" "ssh" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.data.id
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
}
resource "aws_vpc_security_group_ingress_rule" "ssh" {
  security_group_id            = aws_security_group.data.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
}
"""
HALF = SSH.split('resource "aws_vpc_security_group_ingress_rule"', maxsplit=1)[0]
TWICE = SSH.replace('"ssh"', '"again"').split('resource "aws_vpc_security_group_ingress_rule"')[0]


def told(text, zones=ZONES):
    (finding,) = rule("undeclared_path").check(evidence(text, zones))
    return finding


def test_a_path_that_nobody_declared_is_blamed_on_the_line_that_nobody_asked_for():
    text = SOUND + SSH
    at = line(text, 'egress_rule" "ssh"')
    assert answers("undeclared_path", text) == [("fail", "aws_vpc_security_group_egress_rule.ssh", at)]


def test_the_same_path_declared_is_none():
    declared = ZONES.replace("allow: tcp/5432", "allow: [tcp/5432, tcp/22]")
    assert answers("undeclared_path", SOUND + SSH, declared) == []


def test_a_rule_at_one_end_alone_opens_no_path():
    assert answers("undeclared_path", SOUND + HALF) == []


def test_the_message_holds_a_packet_with_addresses_protocol_ports_and_state():
    message = told(SOUND + SSH).message
    assert "`app` reaches `data` by tcp/22, which no flow declares" in message
    assert "tcp 10.40.1.5:40000 -> 10.40.2.5:22, state new" in message
    assert "from `aws_instance.app` to `aws_instance.data`" in message


def test_every_line_that_lets_the_packet_pass_is_named():
    text = SOUND + SSH
    assert {line(text, f'{way}_rule" "ssh"') for way in ("egress", "ingress")} <= lines(text, told(text))


def test_of_two_rules_that_say_the_same_both_are_named():
    text = SOUND + SSH + TWICE
    finding = told(text)
    assert {line(text, 'egress_rule" "ssh"'), line(text, 'egress_rule" "again"')} <= lines(text, finding)
    assert len(finding.steps[0].places) == 2


def test_the_steps_go_there_and_back():
    legs = [step.leg for step in told(SOUND + SSH).steps]
    assert legs == sorted(legs, key=["there", "back"].index)
    assert set(legs) == {"there", "back"}


def test_a_promise_that_is_broken_is_said_to_be_one():
    quiet = ZONES.replace("from: data, to: [app, internet]", "from: data, to: internet")
    inside = """
resource "aws_vpc_security_group_ingress_rule" "in" {
  security_group_id = aws_security_group.app.id
  cidr_ipv4         = "10.40.2.0/24"
  ip_protocol       = "icmp"
  from_port         = 8
  to_port           = 0
}
resource "aws_vpc_security_group_egress_rule" "out" {
  security_group_id = aws_security_group.data.id
  cidr_ipv4         = "10.40.1.0/24"
  ip_protocol       = "icmp"
  from_port         = 8
  to_port           = 0
}
"""
    assert "though `never` promises that nothing does" in told(SOUND + inside).message
    assert "`data` reaches `app` by icmp/8.0, which no flow declares" in told(SOUND + inside, quiet).message
