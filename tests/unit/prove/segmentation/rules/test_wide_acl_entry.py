from support.judging import INTENT, flow
from support.proving import answers, by_intent, head, line, rule

GROUND = rule("wide_acl_entry").meta.sections["Example"].partition('resource "aws_network_acl_rule"')[0]
ENTRY = """
resource "aws_network_acl_rule" "data" {
  network_acl_id = aws_network_acl.data.id
  egress         = EGRESS
  rule_number    = 100
  rule_action    = "ACTION"
  protocol       = "6"
  cidr_block     = "CIDR"
  from_port      = FIRST
  to_port        = LAST
}
"""
APP = """
resource "aws_subnet" "app" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.40.1.0/24"
}
"""


def said(block, first, last, *, egress=False, action="allow"):
    entry = ENTRY.replace("EGRESS", str(egress).lower()).replace("ACTION", action).replace("CIDR", block)
    text = GROUND + APP + entry.replace("FIRST", str(first)).replace("LAST", str(last))
    proven = by_intent(text, INTENT)
    found = [one for one in proven.findings if one.code == "SEG004" and one.resource]
    assert all(head(text, one.place.line) == line(text, 'rule" "data"') for one in found)
    return [one.message.partition(" allows ")[2] for one in found]


def test_the_entry_of_a_declared_flow_is_not_wide():
    assert flow("app", "data", 5432) in INTENT.flows
    assert said("10.40.1.0/24", 5432, 5432) == []


def test_replies_need_an_entry_and_it_is_not_wide():
    assert said("10.40.1.0/24", 1024, 65535, egress=True) == []


def test_an_entry_for_more_ports_is():
    assert said("10.40.1.0/24", 5432, 5433) == ["`app` to `data` by tcp/5433, which no flow needs"]


def test_an_entry_for_more_of_the_replies_is():
    assert said("10.40.1.0/24", 0, 65535, egress=True) == ["`data` to `app` by tcp/0-1023, which no flow needs"]


def test_an_entry_for_another_zone_is():
    assert said("0.0.0.0/0", 5432, 5432) == ["`internet` to `data` by tcp/5432, which no flow needs"]


def test_an_entry_that_denies_is_never_too_wide():
    assert said("0.0.0.0/0", 0, 65535, action="deny") == []


def test_trees_that_are_not_ours_may_keep_acls_open():
    text = (
        GROUND
        + APP
        + ENTRY.replace("EGRESS", "false")
        .replace("ACTION", "allow")
        .replace("CIDR", "0.0.0.0/0")
        .replace("FIRST", "0")
        .replace("LAST", "65535")
    )
    zones = "zones:\n  data: {subnets: aws_subnet.data}\nnever:\n  - {from: internet, to: data}\n"
    assert answers("wide_acl_entry", text, zones) == []
