"""Faults planted one at a time in the generated example: each must be found, and the untouched tree has none."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bastide.app.generate import generate
from bastide.model.finding import Outcome
from bastide.scan.judge import judge
from bastide.scan.registry import all_rules
from faults.corpus import corpus

TODAY = date(2026, 11, 22)

MFA = """        Bool            = { "aws:MultiFactorAuthPresent" = "true" }
        NumericLessThan = { "aws:MultiFactorAuthAge" = "3600" }
"""

REPLACED = [
    ("NET004", "entry-portal.tf", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06", "ELBSecurityPolicy-2016-08"),
    ("NET005", "network.tf", "  ingress = []", "  ingress {}"),
    (
        "NET007",
        "zone-data-civil-affairs.tf",
        "from_port                    = 5432",
        "from_port                    = 5431",
    ),
    (
        "NET008",
        "store-pensions.tf",
        "[aws_security_group.data_social_security.id]",
        "[aws_security_group.data_social_security.id, aws_security_group.edge.id]",
    ),
    ("NET008", "store-pensions.tf", "aws_subnet.data_social_security_a.id", "aws_subnet.edge_a.id"),
    ("NET008", "store-case-scans.tf", "[aws_security_group.data_civil_affairs.id]", "[aws_security_group.edge.id]"),
    ("NET008", "zone-data-civil-affairs.tf", '"bastide:zone"   = "data@civil-affairs"', '"bastide:zone" = "edge"'),
    ("NET008", "bastion.tf", "aws_subnet.ops_a.id", "aws_subnet.edge_a.id"),
    ("NET008", "endpoints.tf", "[aws_security_group.services.id]", "[aws_security_group.edge.id]"),
    ("NET010", "zone-vault.tf", "  egress      = []\n", ""),
    ("NET011", "zone-edge.tf", 'protocol       = "tcp"', 'protocol       = "-1"'),
    ("ACC001", "role-operator.tf", MFA, ""),
    ("ACC001", "role-operator.tf", "123456789012:root", "210987654321:root"),
    ("LOG001", "bastion.tf", "retention_in_days = 1096", "retention_in_days = 1095"),
    ("LOG002", "network.tf", "vpc_id                   = aws_vpc.main.id", 'vpc_id                   = "vpc-1"'),
    ("LOG002", "entry-portal.tf", "enabled = true", "enabled = false"),
    ("LOG002", "store-pensions.tf", 'enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]', ""),
    ("LOG003", "audit-log.tf", "is_multi_region_trail         = true", "is_multi_region_trail = false"),
    ("LOG003", "audit-log.tf", 'equals = ["Management"]', 'equals = ["Data"]'),
    ("LOG003", "audit-log.tf", "aws_s3_bucket.audit_log.id", "aws_s3_bucket.access_log.id"),
    ("LOG004", "audit-log-bucket.tf", "COMPLIANCE", "GOVERNANCE"),
    ("LOG004", "audit-log-bucket.tf", "days = 1096", "days = 1095"),
    ("BAK001", "backup.tf", "resources    = [aws_efs_file_system.case_scans.arn]", "resources = []"),
    ("BAK002", "backup.tf", "delete_after = 366", "delete_after = 300"),
    ("BAK002", "store-pensions.tf", "backup_retention_period  = 35", "backup_retention_period = 1"),
    ("BAK003", "store-case-scans.tf", 'region     = "ap-northeast-1"', 'region = "us-east-1"'),
    ("BAK004", "backup.tf", "changeable_for_days = 30", ""),
    ("DATA001", "store-case-scans.tf", "kms_key_id = aws_kms_key.important_civil_affairs_dr.arn", ""),
    ("DATA002", "store-case-files.tf", "block_public_policy     = true", "block_public_policy = false"),
    ("DATA004", "keys.tf", "123456789012:root", "210987654321:root"),
    ("DATA006", "store-identity.tf", 'value        = "TLSv1.2"', 'value        = "TLSv1"'),
    ("DATA023", "keys.tf", '"kms:CreateAlias",', '"kms:CreateAlias", "kms:Decrypt",'),
    ("DATA024", "store-identity.tf", '"bastide:level"  = "core"', '"bastide:level"  = "general"'),
    ("LOG005", "alarms.tf", "log_group_name = aws_cloudwatch_log_group.audit.name", 'log_group_name = "/some/other"'),
    ("LOG005", "alarms.tf", "threshold           = 1\n", "threshold           = 100000\n"),
    ("LOG020", "store-identity.tf", "read,write,function,role,ddl", "none"),
    ("LOG020", "store-identity.tf", "pg_stat_statements,pgaudit", "pg_stat_statements"),
    ("DATA003", "providers.tf", 'region              = "ap-northeast-1"', 'region = "us-east-1"'),
    ("NET019", "zone-vault.tf", 'availability_zone = "ap-southeast-1b"', 'availability_zone = "ap-southeast-1a"'),
    ("CODE001", "keys.tf", "enable_key_rotation", "# checkov:skip=CKV_AWS_7\n  enable_key_rotation"),
    ("CODE004", "README.md", "cloud-window", "another-window"),
]

ADDED = sorted(Path(__file__).parent.glob("planted/*.tf"))


@pytest.fixture(scope="session")
def stack(tmp_path_factory, root):
    folder = tmp_path_factory.mktemp("window")
    spec = shutil.copytree(root / "examples/cloud-window", folder / "spec", ignore=shutil.ignore_patterns("stack"))
    return generate(spec / "platform.yaml", output=folder / "stack", today=TODAY, discard_edits=False).tree


@pytest.fixture
def tree(stack, tmp_path):
    return shutil.copytree(stack, tmp_path / "stack")


def code_of(block):
    return block.stem.partition("-")[0]


def failed(tree):
    verdict = judge(tree, today=TODAY, progress=lambda _: None, checkov=False)
    assert verdict.problems == ()
    return {one.code for one in verdict.having(Outcome.FAIL)}


def test_the_generated_example_has_no_fault_and_nothing_unknown(stack):
    verdict = judge(stack, today=TODAY, progress=lambda _: None, checkov=False)
    assert [(one.code, one.message) for one in verdict.findings] == []
    assert (verdict.unknowns, verdict.problems) == ((), ())
    assert len(verdict.passed) >= 20


@pytest.mark.parametrize(("code", "file", "old", "new"), REPLACED, ids=lambda value: str(value)[:24])
def test_a_planted_edit_is_found(tree, code, file, old, new):
    text = (tree / file).read_text(encoding="utf-8")
    assert old in text, "the example no longer holds what this fault changes"
    (tree / file).write_text(text.replace(old, new), encoding="utf-8")
    assert {code, "CODE004"} <= failed(tree)


@pytest.mark.parametrize("block", ADDED, ids=lambda path: path.stem)
def test_a_planted_block_is_found_in_a_file_of_ones_own(tree, block):
    shutil.copy(block, tree / "own.tf")
    assert code_of(block) in failed(tree)


ELSEWHERE = {
    **dict.fromkeys(("ACC009", "ACC010", "NET030"), "tests/unit/modules/test_identity.py, tests/unit/scan/rules"),
    **dict.fromkeys(("BAK007", "DATA021"), "tests/classes: every line of a core store is taken out"),
    **dict.fromkeys(("DATA011", "DATA022"), "tests/unit/scan/rules, tests/modules"),
    "BAK008": "tests/unit/scan/rules, tests/controls",
    **dict.fromkeys(("LOG010", "LOG011", "LOG012", "LOG013"), "tests/unit/scan/rules"),
    **dict.fromkeys(("DATA013", "LOG007", "LOG008", "LOG009", "NET017"), "tests/unit/modules/test_detection.py"),
}
"""Rules that judge something of the example and are planted in other trees, and where."""


def test_every_rule_with_a_subject_in_the_example_is_planted_here_or_elsewhere(stack):
    judged = judge(stack, today=TODAY, progress=lambda _: None, checkov=False).passed
    planted = {code for code, *_ in REPLACED} | set(map(code_of, ADDED))
    planted |= {code for fault in corpus() for code in fault.codes}
    with_subject = {rule.meta.code for rule in all_rules()} & set(judged)
    assert with_subject - planted == set(ELSEWHERE)
