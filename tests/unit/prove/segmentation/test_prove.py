"""The proof as a whole, on a sound network with one fault planted in each case."""

from dataclasses import replace

import pytest

from bastide.model.proof import FlowVerdict, Standing
from bastide.model.wire import TCP, Span
from bastide.prove import prover
from bastide.prove.segmentation import prove as proving
from bastide.prove.walk.walker import Walker
from support.judging import INTENT, case
from support.proving import LOCKED, SOUND, ZONES, by_intent, declared, proof, without

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
resource "aws_route" "app_v6" {
  route_table_id              = aws_route_table.app.id
  destination_ipv6_cidr_block = "::/0"
  gateway_id                  = aws_internet_gateway.main.id
}
resource "aws_route" "app" {
  route_table_id         = aws_route_table.app.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}
resource "aws_vpc_security_group_ingress_rule" "world" {
  security_group_id = aws_security_group.app.id
  BLOCK
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}
"""
V4, V6 = 'cidr_ipv4 = "0.0.0.0/0"', 'cidr_ipv6 = "::/0"'
WITH_ADDRESS = SOUND.replace('private_ip             = "10.40.1.5"', "associate_public_ip_address = true", 1)
ACLS = """
resource "aws_network_acl" "ZONE" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.ZONE.id]
}
resource "aws_network_acl_rule" "ZONE_out" {
  network_acl_id = aws_network_acl.ZONE.id
  egress         = true
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "6"
  cidr_block     = "10.40.PEER.0/24"
  from_port      = OUT
}
resource "aws_network_acl_rule" "ZONE_in" {
  network_acl_id = aws_network_acl.ZONE.id
  rule_number    = 100
  rule_action    = "allow"
  protocol       = "6"
  cidr_block     = "10.40.PEER.0/24"
  from_port      = IN
}
"""


def acl(zone, peer, out, into):
    text = ACLS.replace("ZONE", zone).replace("PEER", peer)
    return text.replace("= OUT", f"= {out[0]}\n  to_port = {out[1]}").replace(
        "= IN", f"= {into[0]}\n  to_port = {into[1]}"
    )


GUARDED = SOUND + acl("app", "2", (5432, 5432), (1024, 65535)) + acl("data", "1", (1024, 65535), (5432, 5432))


def cell(found, source, destination):
    return next(one for one in found.cells if (one.source, one.destination) == (source, destination))


def promise(found, source, destination):
    return next(one.standing for one in found.promises if (one.source, one.destination) == (source, destination))


def test_a_sound_network_is_as_declared_and_every_promise_is_kept():
    found = proof(SOUND)
    assert found.violations == found.blockages == ()
    assert [flow.verdict for flow in found.flows] == [FlowVerdict.ALLOWED]
    assert {one.standing for one in found.promises} == {Standing.CLOSED}
    assert cell(found, "app", "data").standing is Standing.ALLOWED
    assert cell(found, "app", "data").opening.must == (Span(TCP, 5432, 5432),)


def test_each_ordered_pair_of_zones_has_one_cell():
    found = proof(SOUND)
    names = [zone.name for zone in found.zones]
    assert sorted((one.source, one.destination) for one in found.cells) == sorted((a, b) for a in names for b in names)


@pytest.mark.parametrize(("text", "block"), [(WITH_ADDRESS, V4), (SOUND, V6)], ids=["v4", "v6"])
def test_a_promise_is_broken_over_either_ip_version(text, block):
    found = proof(text + PUBLIC.replace("BLOCK", block))
    (violation,) = found.violations
    assert (violation.source, violation.destination, violation.promised) == ("internet", "app", True)
    assert violation.witness.forward.packet.version == (6 if block == V6 else 4)
    assert violation.witness.completes
    assert promise(found, "internet", "app") is Standing.VIOLATED
    assert promise(found, "internet", "data") is Standing.CLOSED


def test_without_a_public_address_the_same_rule_opens_nothing_over_version_4():
    assert proof(SOUND + PUBLIC.replace("BLOCK", V4)).violations == ()


@pytest.mark.parametrize(("source", "destination"), [("data", "app"), ("app", "data")])
def test_each_direction_of_a_pair_is_promised_by_itself(source, destination):
    zones = ZONES.partition("flows:")[0] + "flows:\n  - {from: app, to: internet, allow: tcp/443}\n"
    zones += f"never:\n  - {{from: {source}, to: {destination}}}\n"
    broken = (source, destination) == ("app", "data")
    found = proof(SOUND, zones)
    assert promise(found, source, destination) is (Standing.VIOLATED if broken else Standing.CLOSED)
    assert [one.promised for one in found.violations] == [broken]


def test_a_promise_counts_for_more_than_a_flow_in_a_declaration_that_holds_both():
    ours = declared()
    both = type(ours)(ours.areas, ours.flows, ours.never | {("app", "data")}, complete=True)
    found = proving.prove(case(SOUND, None), both).proof
    assert promise(found, "app", "data") is Standing.VIOLATED


def test_groups_that_hold_alone_are_one_layer_and_with_acls_they_are_two():
    assert cell(proof(SOUND), "data", "app").layers == {"groups"}
    routed = (
        GUARDED.replace(SOUND, WITH_ADDRESS) + PUBLIC.partition('resource "aws_vpc_security_group_ingress_rule"')[0]
    )
    assert cell(proof(routed), "app", "internet").layers == {"groups", "acls"}
    # An ACL keeps no state: what lets replies back lets new connections to those ports through.
    assert cell(proof(GUARDED), "data", "app").layers == {"groups"}


def test_where_nothing_leads_filters_are_no_layer_until_a_route_does():
    groups_open = SOUND.replace("10.40.2.0/24", "0.0.0.0/0")
    assert cell(proof(GUARDED), "data", "internet").layers == {"routes"}
    assert cell(proof(groups_open), "internet", "data").layers == {"routes"}
    routed = PUBLIC.partition('resource "aws_vpc_security_group_ingress_rule"')[0]
    assert cell(proof(WITH_ADDRESS + routed), "internet", "app").layers == {"groups"}


def test_a_group_opened_by_mistake_leaves_the_acl_as_the_one_layer():
    opened = GUARDED.replace(
        '"tcp"\n  from_port                    = 5432\n  to_port                      = 5432', '"-1"'
    )
    assert opened != GUARDED
    found = proof(opened)
    assert cell(found, "app", "data").layers == {"acls"}
    assert found.violations == ()


def test_a_flow_with_nobody_at_an_end_is_not_called_as_declared():
    empty = without(SOUND, 'resource "aws_instance" "data"')
    found = proof(empty)
    assert [flow.verdict for flow in found.flows] == [FlowVerdict.VACANT]
    assert cell(found, "app", "data").standing is Standing.VACANT


def test_distance_counts_connections_and_names_the_zones_between():
    found = proof(WITH_ADDRESS + PUBLIC.replace("BLOCK", V4), OPEN)
    assert found.violations == ()
    assert found.distance == {"aws_instance.app": 1, "aws_instance.data": 2}
    assert found.chains["aws_instance.data"] == ("internet", "app", "data")
    # Two connections away, and still no packet passes.
    assert cell(found, "internet", "data").standing is Standing.CLOSED
    assert cell(found, "internet", "data").opening.forward == ()


OPEN = ZONES.replace("flows:\n", "flows:\n  - {from: internet, to: app, allow: tcp/443}\n").replace(
    "{from: internet, to: [app, data]}", "{from: internet, to: data}"
)


def test_what_no_chain_leads_to_has_no_distance():
    assert proof(SOUND).distance == {"aws_instance.app": None, "aws_instance.data": None}


def test_without_a_flow_openings_are_reported_and_nothing_is_judged():
    tree = case(WITH_ADDRESS + PUBLIC.replace("BLOCK", V4), None)
    told = proving.prove(tree, prover.declared(tree))
    assert not told.declaration.complete
    assert told.proof.violations == told.proof.blockages == ()
    assert cell(told.proof, "internet", "aws_subnet.app").opening.may == (Span(TCP, 443, 443),)
    assert {zone.name for zone in told.proof.zones} == {"aws_subnet.app", "aws_subnet.data", "internet", "on-premises"}


def test_an_intent_counts_the_hosts_that_could_be_placed_as_steps():
    tagged = SOUND.replace(
        '"aws_security_group" "app" {', '"aws_security_group" "app" {\n  tags = { "bastide:zone" = "app" }'
    )
    text = without(tagged, 'resource "aws_instance" "app"')
    found = by_intent(text, INTENT).evidence.proof
    assert "aws_subnet.app/host" in found.interfaces
    assert [flow.verdict for flow in found.flows] == [FlowVerdict.ALLOWED]


class Contrary(Walker):
    """Lets nothing pass: it sends each packet to an address that nobody has."""

    def trips(self, source, destination, packet):
        return super().trips(source, destination, replace(packet, destination=1))


def test_a_disagreement_between_two_methods_is_no_verdict(monkeypatch):
    faulty = SOUND.partition('resource "aws_default_security_group"')[0]
    assert by_intent(faulty, INTENT).refusals == ()
    monkeypatch.setattr(proving, "Walker", Contrary)
    proven = prover.prove_all(case(faulty, None), declared())
    assert [one.code for one in proven.refusals] == ["PRV001"]
    assert proven.evidence is None
    assert not [one for one in proven.findings if one.code.startswith("SEG")]


def test_a_blockage_that_the_walker_does_not_see_is_a_disagreement_too(monkeypatch):
    class Blind(Walker):
        def trips(self, source, destination, packet):
            return tuple(one for one in super().trips(source, destination, packet) if one.completes)

    closed = SOUND.replace("5432", "5433")
    assert proof(closed).blockages
    monkeypatch.setattr(proving, "Walker", Blind)
    proven = prover.prove_all(case(closed, None), declared())
    assert [one.code for one in proven.refusals] == ["PRV001"]


def test_a_stray_host_with_an_unlocked_default_group_is_a_path():
    unlocked = SOUND.replace(LOCKED, "")
    assert unlocked != SOUND
    assert {(one.source, one.destination) for one in proof(unlocked).violations} >= {("app", "app"), ("data", "data")}
    assert proof(SOUND).violations == ()


def test_the_same_tree_gives_the_same_proof():
    assert proof(GUARDED) == proof(GUARDED)
