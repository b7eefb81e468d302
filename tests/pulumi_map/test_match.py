"""How names and types of the two sides find one another."""

import pytest

from match import candidates, overlap, pulumi_name, tokens


@pytest.mark.parametrize(
    ("name", "offered", "found"),
    [
        ("cidr_block", ["cidrBlock", "cidrBlocks"], "cidrBlock"),
        ("subnet_id", ["subnetIds"], "subnetIds"),
        ("alias", ["aliases"], "aliases"),
        ("policy", ["policies"], "policies"),
        ("global_secondary_index", ["globalSecondaryIndices"], "globalSecondaryIndices"),
        ("kinesis", ["kineses"], "kineses"),
        ("cidr_block", ["cidr"], None),
        ("cidr_block", [], None),
    ],
)
def test_a_name_is_camel_case_and_plural_where_only_that_exists(name, offered, found):
    assert pulumi_name(name, offered) == found


def test_the_likeliest_spelling_comes_first():
    assert list(candidates("index")) == ["index", "indexs", "indexes", "indices"]


def test_a_list_prefers_the_plural():
    assert pulumi_name("rule", ["rule", "rules"], plural_first=True) == "rules"
    assert pulumi_name("rule", ["rule"], plural_first=True) == "rule"


def test_a_rename_counts_only_where_it_exists():
    assert pulumi_name("function_name", ["name", "functionName"], "name") == "name"
    assert pulumi_name("function_name", ["functionName"], "name") is None


def test_overlap_is_what_both_have_of_all():
    assert overlap(["a_b", "c"], ["aB", "c"]) == 1.0
    assert overlap(["a_b", "c"], ["aB", "d"]) == pytest.approx(1 / 3)
    assert overlap(["a"], []) == 0.0
    assert overlap([], []) == 0.0


TEN = [f"name_{letter}" for letter in "abcdefghij"]
SAID = [f"name{letter}" for letter in "ABCDEFGHIJ"]


def test_a_known_token_is_taken_and_no_one_elses():
    offered = {"aws:a/box:Box": SAID, "aws:b/box:Box": []}
    found = tokens({"aws_a_box": TEN, "aws_other_box": TEN}, offered, {"aws_other_box": "aws:a/box:Box"})
    assert found == {"aws_other_box": "aws:a/box:Box"}


def test_a_token_that_spells_the_type_needs_most_of_its_names():
    assert tokens({"aws_waf_ipset": TEN}, {"aws:waf/ipSet:IpSet": SAID[:5]}, {}) == {
        "aws_waf_ipset": "aws:waf/ipSet:IpSet"
    }
    assert tokens({"aws_waf_ipset": TEN}, {"aws:waf/ipSet:IpSet": SAID[:4]}, {}) == {}


def test_a_token_that_ends_alike_needs_nearly_all():
    assert tokens({"aws_waf_ipset": TEN}, {"aws:other/set:Set": SAID[:9]}, {}) == {"aws_waf_ipset": "aws:other/set:Set"}
    assert tokens({"aws_waf_ipset": TEN}, {"aws:other/set:Set": SAID[:8]}, {}) == {}


def test_the_service_decides_between_twins():
    offered = {"aws:waf/rule:Rule": SAID, "aws:wafregional/rule:Rule": SAID}
    assert tokens({"aws_waf_rule": TEN, "aws_wafregional_rule": TEN}, offered, {}) == {
        "aws_waf_rule": "aws:waf/rule:Rule",
        "aws_wafregional_rule": "aws:wafregional/rule:Rule",
    }


def test_two_tokens_that_fit_alike_leave_a_type_unmapped():
    offered = {"aws:x/group:Group": SAID, "aws:y/group:Group": SAID}
    assert tokens({"aws_placement_group": TEN}, offered, {}) == {}


def test_two_types_that_want_one_token_are_both_left_unmapped():
    offered = {"aws:x/group:Group": SAID}
    assert tokens({"aws_first_group": TEN, "aws_second_group": TEN}, offered, {}) == {}


def test_what_is_called_otherwise_is_no_match():
    assert tokens({"aws_vpc": TEN}, {"aws:ec2/subnet:Subnet": SAID}, {}) == {}
