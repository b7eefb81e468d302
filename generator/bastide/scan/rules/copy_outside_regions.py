"""Copy of data outside the declared regions.

What it does:
    Finds where copies go - backup copies, bucket and file system replication, database replicas and replicated
    backups, replica keys, secrets and tables - and compares the region with the declared ones: the region of the
    provider that makes the target, of the attribute, or in a written-out ARN.

Why is this bad:
    Data that leaves the declared regions is under another law, and no later deletion undoes the transfer.

Example:
    provider "aws" {
      alias  = "far"
      region = "us-east-1"
    }
    resource "aws_s3_bucket" "copy" {
      provider = aws.far
      bucket   = "copy"
    }
    resource "aws_s3_bucket_replication_configuration" "records" {
      bucket = "records"
      role   = "arn:aws:iam::123456789012:role/replication"
      rule {
        status = "Enabled"
        destination {
          bucket = aws_s3_bucket.copy.arn
        }
      }
    }

Use instead:
    provider "aws" {
      alias  = "dr"
      region = "ap-northeast-1"
    }
    resource "aws_s3_bucket" "copy" {
      provider = aws.dr
      bucket   = "copy"
    }
    resource "aws_s3_bucket_replication_configuration" "records" {
      bucket = "records"
      role   = "arn:aws:iam::123456789012:role/replication"
      rule {
        status = "Enabled"
        destination {
          bucket = aws_s3_bucket.copy.arn
        }
      }
    }

Source:
    checkov 3.3.30 asks whether a copy exists, not where (measured).
"""

from collections.abc import Callable, Iterator
from functools import partial

from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource
from bastide.model.place import Place
from bastide.scan.facts.case import Case
from bastide.scan.facts.regions import region_meant, region_of
from bastide.scan.facts.values import entries, text
from bastide.scan.rule import Answer, Fault, Meta

META = Meta("BAK003", Severity.CRITICAL, "Send the copy to a declared region.", __doc__)
Destinations = Callable[[Case, Resource], Iterator[tuple[str, Place]]]


def check(case: Case) -> Iterator[Finding]:
    """Judge everything that makes a copy."""
    if case.intent is None:
        return
    for kind, destinations in KINDS.items():
        yield from META.judge(case.graph.of_type(kind), partial(_answers, case, case.intent.regions, destinations))


def _answers(case: Case, allowed: tuple[str, ...], destinations: Destinations, resource: Resource) -> Iterator[Answer]:
    for region, place in destinations(case, resource):
        if region not in allowed:
            yield Fault(f"a copy goes to `{region}`; declared are {', '.join(f'`{one}`' for one in allowed)}", place)


def _itself(case: Case, resource: Resource) -> Iterator[tuple[str, Place]]:
    yield region_of(case, resource), resource.place


def _plan(case: Case, plan: Resource) -> Iterator[tuple[str, Place]]:
    for rule in entries(plan, "rule"):
        for copy in rule.nested("copy_action"):
            yield region_meant(case, copy.get("destination_vault_arn")), copy.at("destination_vault_arn")


def _bucket(case: Case, replication: Resource) -> Iterator[tuple[str, Place]]:
    for rule in entries(replication, "rule"):
        for destination in rule.nested("destination"):
            yield region_meant(case, destination.get("bucket"), "aws_s3_bucket"), destination.at("bucket")


def _database(case: Case, database: Resource) -> Iterator[tuple[str, Place]]:
    if database.get("replicate_source_db") is not None:
        yield region_of(case, database), database.at("replicate_source_db")


def _named(block: str, attribute: str, case: Case, resource: Resource) -> Iterator[tuple[str, Place]]:
    for body in entries(resource, block):
        region = text(case.graph, body.get(attribute))
        if region is not None:
            yield region, body.at(attribute)


KINDS: dict[str, Destinations] = {
    "aws_backup_vault": _itself,
    "aws_backup_plan": _plan,
    "aws_s3_bucket_replication_configuration": _bucket,
    "aws_db_instance": _database,
    "aws_db_instance_automated_backups_replication": _itself,
    "aws_kms_replica_key": _itself,
    "aws_efs_replication_configuration": partial(_named, "destination", "region"),
    "aws_dynamodb_table": partial(_named, "replica", "region_name"),
    "aws_secretsmanager_secret": partial(_named, "replica", "region"),
}
"""What makes copies, and how to find where they go."""
