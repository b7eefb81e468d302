import pytest

from support.judging import answers, outcomes

RULE = "long_lived_credential"


@pytest.mark.parametrize("kind", ["aws_iam_access_key", "aws_iam_user_login_profile", "aws_key_pair"])
def test_a_credential_is_found(kind):
    assert answers(RULE, f'resource "{kind}" "x" {{}}') == [("fail", f"{kind}.x", 1)]


@pytest.mark.parametrize("value", ['"ops"', "aws_key_pair.ops.key_name", "var.key"])
def test_a_machine_that_accepts_a_key_pair_is_found(value):
    assert outcomes(RULE, f'resource "aws_instance" "x" {{\n key_name = {value}\n}}') == ["fail"]


def test_a_machine_without_one_is_right():
    assert outcomes(RULE, 'resource "aws_instance" "x" {}') == ["pass"]
