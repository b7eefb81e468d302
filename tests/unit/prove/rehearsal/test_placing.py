from dataclasses import replace

from bastide.model.network import Kind
from bastide.model.wire import cidr
from bastide.prove.rehearsal.placing import placed, text
from oracle.build import HERE, Builder, tcp


def net(count=2):
    built = Builder()
    built.vpc("v", "10.0.0.0/16", "2600::/56")
    built.subnet("s", "v", "10.0.0.0/28", "2600::/64")
    built.group("g", "v")
    for number in range(count):
        built.interface(f"h{number}", "s", ["g"])
    return built


def addresses(ready):
    return {one.name: [text(block) for block in one.addresses] for one in ready.network.interfaces}


def test_every_interface_gets_one_address_of_each_version_that_aws_does_not_keep():
    ready = placed(net().network(), limit=9, public=1)
    assert addresses(ready) == {"h0": ["10.0.0.4", "2600::4"], "h1": ["10.0.0.5", "2600::5"]}


def test_an_address_that_the_code_gives_is_kept_and_given_to_nobody_else():
    built = net()
    built.interface("fixed", "s", [], ["10.0.0.4"])
    ready = placed(built.network(), limit=9, public=1)
    assert addresses(ready)["fixed"] == ["10.0.0.4", "2600::6"]
    assert addresses(ready)["h0"][0] == "10.0.0.5"


def test_who_gets_no_address_is_named():
    ready = placed(net(12).network(), limit=99, public=1)
    assert ready.homeless == ()
    built = Builder()
    built.vpc("v", "10.0.0.0/16")
    built.subnet("s", "v", "10.0.0.0/28")
    for number in range(12):
        built.interface(f"h{number}", "s")
    assert placed(built.network(), limit=99, public=1).homeless == ("h11",)


def test_above_the_limit_only_those_are_pooled_that_nothing_tells_apart_and_real_ones_stand():
    built = net(5)
    built.interface("other", "s", [])
    network = built.network()
    ghost = replace(network.interfaces[0], name="ghost", hypothetical=True)
    ready = placed(replace(network, interfaces=(ghost, *network.interfaces)), limit=3, public=1)
    assert {one.name for one in ready.network.interfaces} == {"h0", "other"}
    assert ready.pooled == 5


def test_where_there_are_too_many_every_subnet_gets_its_turn_and_the_rest_is_counted():
    built = net(0)
    built.subnet("t", "v", "10.0.1.0/28")
    for number in range(4):
        built.interface(f"s{number}", "s", [], [f"10.0.0.{number + 4}"])
    built.interface("t0", "t")
    ready = placed(built.network(), limit=3, public=1)
    assert {one.name for one in ready.network.interfaces} == {"s0", "s1", "t0"}
    assert (ready.pooled, ready.crowded) == (0, 2)


def test_a_nat_gateway_has_one_address():
    built = net(0)
    built.nat("nat", "s", public=True)
    (gateway,) = placed(built.network(), limit=9, public=1).network.interfaces
    assert (gateway.kind, gateway.public, [text(one) for one in gateway.addresses]) == (Kind.NAT, True, ["10.0.0.4"])


def test_the_internet_has_a_host_that_no_rule_names_and_one_in_each_block_that_one_does():
    built = net(0)
    built.rule("g", tcp(22), "8.8.8.0/24", "10.0.0.0/8", "10.0.0.0/28")
    ready = placed(built.network(), limit=9, public=9)
    assert ready.public[0] == (cidr("198.51.100.10"), cidr("2001:db8:ffff::10"))
    assert (cidr("8.8.8.1"),) in ready.public
    assert not any(text(one).startswith("10.") for host in ready.public for one in host)
    assert placed(built.network(), limit=9, public=1).untold == len(ready.public) - 1


def test_who_stands_in_no_known_subnet_is_named():
    network = net(1).network()
    lost = replace(network.interfaces[0], name="lost", subnet="nowhere", origin=HERE)
    assert placed(replace(network, interfaces=(lost,)), limit=9, public=1).homeless == ("lost",)
