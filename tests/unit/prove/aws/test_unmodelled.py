import random
from dataclasses import replace
from pathlib import Path

import pytest

from bastide.facts.case import Case
from bastide.graph.terraform import read_tree
from bastide.model.graph import Attribute, Block, Graph, Joined, Reference, Unknown
from bastide.model.place import Place
from bastide.prove.aws.carriers import KNOWN
from bastide.prove.aws.harmless import HARMLESS
from bastide.prove.aws.modelled import MODELLED
from bastide.prove.aws.reader import read
from support.aws_trees import doubts

EXAMPLE = Path(__file__).parents[4] / "examples" / "cloud-window" / "stack"
NOWHERE = Place("main.tf", 1, 1, 1, 1)
ROUNDS = 150


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        (
            'resource "aws_vpclattice_service_network_vpc_association" "x" {\n  vpc_identifier = aws_vpc.main.id\n}',
            "aws_vpc.main",
        ),
        ('resource "aws_vpc_route_server_propagation" "x" {\n  route_table_id = aws_default_route_table.d.id\n}', ""),
        ('resource "aws_ram_resource_association" "x" {\n  resource_arn = aws_subnet.a.arn\n}', "aws_subnet.a"),
        ('resource "aws_ram_resource_association" "x" {\n  resource_arn = var.arn\n}', ""),
        (
            'resource "aws_cloudfront_vpc_origin" "x" {\n  vpc_origin_endpoint_config {\n    arn = "arn:aws:x"\n  }\n}',
            "",
        ),
        ('resource "kubernetes_service" "x" {}', ""),
        ('resource "null_resource" "x" {\n  provisioner "local-exec" {\n    command = "true"\n  }\n}', ""),
    ],
)
def test_a_carrier_is_reported_with_the_smallest_sound_scope(text, scope):
    found = [known for name, _, known in doubts(text + '\nvariable "arn" {}\n') if name.endswith(".x")]
    assert found == [{scope} if scope else set()]


def test_sharing_what_carries_no_packet_is_passed_over():
    text = 'resource "aws_kms_key" "k" {}\n'
    text += 'resource "aws_ram_resource_association" "x" {\n  resource_arn = aws_kms_key.k.arn\n}\n'
    assert doubts(text) == []


def test_no_type_stands_in_two_tables():
    assert not MODELLED & set(KNOWN)
    assert not MODELLED & set(HARMLESS)
    assert not set(KNOWN) & set(HARMLESS)


def test_an_unknown_in_what_carries_no_packet_is_passed_over():
    assert doubts('resource "aws_s3_bucket" "b" {\n  bucket = var.name\n}\nvariable "name" {}\n') == []


def _odd(chance, graph):
    address = chance.choice(graph.resources).address
    reference = Reference(address, ("id",), NOWHERE)
    unknown = Unknown("u", "it is not evaluated", NOWHERE)
    joined = (Joined((reference,)), Joined(("a", unknown)))
    absent = Reference("aws_nothing.x", ("id",), NOWHERE)
    plain = (None, "", 0, -1, True, 10**30, 2.5, (), {}, ("a",), ({"a": 1},), "10.0.0.0/8", "::/0", "300.0.0.0/8")
    return chance.choice((*plain, *joined, unknown, reference, absent, (reference, unknown)))


def _changed(chance, graph, body):
    attributes, blocks = dict(body.attributes), list(body.blocks)
    if attributes and chance.random() < 0.3:
        name = chance.choice(sorted(attributes))
        attributes[name] = replace(attributes[name], value=_odd(chance, graph))
    if chance.random() < 0.03:
        name = chance.choice(("count", "for_each"))
        attributes[name] = Attribute(name, _odd(chance, graph), NOWHERE, NOWHERE)
    if blocks and chance.random() < 0.3:
        index = chance.randrange(len(blocks))
        inner = blocks[index]
        blocks[index] = chance.choice(
            (_changed(chance, graph, inner), Block("dynamic", (inner.type,), {}, (), NOWHERE))
        )
    return replace(body, attributes=attributes, blocks=tuple(blocks))


def test_nonsense_is_never_more_than_a_doubt():
    """Nothing raises, and no part names one that is not there."""
    chance = random.Random(20261122)  # noqa: S311 - a game, not a secret
    whole = read_tree(EXAMPLE)
    for _ in range(ROUNDS):
        kept = [one for one in whole.resources if chance.random() < 0.97]
        graph = replace(whole, resources=tuple(replace(one, body=_changed(chance, whole, one.body)) for one in kept))
        _sound(graph)


def _sound(graph: Graph):
    found = read(Case(graph))
    groups, subnets = {one.name for one in found.groups}, {one.name for one in found.subnets}
    vpcs, tables, acls = ({one.name for one in parts} for parts in (found.vpcs, found.tables, found.acls))
    assert all(one.subnet in subnets and set(one.groups) <= groups for one in found.interfaces)
    assert all({one.vpc} <= vpcs and one.table in tables and one.acl in acls for one in found.subnets)
    assert all(one.vpc in vpcs for one in found.gateways)
    rules = [rule for group in found.groups for rule in (*group.ingress, *group.egress)]
    assert all(rule.group is None or rule.group in groups for rule in rules)


def test_what_a_provisioner_does_inside_a_host_is_not_doubted() -> None:
    text = 'resource "null_resource" "x" {{\n  provisioner "{}" {{}}\n}}\n'
    assert doubts(text.format("remote-exec")) == doubts(text.format("file")) == []
    assert [address for address, _, _ in doubts(text.format("local-exec"))] == ["null_resource.x"]
