from dataclasses import replace
from datetime import date

import pytest

from support.judging import INTENT, case, outcomes, rule

RULE = "share_beyond_its_terms"
UNTIL = '{ DateLessThan = { "aws:CurrentTime" = "2027-06-30T23:59:59Z" } }'
BELOW = '"${aws_s3_bucket.records.arn}/extracts/*"'


def shared(action="s3:GetObject", resource=BELOW, condition=UNTIL, more=""):
    return f"""
resource "aws_s3_bucket" "records" {{
  bucket = "records"
}}
resource "aws_iam_role" "receiver" {{
  name = "receiver"
}}
resource "aws_iam_policy" "share_checks" {{
  policy = jsonencode({{
    Statement = [{{ Effect = "Allow", Action = "{action}", Resource = {resource}, Condition = {condition} }}]
  }})
}}
resource "aws_iam_role_policy_attachment" "receiver" {{
  role       = aws_iam_role.receiver.name
  policy_arn = aws_iam_policy.share_checks.arn
}}
{more}
"""


def test_a_share_within_its_terms_is_right():
    assert outcomes(RULE, shared()) == ["pass"]


def test_listing_the_shared_part_is_right():
    listing = (
        '{ DateLessThan = { "aws:CurrentTime" = "2027-06-30T23:59:59Z" }, StringLike = { "s3:prefix" = "extracts/*" } }'
    )
    assert outcomes(RULE, shared("s3:ListBucket", '"${aws_s3_bucket.records.arn}"', listing)) == ["pass"]


@pytest.mark.parametrize(
    "condition",
    [
        "{}",
        '{ DateLessThan = { "aws:CurrentTime" = "2028-06-30T23:59:59Z" } }',
        '{ DateGreaterThan = { "aws:CurrentTime" = "2027-06-30T23:59:59Z" } }',
        '{ DateLessThanIfExists = { "aws:CurrentTime" = "2027-06-30T23:59:59Z" } }',
    ],
)
def test_a_grant_that_does_not_end_with_the_share_is_found(condition):
    assert outcomes(RULE, shared(condition=condition)) == ["fail"]


@pytest.mark.parametrize("resource", ['"*"', '"${aws_s3_bucket.records.arn}/*"', '"arn:aws:s3:::rec*"'])
def test_a_grant_beyond_the_shared_part_is_found(resource):
    assert "fail" in outcomes(RULE, shared(resource=resource))


def test_a_listing_of_the_whole_store_is_found():
    assert outcomes(RULE, shared("s3:ListBucket", '"${aws_s3_bucket.records.arn}"')) == ["fail"]


def test_writing_is_found():
    assert outcomes(RULE, shared("s3:PutObject")) == ["fail"]


def test_another_policy_of_the_receiver_counts_as_well():
    more = """
resource "aws_iam_role_policy" "receiver" {
  role   = aws_iam_role.receiver.id
  policy = jsonencode({
    Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.records.arn}/*" }]
  })
}
"""
    assert outcomes(RULE, shared(more=more)) == ["fail"]


def on(day, text):
    return [str(one.outcome) for one in rule(RULE).check(replace(case(text), today=day))]


def test_a_grant_past_its_day_is_found_though_it_gives_nothing_any_more():
    assert on(date(2027, 6, 30), shared()) == ["pass"]
    assert on(date(2027, 7, 1), shared()) == ["fail"]


GONE = 'resource "aws_iam_role" "receiver" {\n  name = "receiver"\n}\n'


def test_a_share_without_its_grant_is_found_until_its_day():
    assert on(date(2027, 6, 30), GONE) == ["fail"]
    assert on(date(2027, 7, 1), GONE) == ["pass"]


def test_two_shares_of_one_store_each_allow_their_own_part():
    (share,) = INTENT.shares
    visits = replace(share, name="visits", prefix="visits/", until=date(2028, 1, 1))
    both = replace(INTENT, shares=(share, visits))
    more = """
resource "aws_iam_role_policy" "receiver" {
  role   = aws_iam_role.receiver.id
  policy = jsonencode({
    Statement = [{
      Effect    = "Allow"
      Action    = "s3:GetObject"
      Resource  = "${aws_s3_bucket.records.arn}/visits/*"
      Condition = { DateLessThan = { "aws:CurrentTime" = "2027-12-31T23:59:59Z" } }
    }]
  })
}
"""
    assert outcomes(RULE, shared(more=more), both) == ["pass", "pass"]


def test_a_policy_that_cannot_be_read_is_unknown():
    text = GONE.replace("}", "  managed_policy_arns = [var.policy]\n}") + 'resource "aws_s3_bucket" "records" {}\n'
    assert "unknown" in outcomes(RULE, text)
