import pytest

from support.judging import answers, outcomes

RULE = "written_secret"


@pytest.mark.parametrize(
    "line",
    [
        'password = "hunter2"',
        'master_password = "hunter2"',
        'secret_string = jsonencode({ password = "hunter2" })',
        'environment = { DB_PASSWORD = "hunter2" }',
        'auth_token = "x"',
        'user_data = "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE"',
        'certificate = "-----BEGIN RSA PRIVATE KEY-----"',
    ],
)
def test_a_written_secret_is_found(line):
    failed = [one for one in answers(RULE, f'resource "aws_x" "x" {{\n  {line}\n}}') if one[0] == "fail"]
    assert [line for _, _, line in failed] == [2]


@pytest.mark.parametrize(
    "line",
    [
        "password = random_password.x.result",
        "password = var.password",
        'password = ""',
        "manage_master_user_password = true",
        'token_type = "jwt"',
        'creation_token = "records"',
        'password_policy = "strict"',
    ],
)
def test_what_is_no_literal_secret_is_right(line):
    assert "fail" not in outcomes(RULE, f'resource "aws_x" "x" {{\n {line}\n}}')


def test_the_default_of_a_variable_is_literal():
    text = 'variable "p" {\n default = "hunter2"\n}\nresource "aws_x" "x" {\n password = var.p\n}'
    assert "fail" in outcomes(RULE, text)


def test_a_provider_with_keys_is_found():
    assert answers(RULE, 'provider "aws" {\n  secret_key = "abc"\n}')[0] == ("fail", "", 2)
