import pytest

from bastide.model.forwarding import Target
from bastide.model.wire import cidr
from bastide.prove.rehearsal.members import References
from oracle.build import Builder, tcp


def two_vpcs(target, name, **how):
    net = Builder()
    for number, other in ((0, 1), (1, 0)):
        vpc = f"v{number}"
        net.vpc(vpc, f"10.{number}.0.0/16")
        net.subnet(f"s{number}", vpc, f"10.{number}.0.0/24")
        net.group(f"g{number}", vpc)
        net.interface(f"h{number}", f"s{number}", [f"g{number}"], [f"10.{number}.0.9"])
        if target is not None:
            net.route(f"{vpc}/main", f"10.{other}.0.0/16", target, name)
    if target is Target.PEERING:
        net.peering(name, "v0", "v1", **how)
    if target is Target.TRANSIT:
        net.transit(name, **how)
    net.rule("g0", tcp(22), of="g1")
    net.rule("g0", tcp(22), egress=True, of="g1")
    return net


def members(net, name="h0"):
    """Return whom ingress and egress rules name."""
    network = net.network()
    host = next(one for one in network.interfaces if one.name == name)
    return [[list(found) for _, found in rules] for rules in References(network).rules(host)]


PEER = [cidr("10.1.0.9")]


@pytest.mark.parametrize(
    ("target", "how", "ingress", "egress"),
    [
        (Target.PEERING, {"same_region": True}, PEER, PEER),
        (Target.PEERING, {"same_region": False}, [], []),
        (Target.TRANSIT, {"references": True}, PEER, []),
        (Target.TRANSIT, {"references": False}, [], []),
        (None, {}, [], []),
    ],
)
def test_a_reference_to_another_vpc_holds_where_the_way_allows_it(target, how, ingress, egress):
    assert members(two_vpcs(target, "way", **how)) == [[ingress], [egress]]


def test_a_reference_inside_a_vpc_names_the_others_and_never_oneself():
    net = Builder()
    net.vpc("v", "10.0.0.0/16")
    net.subnet("s", "v", "10.0.0.0/24")
    net.group("g", "v")
    net.rule("g", tcp(22), of="g")
    for number in (4, 5):
        net.interface(f"h{number}", "s", ["g"], [f"10.0.0.{number}"])
    assert members(net, "h4") == [[[cidr("10.0.0.5")]], []]
