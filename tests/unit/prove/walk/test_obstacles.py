from bastide.model.forwarding import Target
from unit.prove.walk.nets import ONE, TWO, tcp, two_subnets

WEB = "9.9.9.9"


def shut():
    net = two_subnets(a="a-acl", b="b-acl")
    net.acl("a-acl")
    net.acl("b-acl")
    net.group("none")
    net.host("one", "a", ONE, groups=["none"])
    net.host("two", "b", TWO, groups=["none"])
    return net


def test_what_completes_has_no_obstacles():
    assert two_subnets().obstacles("one", "two", tcp(ONE, TWO)) == []


def test_every_filter_on_the_way_is_named_there_and_back():
    assert shut().obstacles("one", "two", tcp(ONE, TWO)) == [
        "no egress rule of `none` admits tcp/443 to 10.0.2.10",
        "network ACL `a-acl`: no outbound entry matches tcp/443 to 10.0.2.10 (default deny)",
        "network ACL `b-acl`: no inbound entry matches tcp/443 from 10.0.1.10 (default deny)",
        "no ingress rule of `none` admits tcp/443 from 10.0.1.10",
        "network ACL `b-acl`: no outbound entry matches tcp/40000 to 10.0.1.10 (default deny)",
        "network ACL `a-acl`: no inbound entry matches tcp/40000 from 10.0.2.10 (default deny)",
    ]


def test_a_walk_ends_at_the_first_of_them():
    trip = shut().trip("one", "two", tcp(ONE, TWO))
    assert trip.reply is None
    assert [hop.passes for hop in trip.forward.hops] == [False]


def test_where_no_route_leads_the_other_end_is_judged_all_the_same():
    net = shut()
    net.vpc("w", "10.1.0.0/16")
    net.subnet("b", "10.1.1.0/24", vpc="w", acl="b-acl")
    net.host("two", "b", "10.1.1.10", groups=["none"])
    found = net.obstacles("one", "two", tcp(ONE, "10.1.1.10"))
    assert [text.partition(" ")[0] + text[text.find("`") :] for text in found] == [
        "no`none` admits tcp/443 to 10.1.1.10",
        "network`a-acl`: no outbound entry matches tcp/443 to 10.1.1.10 (default deny)",
        "no`a-table` matches 10.1.1.10",
        "network`b-acl`: no inbound entry matches tcp/443 from 10.0.1.10 (default deny)",
        "no`none` admits tcp/443 from 10.0.1.10",
        "network`b-acl`: no outbound entry matches tcp/40000 to 10.0.1.10 (default deny)",
        "no`b-table` matches 10.0.1.10",
        "network`a-acl`: no inbound entry matches tcp/40000 from 10.1.1.10 (default deny)",
    ]


def test_a_missing_public_address_hides_nothing_behind_it():
    net = shut()
    net.gateway("igw")
    assert net.obstacles("internet", "two", tcp(WEB, TWO)) == [
        "`two` has no public IPv4 address",
        "network ACL `b-acl`: no inbound entry matches tcp/443 from 9.9.9.9 (default deny)",
        "no ingress rule of `none` admits tcp/443 from 9.9.9.9",
        "network ACL `b-acl`: no outbound entry matches tcp/40000 to 9.9.9.9 (default deny)",
        "no route of `b-table` matches 9.9.9.9",
    ]


def test_a_missing_route_to_the_internet_shows_the_acl_for_its_replies():
    net = two_subnets(a="a-acl")
    net.acl("a-acl", "out 100 allow all 0.0.0.0/0")
    assert net.obstacles("one", "internet", tcp(ONE, WEB)) == [
        "no route of `a-table` matches 9.9.9.9",
        "network ACL `a-acl`: no inbound entry matches tcp/40000 from 9.9.9.9 (default deny)",
    ]


def test_a_firewall_that_drops_and_what_follows_are_both_named():
    net = two_subnets(b="b-acl")
    net.acl("b-acl", "out 100 allow all 0.0.0.0/0")
    net.subnet("f", "10.0.9.0/24")
    net.firewall("endpoint", "f")
    net.route("a-table", "10.0.2.0/24", Target.FIREWALL, "endpoint")
    assert net.obstacles("one", "two", tcp(ONE, TWO)) == [
        "firewall `fw` drops tcp/443, which no rule names",
        "network ACL `b-acl`: no inbound entry matches tcp/443 from 10.0.1.10 (default deny)",
        "firewall `fw` sees the request but not the reply, and drops the flow",
    ]


def test_an_impossible_packet_has_one_obstacle():
    (text,) = shut().obstacles("one", "two", tcp("10.0.1.99", TWO))
    assert "is none of those of `one`" in text


def test_without_a_door_the_inside_is_judged_all_the_same():
    assert [text.partition(" matches")[0] for text in shut().obstacles("internet", "two", tcp(WEB, TWO))] == [
        "`two` has no public IPv4 address",
        "nothing leads from internet to `two`",
        "network ACL `b-acl`: no inbound entry",
        "no ingress rule of `none` admits tcp/443 from 9.9.9.9",
        "network ACL `b-acl`: no outbound entry",
        "no route of `b-table`",
    ]
