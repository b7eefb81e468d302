"""A path is explained by the engine's own answer, with packets drawn from it."""

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.model.proof import FlowVerdict
from bastide.model.wire import TCP, UDP, Span
from bastide.prove.segmentation import paths
from bastide.prove.segmentation.paths import Word, explain
from bastide.prove.segmentation.witness import DisagreementError
from bastide.prove.walk.walker import Walker
from support.proving import SOUND, ZONES, evidence, without

SSH, RECORDS = Span(TCP, 22, 22), Span(TCP, 5432, 5432)
V4_ONLY = "\n".join(line for line in SOUND.splitlines() if "ipv6" not in line) + "\n"
INSIDE = """
resource "aws_vpc_security_group_ingress_rule" "inside" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
}
resource "aws_vpc_security_group_egress_rule" "inside" {
  security_group_id            = aws_security_group.app.id
  referenced_security_group_id = aws_security_group.app.id
  ip_protocol                  = "tcp"
  from_port                    = 22
  to_port                      = 22
}
"""
SECOND = """
resource "aws_instance" "second" {
  subnet_id              = aws_subnet.app.id
  private_ip             = "10.40.1.6"
  vpc_security_group_ids = [aws_security_group.app.id]
}
"""
NARROW_ACL = """
resource "aws_network_acl" "data" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.data.id]
}
resource "aws_network_acl_rule" "in" {
  network_acl_id = aws_network_acl.data.id
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "10.40.1.0/24"
  from_port      = 5432
  to_port        = 5432
}
resource "aws_network_acl_rule" "out" {
  network_acl_id = aws_network_acl.data.id
  egress         = true
  rule_number    = 100
  protocol       = "tcp"
  rule_action    = "allow"
  cidr_block     = "10.40.1.0/24"
  from_port      = 32768
  to_port        = 60999
}
"""
PUBLIC = """
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table" "app" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "app" {
  route_table_id = aws_route_table.app.id
  subnet_id      = aws_subnet.app.id
}
resource "aws_route" "app" {
  route_table_id = aws_route_table.app.id
  BLOCK
  gateway_id     = aws_internet_gateway.main.id
}
resource "aws_vpc_security_group_ingress_rule" "world" {
  security_group_id = aws_security_group.app.id
  PEER
  ip_protocol       = "tcp"
  from_port         = 22
  to_port           = 22
}
"""
OVER_V6 = SOUND + PUBLIC.replace("BLOCK", 'destination_ipv6_cidr_block = "::/0"').replace("PEER", 'cidr_ipv6 = "::/0"')
LISTED = V4_ONLY.replace('private_ip             = "10.40.1.5"', "associate_public_ip_address = true") + PUBLIC.replace(
    "BLOCK", 'destination_cidr_block = "0.0.0.0/0"'
).replace("PEER", 'prefix_list_id = "pl-3b927c52"')
UNGUARDED = ZONES.replace("{from: internet, to: [app, data]}", "{from: internet, to: data}")
INSIDE_DECLARED = UNGUARDED.replace("flows:\n", "flows:\n  - {from: app, to: app, allow: tcp/22}\n")


def asked(text, source, destination, span, zones=ZONES):
    """Return what is said about one traffic."""
    ((one,),) = (answer.tried for answer in explain(evidence(text, zones), source, destination, span))
    return one


def packets(tried):
    return [(one.trip.completes, one.trip.forward.packet) for one in tried.shown]


@pytest.mark.parametrize("more", ["", SECOND], ids=["one host", "two hosts"])
def test_two_hosts_of_one_zone_have_two_addresses(more):
    anywhere = (V4_ONLY + INSIDE).replace('  private_ip             = "10.40.1.5"\n', "")
    tried = asked(anywhere + more, "app", "app", SSH, INSIDE_DECLARED)
    ((passes, packet),) = packets(tried)
    assert tried.word is Word.PASSES
    assert passes
    assert packet.source != packet.destination


def test_hosts_whose_addresses_are_known_are_not_asked_to_reach_themselves():
    found = evidence(V4_ONLY + INSIDE + SECOND, INSIDE_DECLARED)
    assert {one.verdict for one in found.proof.flows} == {FlowVerdict.ALLOWED}
    tried = asked(V4_ONLY + INSIDE + SECOND, "app", "app", SSH, INSIDE_DECLARED)
    assert tried.word is Word.PASSES
    assert {(one.trip.forward.source, one.trip.forward.destination) for one in tried.shown} <= {
        ("aws_instance.app", "aws_instance.second"),
        ("aws_instance.second", "aws_instance.app"),
    }


def test_what_is_open_over_ipv6_alone_shows_the_packet_that_passes_and_the_one_that_does_not():
    tried = asked(OVER_V6, "internet", "app", SSH, UNGUARDED)
    assert tried.word is Word.PASSES
    assert [(one.version, one.word) for one in tried.versions] == [(4, Word.STOPPED), (6, Word.PASSES)]
    assert [(passes, packet.version) for passes, packet in packets(tried)] == [(False, 4), (True, 6)]


def test_what_a_prefix_list_admits_is_shown_by_a_packet_of_its_own_and_named():
    tried = asked(LISTED, "internet", "app", SSH, UNGUARDED)
    assert tried.word is Word.SOME
    assert [passes for passes, _ in packets(tried)] == [True, False]
    texts = [hop.text for hop in tried.shown[0].trip.forward.hops]
    assert any("prefix list `pl-3b927c52` (its entries are not in the tree; 203.0.113.0/29" in one for one in texts)


@pytest.mark.parametrize(
    ("address", "word"), [("203.0.113.3", Word.PASSES), ("203.0.113.8", Word.STOPPED), ("8.8.8.8", Word.STOPPED)]
)
def test_one_address_outside_is_asked_about_alone(address, word):
    assert asked(LISTED, address, "app", SSH, UNGUARDED).word is word


def test_a_flow_that_some_source_ports_do_not_get_is_blocked_with_the_packet_that_fails():
    found = evidence(V4_ONLY + NARROW_ACL)
    assert [one.verdict for one in found.proof.flows] == [FlowVerdict.BLOCKED]
    tried = asked(V4_ONLY + NARROW_ACL, "app", "data", RECORDS)
    assert tried.word is Word.BLOCKED_FOR_SOME
    (first, failing), (second, passing) = packets(tried)
    assert (first, second) == (False, True)
    assert not 32768 <= failing.source_port <= 60999
    assert 32768 <= passing.source_port <= 60999
    assert tried.shown[0].obstacles


def test_the_same_for_what_nobody_declared_passes_for_some():
    zones = ZONES.replace("tcp/5432", "tcp/5433")
    tried = asked(V4_ONLY + NARROW_ACL, "10.40.1.5", "10.40.2.5", RECORDS, zones)
    assert tried.word is Word.SOME
    assert tried.word.passes


def test_a_blocked_flow_bears_the_word_of_the_proof():
    closed = without(SOUND, 'resource "aws_vpc_security_group_ingress_rule" "data"')
    assert asked(closed, "app", "data", RECORDS).word == FlowVerdict.BLOCKED


def test_a_zone_that_something_unmodelled_may_open_is_not_proven():
    unread = SOUND + 'resource "aws_vpc_ipv4_cidr_block_association" "x" {\n  vpc_id = aws_vpc.main.id\n}\n'
    found = evidence(unread)
    assert found.proof.unmodelled
    assert asked(unread, "data", "app", SSH).word is Word.UNKNOWN


@pytest.mark.parametrize(("walker", "span"), [("blind", RECORDS), ("seeing", SSH)])
def test_a_walker_that_says_otherwise_is_a_disagreement_and_no_answer(monkeypatch, walker, span):
    class Contrary(Walker):
        def trips(self, source, destination, packet):
            found = super().trips(source, destination, packet)
            return tuple(one for one in found if one.completes is (walker == "seeing"))

    found = evidence(SOUND)
    monkeypatch.setattr(paths, "Walker", Contrary)
    with pytest.raises(DisagreementError):
        explain(found, "app", "data", span)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (without(SOUND, 'resource "aws_instance" "data"'), "`aws_subnet.data`, no host there"),
        (SOUND, "`aws_vpc.main`, in no subnet of it"),
    ],
    ids=["no host", "no subnet"],
)
def test_an_address_that_nobody_has_is_told_by_where_it_lies(text, where):
    address = "10.40.2.5" if "subnet.data" in where else "10.40.9.9"
    with pytest.raises(CannotAnswerError) as caught:
        explain(evidence(text, ZONES.partition("flows:")[0]), "10.40.1.5", address)
    assert f"`{address}` is in {where}" in caught.value.diagnostics[0].message


def test_udp_that_arrives_passes_even_if_its_reply_does_not():
    udp = V4_ONLY.replace('"tcp"', '"udp"') + NARROW_ACL.replace("= 60999", "= 32768").replace('"tcp"', '"udp"')
    tried = asked(udp, "app", "data", Span(UDP, 5432, 5432), ZONES.replace("tcp/5432", "udp/1"))
    assert tried.word is Word.SOME
