import pytest

from support.judging import outcomes

RULE = "unlocked_vault"
TREE = """
resource "aws_efs_file_system" "records" {}
resource "aws_backup_vault" "x" {
  name = "gold"
}
resource "aws_backup_plan" "x" {
  rule {
    target_vault_name = %s
  }
}
resource "aws_backup_selection" "x" {
  plan_id = aws_backup_plan.x.id
  resources = [aws_efs_file_system.records.arn]
}
"""
LOCK = 'resource "aws_backup_vault_lock_configuration" "x" {\n backup_vault_name = %s\n %s\n}\n'
WHOLE = "changeable_for_days = 3\n min_retention_days = 7"


@pytest.mark.parametrize("name", ["aws_backup_vault.x.name", '"gold"'])
def test_the_vault_of_a_covering_plan_must_be_locked_for_good(name):
    assert outcomes(RULE, TREE % name) == ["fail"]
    assert outcomes(RULE, TREE % name + LOCK % (name, WHOLE)) == ["pass"]
    assert outcomes(RULE, TREE % name + LOCK % (name, "changeable_for_days = 3")) == ["fail"]
    assert outcomes(RULE, TREE % name + LOCK % (name, "min_retention_days = 7")) == ["fail"]
    assert outcomes(RULE, TREE % name + LOCK % (name, "")) == ["fail", "fail"]


def test_a_vault_or_lock_that_cannot_be_evaluated_is_unknown():
    assert outcomes(RULE, TREE % "var.vault") == ["unknown"]
    assert outcomes(RULE, TREE % '"gold"' + LOCK % ("var.vault", "changeable_for_days = 3")) == ["unknown"]
