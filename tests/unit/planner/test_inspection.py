from dataclasses import replace
from ipaddress import IPv4Network

import pytest

from bastide.model.exchange import Side
from bastide.model.inspection import Inspection
from bastide.model.platform import EGRESS, INSPECTION
from bastide.model.traffic import Protocol, Traffic
from bastide.planner import acl, declaration, firewall_rules, group_rules, inspected, inspection, logs, network
from support.platforms import HERE, flow, never, platform, ref, tcp, zone
from support.stacks import context

ON = Inspection((), HERE)
NAMED = Inspection((".example.gov",), HERE)
SPEC = platform(
    zones=(zone("app"), zone("data", "isolated"), zone("desk"), zone("edge", "internet"), zone("ops")),
    flows=(
        flow("app", "data", tcp(5432)),
        flow("app", "desk", tcp(8080)),
        flow("app", "internet", tcp(443)),
        flow("edge", "app", tcp(8443)),
        flow("internet", "edge", tcp(443)),
    ),
    never=(never("internet", "data"),),
    stores=(),
    inspection=ON,
)


def tables(spec, name):
    planned = context(spec)
    files = {file.path: file.inputs for file in network.files(planned)}
    return files[f"zone-{name}.tf"]["tables"]


def routes(spec, name):
    """Return the endpoint of each route to a firewall, by table and block."""
    return {
        (table.label, str(route.cidr)): str(route.endpoint.set).split(".")[1]
        for table in tables(spec, name)
        for route in table.firewall
    }


def blocks(spec, name):
    return {subnet.letter: str(subnet.cidr) for subnet in context(spec).copy(ref(name)).subnets}


def rules(spec):
    planned = context(spec)
    return firewall_rules.rules(planned, Side.INNER, inspected.sight(planned))


def test_nothing_changes_for_a_platform_that_asks_for_no_inspection():
    spec = replace(SPEC, inspection=None)
    assert [copy.name for copy in context(spec).copies if copy.reference.zone == INSPECTION] == []
    assert list(inspection.files(context(spec))) == []
    assert routes(spec, "app") == {}
    assert declaration.intent(context(spec), ()).inspected == ()


def test_both_directions_of_each_pair_of_subnets_name_the_endpoint_of_the_deeper_one():
    app, data, edge = (blocks(SPEC, name) for name in ("app", "data", "edge"))
    forth, back, in_front = (routes(SPEC, name) for name in ("app", "data", "edge"))
    for near in "ab":
        for far in "ab":
            assert forth[f"app_{near}", data[far]] == back[f"data_{far}", app[near]] == far
            assert forth[f"app_{near}", edge[far]] == in_front[f"edge_{far}", app[near]] == near


def test_zones_of_one_level_meet_without_the_firewall():
    assert not {block for _, block in routes(SPEC, "app")} & set(blocks(SPEC, "desk").values())
    assert routes(SPEC, "desk") == {}
    assert routes(SPEC, "ops") == {}


def test_what_leaves_passes_the_firewall_of_its_own_availability_zone_out_and_back():
    app = blocks(SPEC, "app")
    out = {key: name for key, name in routes(SPEC, "app").items() if key[1] == "0.0.0.0/0"}
    assert out == {("app_a", "0.0.0.0/0"): "a", ("app_b", "0.0.0.0/0"): "b"}
    assert routes(SPEC, EGRESS) == {("egress_a", app["a"]): "a", ("egress_b", app["b"]): "b"}
    assert [str(table.nat_gateway) for table in tables(SPEC, INSPECTION)] == ["aws_nat_gateway.a", "aws_nat_gateway.b"]
    assert [table.nat_gateway for table in tables(SPEC, "app")] == [None, None]


def test_without_a_way_out_the_firewalls_subnets_lead_nowhere():
    spec = replace(SPEC, flows=tuple(one for one in SPEC.flows if one.destination.zone != "internet"))
    assert [(table.nat_gateway, table.firewall) for table in tables(spec, INSPECTION)] == [(None, ()), (None, ())]


def test_groups_name_blocks_where_a_firewall_stands_between_and_groups_elsewhere():
    planned = context(SPEC)
    copy = planned.copy(ref("app"))
    found = list(group_rules.rules(planned, copy, inspected.sight(planned), inward=False))
    by_peer = {str(rule.peer_network or rule.peer_group) for rule in found}
    assert set(blocks(SPEC, "data").values()) <= by_peer
    assert "aws_security_group.desk.id" in by_peer
    assert len({rule.label for rule in found}) == len(found)


def test_one_rule_passes_each_permission_and_the_platform_is_no_part_of_the_internet():
    found = [(rule.action, rule.message, rule.ports) for rule in rules(SPEC)]
    assert found == [
        ("PASS", "flow: app to data tcp/5432", "5432"),
        ("PASS", "flow: edge to app tcp/8443", "8443"),
        ("DROP", "wall: app to the platform", "ANY"),
        ("PASS", "flow: app to internet tcp/443", "443"),
    ]


def test_where_names_decide_no_rule_by_address_passes_what_leaves():
    found = rules(replace(SPEC, inspection=NAMED))
    assert [rule.message for rule in found if rule.action == "PASS" and rule.destination == "ANY"] == []
    walls = {rule.protocol: rule.ports for rule in found if rule.destination == "ANY"}
    assert walls == {"UDP": "ANY", "ICMP": "ANY", "TCP": "[0:442,444:65535]"}


def test_an_icmp_rule_passes_its_own_type():
    echo = Traffic(Protocol.ICMP, 8, 8)
    found = rules(replace(SPEC, flows=(*SPEC.flows, flow("app", "data", echo))))
    assert [rule.icmp_type for rule in found if rule.protocol == "ICMP"] == [8]


def test_numbers_of_rules_are_apart_and_stay_when_another_comes():
    before = {rule.message: rule.sid for rule in rules(SPEC)}
    after = {rule.message: rule.sid for rule in rules(replace(SPEC, flows=(*SPEC.flows, flow("desk", "data", tcp(1)))))}
    assert len(set(after.values())) == len(after)
    assert before.items() <= after.items()


@pytest.mark.parametrize(("count", "room"), [(0, 128), (64, 128), (65, 256), (1000, 2048), (29_000, 30_000)])
def test_room_doubles_and_stays_within_a_policys(count, room):
    assert firewall_rules.capacity(count) == room


@pytest.mark.parametrize(("names", "room"), [(0, 0), (1, 128), (32, 128), (33, 256), (64, 256)])
def test_each_name_has_room_in_tls_and_in_http(names, room):
    assert firewall_rules.domains_capacity(names) == room


def test_both_groups_stay_within_what_a_policy_holds():
    named = firewall_rules.domains_capacity(64)
    assert named + firewall_rules.capacity(29_000, beside=named) == firewall_rules.MOST_CAPACITY


def test_the_rest_is_dropped_at_once_or_where_names_decide_once_a_connection_stands():
    inputs = {file.path: file.inputs for file in inspection.files(context(SPEC))}
    named = {file.path: file.inputs for file in inspection.files(context(replace(SPEC, inspection=NAMED)))}
    assert inputs["inspection.tf"]["rest"][0] == "aws:drop_strict"
    assert named["inspection.tf"]["rest"][0] == "aws:drop_established"
    assert named["inspection.tf"]["domains"] == (".example.gov",)


def test_names_are_of_no_use_where_nothing_leaves():
    spec = replace(SPEC, inspection=NAMED, flows=(flow("app", "data", tcp(5432)),))
    files = {file.path: file.inputs for file in inspection.files(context(spec))}
    assert files["inspection.tf"]["domains"] == ()
    assert files["inspection.tf"]["rest"][0] == "aws:drop_strict"


def test_an_immutable_stream_is_kept_by_the_locked_bucket_alone():
    terms = tuple(replace(term, immutable=term.stream == "network") for term in SPEC.logging.terms)
    spec = replace(SPEC, logging=replace(SPEC.logging, terms=terms))
    files = {file.path: file.inputs for file in inspection.files(context(spec))}
    assert set(files) == {"inspection.tf"}
    assert files["inspection.tf"]["log_group"] is None
    kept = {log.stream: log.resources for log in logs.declared(context(spec))}
    assert "aws_cloudwatch_log_group.inspection" not in kept["network"]
    assert "aws_s3_bucket.audit_log" in kept["network"]


def test_each_side_has_firewalls_of_its_own():
    outer = replace(zone("front"), side=Side.OUTER)
    spec = replace(
        SPEC,
        outer_cidr=IPv4Network("10.50.0.0/16"),
        zones=(
            *(replace(one, exposure=one.exposure) for one in SPEC.zones if one.name != "edge"),
            outer,
            replace(zone("edge", "internet"), side=Side.OUTER),
        ),
        flows=(flow("app", "data", tcp(5432)), flow("edge", "front", tcp(8443)), flow("internet", "edge", tcp(443))),
    )
    assert set(routes(spec, "edge").values()) == {"outer_a", "outer_b"}
    assert set(routes(spec, "data").values()) == {"a", "b"}
    assert [file.path for file in inspection.files(context(spec))] == [
        "inspection-records.tf",
        "inspection.tf",
        "inspection-outer.tf",
    ]


def test_the_firewalls_list_lets_in_what_it_sees_and_nothing_else():
    planned = context(SPEC)
    entries = acl.entries(planned, planned.copy(ref(INSPECTION)))
    opened = {str(entry.traffic) for entry in entries if not entry.egress and entry.traffic.last != acl.EPHEMERAL_LAST}
    assert opened == {"tcp/443", "tcp/5432", "tcp/8443"}


def test_the_judge_is_told_every_pair():
    found = {(one.source, one.destination, one.zone) for one in declaration.intent(context(SPEC), ()).inspected}
    assert found == {
        ("app", "data", INSPECTION),
        ("app", "internet", INSPECTION),
        ("edge", "app", INSPECTION),
    }
