from dataclasses import replace

from bastide.model.kinds import WorkloadKind
from bastide.planner import flows, hall
from support.platforms import flow, platform, service, tcp, zone
from support.stacks import context
from unit.planner.test_edge_5g import TIANHE

SITE = replace(TIANHE, zone="counter")
WINDOW = replace(
    service("window", "session", []),
    kind=WorkloadKind.HALL,
    sites=("hall-tianhe",),
    image="window-2026-10",
    sessions=42,
)
SPEC = platform(
    zones=(zone("app"), zone("counter"), zone("ops"), zone("session")),
    flows=(flow("session", "app", tcp(8443)),),
    never=(),
    stores=(),
    workloads=(WINDOW,),
    sites=(SITE,),
)


def test_a_platform_without_halls_has_no_broker():
    assert not list(hall.files(context(replace(SPEC, workloads=()))))


def test_the_door_stands_where_the_sites_land_and_the_sessions_elsewhere():
    planned = {file.path: file.inputs for file in hall.files(context(SPEC))}
    assert planned["halls.tf"]["zone"].name == "counter"
    (one,) = planned["hall-window.tf"]["halls"]
    assert one.zone.name == "session"


def test_a_fleet_grows_to_the_busiest_hour_and_no_further():
    (planned, _) = hall.files(context(SPEC))
    (one,) = planned.inputs["halls"]
    assert (one.least, one.most) == (11, 42)


def test_terminals_reach_the_door_and_nothing_else():
    found = {(str(edge.destination), str(edge.traffic)) for edge in flows.edges(SPEC) if edge.source.zone == SITE.name}
    assert found == {("counter", "tcp/443"), ("counter", "tcp/1400-1499")}


def test_no_zone_opens_connections_to_the_sessions():
    assert not [edge for edge in flows.edges(SPEC) if edge.destination.zone == "session"]
