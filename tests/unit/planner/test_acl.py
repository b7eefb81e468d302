from dataclasses import replace
from ipaddress import IPv4Network

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.model.kinds import Scope
from bastide.model.traffic import Protocol, Traffic
from bastide.planner import acl
from bastide.planner.addresses import allocate
from bastide.planner.context import context_of
from support.platforms import agency, flow, platform, ref, tcp

ANYWHERE = IPv4Network("0.0.0.0/0")


def context(spec):
    return context_of(spec, allocate(spec, None))


def allowed(spec, copy):
    ctx = context(spec)
    return {(one.egress, one.peer, str(one.traffic)) for one in acl.entries(ctx, ctx.copy(ref(copy)))}


def test_a_flow_from_the_internet_needs_the_way_in_and_the_way_back():
    entries = allowed(platform(flows=(flow("internet", "edge", tcp(443)),)), "edge")
    assert entries == {(False, ANYWHERE, "tcp/443"), (True, ANYWHERE, "tcp/1024-65535")}


def test_a_permission_to_every_copy_is_one_entry_for_the_zone_block():
    spec = platform(agencies=tuple(agency(f"agency-{n}") for n in range(40)), flows=(flow("edge", "app", tcp(8443)),))
    ctx = context(spec)
    outward = [one for one in acl.entries(ctx, ctx.copy(ref("edge"))) if one.egress]
    assert [one.peer for one in outward] == list(ctx.lock.zones["app"].blocks)


def test_a_permission_to_one_copy_names_that_copy_alone():
    spec = platform(flows=(flow("edge", "app@civil-affairs", tcp(8443)),))
    ctx = context(spec)
    (outward,) = (one for one in acl.entries(ctx, ctx.copy(ref("edge"))) if one.egress)
    assert outward.peer == ctx.copy(ref("app@civil-affairs")).block


def test_translated_traffic_passes_the_zone_of_the_nat_gateways_and_no_other():
    spec = platform(flows=(flow("app", "internet", tcp(443)),))
    ctx = context(spec)
    block = ctx.lock.zones["app"].blocks[0]
    assert allowed(spec, "egress") == {
        (False, block, "tcp/443"),
        (True, block, "tcp/1024-65535"),
        (True, ANYWHERE, "tcp/443"),
        (False, ANYWHERE, "tcp/1024-65535"),
    }
    assert allowed(spec, "edge") == set()


def test_what_is_meant_for_the_internet_stands_behind_a_wall_that_the_platforms_own_addresses_meet_first():
    spec = platform(flows=(flow("app", "internet", tcp(443)), flow("app", "data", tcp(443), Scope.WITHIN)))
    ctx = context(spec)
    entries = acl.entries(ctx, ctx.copy(ref("app@civil-affairs")))
    for egress, traffic in ((True, "tcp/443"), (False, "tcp/1024-65535")):
        order = [one for one in sorted(entries, key=lambda one: one.number) if one.egress is egress]
        assert {str(one.traffic) for one in order} == {traffic}
        *inside, wall, beyond = order
        assert ("allow", ctx.copy(ref("data@civil-affairs")).block) in [(one.action, one.peer) for one in inside]
        assert not any(one.is_wall or one.peer == ANYWHERE for one in inside)
        assert (wall.action, wall.peer, beyond.action, beyond.peer) == ("deny", spec.cidr, "allow", ANYWHERE)


def test_a_zone_that_opens_nothing_to_the_internet_needs_no_wall():
    ctx = context(platform(flows=(flow("internet", "edge", tcp(443)),)))
    assert not any(one.is_wall for copy in ctx.copies for one in acl.entries(ctx, copy))


def test_a_peer_inside_is_named_even_where_the_internet_gets_the_same_traffic():
    spec = platform(flows=(flow("app", "internet", tcp(443)), flow("app", "ops", tcp(443))))
    ctx = context(spec)
    peers = {one.peer for one in acl.entries(ctx, ctx.copy(ref("app@civil-affairs"))) if one.egress}
    assert ctx.copy(ref("ops")).block in peers


def test_ping_gets_its_echo_reply_and_nothing_else():
    spec = platform(flows=(flow("edge", "ops", Traffic(Protocol.ICMP, 8, 8)),))
    assert {(egress, traffic) for egress, _, traffic in allowed(spec, "edge")} == {(True, "icmp/8"), (False, "icmp/0")}


def test_a_new_entry_leaves_the_numbers_of_the_others_alone():
    spec = platform()
    more = replace(spec, flows=(*spec.flows, flow("edge", "ops", tcp(9)), flow("internet", "edge", tcp(80))))
    before, after = context(spec), context(more)
    numbers = {one.label: one.number for one in acl.entries(before, before.copy(ref("edge")))}
    grown = {one.label: one.number for one in acl.entries(after, after.copy(ref("edge")))}
    assert {label: grown[label] for label in numbers} == numbers
    assert len(grown) > len(numbers)


def test_numbers_are_unique_and_legal():
    spec = platform(flows=tuple(flow("edge", "ops", tcp(port)) for port in range(1, 30)))
    ctx = context(spec)
    numbers = [(one.egress, one.number) for one in acl.entries(ctx, ctx.copy(ref("edge")))]
    assert len(set(numbers)) == len(numbers)
    assert all(1 <= number <= 32766 for _, number in numbers)


def test_more_entries_than_aws_holds_are_refused():
    spec = platform(flows=tuple(flow("edge", "ops", tcp(port)) for port in range(1, 100)))
    with pytest.raises(CannotAnswerError, match="PLAN005"):
        allowed(spec, "edge")
