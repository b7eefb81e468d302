"""Rights over a resource that no policy gives: ACLs of buckets, grants on keys."""

from collections.abc import Iterator

from bastide.facts.case import Case
from bastide.facts.links import pointed
from bastide.facts.policy import Statement
from bastide.facts.values import OpaqueError, entries, shown, text, texts
from bastide.model.graph import Resource
from bastide.model.place import Place
from bastide.prove.identity.holdings import Reader
from bastide.prove.identity.shields import PUBLIC_BLOCK, about, is_true

EVERYBODY = (("AWS", "*"),)
BY_ACL = {
    "public-read": ("s3:GetObject", "s3:ListBucket"),
    "public-read-write": ("s3:GetObject", "s3:PutObject", "s3:ListBucket"),
    "authenticated-read": ("s3:GetObject", "s3:ListBucket"),
}
"""What a canned ACL lets others do ("Access control list overview", Amazon S3 user guide)."""

OBJECTS = ("aws_s3_object", "aws_s3_object_copy", "aws_s3_bucket_object")
"""Single objects, which have ACLs of their own."""


def other_grants(case: Case, resource: Resource, reader: Reader) -> Iterator[tuple[Resource, Statement]]:
    """Yield what is granted over a resource by other means than policies, as statements, with what carries each."""
    found = {"aws_s3_bucket": _by_acl, "aws_kms_key": _by_grant, "aws_kms_replica_key": _by_grant}.get(resource.type)
    if found is not None:
        yield from found(case, resource, reader)


def _by_acl(case: Case, bucket: Resource, reader: Reader) -> Iterator[tuple[Resource, Statement]]:
    for carrier in (bucket, *about(case, bucket, "aws_s3_bucket_acl"), *_objects(case, bucket)):
        try:
            actions = BY_ACL.get(text(case.graph, carrier.get("acl")) or "", ())
            if actions and not _switched_off(case, bucket):
                yield carrier, _allow(EVERYBODY, actions, carrier.at("acl"))
        except OpaqueError as error:
            reader.doubt(carrier, error)


def _objects(case: Case, bucket: Resource) -> Iterator[Resource]:
    for kind in OBJECTS:
        yield from about(case, bucket, kind)


def _switched_off(case: Case, bucket: Resource) -> bool:
    """Tell whether ACLs count for nothing: the owner of the bucket owns every object, or public ones are ignored."""
    owned = (rule for one in about(case, bucket, "aws_s3_bucket_ownership_controls") for rule in entries(one, "rule"))
    if any(text(case.graph, rule.get("object_ownership")) == "BucketOwnerEnforced" for rule in owned):
        return True
    return any(is_true(case, one, "ignore_public_acls") for one in about(case, bucket, PUBLIC_BLOCK))


def _by_grant(case: Case, key: Resource, reader: Reader) -> Iterator[tuple[Resource, Statement]]:
    for grant in case.graph.of_type("aws_kms_grant"):
        target = pointed(case, grant.get("key_id"), key.type)
        if target is None or target.address != key.address:
            continue
        try:
            principal = (("AWS", shown(grant.get("grantee_principal"))),)
            actions = tuple(f"kms:{one}" for one in texts(case.graph, grant.get("operations")))
            yield grant, _allow(principal, actions, grant.at("operations"))
        except OpaqueError as error:
            reader.doubt(grant, error)


def _allow(principals: tuple[tuple[str, str], ...], actions: tuple[str, ...], place: Place) -> Statement:
    return Statement(True, principals, actions, (), ("*",), (), (), place)  # noqa: FBT003 - an allow
