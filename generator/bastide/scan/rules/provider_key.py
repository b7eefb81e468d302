"""Store without the customer's own key.

What it does:
    For each declared store whose class demands a customer key, wants every resource of it, copies too, encrypted
    with a key that the tree itself makes (`aws_kms_key` or `aws_kms_replica_key`), or with one that the declaration
    names as existing for that class and owner; the key itself is then not judged, and said to be unknown.

Why is this bad:
    With the provider's key nobody can withdraw access to the data, see who used the key, or destroy it.

Example:
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_s3_bucket_server_side_encryption_configuration" "records" {
      bucket = aws_s3_bucket.records.id
      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm = "AES256"
        }
      }
    }

Use instead:
    resource "aws_kms_key" "records" {
      enable_key_rotation = true
    }
    resource "aws_s3_bucket" "records" {
      bucket = "records"
    }
    resource "aws_s3_bucket_server_side_encryption_configuration" "records" {
      bucket = aws_s3_bucket.records.id
      rule {
        apply_server_side_encryption_by_default {
          sse_algorithm     = "aws:kms"
          kms_master_key_id = aws_kms_key.records.arn
        }
      }
    }

Source:
    The declaration's class, `encrypt: customer-key`.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts import existing
from bastide.facts.case import Case
from bastide.facts.links import links, pointed
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries, flag, opaque, text
from bastide.model.diagnostic import Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource, Unknown
from bastide.model.intent import DeclaredStore

META = Meta("DATA001", Severity.HIGH, "Encrypt with an `aws_kms_key` of this tree.", __doc__)
SWITCHES = {
    "aws_db_instance": "storage_encrypted",
    "aws_rds_cluster": "storage_encrypted",
    "aws_efs_file_system": "encrypted",
}
"""Types that encrypt themselves, and the attribute that switches it on."""

KEYS = ("aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key", "aws_kms_alias")


def check(case: Case) -> Iterator[Finding]:
    """Judge every resource of a store that demands a customer key."""
    for store in () if case.intent is None else case.intent.stores:
        if store.customer_key:
            found = (case.graph.by_address.get(address) for address in (*store.resources, *store.copies))
            yield from META.judge((one for one in found if one is not None), partial(_answers, case, _owned(store)))


def _owned(store: DeclaredStore) -> str:
    """Return whose data a store holds, as a declared key says it: `core`, or `core@civil-affairs`."""
    _, at, agency = store.zone.partition("@")
    return f"{store.data_class}{at}{agency}"


def _answers(case: Case, owned: str, stored: Resource) -> Iterator[Answer]:
    if stored.type == "aws_s3_bucket":
        yield from _bucket(case, stored, owned)
        return
    if stored.type == "aws_efs_replication_configuration":
        for destination in entries(stored, "destination"):
            yield from _key(case, destination, "kms_key_id", owned)
        return
    switch = SWITCHES.get(stored.type)
    replica = stored.get("replicate_source_db") is not None
    if switch is not None and not replica and flag(case.graph, stored.get(switch)) is not True:
        yield Fault(f"`{stored.address}` is not encrypted", stored.at(switch))
        return
    yield from _key(case, stored.body, "kms_key_id", owned)


def _bucket(case: Case, bucket: Resource, owned: str) -> Iterator[Answer]:
    kind = "aws_s3_bucket_server_side_encryption_configuration"
    bodies = [
        settings
        for configuration in links(case, kind, "bucket", "aws_s3_bucket").of(bucket.address)
        for rule in entries(configuration, "rule")
        for settings in rule.nested("apply_server_side_encryption_by_default")
    ]
    if not bodies:
        yield Fault(f"`{bucket.address}` is encrypted with the provider's key")
    for body in bodies:
        if not (text(case.graph, body.get("sse_algorithm")) or "").startswith("aws:kms"):
            yield Fault(f"`{bucket.address}` is encrypted with the provider's key", body.at("sse_algorithm"))
        else:
            yield from _key(case, body, "kms_master_key_id", owned)


def _key(case: Case, body: Block, attribute: str, owned: str) -> Iterator[Answer]:
    value = body.get(attribute)
    target = pointed(case, value)
    if isinstance(value, Unknown):
        raise opaque(value)
    if target is not None and target.type in KEYS and target.mode != "data":
        return
    given = existing.key(case, value) if isinstance(value, str) else None
    if given is None:
        yield Fault("the key is not one that this tree makes", body.at(attribute))
    elif given.beside != owned:
        yield Fault(f"the key is declared for `{given.beside}`, and encrypts `{owned}` here", body.at(attribute))
