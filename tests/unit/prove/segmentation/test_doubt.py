"""How far a doubt reaches: exactly the zones whose traffic it may change, and all of them where nobody knows."""

import pytest

from bastide.model.filters import Group, GroupRule
from bastide.model.network import Interface, Kind, Network, Subnet, Unmodelled, Vpc
from bastide.model.proof import Zone
from bastide.model.wire import TCP, Origin, Span, cidr
from bastide.prove.segmentation.doubt import zones_of
from bastide.prove.segmentation.zoning import Zoning

HERE = Origin("aws_thing.x", None)


def group(name, *named):
    rules = tuple(GroupRule(Span(TCP, 22, 22), (), other, HERE) for other in named)
    return Group(name, "vpc", rules, (), HERE)


def interface(name, subnet, *groups):
    return Interface(name, name, subnet, groups, (), public=False, kind=Kind.HOST, origin=HERE)


def subnet(name, number, **extra):
    return Subnet(name, "vpc", (cidr(f"10.0.{number}.0/24"),), "a", f"{name}-table", f"{name}-acl", HERE, **extra)


NETWORK = Network(
    vpcs=(Vpc("vpc", (cidr("10.0.0.0/16"),), "r", HERE),),
    subnets=(subnet("s1", 1), subnet("s2", 2), subnet("s3", 3)),
    groups=(group("g1", "outside"), group("g2"), group("unused")),
    interfaces=(interface("h1", "s1", "g1"), interface("h2", "s2", "g2"), interface("h3", "s3")),
)
ZONES = tuple(Zone(name, ()) for name in ("one", "two", "three", "internet"))
ZONING = Zoning(NETWORK, ZONES, {}, {"s1": "one", "s2": "two", "s3": "three"})


@pytest.mark.parametrize(
    ("scope", "zones"),
    [
        ((), {"one", "two", "three", "internet"}),
        (("vpc",), {"one", "two", "three"}),
        (("s2",), {"two"}),
        (("s3-acl",), {"three"}),
        (("s3-table",), {"three"}),
        (("h1",), {"one"}),
        (("g2",), {"two"}),
        (("unused",), set()),
        (("outside",), {"one"}),
        (("g2", "s3"), {"two", "three"}),
        (("nobody-knows-it",), {"one", "two", "three", "internet"}),
    ],
)
def test_a_doubt_reaches_the_zones_of_its_scope(scope, zones):
    assert zones_of(ZONING, Unmodelled(HERE, "not modelled", frozenset(scope))) == zones
