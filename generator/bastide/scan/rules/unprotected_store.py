"""Declared store that one call, or one wrong write, destroys.

What it does:
    Wants databases that a declaration names protected from deletion and to leave a last snapshot and their automated
    backups, and buckets to keep versions and not to empty themselves when they are destroyed.

Why is this bad:
    Without it a slip of the pipeline, or one stolen call, is enough. A backup brings the data back, but hours later and
    not up to the last minute.

Example:
    resource "aws_db_instance" "records" {
      identifier          = "records"
      deletion_protection = false
    }

Use instead:
    resource "aws_db_instance" "records" {
      identifier                = "records"
      deletion_protection       = true
      final_snapshot_identifier = "records-final"
      delete_automated_backups  = false
    }

Source:
    GB/T 22239-2019 8.1.4.7 b; NIST SP 800-53r5 CP-9, SI-7.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.declared import kept
from bastide.facts.links import Links, links
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, flag, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Resource

META = Meta("DATA009", Severity.MEDIUM, "Protect it from deletion, and keep versions.", __doc__)
DATABASES = ("aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster")
BUCKET = "aws_s3_bucket"


def check(case: Case) -> Iterator[Finding]:
    """Judge every declared database and bucket, copies and logs too."""
    versions = links(case, "aws_s3_bucket_versioning", "bucket", BUCKET)
    declared = tuple(kept(case))
    yield from META.judge((one for one in declared if one.type in DATABASES), partial(_database, case))
    yield from META.judge((one for one in declared if one.type == BUCKET), partial(_bucket, case, versions))


def _database(case: Case, database: Resource) -> Iterator[Answer]:
    if flag(case.graph, database.get("deletion_protection")) is not True:
        yield Fault("one call deletes the database", database.at("deletion_protection"))
    if database.type == "aws_db_instance" and flag(case.graph, database.get("delete_automated_backups")) is not False:
        yield Fault("deleted, the database takes its backups along", database.at("delete_automated_backups"))
    if flag(case.graph, database.get("skip_final_snapshot")):
        yield Fault("deleted, the database leaves no snapshot", database.at("skip_final_snapshot"))


def _bucket(case: Case, versions: Links, bucket: Resource) -> Iterator[Answer]:
    if flag(case.graph, bucket.get("force_destroy")):
        yield Fault("destroying the bucket destroys what it holds", bucket.at("force_destroy"))
    found = [body for one in versions.of(bucket.address) for body in entries(one, "versioning_configuration")]
    kept_on = [body for body in found if text(case.graph, body.get("status")) == "Enabled"]
    if not kept_on:
        place = found[0].at("status") if found else bucket.place
        yield Fault("what is overwritten or deleted is lost", place)
