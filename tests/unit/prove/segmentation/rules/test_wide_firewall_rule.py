import pytest

from support.proving import SOUND, ZONES, answers, evidence, rule

FIREWALL = """
resource "aws_networkfirewall_rule_group" "main" {
  name     = "main"
  type     = "STATEFUL"
  capacity = 128
  rule_group {
    rules_source {
      stateful_rule {
        action = "ACTION"
        header {
          protocol         = "PROTOCOL"
          source           = "SOURCE"
          source_port      = "ANY"
          direction        = "FORWARD"
          destination      = "DESTINATION"
          destination_port = "PORT"
        }
        rule_option {
          keyword  = "sid"
          settings = ["1"]
        }
      }
    }
  }
}
resource "aws_networkfirewall_firewall_policy" "main" {
  name = "main"
  firewall_policy {
    stateless_default_actions          = ["aws:forward_to_sfe"]
    stateless_fragment_default_actions = ["aws:forward_to_sfe"]
    stateful_rule_group_reference {
      resource_arn = aws_networkfirewall_rule_group.main.arn
    }
  }
}
resource "aws_networkfirewall_firewall" "main" {
  name                = "main"
  vpc_id              = aws_vpc.main.id
  firewall_policy_arn = aws_networkfirewall_firewall_policy.main.arn
  subnet_mapping {
    subnet_id = aws_subnet.data.id
  }
}
"""
RIGHT = {
    "ACTION": "PASS",
    "PROTOCOL": "TCP",
    "SOURCE": "10.40.1.0/24",
    "DESTINATION": "10.40.2.0/24",
    "PORT": "5432",
}
FOUND = [("fail", "aws_networkfirewall_rule_group.main")]


def tree(**changes):
    text = FIREWALL
    for word, value in (RIGHT | changes).items():
        text = text.replace(f'"{word}"', f'"{value}"')
    return SOUND + text


def said(text, *zones):
    return [found[:2] for found in answers("wide_firewall_rule", text, *zones)]


@pytest.mark.parametrize(
    "wide",
    [
        {"PORT": "5432:5433"},
        {"PORT": "ANY"},
        {"PROTOCOL": "IP"},
        {"PROTOCOL": "ICMP", "PORT": "ANY"},
        {"SOURCE": "ANY"},
        {"DESTINATION": "ANY"},
        {"SOURCE": "10.40.2.0/24", "DESTINATION": "10.40.1.0/24"},
    ],
)
def test_a_rule_that_passes_more_than_any_flow_is_found(wide):
    assert said(tree(**wide)) == FOUND


def test_a_rule_that_says_what_a_flow_says_is_not_wide():
    assert said(tree()) == []
    assert said(SOUND) == []


def test_a_rule_that_drops_is_never_too_wide():
    assert said(tree(ACTION="DROP", PORT="ANY", SOURCE="ANY", DESTINATION="ANY")) == []


def test_a_type_of_icmp_is_read():
    echo = tree(PROTOCOL="ICMP", PORT="ANY").replace('keyword  = "sid"', 'keyword  = "itype"').replace('["1"]', '["8"]')
    (finding,) = rule("wide_firewall_rule").check(evidence(echo))
    assert "by icmp/8, which no flow asks for" in finding.message


def test_where_nothing_is_declared_nothing_is_wide():
    assert said(tree(PORT="ANY"), ZONES.partition("flows:")[0]) == []
