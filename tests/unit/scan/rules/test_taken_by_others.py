import pytest

from support.judging import answers, outcomes

RULE = "taken_by_others"
HOLDER = '"arn:aws:iam::123456789012:user/zhang.min"'


def trust(principal, effect="Allow"):
    return (
        'resource "aws_iam_role" "dba" {\n  assume_role_policy = jsonencode({\n    Statement = [{\n'
        f'      Effect    = "{effect}"\n      Action    = "sts:AssumeRole"\n      Principal = {principal}\n'
        "    }]\n  })\n}\n"
    )


def test_the_declared_holder_alone_is_right():
    assert outcomes(RULE, trust(f"{{ AWS = {HOLDER} }}")) == ["pass"]
    assert outcomes(RULE, trust(f"{{ AWS = [{HOLDER}] }}")) == ["pass"]


@pytest.mark.parametrize(
    "second",
    [
        '"arn:aws:iam::123456789012:user/eve"',
        '"arn:aws:iam::123456789012:user/zhang.min2"',
        '"arn:aws:iam::123456789012:root"',
        '"arn:aws:iam::123456789012:role/deploy"',
        '"123456789012"',
        '"*"',
    ],
)
def test_a_second_principal_is_found_at_its_line(second):
    assert answers(RULE, trust(f"{{ AWS = [{HOLDER}, {second}] }}")) == [("fail", "aws_iam_role.dba", 6)]


@pytest.mark.parametrize("kind", ['Service = "ec2.amazonaws.com"', 'Federated = "cognito-identity.amazonaws.com"'])
def test_a_principal_of_another_kind_is_no_holder(kind):
    assert outcomes(RULE, trust(f"{{ AWS = {HOLDER}, {kind} }}")) == ["fail"]


def test_whoever_is_refused_is_no_second_principal():
    assert outcomes(RULE, trust('{ AWS = "*" }', "Deny")) == ["pass"]


def test_a_role_without_declared_holders_and_a_tree_without_a_declaration_are_not_judged():
    other = trust('{ AWS = "*" }').replace('"dba"', '"operator"')
    assert outcomes(RULE, other) == []
    assert outcomes(RULE, trust('{ AWS = "*" }'), None) == []
