"""Key that encrypts the stores of two agencies.

What it does:
    Wants for every key of the tree that all declared stores which it encrypts belong to one agency (or all to the
    platform itself). An alias counts as the key that it names.

Why is this bad:
    Whoever may decrypt for one agency can decrypt for the other, and neither can withdraw or destroy its key alone.

Example:
    resource "aws_kms_key" "both" {
      enable_key_rotation = true
    }
    resource "aws_db_instance" "registry" {
      identifier = "registry"
      kms_key_id = aws_kms_key.both.arn
    }
    resource "aws_db_instance" "pensions" {
      identifier = "pensions"
      kms_key_id = aws_kms_key.both.arn
    }

Use instead:
    resource "aws_kms_key" "registry" {
      enable_key_rotation = true
    }
    resource "aws_kms_key" "pensions" {
      enable_key_rotation = true
    }
    resource "aws_db_instance" "registry" {
      identifier = "registry"
      kms_key_id = aws_kms_key.registry.arn
    }
    resource "aws_db_instance" "pensions" {
      identifier = "pensions"
      kms_key_id = aws_kms_key.pensions.arn
    }

Source:
    GB/T 22239-2019 8.2.2.1 b (tenants are apart); NIST SP 800-53r5 SC-12.
"""

from collections.abc import Iterator
from functools import partial

from bastide.facts.case import Case
from bastide.facts.links import links, pointed
from bastide.facts.rule import Answer, Fault, Meta
from bastide.facts.values import entries
from bastide.model.diagnostic import Label, Severity
from bastide.model.finding import Finding
from bastide.model.graph import Block, Resource
from bastide.model.intent import DeclaredStore

META = Meta("DATA011", Severity.HIGH, "Give each agency's stores a key of its own.", __doc__)
ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration"
KEYS = ("aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key")


def check(case: Case) -> Iterator[Finding]:
    """Judge every key that encrypts a declared store."""
    if case.intent is None or len({_agency(store) for store in case.intent.stores}) == 1:
        return
    used: dict[str, dict[str, DeclaredStore]] = {}
    for store in case.intent.stores:
        for key in _keys(case, store):
            used.setdefault(key, {}).setdefault(_agency(store), store)
    keys = (key for key in case.graph.of_type(*KEYS) if key.address in used)
    yield from META.judge(keys, partial(_answers, case, used))


def _answers(case: Case, used: dict[str, dict[str, DeclaredStore]], key: Resource) -> Iterator[Answer]:
    owners = used[key.address]
    if len(owners) > 1:
        said = " and ".join(f"store `{store.name}` of {owner}" for owner, store in sorted(owners.items()))
        places = (case.graph.by_address[store.resources[0]].place for store in owners.values())
        yield Fault(f"one key encrypts {said}", related=tuple(Label(place, "encrypted with it") for place in places))


def _agency(store: DeclaredStore) -> str:
    agency = store.zone.partition("@")[2]
    return f"agency `{agency}`" if agency else "the platform"


def _keys(case: Case, store: DeclaredStore) -> Iterator[str]:
    for address in store.resources:
        resource = case.graph.by_address.get(address)
        for body, attribute in () if resource is None else _settings(case, resource):
            key = pointed(case, body.get(attribute))
            if key is not None and key.type == "aws_kms_alias":
                key = pointed(case, key.get("target_key_id"))
            if key is not None:
                yield key.address


def _settings(case: Case, resource: Resource) -> Iterator[tuple[Block, str]]:
    if resource.type != "aws_s3_bucket":
        yield resource.body, "kms_key_id"
        return
    for configuration in links(case, ENCRYPTION, "bucket", "aws_s3_bucket").by_target.get(resource.address, ()):
        for rule in entries(configuration, "rule"):
            for body in rule.nested("apply_server_side_encryption_by_default"):
                yield body, "kms_master_key_id"
