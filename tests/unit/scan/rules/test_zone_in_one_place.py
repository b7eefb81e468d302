import pytest

from support.judging import answers, outcomes

RULE = "zone_in_one_place"


def subnet(name, block, *lines):
    body = "".join(f"  {line}\n" for line in (f'cidr_block = "{block}"', *lines))
    return f'resource "aws_subnet" "{name}" {{\n{body}}}\n'


def at(letter):
    return f'availability_zone = "ap-southeast-1{letter}"'


def test_a_zone_that_stands_in_two_places_is_right():
    text = subnet("a", "10.40.2.0/25", at("a")) + subnet("b", "10.40.2.128/25", at("b"))
    assert outcomes(RULE, text) == ["pass", "pass"]


@pytest.mark.parametrize("lines", [(at("a"),), (), ('availability_zone_id = "apse1-az1"',)])
def test_a_zone_that_lost_its_second_place_is_found_at_the_first(lines):
    text = subnet("a", "10.40.2.0/25", *lines)
    assert answers(RULE, text) == [("fail", "aws_subnet.a", 3 if lines and lines[0] == at("a") else 1)]


@pytest.mark.parametrize("second", [(at("a"),), ()], ids=["the same", "wherever AWS puts it"])
def test_two_subnets_that_may_stand_side_by_side_are_found(second):
    text = subnet("a", "10.40.2.0/25", at("a")) + subnet("b", "10.40.2.128/25", *second)
    assert outcomes(RULE, text) == ["fail", "fail"]


def test_places_may_be_named_by_id():
    ids = [f'availability_zone_id = "apse1-az{number}"' for number in (1, 2)]
    text = subnet("a", "10.40.2.0/25", ids[0]) + subnet("b", "10.40.2.128/25", ids[1])
    assert outcomes(RULE, text) == ["pass", "pass"]


def test_the_place_of_another_zone_does_not_count():
    text = subnet("a", "10.40.2.0/25", at("a")) + subnet("b", "10.40.1.0/25", at("b"))
    assert outcomes(RULE, text) == ["fail", "fail"]


def test_a_place_that_cannot_be_known_is_a_doubt_unless_two_others_are():
    unknown = subnet("b", "10.40.2.128/25", "availability_zone = var.other")
    first = subnet("a", "10.40.2.0/26", at("a"))
    assert outcomes(RULE, first + unknown) == ["unknown", "unknown"]
    assert outcomes(RULE, first + subnet("c", "10.40.2.64/26", at("c")) + unknown) == ["pass", "pass", "pass"]


def test_a_subnet_of_no_zone_and_a_tree_without_a_declaration_are_not_judged():
    assert outcomes(RULE, subnet("a", "10.99.0.0/24", at("a"))) == ["pass"]
    assert answers(RULE, subnet("a", "10.40.2.0/25", at("a")), None) == []
