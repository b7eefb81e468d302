"""Key that its administrators may use.

What it does:
    Finds, where a declaration exists, KMS keys whose policy lets the same principal manage the key - end it, disable
    it, change its policy - and decrypt or encrypt with it, both without a condition.

Why is this bad:
    Whoever keeps the keys then reads the data, and nobody else took part. To give use by way of a service only
    (`kms:ViaService`) leaves the reading to whom the service admits.

Example:
    resource "aws_kms_key" "records" {
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [{
          Effect    = "Allow"
          Principal = { AWS = "arn:aws:iam::123456789012:root" }
          Action    = ["kms:Put*", "kms:ScheduleKeyDeletion", "kms:Decrypt"]
          Resource  = "*"
        }]
      })
    }

Use instead:
    resource "aws_kms_key" "records" {
      policy = jsonencode({
        Version = "2012-10-17"
        Statement = [
          {
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::123456789012:root" }
            Action    = ["kms:Put*", "kms:ScheduleKeyDeletion"]
            Resource  = "*"
          },
          {
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::123456789012:root" }
            Action    = ["kms:Decrypt"]
            Resource  = "*"
            Condition = { StringEquals = { "kms:ViaService" = ["s3.ap-southeast-1.amazonaws.com"] } }
          },
        ]
      })
    }

Source:
    NIST SP 800-53r5 AC-5; KMS developer guide, "Allows key administrators to administer the KMS key".
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.match import covers_action
from bastide.facts.policy import Statement, statements
from bastide.facts.rule import Answer, Fault, Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA023", Severity.HIGH, "Take the use out, or allow it by way of a service only.", __doc__)
KEY = "aws_kms_key"
MANAGES = ("kms:ScheduleKeyDeletion", "kms:PutKeyPolicy", "kms:DisableKey")
USES = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom")


def check(case: Case) -> Iterator[Finding]:
    """Judge every key that has a policy; one without is checkov's CKV2_AWS_64."""
    if case.intent is None:
        return
    keys = (one for one in case.graph.of_type(KEY) if one.get("policy") is not None)
    yield from META.judge(keys, partial(_answers, case))


def _answers(case: Case, key: Resource) -> Iterator[Answer]:
    listed = [one for one in statements(case, key.get("policy"), key.at("policy")) if one.allows and not one.conditions]
    keepers = {who for one in listed if _covers(one, MANAGES) for who in _people(one)}
    for statement in listed:
        used = next((action for action in USES if covers_action(statement, action)), "")
        both = sorted(keepers & set(_people(statement)))
        if used and both:
            yield Fault(f"`{both[0]}` manages `{key.address}` and may call `{used}` with it", statement.place)


def _covers(statement: Statement, actions: tuple[str, ...]) -> bool:
    return any(covers_action(statement, action) for action in actions)


def _people(statement: Statement) -> Iterator[str]:
    """Yield the identities of a statement; what a service does by itself is nobody's reading."""
    return (name for kind, name in statement.principals if kind == "AWS")
