import pytest

from support.judging import outcomes

RULE = "reads_forbidden_class"
STORES = """
resource "aws_s3_bucket" "records" {
  bucket = "records"
}
resource "aws_db_instance" "records" {
  identifier = "records"
}
"""


def vendor(statement):
    return (
        STORES
        + f"""
resource "aws_iam_role" "vendor" {{}}
resource "aws_iam_role_policy" "vendor" {{
  role = aws_iam_role.vendor.id
  policy = jsonencode({{ Statement = [{statement}] }})
}}
"""
    )


@pytest.mark.parametrize(
    "statement",
    [
        '{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }',
        '{ Effect = "Allow", Action = "s3:Get*", Resource = "${aws_s3_bucket.records.arn}/*" }',
        '{ Effect = "Allow", Action = "s3:Get*", Resource = "arn:aws:s3:::rec*" }',
        '{ Effect = "Allow", Action = "*", NotResource = "arn:aws:s3:::forms" }',
        '{ Effect = "Allow", Action = "rds-db:connect", Resource = "*" }',
        '{ Effect = "Allow", Action = "secretsmanager:*", Resource = "*" }',
    ],
)
def test_a_permission_to_read_the_class_is_found(statement):
    assert "fail" in outcomes(RULE, vendor(statement))


@pytest.mark.parametrize(
    "statement",
    [
        '{ Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::forms/*" }',
        '{ Effect = "Allow", Action = "ssm:StartSession", Resource = "*" }',
        '{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = "arn:aws:secretsmanager:r:a:x" }',
        '{ Effect = "Allow", Action = "s3:*", Resource = "*" }, { Effect = "Deny", Action = "s3:*", Resource = "*" }',
    ],
)
def test_what_does_not_read_it_is_right(statement):
    assert outcomes(RULE, vendor(statement)) == ["pass"]


def test_a_policy_that_cannot_be_read_is_unknown():
    text = STORES + 'resource "aws_iam_role" "vendor" {\n managed_policy_arns = [var.policy]\n}'
    assert outcomes(RULE, text) == ["unknown"]


def test_without_a_declaration_nothing_is_said():
    assert outcomes(RULE, vendor('{ Effect = "Allow", Action = "*", Resource = "*" }'), None) == []
