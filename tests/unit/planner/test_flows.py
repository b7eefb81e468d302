from dataclasses import replace
from datetime import date

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.model.kinds import Scope
from bastide.model.platform import Access
from bastide.planner.flows import Origin, edges, promises
from support.platforms import flow, never, platform, ref, role, service, tcp


def pairs(spec, origin=None):
    return {
        (str(edge.source), str(edge.destination), str(edge.traffic))
        for edge in edges(spec)
        if origin is None or edge.origin is origin
    }


def test_within_pairs_each_agency_with_itself_only():
    found = pairs(platform(flows=(flow("app", "data", tcp(5432), Scope.WITHIN),)), Origin.FLOW)
    assert found == {
        ("app@civil-affairs", "data@civil-affairs", "tcp/5432"),
        ("app@social-security", "data@social-security", "tcp/5432"),
    }


def test_across_pairs_different_agencies_only():
    found = pairs(platform(flows=(flow("app", "app", tcp(1), Scope.ACROSS),)), Origin.FLOW)
    assert found == {
        ("app@civil-affairs", "app@social-security", "tcp/1"),
        ("app@social-security", "app@civil-affairs", "tcp/1"),
    }


def test_an_unscoped_flow_pairs_every_copy():
    assert len(pairs(platform(flows=(flow("app", "data", tcp(1)),)), Origin.FLOW)) == 4


def test_a_named_copy_stands_for_itself():
    found = pairs(platform(flows=(flow("app@civil-affairs", "app@social-security", tcp(1)),)), Origin.FLOW)
    assert found == {("app@civil-affairs", "app@social-security", "tcp/1")}


def test_reach_opens_the_database_port_where_there_is_one_and_nothing_elsewhere():
    assert pairs(platform(), Origin.REACH) == {("ops", "data@social-security", "tcp/5432")}


def test_two_roles_share_one_permission_that_names_both():
    spec = platform(access=Access("bastion", "ops", (role("a", ["data"]), role("b", ["data"])), ()))
    whys = [edge.why for edge in edges(spec) if edge.origin is Origin.REACH]
    assert all("role a" in why and "role b" in why for why in whys)
    assert len(whys) == 1


def test_the_bastion_workloads_and_administered_hosts_reach_private_endpoints():
    people = Access("bastion", "ops", (role("dba", ["data"]),), ())
    assert pairs(platform(access=people), Origin.SERVICE) == {("ops", "services", "tcp/443")}
    working = platform(access=people, workloads=(service("registry", "app@civil-affairs"),))
    assert ("app@civil-affairs", "services", "tcp/443") in pairs(working, Origin.SERVICE)
    administered = platform(access=Access("bastion", "ops", (role("operator", ["app"]),), ()))
    assert pairs(administered, Origin.SERVICE) == {
        ("ops", "services", "tcp/443"),
        ("app@civil-affairs", "services", "tcp/443"),
        ("app@social-security", "services", "tcp/443"),
    }


def test_without_anybody_who_reaches_anything_there_is_no_bastion_flow():
    spec = platform(access=Access("bastion", "ops", (role("auditor", read=["logs"]),), ()))
    assert pairs(spec, Origin.REACH) == set()
    assert pairs(spec, Origin.SERVICE) == set()


def test_a_reach_that_breaks_a_promise_is_refused():
    spec = platform(never=(never("ops", "data"),))
    with pytest.raises(CannotAnswerError) as refused:
        edges(spec)
    assert {fault.code for fault in refused.value.diagnostics} == {"PLAN004"}


def test_promises_are_expanded_to_copies():
    spec = platform(never=(never("data", "data", Scope.ACROSS), never("internet", "ops")))
    assert [(one.source, one.destination) for one in promises(spec)] == [
        ("data@civil-affairs", "data@social-security"),
        ("data@social-security", "data@civil-affairs"),
        ("internet", "ops"),
    ]


def test_the_order_of_flows_means_nothing():
    spec = platform()
    assert edges(spec) == edges(replace(spec, flows=spec.flows[::-1]))


def test_a_zone_may_not_reach_itself_unless_it_says_so():
    assert not any(edge.source == edge.destination for edge in edges(platform()))
    talking = platform(flows=(flow("ops", "ops", tcp(9)),))
    assert (ref("ops"), ref("ops")) in {(edge.source, edge.destination) for edge in edges(talking)}


def test_the_last_day_of_a_flow_stands_beside_its_reason():
    ending = replace(flow("edge", "ops", tcp(9), why="a trial"), until=date(2027, 6, 30))
    (edge,) = (one for one in edges(platform(flows=(ending,))) if one.origin is Origin.FLOW)
    assert edge.why == "a trial (until 2027-06-30)"
