from dataclasses import replace

from bastide.facts.nearest import Meant, Part, culprit, line, merged, parts, unserved
from support.judging import tree

WANTED = Meant(frozenset({"data"}), True, frozenset({"app"}), "tcp", 5432, 5432)
OTHER = replace(WANTED, zones=frozenset({"vault"}), peers=frozenset({"ops"}))
ALL = (WANTED, OTHER)


def differing(**changes):
    seen = replace(WANTED, **changes)
    return culprit(seen, ALL, frozenset())


def test_the_part_that_differs_is_named():
    assert differing(zones=frozenset({"edge"})) is Part.OWNER
    assert differing(ingress=False) is Part.DIRECTION
    assert differing(peers=frozenset({"app", "edge"})) is Part.PEER
    assert differing(protocol="udp") is Part.PROTOCOL
    assert differing(first=1) is Part.FIRST
    assert differing(last=6000) is Part.LAST


def test_a_rule_that_differs_in_two_parts_is_wrong_as_a_whole():
    assert differing(ingress=False, protocol="udp") is None


def test_of_two_equally_near_the_one_that_nobody_serves_decides():
    seen = replace(WANTED, peers=frozenset({"ops"}))
    assert culprit(seen, ALL, frozenset({WANTED})) is Part.PEER
    assert culprit(seen, ALL, frozenset({OTHER})) is Part.OWNER


def test_a_rule_may_serve_some_of_the_peers():
    both = replace(WANTED, peers=frozenset({"app", "ops"}))
    assert tuple(parts(WANTED, both)) == ()
    assert unserved((both,), (WANTED,)) == {both}
    assert unserved((both,), (WANTED, replace(WANTED, peers=frozenset({"ops"})))) == frozenset()


def test_equal_wants_are_one_with_the_peers_of_all():
    assert merged((WANTED, replace(WANTED, peers=frozenset({"ops"})), OTHER)) == (
        replace(WANTED, peers=frozenset({"app", "ops"})),
        OTHER,
    )


def test_a_part_is_a_line_and_what_is_not_said_is_the_header():
    body = tree('resource "aws_x" "a" {\n  protocol = "tcp"\n  cidr_block = "10.0.0.0/8"\n}').resources[0].body
    assert line(body, Part.PEER).line == 3
    assert line(body, Part.FIRST).line == 1
    assert line(body, None).line == 1
