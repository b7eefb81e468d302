import pytest

from support.aws_trees import doubts

FUNCTION = """
resource "aws_lambda_function" "f" {
  function_name = "f"
  vpc_config {
    subnet_ids         = [aws_subnet.a.id]
    security_group_ids = []
  }
}
"""
OUTSIDE = FUNCTION.replace("subnet_ids         = [aws_subnet.a.id]", "subnet_ids         = []")


def url(name):
    return (
        f'resource "aws_lambda_function_url" "u" {{\n  function_name = {name}\n  authorization_type = "AWS_IAM"\n}}\n'
    )


def permission(principal):
    return (
        'resource "aws_lambda_permission" "p" {\n  function_name = aws_lambda_function.f.function_name\n'
        f'  action        = "lambda:InvokeFunction"\n  principal     = {principal}\n}}\n'
    )


@pytest.mark.parametrize(
    "name",
    [
        "aws_lambda_function.f.function_name",
        "aws_lambda_function.f.arn",
        '"f"',
        '"arn:aws:lambda:eu-central-1:123456789012:function:f"',
        "aws_lambda_alias.x.arn",
    ],
)
def test_a_function_of_the_network_with_a_url_is_a_doubt_however_it_is_named(name):
    alias = 'resource "aws_lambda_alias" "x" {\n  function_name = aws_lambda_function.f.arn\n}\n'
    assert [one[::2] for one in doubts(FUNCTION + alias + url(name))] == [
        ("aws_lambda_function_url.u", {"aws_lambda_function.f"})
    ]


@pytest.mark.parametrize("principal", ['"*"', '"apigateway.amazonaws.com"', '"210987654321"', "var.who"])
def test_a_function_of_the_network_that_outsiders_may_call_is_a_doubt(principal):
    assert [one[0] for one in doubts(FUNCTION + permission(principal) + 'variable "who" {}\n')] == [
        "aws_lambda_permission.p"
    ]


@pytest.mark.parametrize(
    "text",
    [
        FUNCTION + permission('"events.amazonaws.com"'),
        FUNCTION + url('"another"'),
        OUTSIDE + url("aws_lambda_function.f.arn"),
    ],
)
def test_calls_by_the_accounts_own_events_and_of_functions_outside_the_network_are_no_doubt(text):
    assert doubts(text) == []
