import pytest

from support.judging import answers, outcomes

RULE = "foreign_account"
OWN, OTHER = "123456789012", "210987654321"


def policy(principal, *, effect="Allow", condition="", kind="aws_s3_bucket_policy"):
    return f"""resource "{kind}" "x" {{
  bucket = "records"
  policy = jsonencode({{
    Statement = [{{ Effect = "{effect}", Principal = {principal}, Action = "s3:GetObject"{condition} }}]
  }})
}}
"""


@pytest.mark.parametrize("name", ["arn:aws:iam::%s:root", "arn:aws-cn:iam::%s:role/reader", "%s"])
@pytest.mark.parametrize("kind", ["aws_s3_bucket_policy", "aws_kms_key", "aws_sns_topic_policy", "aws_s3_access_point"])
def test_another_account_is_found_and_the_own_one_is_right(name, kind):
    assert answers(RULE, policy(f'{{ AWS = "{name % OTHER}" }}', kind=kind)) == [("fail", f"{kind}.x", 4)]
    assert outcomes(RULE, policy(f'{{ AWS = "{name % OWN}" }}', kind=kind)) == ["pass"]


def test_one_of_several_principals_is_enough():
    both = f'{{ AWS = ["arn:aws:iam::{OWN}:root", "arn:aws:iam::{OTHER}:root"] }}'
    assert outcomes(RULE, policy(both)) == ["fail"]


def test_an_account_that_only_a_condition_names_is_found():
    condition = ', Condition = { StringEquals = { "aws:PrincipalAccount" = "%s" } }'
    assert outcomes(RULE, policy('"*"', condition=condition % OTHER)) == ["fail"]
    assert outcomes(RULE, policy('"*"', condition=condition % OWN)) == ["pass"]


def test_a_deny_a_service_and_a_tree_without_declaration_are_right():
    other = f'{{ AWS = "arn:aws:iam::{OTHER}:root" }}'
    assert outcomes(RULE, policy(other, effect="Deny")) == ["pass"]
    assert outcomes(RULE, policy('{ Service = "cloudtrail.amazonaws.com" }')) == ["pass"]
    assert outcomes(RULE, policy(other), None) == []


def test_aws_itself_may_deliver_logs_and_no_more():
    delivery = policy('{ AWS = "arn:aws-cn:iam::638102146993:root" }')
    assert outcomes(RULE, delivery) == ["fail"]
    assert outcomes(RULE, delivery.replace("s3:GetObject", "s3:PutObject")) == ["pass"]


@pytest.mark.parametrize(
    ("kind", "attribute", "name"),
    [
        ("aws_kms_grant", "grantee_principal", "arn:aws:iam::%s:role/x"),
        ("aws_ram_principal_association", "principal", "%s"),
        ("aws_lambda_permission", "principal", "%s"),
    ],
)
def test_a_grant_or_share_to_another_account_is_found_at_its_line(kind, attribute, name):
    text = 'resource "%s" "x" {\n  %s = "%s"\n}\n'
    assert answers(RULE, text % (kind, attribute, name % OTHER)) == [("fail", f"{kind}.x", 2)]
    assert outcomes(RULE, text % (kind, attribute, name % OWN)) == ["pass"]


def test_what_cannot_be_read_is_unknown():
    assert outcomes(RULE, policy("var.who")) == ["unknown"]
    assert outcomes(RULE, 'resource "aws_kms_grant" "x" {\n  grantee_principal = var.who\n}\n') == ["unknown"]
