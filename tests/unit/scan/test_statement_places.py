"""A finding about a policy points at the statement, and at the entry inside it, not at the whole document."""

from bastide.facts.policy import statements
from support.judging import case

TEXT = """resource "aws_iam_role_policy" "x" {
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "*" },
      {
        Sid    = "Second"
        Effect = "Deny"
        NotPrincipal = { AWS = "arn:aws:iam::1:root" }
        Action = [
          "s3:Put*",
          "s3:Delete*",
        ]
        Condition = {
          Bool = { "aws:SecureTransport" = "false" }
        }
      },
    ]
  })
}
data "aws_iam_policy_document" "y" {
  statement {
    actions = ["s3:*"]
    not_principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::1:root"]
    }
  }
}
"""


def read(address):
    judged = case(TEXT, None)
    resource = judged.graph.by_address[address]
    return statements(judged, resource.get("policy"), resource.at("policy"))


def test_each_statement_and_entry_has_its_own_place():
    first, second = read("aws_iam_role_policy.x")
    assert (first.place.line, second.place.line, second.place.end_line) == (4, 5, 16)
    assert [second.at("Action", index).line for index in (0, 1)] == [10, 11]
    assert second.at("Condition", "Bool", "aws:SecureTransport").line == 14
    assert second.at("Resource").line == 5, "what is absent stands where the statement does"
    assert second.sid == "Second"


def test_who_is_left_out_is_remembered():
    _, second = read("aws_iam_role_policy.x")
    assert second.principals == (("AWS", "*"),)
    assert second.not_principals == (("AWS", "arn:aws:iam::1:root"),)


def test_a_document_of_blocks_knows_its_elements():
    judged = case(TEXT + 'resource "aws_iam_policy" "z" {\n policy = data.aws_iam_policy_document.y.json\n}\n', None)
    policy = judged.graph.by_address["aws_iam_policy.z"]
    (found,) = statements(judged, policy.get("policy"), policy.at("policy"))
    assert found.at("Action", 0).line == 22
    assert found.not_principals == (("AWS", "arn:aws:iam::1:root"),)
