import pytest

from support.proving import SOUND, ZONES, answers, evidence, line, rule

RULE = """
resource "aws_vpc_security_group_ingress_rule" "wide" {
  security_group_id = aws_security_group.data.id
  cidr_ipv4         = "CIDR"
  ip_protocol       = "tcp"
  from_port         = FIRST
  to_port           = LAST
}
"""


def wide(block, first, last):
    return SOUND + RULE.replace("CIDR", block).replace("FIRST", str(first)).replace("LAST", str(last))


@pytest.mark.parametrize(
    ("block", "first", "last"),
    [
        ("10.40.1.0/24", 5432, 5433),
        ("10.40.1.5/32", 22, 22),
        ("10.40.2.0/24", 5432, 5432),
        ("0.0.0.0/0", 5432, 5432),
        ("10.99.0.0/16", 5432, 5432),
    ],
)
def test_a_rule_wider_than_every_flow_is_found_even_where_another_layer_closes_it(block, first, last):
    text = wide(block, first, last)
    at = line(text, '"wide"')
    assert answers("wide_group_rule", text) == [("fail", "aws_vpc_security_group_ingress_rule.wide", at)]


def test_a_rule_that_says_what_a_flow_says_is_not_wide():
    assert answers("wide_group_rule", wide("10.40.1.0/24", 5432, 5432)) == []
    assert answers("wide_group_rule", SOUND) == []


def test_one_rule_is_one_finding_that_counts_the_pairs_of_zones():
    (finding,) = rule("wide_group_rule").check(evidence(wide("10.40.0.0/16", 22, 22)))
    assert "`app` to `data` by tcp/22, and 1 more pair of zones, which no flow asks for" in finding.message


def test_where_nothing_is_declared_nothing_is_wide():
    zones = ZONES.partition("flows:")[0]
    assert answers("wide_group_rule", wide("0.0.0.0/0", 0, 65535), zones) == []
