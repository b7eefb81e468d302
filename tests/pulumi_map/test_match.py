"""How names and types of the two sides find one another."""

import pytest

from match import candidates, pairs, pulumi_name, pulumi_side, terraform_side


@pytest.mark.parametrize(
    ("name", "offered", "found"),
    [
        ("cidr_block", ["cidrBlock", "cidrBlocks"], "cidrBlock"),
        ("subnet_id", ["subnetIds"], "subnetIds"),
        ("alias", ["aliases"], "aliases"),
        ("policy", ["policies"], "policies"),
        ("global_secondary_index", ["globalSecondaryIndices"], "globalSecondaryIndices"),
        ("local_secondary_index", ["localSecondaryIndexes"], "localSecondaryIndexes"),
        ("kinesis", ["kineses"], "kineses"),
        ("cidr_block", ["cidr"], None),
        ("cidr_block", [], None),
    ],
)
def test_a_name_is_camel_case_and_plural_where_only_that_exists(name, offered, found):
    assert pulumi_name(name, [name], offered, listed=False) == found


def test_a_list_prefers_the_plural():
    assert pulumi_name("rule", ["rule"], ["rule", "rules"], listed=True) == "rules"
    assert pulumi_name("rule", ["rule"], ["rule"], listed=True) == "rule"


@pytest.mark.parametrize("listed", [True, False])
def test_a_plural_that_is_another_attributes_name_is_left_to_it(listed):
    assert pulumi_name("rule", ["rule", "rules"], ["rule", "rules"], listed=listed) == "rule"
    assert pulumi_name("rule", ["rule", "rules"], ["rules"], listed=listed) is None


def test_the_name_itself_comes_first():
    assert candidates("index") == ["index", "indices", "indexes", "indexs"]


TEN = [f"name_{letter}" for letter in "abcdefghij"]
SAID = [f"name{letter}" for letter in "ABCDEFGHIJ"]


def paired(types, tokens, known=None):
    wanted = {name: terraform_side(name, names) for name, names in types.items()}
    return pairs(wanted, {token: pulumi_side(token, names) for token, names in tokens.items()}, known or {})


def test_a_known_token_is_taken_and_no_one_elses():
    known = {"aws_other_box": "aws:a/box:Box"}
    assert paired({"aws_a_box": TEN, "aws_other_box": TEN}, {"aws:a/box:Box": SAID}, known) == known


def test_a_token_that_spells_the_type_needs_few_of_its_names():
    assert paired({"aws_waf_ipset": TEN}, {"aws:waf/ipSet:IpSet": SAID[:2]}) == {"aws_waf_ipset": "aws:waf/ipSet:IpSet"}


def test_a_token_that_is_called_otherwise_needs_nearly_all():
    assert paired({"aws_lb": TEN}, {"aws:lb/loadBalancer:LoadBalancer": SAID}) == {
        "aws_lb": "aws:lb/loadBalancer:LoadBalancer"
    }
    assert paired({"aws_lb": TEN}, {"aws:lb/loadBalancer:LoadBalancer": SAID[:8]}) == {}


def test_plurals_and_what_every_type_has_do_not_count():
    assert paired({"aws_lb": ["subnet", "tags", "id"]}, {"aws:lb/loadBalancer:LoadBalancer": ["subnets", "region"]})


def test_the_service_decides_between_twins():
    tokens = {"aws:waf/rule:Rule": SAID, "aws:wafregional/rule:Rule": SAID}
    assert paired({"aws_waf_rule": TEN, "aws_wafregional_rule": TEN}, tokens) == {
        "aws_waf_rule": "aws:waf/rule:Rule",
        "aws_wafregional_rule": "aws:wafregional/rule:Rule",
    }


def test_the_class_decides_before_the_service():
    tokens = {"alicloud:ecs/disk:Disk": SAID, "alicloud:ecs/ecsDisk:EcsDisk": SAID}
    assert paired({"alicloud_disk": TEN, "alicloud_ecs_disk": TEN}, tokens) == {
        "alicloud_disk": "alicloud:ecs/disk:Disk",
        "alicloud_ecs_disk": "alicloud:ecs/ecsDisk:EcsDisk",
    }


def test_a_token_goes_to_the_one_type_that_fits_best():
    tokens = {"aws:x/group:Group": SAID}
    assert paired({"aws_second_group": TEN[:6], "aws_x_group": TEN}, tokens) == {"aws_x_group": "aws:x/group:Group"}


def test_what_is_called_otherwise_and_has_other_names_is_no_match():
    assert paired({"aws_vpc": TEN}, {"aws:ec2/subnet:Subnet": [f"x{name}" for name in SAID]}) == {}
