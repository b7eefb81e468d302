"""One line changed in the generated example: the fault is found, and blamed on that line."""

import shutil
from dataclasses import replace

import pytest

from bastide.facts.case import Case
from bastide.graph.terraform import read_tree
from bastide.model.finding import Outcome
from bastide.model.intent_json import loads
from bastide.prove.identity.findings import findings

STACK = "examples/cloud-window/stack"
MFA = """Bool            = { "aws:MultiFactorAuthPresent" = "true" }
        NumericLessThan = { "aws:MultiFactorAuthAge" = "3600" }"""
ROOT = 'Principal = { AWS = "arn:aws:iam::123456789012:root" }'
EC2 = 'Principal = { Service = "ec2.amazonaws.com" }'
NOT_FOR_CALLERS = """Effect    = "Deny"
        Principal = { AWS = "*" }
        Action    = "s3:PutObject"
"""
FOR_ANOTHER = """Effect    = "Allow"
        Principal = { AWS = "210987654321" }
        Action    = "s3:*"
"""
OPENS_RECORDED = """["ssm:StartSession"]
        Resource = [aws_ssm"""
WRITES_RECORDS = """["s3:PutObject"]
        Resource = ["*", aws_ssm"""

FAULTS = [
    # who may take a role
    ("IDN001", "workload-pension-service.tf", EC2, ROOT),
    ("IDN001", "workload-pension-service.tf", EC2, 'Principal = { Service = "lambda.amazonaws.com" }'),
    ("IDN001", "workload-pension-service.tf", EC2, 'Principal = { AWS = "210987654321" }'),
    ("IDN001", "workload-pension-service.tf", EC2, 'Principal = { AWS = "*" }'),
    ("IDN001", "backup.tf", 'Service = "backup.amazonaws.com"', 'Service = "glue.amazonaws.com"'),
    ("IDN001", "audit-log.tf", 'Service = "cloudtrail.amazonaws.com"', 'AWS = "123456789012"'),
    ("IDN002", "role-operator.tf", MFA, 'BoolIfExists = { "aws:MultiFactorAuthPresent" = "true" }'),
    ("IDN002", "role-dba.tf", '"aws:PrincipalTag/bastide:approved" = "dba"\n', "\n"),
    ("IDN002", "role-break-glass.tf", '"aws:PrincipalTag/bastide:role"     = "break-glass"\n', "\n"),
    ("IDN002", "role-break-glass.tf", 'role"     = "break-glass"', 'role" = ["break-glass", "operator"]'),
    ("IDN002", "role-operator.tf", 'Name"           = "$${aws:username}"', 'Name" = ["$${aws:username}", "another"]'),
    ("IDN008", "role-operator.tf", 'PrincipalTag/bastide:role" = "operator"', 'PrincipalTag/x" = "operator"'),
    ("IDN008", "role-operator.tf", 'bastide:role" = "operator"', 'bastide:role" = ["operator", "auditor"]'),
    ("IDN008", "approvers.tf", 'bastide:role" = "approver:1"', 'bastide:role" = ["approver:1", "dba"]'),
    # who reads and writes
    ("IDN003", "workload-pension-service.tf", "db_instance.pensions.resource_id", "db_instance.identity.resource_id"),
    ("IDN003", "workload-marriage-registry.tf", '"${aws_s3_bucket.case_files.arn}/*"', '"*"'),
    ("IDN003", "role-operator.tf", '"ec2:DescribeInstances", ', '"s3:Get*", '),
    ("IDN003", "backup.tf", '"rds:CreateDBSnapshot", "rds:List', '"rds:RestoreDBInstanceToPointInTime", "rds:List'),
    ("IDN003", "backup.tf", '"${aws_s3_bucket.audit_log_dr.arn}/*",', ""),
    ("IDN003", "access-log-bucket.tf", 'StringEquals = { "aws:SourceAccount" = "123456789012" }', ""),
    ("IDN003", "store-case-files.tf", NOT_FOR_CALLERS, FOR_ANOTHER),
    # who destroys, weakens, gives away
    ("IDN004", "store-case-files.tf", '"s3:ReplicateDelete", ', '"s3:Delete*", '),
    ("IDN004", "backup.tf", '["rds:CreateDBSnapshot", "rds:ListTags', '["rds:ModifyDBInstance", "rds:ListTags'),
    ("IDN004", "backup.tf", '"s3:PutBucketNotification",', '"s3:PutBucket*",'),
    ("IDN005", "backup.tf", '["kms:DescribeKey"]', '["kms:*"]'),
    ("IDN005", "keys.tf", ROOT, 'Principal = { AWS = "*" }'),
    ("IDN005", "keys.tf", "123456789012:root", "210987654321:root"),
    ("IDN006", "backup.tf", '"backup:CopyIntoBackupVault", ', '"backup:DeleteBackupVaultLockConfiguration", '),
    ("IDN006", "backup.tf", '"backup:CopyFromBackupVault", ', '"backup:StartCopyJob", '),
    ("IDN006", "backup.tf", '"backup:CopyFromBackupVault", ', '"backup:*", '),
    ("IDN007", "network.tf", '"logs:PutLogEvents"', '"logs:Put*"'),
    ("IDN007", "store-identity.tf", 'log-group:RDSOSMetrics*"\n', 'log-group:*"\n'),
    ("IDN007", "audit-log.tf", '["logs:CreateLogStream", "logs:PutLogEvents"]', '"logs:*"'),
    ("IDN015", "access-log-bucket.tf", '"s3:DeleteObject", "s3:DeleteObjectVersion"]', '"s3:DeleteObject"]'),
    (
        "IDN015",
        "access-log-bucket.tf",
        'Effect    = "Deny"\n        Principal = { AWS = "*" }\n        Action    = ["s3:By',
        'Effect    = "Deny"\n        Principal = { AWS = "1" }\n        Action    = ["s3:By',
    ),
    ("IDN015", "backup.tf", '"backup:DeleteRecoveryPoint",\n', "\n"),
    ("IDN015", "backup.tf", "ArnNotEquals", "ArnEquals"),
    # duties
    ("IDN010", "role-auditor.tf", '"logs:FilterLogEvents",', '"logs:*",'),
    ("IDN010", "role-auditor.tf", '"s3:GetObjectVersion"]', '"s3:GetObjectVersion", "s3:PutObject"]'),
    ("IDN010", "role-operator.tf", OPENS_RECORDED, WRITES_RECORDS),
    ("IDN013", "role-operator.tf", '["app@*", "ops"]', '["app@*", "ops", "vault"]'),
    ("IDN013", "role-operator.tf", '["app@*", "ops"]', '["*"]'),
    ("IDN013", "role-operator.tf", "StringLike = {", "StringNotLike = {"),
    ("IDN012", "backup.tf", '"cloudwatch:GetMetricData"', '"iam:CreatePolicyVersion"'),
    ("IDN012", "role-dba.tf", '"aws:TagKeys" = ["bastide:approved"]', '"aws:TagKeys" = ["bastide:*", "bastide:role"]'),
    ("IDN012", "approvers.tf", 'sts:AssumeRole"\n      Resource', 'iam:*"\n      Resource'),
    # what must be possible
    ("IDN011", "role-operator.tf", "123456789012:root", "210987654321:root"),
    ("IDN011", "role-auditor.tf", ROOT, "Principal = { AWS = aws_iam_role.bastion.arn }"),
    ("IDN011", "role-auditor.tf", 'bastide:role" = "auditor"', 'bastide:role" = "auditors"'),
    ("IDN011", "role-auditor.tf", '["s3:GetObject", "s3:GetObjectVersion"]', '["s3:GetObjectVersion"]'),
    (
        "IDN011",
        "role-auditor.tf",
        '"${aws_cloudwatch_log_group.audit.arn}:*"',
        '"${aws_cloudwatch_log_group.audit.arn}"',
    ),
    ("IDN011", "role-operator.tf", '["app@*", "ops"]', '["ops"]'),
    ("IDN011", "boundary.tf", '"logs:GetLogEvents",\n', "\n"),
    ("IDN011", "boundary.tf", '"kms:Decrypt", ', ""),
    ("IDN011", "keys.tf", '"s3.ap-southeast-1.amazonaws.com",\n              "sns.', '"sns.'),
    ("IDN011", "workload-marriage-registry.tf", '"s3:GetObject", ', ""),
    (
        "IDN011",
        "workload-marriage-registry.tf",
        "[aws_kms_key.important_civil_affairs.arn]",
        "[aws_kms_key.general.arn]",
    ),
    ("IDN011", "workload-marriage-registry.tf", "s3.ap-southeast-1", "s3.ap-northeast-1"),
    ("IDN011", "workload-pension-service.tf", '["rds-db:connect"]', '["rds:connect"]'),
    (
        "IDN011",
        "store-case-files.tf",
        'StringNotEquals = { "aws:SourceVpc" = aws_vpc.main.id }',
        'StringLike = { "aws:SourceVpc" = "*" }',
    ),
    ("IDN011", "store-case-scans.tf", "StringNotEquals", "StringLike"),
    ("IDN014", "approvers.tf", "policy = jsonencode(", "policy = upper("),
]


@pytest.fixture(scope="module")
def stack(root):
    return root / STACK


def judge(folder, **changes):
    intent = loads((folder / "intent.json").read_text("utf-8"))
    return findings(Case(read_tree(folder), replace(intent, **changes)))


def planted(stack, folder, file, old, new):
    """Copy the stack with one replacement; return the line on which it begins to differ."""
    shutil.copytree(stack, folder, dirs_exist_ok=True)
    text = (folder / file).read_text("utf-8")
    assert old in text
    changed = text.replace(old, new, 1)
    (folder / file).write_text(changed, "utf-8")
    pairs = zip(text.splitlines(), changed.splitlines(), strict=False)
    return next(number for number, (one, other) in enumerate(pairs, 1) if one != other)


def blamed(finding, file, line):
    places = [finding.place, *(label.place for label in finding.related)]
    return any(place is not None and place.file == file and place.line <= line <= place.end_line for place in places)


def test_the_generated_example_has_no_fault_and_no_doubt(stack):
    found = judge(stack)
    assert [one for one in found if one.outcome is not Outcome.PASS] == []
    assert len(found) > 150


@pytest.mark.parametrize(
    ("code", "file", "old", "new"), FAULTS, ids=[f"{one[0]}-{index}" for index, one in enumerate(FAULTS)]
)
def test_a_planted_fault_is_found_at_its_line(stack, tmp_path, code, file, old, new):
    line = planted(stack, tmp_path, file, old, new)
    bad = [one for one in judge(tmp_path) if one.outcome in (Outcome.FAIL, Outcome.UNKNOWN)]
    assert code in {one.code for one in bad}, [(one.code, one.message) for one in bad]
    assert any(blamed(one, file, line) for one in bad if one.code == code), [
        (one.message, str(one.place), [str(label.place) for label in one.related]) for one in bad if one.code == code
    ]
