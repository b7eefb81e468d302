"""Store that somebody may destroy, or open to others.

What it does:
    Works out for every bucket, database, file system, table and secret who may delete it or its versions, switch off
    versions, locks or backups, or give rights in it to others (bucket policy, ACL, replication, shared snapshots).
    What a lock makes useless does not count: a locked version can't be deleted. Nobody is declared to destroy
    anything; services may expire the snapshots that they made.

Why is this bad:
    Ransomware needs one identity that can write and delete. Weakening a protection comes first, and is easily
    overlooked.

Example:
    resource "aws_db_instance" "records" {
      identifier = "records"
    }
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "rds:ModifyDBInstance", Resource = "*" }]
      })
    }

Use instead:
    resource "aws_db_instance" "records" {
      identifier = "records"
    }
    resource "aws_iam_role" "clerk" {
      name = "clerk"
    }
    resource "aws_iam_role_policy" "clerk" {
      role = aws_iam_role.clerk.id
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "rds:DescribeDBInstances", Resource = "*" }]
      })
    }

Source:
    Service authorization reference of AWS: the actions of each service.
"""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.rule import Meta
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.identity import IdentityProof, TargetKind
from bastide.prove.identity.destroyable import destroyable

META = Meta("IDN004", Severity.HIGH, "Take the action away, or deny it in the permission boundary.", __doc__)


def check(case: Case, proof: IdentityProof) -> Iterator[Finding]:
    """Judge every store."""
    return destroyable(META, case, proof, TargetKind.STORE)
