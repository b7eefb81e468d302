"""The inventory's own reading: whatever differs is told, and nothing else."""

from pathlib import Path

import pytest

from bastide.graph.terraform import read_tree
from modules import inventory

TREE = """
resource "aws_kms_key" "logs" {
  enable_key_rotation = true
  policy              = jsonencode({ Statement = [{ Sid = "A", Effect = "Deny" }, { Sid = "B", Effect = "Allow" }] })
}

resource "aws_sns_topic" "soc" {
  kms_master_key_id = aws_kms_key.logs.arn

  rule {
    days = 3
  }

  rule {
    days = 4
  }
}
"""
HELD = [
    "aws_kms_key.logs: {enable_key_rotation: true, policy: {Statement: [{Sid: B}]}}",
    "aws_sns_topic.soc: {kms_master_key_id: aws_kms_key.logs.arn, rule: [{days: 4}]}",
]
LACKING = {
    "aws_kms_key.other: {}": "is not there",
    "aws_kms_key.logs: {enable_key_rotation: false}": "is true, not False",
    "aws_kms_key.logs: {deletion_window_in_days: 30}": "is not set",
    "aws_kms_key.logs: {policy: {Statement: [{Sid: A, Effect: Allow}]}}": "not",
    "aws_sns_topic.soc: {kms_master_key_id: aws_kms_key.other.arn}": "is aws_kms_key.logs.arn",
    "aws_sns_topic.soc: {rule: [{days: 5}]}": "holds no",
    "aws_sns_topic.soc: {rule: {days: 3}}": "has 2 blocks, not one",
}


def told(text: str, folder: Path) -> list[str]:
    (folder / "main.tf").write_text(TREE, encoding="utf-8")
    (folder / "inventory.yaml").write_text(f"{text}\n", encoding="utf-8")
    return inventory.missing(inventory.read(folder / "inventory.yaml"), read_tree(folder))


@pytest.mark.parametrize("text", HELD)
def test_what_is_there_is_not_missed(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == []


@pytest.mark.parametrize("text", LACKING)
def test_what_differs_is_told(text: str, tmp_path: Path) -> None:
    (fault,) = told(text, tmp_path)
    assert LACKING[text] in fault
