from unit.prove.walk.nets import ONE, TWO, blamed, blocker, esp, ping, tcp, two_subnets, udp

REPLIES = "out 100 allow tcp 1024-65535 0.0.0.0/0"


def guarded(*entries):
    net = two_subnets(b="strict")
    net.acl("strict", *entries)
    return net


def test_the_lowest_number_decides_wherever_it_is_listed():
    net = guarded("in 200 allow all 0.0.0.0/0", "in 100 deny tcp 443 10.0.1.0/24", "out 100 allow all 0.0.0.0/0")
    trip = net.trip("one", "two", tcp(ONE, TWO))
    assert blocker(trip) == "network ACL `strict` entry 100 denies tcp/443 from 10.0.1.10"
    assert blamed(trip) == ["strict in 100 deny tcp 443 10.0.1.0/24"]
    assert net.completes("one", "two", tcp(ONE, TWO, 80))


def test_a_deny_after_an_allow_is_dead_and_only_the_first_match_is_named():
    net = guarded("in 100 allow all 0.0.0.0/0", "in 200 deny all 0.0.0.0/0", REPLIES)
    trip = net.trip("one", "two", tcp(ONE, TWO))
    assert trip.completes
    hop = next(hop for hop in trip.forward.hops if "strict" in hop.text)
    assert hop.text == "network ACL `strict` entry 100 admits tcp/443 from 10.0.1.10"
    assert [one.address for one in hop.origins] == ["strict in 100 allow all 0.0.0.0/0"]


def test_what_nothing_matches_is_denied_by_the_acl_itself():
    trip = guarded().trip("one", "two", tcp(ONE, TWO))
    assert blocker(trip) == "network ACL `strict`: no inbound entry matches tcp/443 from 10.0.1.10 (default deny)"
    assert blamed(trip) == ["strict"]


def test_a_missing_entry_for_replies_leaves_one_way():
    trip = guarded("in 100 allow all 0.0.0.0/0").trip("one", "two", tcp(ONE, TWO))
    assert trip.forward.arrives
    assert not trip.completes
    assert blocker(trip) == "network ACL `strict`: no outbound entry matches tcp/40000 to 10.0.1.10 (default deny)"


def test_the_reply_must_pass_the_callers_subnet_too():
    net = two_subnets(a="strict")
    net.acl("strict", "out 100 allow all 0.0.0.0/0")
    assert "no inbound entry" in blocker(net.trip("one", "two", tcp(ONE, TWO)))


def test_a_narrow_range_for_replies_works_for_some_clients():
    net = guarded("in 100 allow all 0.0.0.0/0", "out 100 allow tcp 32768-60999 0.0.0.0/0")
    assert net.completes("one", "two", tcp(ONE, TWO, source_port=32768))
    assert not net.completes("one", "two", tcp(ONE, TWO, source_port=1024))


def test_a_privileged_source_port_can_use_a_privileged_entry():
    net = guarded("in 100 allow all 0.0.0.0/0", "out 100 allow tcp 1 0.0.0.0/0")
    assert net.completes("one", "two", tcp(ONE, TWO, source_port=1))


def test_replies_over_udp_need_an_entry_of_their_own():
    net = guarded("in 100 allow all 0.0.0.0/0", REPLIES)
    assert net.completes("one", "two", tcp(ONE, TWO))
    assert not net.completes("one", "two", udp(ONE, TWO))


def test_a_ping_needs_its_echo_reply_out():
    net = guarded("in 100 allow icmp 8 0.0.0.0/0", "out 100 allow icmp 8 0.0.0.0/0")
    assert not net.completes("one", "two", ping(ONE, TWO))
    net = guarded("in 100 allow icmp 8 0.0.0.0/0", "out 100 allow icmp 0 0.0.0.0/0")
    assert net.completes("one", "two", ping(ONE, TWO))


def test_an_entry_for_echo_replies_lets_no_ping_in():
    net = guarded("in 100 allow icmp 0 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")
    assert not net.completes("one", "two", ping(ONE, TWO))


def test_a_ping_over_ipv6_is_answered_by_type_129():
    ends = "fd00:0:0:1:1::1", "fd00:0:0:1:2::1"
    net = guarded("in 100 allow icmpv6 128 ::/0", "out 100 allow icmpv6 129 ::/0")
    assert net.completes("one", "two", ping(*ends))
    net = guarded("in 100 allow icmpv6 128 ::/0", "out 100 allow icmpv6 0 ::/0")
    assert not net.completes("one", "two", ping(*ends))


def test_all_protocols_covers_what_tcp_does_not():
    assert guarded("in 100 allow all 0.0.0.0/0").completes("one", "two", esp(ONE, TWO))
    assert not guarded("in 100 allow tcp 0.0.0.0/0").completes("one", "two", esp(ONE, TWO))


def test_what_needs_no_reply_has_none():
    assert guarded("in 100 allow all 0.0.0.0/0").trip("one", "two", esp(ONE, TWO)).reply is None


def test_an_entry_for_ipv4_says_nothing_of_ipv6():
    net = guarded("in 100 allow all 0.0.0.0/0", "out 100 allow all 0.0.0.0/0")
    assert not net.completes("one", "two", tcp("fd00:0:0:1:1::1", "fd00:0:0:1:2::1"))


def test_nothing_inside_a_subnet_is_judged():
    net = guarded()
    net.host("three", "b", "10.0.2.11")
    trip = net.trip("two", "three", tcp(TWO, "10.0.2.11"))
    assert trip.completes
    assert not any("ACL" in hop.text for hop in trip.forward.hops)


def test_an_acl_that_is_not_known_admits_nothing():
    assert "is not known" in blocker(two_subnets(b="gone").trip("one", "two", tcp(ONE, TWO)))
