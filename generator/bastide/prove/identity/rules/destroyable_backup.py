"""Backup that somebody may destroy, unlock or carry off.

What it does:
    Works out for every backup vault and plan who may delete or shorten recovery points, remove or change the vault's
    lock or its policy, copy recovery points to another vault, or stop the plan. A plan that copies to another account
    is one who does. A lock in compliance mode makes deletion useless, and so does a policy on the vault that denies it.

Why is this bad:
    Backups are deleted first, then the data. A copy in somebody else's account is a leak that no log of the store
    shows.

Example:
    resource "aws_backup_vault" "gold" {
      name = "gold"
    }
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "backup:*", Resource = "*" }]
      })
    }

Use instead:
    resource "aws_backup_vault" "gold" {
      name = "gold"
    }
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "backup:ListBackupVaults", Resource = "*" }]
      })
    }

Source:
    AWS Backup developer guide, "AWS Backup Vault Lock" and "Vault access policies".
"""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.rule import Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.identity import IdentityProof, TargetKind
from bastide.prove.identity.destroyable import destroyable

META = Meta(
    "IDN006",
    Severity.HIGH,
    "Take the action away, or deny it in the permission boundary and in the vault's policy.",
    __doc__,
)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every vault and every plan."""
    return destroyable(META, case, proof, TargetKind.BACKUP)
