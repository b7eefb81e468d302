import pytest

from support.judging import answers, outcomes

RULE = "audit_tampering"


def holder(*statements, more="", kind="role"):
    listed = ",\n".join(statements)
    return f"""
resource "aws_iam_{kind}" "x" {{
  name = "x"
  {more}
}}
resource "aws_iam_{kind}_policy" "x" {{
  {kind} = aws_iam_{kind}.x.name
  policy = jsonencode({{ Statement = [{listed}] }})
}}
"""


def allow(*actions, resource='"*"', more=""):
    listed = ", ".join(f'"{action}"' for action in actions)
    return f'{{ Effect = "Allow", Action = [{listed}], Resource = {resource}{more} }}'


def deny(*actions, more=""):
    return allow(*actions, more=more).replace('"Allow"', '"Deny"')


@pytest.mark.parametrize(
    "action", ["cloudtrail:StopLogging", "cloudtrail:*", "cloudtrail:stop*", "*", "*:*", "cloudtrail:?topLogging"]
)
def test_whoever_may_stop_the_trail_is_found(action):
    assert answers(RULE, holder(allow(action))) == [("fail", "aws_iam_role.x", 8)]


@pytest.mark.parametrize("kind", ["user", "group"])
def test_users_and_groups_are_judged_too(kind):
    assert outcomes(RULE, holder(allow("cloudtrail:DeleteTrail"), kind=kind)) == ["fail"]


def test_reading_the_trail_is_right():
    assert outcomes(RULE, holder(allow("cloudtrail:Get*", "cloudtrail:LookupEvents"))) == ["pass"]


def test_a_deny_of_all_four_counts_and_of_one_does_not():
    four = deny("cloudtrail:Stop*", "cloudtrail:Delete*", "cloudtrail:Update*", "cloudtrail:Put*")
    assert outcomes(RULE, holder(allow("*"), four)) == ["pass"]
    assert outcomes(RULE, holder(allow("*"), deny("cloudtrail:StopLogging"))) == ["fail"]


def test_a_deny_with_a_condition_does_not_count():
    condition = ', Condition = { Bool = { "aws:MultiFactorAuthPresent" = "false" } }'
    assert outcomes(RULE, holder(allow("*"), deny("cloudtrail:*", more=condition))) == ["fail"]


def test_not_action_allows_all_the_rest():
    assert outcomes(RULE, holder('{ Effect = "Allow", NotAction = ["iam:*"], Resource = "*" }')) == ["fail"]
    assert outcomes(RULE, holder('{ Effect = "Allow", NotAction = ["cloudtrail:*"], Resource = "*" }')) == ["pass"]


BOUNDARY = """
resource "aws_iam_policy" "limit" {
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "%s", Resource = "*" }] })
}
"""


def test_a_boundary_that_withholds_it_counts():
    bounded = holder(allow("*"), more="permissions_boundary = aws_iam_policy.limit.arn")
    assert outcomes(RULE, bounded + BOUNDARY % "s3:Get*") == ["pass"]
    assert outcomes(RULE, bounded + BOUNDARY % "cloudtrail:*") == ["fail"]


def test_policies_of_aws_are_known_or_unknown():
    text = 'resource "aws_iam_role" "x" {{\n managed_policy_arns = ["arn:aws:iam::aws:policy/{}"]\n}}'
    assert outcomes(RULE, text.format("AdministratorAccess")) == ["fail"]
    assert outcomes(RULE, text.format("PowerUserAccess")) == ["fail"]
    assert outcomes(RULE, text.format("AmazonSSMManagedInstanceCore")) == ["pass"]
    assert outcomes(RULE, text.format("service-role/AWSBackupServiceRolePolicyForBackup")) == ["pass"]
    assert outcomes(RULE, text.format("SomethingNew")) == ["unknown"]


def test_an_attached_policy_counts_and_so_does_one_that_nobody_holds_yet():
    policy = BOUNDARY % "cloudtrail:StopLogging"
    role = 'resource "aws_iam_role" "x" {}\n'
    attached = """
resource "aws_iam_role_policy_attachment" "x" {
  role = aws_iam_role.x.name
  policy_arn = aws_iam_policy.limit.arn
}
"""
    assert [one[:2] for one in answers(RULE, role + policy + attached)] == [("fail", "aws_iam_role.x")]
    assert [one[:2] for one in answers(RULE, role + policy)] == [
        ("pass", "aws_iam_role.x"),
        ("fail", "aws_iam_policy.limit"),
    ]


LOGS = """
resource "aws_s3_bucket" "trail" {
  bucket = "trail"
}
resource "aws_cloudtrail" "main" {
  s3_bucket_name = aws_s3_bucket.trail.id
}
"""


@pytest.mark.parametrize(
    ("resource", "outcome"),
    [
        ('"arn:aws:s3:::trail"', "fail"),
        ('"arn:aws:s3:::tr*"', "fail"),
        ("aws_s3_bucket.trail.arn", "fail"),
        ('"${aws_s3_bucket.trail.arn}/*"', "fail"),
        ('"arn:aws:s3:::other"', "pass"),
        ('"arn:aws:s3:::other/*"', "pass"),
    ],
)
def test_rewriting_the_log_bucket_is_found_and_another_bucket_is_not(resource, outcome):
    text = LOGS + holder(allow("s3:*", resource=resource))
    assert outcomes(RULE, text) == [outcome]


def test_a_policy_that_cannot_be_read_is_unknown():
    text = 'resource "aws_iam_role" "x" {\n inline_policy {\n policy = file("x.json")\n}\n}'
    assert outcomes(RULE, text) == ["unknown"]
    assert outcomes(RULE, holder(allow("${var.action}"))) == ["unknown"]
