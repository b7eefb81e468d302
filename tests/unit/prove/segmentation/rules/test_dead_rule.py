from support.proving import SOUND, ZONES, answers, evidence, line, rule

COVERED = """
resource "aws_vpc_security_group_ingress_rule" "one" {
  security_group_id            = aws_security_group.data.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
"""
LONE = """
resource "aws_security_group" "lone" {
  vpc_id = aws_vpc.main.id
  egress = []
}
resource "aws_vpc_security_group_ingress_rule" "lone" {
  security_group_id            = aws_security_group.lone.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
"""
STRANGER = COVERED.replace('"one"', '"from_lone"').replace("aws_security_group.app.id", "aws_security_group.lone.id")
CLOSED = COVERED.replace('"one"', '"closed"').replace("5432", "8443")


def dead(text, zones=ZONES):
    return [(resource, at) for _, resource, at in answers("dead_rule", text, zones)]


def test_rules_that_let_something_pass_are_alive():
    assert dead(SOUND) == []


def test_a_rule_that_another_covers_is_dead_and_points_at_it():
    text = SOUND + COVERED
    (finding,) = rule("dead_rule").check(evidence(text))
    assert finding.resource == "aws_vpc_security_group_ingress_rule.one"
    assert [label.place.line for label in finding.related] == [line(text, 'ingress_rule" "data"')]


def test_a_covered_rule_is_dead_even_where_nothing_is_declared():
    assert len(dead(SOUND + COVERED, ZONES.partition("flows:")[0])) == 1


def test_a_group_that_nobody_carries_has_dead_rules():
    assert [name for name, _ in dead(SOUND + LONE)] == ["aws_vpc_security_group_ingress_rule.lone"]


def test_a_rule_for_peers_that_nobody_is_is_dead():
    found = [name for name, _ in dead(SOUND + LONE + STRANGER)]
    assert "aws_vpc_security_group_ingress_rule.from_lone" in found


def test_a_rule_that_the_other_end_closes_is_dead_and_its_twin_alive():
    assert [name for name, _ in dead(SOUND + CLOSED)] == ["aws_vpc_security_group_ingress_rule.closed"]
    opened = CLOSED.replace("ingress_rule", "egress_rule").replace('"closed"', '"opened"')
    opened = (
        opened.replace("_group.data", "_group.X").replace("_group.app", "_group.data").replace("_group.X", "_group.app")
    )
    assert dead(SOUND + CLOSED + opened) == []


def test_what_a_blocked_flow_says_already_is_not_said_again():
    text = SOUND.replace("from_port                    = 5432", "from_port                    = 5433", 1)
    text = text.replace("to_port                      = 5432", "to_port                      = 5433", 1)
    assert [name for name, _ in dead(text)] == ["aws_vpc_security_group_egress_rule.app"]


def test_what_aws_makes_by_itself_is_not_called_dead():
    unlocked = SOUND.partition('resource "aws_default_security_group"')[0]
    assert dead(unlocked) == []


def test_a_rule_of_a_declared_flow_at_whose_end_nobody_listens_yet_is_not_dead():
    door = CLOSED.replace("referenced_security_group_id = aws_security_group.app.id", 'cidr_ipv4 = "0.0.0.0/0"')
    assert door != CLOSED
    assert [name for name, _ in dead(SOUND + door)] == ["aws_vpc_security_group_ingress_rule.closed"]
    port = door.partition("from_port")[2].split()[1]
    flow = f"  - {{from: internet, to: data, allow: tcp/{port}, why: later}}\nnever:"
    zones = ZONES.replace("never:", flow).replace("to: [app, data]", "to: [app]").replace("[app, internet]", "[app]")
    assert dead(SOUND + door, zones) == []
