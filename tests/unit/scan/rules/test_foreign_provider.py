import pytest

from bastide.facts.case import Case
from support.judging import INTENT, answers, case, outcomes, rule

RULE = "foreign_provider"
TREE = "terraform {\n  required_providers {\n    aws = {\n      source  = %s\n      version = %s\n    }\n  }\n}\n"
OURS, PINNED = '"hashicorp/aws"', '"5.100.0"'


@pytest.mark.parametrize("source", [OURS, '"registry.terraform.io/hashicorp/aws"'])
@pytest.mark.parametrize("version", [PINNED, '"= 5.100.0"'])
def test_hashicorps_own_at_one_version_is_right(source, version):
    assert outcomes(RULE, TREE % (source, version)) == ["pass"]


@pytest.mark.parametrize(
    "source", ['"hashicorb/aws"', '"example.com/hashicorp/aws"', '"hashicorp/aws/x"', "var.source"]
)
def test_somebody_elses_is_found_at_its_line(source):
    assert answers(RULE, TREE % (source, PINNED)) == [("fail", "", 4)]


@pytest.mark.parametrize("version", ['">= 5.0"', '"~> 5.100"', '"5.100"', "var.version"])
def test_an_open_version_is_found_at_its_line(version):
    assert answers(RULE, TREE % (OURS, version)) == [("fail", "", 5)]


def test_a_provider_by_version_alone_is_judged_by_that():
    text = 'terraform {\n  required_providers {\n    aws = "%s"\n  }\n}\n'
    assert outcomes(RULE, text % "5.100.0") == ["pass"]
    assert answers(RULE, text % ">= 5.0") == [("fail", "", 3)]


def test_nothing_is_said_without_a_declaration_or_of_a_file_that_cannot_be_read():
    assert outcomes(RULE, TREE % ('"other/aws"', PINNED), None) == []
    whole = case("")
    broken = Case(whole.graph, INTENT, {"broken.tf": "terraform { required_providers {"})
    assert list(rule(RULE).check(broken)) == []
