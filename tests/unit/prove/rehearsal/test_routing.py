from bastide.model.forwarding import Attachment, Route, RouteTable, Target, TransitRoute, TransitTable
from bastide.model.wire import cidr
from bastide.prove.rehearsal import routing
from oracle.build import HERE

VPC, TEN = cidr("10.0.0.0/16"), cidr("10.0.0.0/8")


def table(*routes):
    return RouteTable("t", "v", routes, HERE)


def test_the_local_route_beats_a_static_one_for_the_same_block():
    found = routing.routes(table(Route(VPC, Target.TRANSIT, "tgw", HERE)), "v", [VPC])
    assert found[VPC].target is Target.LOCAL


def test_static_beats_a_prefix_list_and_that_beats_what_is_propagated():
    static, listed, learnt = (
        Route(TEN, Target.TRANSIT, name, HERE, from_list=name == "listed", propagated=name == "learnt")
        for name in ("static", "listed", "learnt")
    )
    assert routing.routes(table(learnt, listed, static), "v", [])[TEN] is static
    assert routing.routes(table(learnt, listed), "v", [])[TEN] is listed
    assert routing.routes(table(listed, learnt), "v", [])[TEN] is listed


def test_the_longest_match_wins_and_versions_do_not_mix():
    narrow = Route(cidr("10.0.1.0/24"), Target.PEERING, "p", HERE)
    found = routing.routes(table(narrow), "v", [VPC])
    assert routing.winner(found, cidr("10.0.1.9")) is narrow
    assert routing.winner(found, cidr("10.0.2.9")).target is Target.LOCAL
    assert routing.winner(found, cidr("::1")) is None


def test_a_transit_gateway_prefers_static_then_vpcs_then_outside():
    attachments = [Attachment(name, "t", vpc, (), None, HERE) for name, vpc in (("a", "v"), ("vpn", ""))]
    routes = {
        name: TransitRoute(TEN, attachment, propagated, HERE)
        for name, attachment, propagated in (("static", None, False), ("vpc", "a", True), ("outside", "vpn", True))
    }
    for names in (("outside", "vpc", "static"), ("outside", "vpc"), ("vpc", "outside")):
        found = routing.transit_routes(TransitTable("t", "t", tuple(routes[one] for one in names), HERE), attachments)
        assert found[TEN] is routes["static" if "static" in names else "vpc"]
