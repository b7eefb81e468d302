"""A host that is put into an isolation group talks to nobody: the engine proves it, and finds what breaks it."""

from support.proving import SOUND, answers

ISOLATION = (
    'resource "aws_security_group" "isolation" {\n  vpc_id  = aws_vpc.main.id\n  ingress = []\n  egress  = []\n}\n'
)
OPEN = """
resource "aws_vpc_security_group_ingress_rule" "isolation" {
  security_group_id = aws_security_group.isolation.id
  cidr_ipv4         = "10.40.2.0/24"
  ip_protocol       = "-1"
}
resource "aws_vpc_security_group_egress_rule" "all" {
  security_group_id = aws_security_group.data.id
  cidr_ipv4         = "10.40.0.0/16"
  ip_protocol       = "-1"
}
"""
CUT = SOUND.replace("[aws_security_group.app.id]", "[aws_security_group.isolation.id]") + ISOLATION


def test_nothing_passes_the_isolation_group():
    assert answers("blocked_flow", SOUND) == []
    assert "fail" in {outcome for outcome, _, _ in answers("blocked_flow", CUT)}
    assert "fail" not in {outcome for outcome, _, _ in answers("undeclared_path", CUT)}


def test_an_isolation_group_that_admits_something_lets_it_pass():
    assert "fail" in {outcome for outcome, _, _ in answers("undeclared_path", CUT + OPEN)}
