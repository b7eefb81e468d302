from bastide.model.forwarding import Target
from bastide.prove.rehearsal.gaps import gaps
from bastide.prove.rehearsal.placing import placed
from bastide.prove.rehearsal.topology import BETWEEN, draw
from oracle.build import Builder


def drawn(net):
    return draw(placed(net.network(), limit=99, public=1))


def space(blueprint, title):
    return next(one for one in blueprint.spaces if one.title == title)


def simple():
    net = Builder()
    net.vpc("v", "10.0.0.0/16")
    net.subnet("s", "v", "10.0.0.0/24")
    net.interface("h", "s")
    return net


def test_every_end_of_a_wire_has_a_name_of_its_own():
    ends = [end for link in drawn(simple()).links for end in (link.first, link.second)]
    assert len(set(ends)) == len(ends)


def test_an_address_that_nobody_has_leads_nowhere():
    paths = {one.destination: one.device for one in space(drawn(simple()), "s").paths}
    assert paths["10.0.0.0/24"] is None
    assert paths["10.0.0.4/32"] is not None
    assert paths["10.0.0.0/16"] is not None
    assert paths["0.0.0.0/0"] is None


def test_a_host_without_groups_has_no_filter():
    assert space(drawn(simple()), "h").ruleset == ""


def test_a_firewall_endpoint_is_a_sink_and_is_named():
    net = simple()
    net.firewall("fw", "s")
    net.route("v/main", "0.0.0.0/0", Target.FIREWALL, "fw")
    assert [one.title for one in drawn(net).spaces if one.sink] == ["firewall endpoint fw"]
    network = net.network()
    assert any("`fw`" in gap.what for gap in gaps(network, placed(network, limit=9, public=1)))


def test_two_vpcs_that_could_meet_over_the_internet_meet_in_a_sink():
    net = Builder()
    for number in (0, 1):
        net.vpc(f"v{number}", f"10.{number}.0.0/16", f"2600:{number}::/48")
        net.gateway(f"igw{number}", Target.INTERNET, f"v{number}")
    assert [one.title for one in drawn(net).spaces if one.sink] == [BETWEEN]
    network = net.network()
    assert BETWEEN in {gap.what for gap in gaps(network, placed(network, limit=9, public=1))}


def test_everything_without_a_host_at_its_end_is_named():
    net = simple()
    net.gateway("vpn", Target.OUTSIDE, "v")
    net.gateway("igw", Target.INTERNET, "v", table="v/main")
    net.peering("peer", "v", "elsewhere")
    net.transit("tgw")
    net.attachment("wan", "tgw", "")
    net.route("v/main", "3.0.0.0/8", Target.SERVICE, "s3")
    network = net.network()
    found = " ".join(gap.what for gap in gaps(network, placed(network, limit=9, public=1)))
    assert all(f"`{name}`" in found for name in ("vpn", "igw", "peer", "wan", "s3"))
