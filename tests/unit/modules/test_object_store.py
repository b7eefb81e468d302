from dataclasses import replace

import pytest

from bastide.model.kinds import Encryption
from bastide.planner import object_store
from support.platforms import platform, store
from support.stacks import graph, statements

SPEC = platform(
    stores=(
        store("assets", "object", "edge", "general"),
        store("cases", "object", "data@civil-affairs"),
        store("seals", "object", "data@civil-affairs", "core"),
    )
)
FOUND = graph(SPEC, object_store.files)
LABELS = [bucket.name for bucket in FOUND.of_type("aws_s3_bucket")]


def test_copied_stores_have_their_replica_in_the_dr_region():
    regions = {bucket.name: bucket.provider for bucket in FOUND.of_type("aws_s3_bucket")}
    assert regions == {"assets": "", "cases": "", "cases_dr": "aws.dr", "seals": "", "seals_dr": "aws.dr"}


@pytest.mark.parametrize("label", LABELS)
def test_every_bucket_and_replica_is_protected_alike(label):
    home = FOUND.by_address[f"aws_s3_bucket.{label}"].provider
    for kind in (
        "versioning",
        "server_side_encryption_configuration",
        "public_access_block",
        "ownership_controls",
        "policy",
        "lifecycle_configuration",
        "logging",
        "notification",
    ):
        part = FOUND.by_address[f"aws_s3_bucket_{kind}.{label}"]
        assert part.provider == home
        assert str(part.get("bucket")) == f"aws_s3_bucket.{label}.id"


@pytest.mark.parametrize("label", LABELS)
def test_a_bucket_refuses_plain_text_and_any_other_key(label):
    policy = statements(FOUND, f"aws_s3_bucket_policy.{label}")
    assert all(one["Effect"] == "Deny" for one in policy.values())
    assert policy["DenyPlainTransport"]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    assert {"DenyOldTransport", "DenyOtherEncryption", "DenyOtherKeys", "DenyKeysFromCallers"} <= set(policy)


@pytest.mark.parametrize("label", LABELS)
def test_an_upload_that_names_no_encryption_is_taken_and_encrypted_by_default(label):
    policy = statements(FOUND, f"aws_s3_bucket_policy.{label}")
    for sid in ("DenyOtherEncryption", "DenyOtherKeys"):
        condition = policy[sid]["Condition"]
        assert set(condition) == {"Null", "StringNotEquals"}  # a negated operator alone also matches a missing key
        assert set(condition["Null"]) == set(condition["StringNotEquals"])
        assert set(condition["Null"].values()) == {"false"}


@pytest.mark.parametrize("label", [label for label in LABELS if label != "assets"])
def test_an_upload_that_asks_for_a_key_must_name_the_stores_or_it_would_get_the_providers(label):
    denied = statements(FOUND, f"aws_s3_bucket_policy.{label}")["DenyUnnamedKeys"]
    assert denied["Condition"] == {
        "Null": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "true"},
        "StringEquals": {"s3:x-amz-server-side-encryption": "aws:kms"},
    }


@pytest.mark.parametrize("label", ["seals", "seals_dr"])
def test_no_upload_names_a_lock_that_ends_before_the_stores_term(label):
    denied = statements(FOUND, f"aws_s3_bucket_policy.{label}")["DenyShorterLocks"]
    assert denied["Action"] == "s3:PutObjectRetention"
    assert denied["Condition"] == {"NumericLessThan": {"s3:object-lock-remaining-retention-days": "366"}}


def test_data_of_a_private_zone_is_reached_from_the_network_or_by_the_services_roles():
    outside = statements(FOUND, "aws_s3_bucket_policy.cases")["DenyFromOutside"]
    assert str(outside["Condition"]["StringNotEquals"]["aws:SourceVpc"]) == "aws_vpc.main.id"
    exempt = [str(role) for role in outside["Condition"]["ArnNotLike"]["aws:PrincipalArn"]]
    assert exempt == ["aws_iam_role.backup.arn", "aws_iam_role.cases_replication.arn"]
    assert "s3:ListBucket" not in outside["Action"]


def test_a_replica_is_reached_by_the_services_roles_alone():
    outside = statements(FOUND, "aws_s3_bucket_policy.cases_dr")["DenyFromOutside"]
    assert "StringNotEquals" not in outside["Condition"]


def test_a_store_that_faces_the_internet_is_not_tied_to_the_network():
    assert "DenyFromOutside" not in statements(FOUND, "aws_s3_bucket_policy.assets")


@pytest.mark.parametrize("label", ["seals", "seals_dr"])
def test_a_locked_store_keeps_every_version_for_its_term_and_nobody_may_lift_that(label):
    assert FOUND.by_address[f"aws_s3_bucket.{label}"].get("object_lock_enabled") is True
    (rule,) = FOUND.by_address[f"aws_s3_bucket_object_lock_configuration.{label}"].nested("rule")
    (retention,) = rule.nested("default_retention")
    assert (retention.get("mode"), retention.get("days")) == ("GOVERNANCE", 366)
    assert "DenyUnlocking" in statements(FOUND, f"aws_s3_bucket_policy.{label}")


def test_only_locked_stores_are_locked():
    assert {lock.name for lock in FOUND.of_type("aws_s3_bucket_object_lock_configuration")} == {"seals", "seals_dr"}


def test_replication_promises_fifteen_minutes_each_way():
    ways = FOUND.of_type("aws_s3_bucket_replication_configuration")
    assert [way.name for way in ways] == ["cases", "cases_dr", "seals", "seals_dr"]
    for way in ways:
        (rule,) = way.nested("rule")
        (destination,) = rule.nested("destination")
        (time,) = destination.nested("replication_time")
        assert time.nested("time")[0].get("minutes") == 15


def test_the_replicating_role_writes_to_the_two_buckets_only():
    allowed = statements(FOUND, "aws_iam_role_policy.cases_replication")
    resources = {str(one["Resource"]) for one in allowed.values()}
    assert "*" not in resources
    assert {"aws_s3_bucket.cases.arn", "aws_s3_bucket.cases_dr.arn"} <= resources


def test_a_store_without_a_key_of_ours_uses_the_providers():
    classes = tuple(replace(one, encrypt=Encryption.PROVIDER_KEY) for one in SPEC.classes)
    found = graph(replace(SPEC, classes=classes), object_store.files)
    (rule,) = found.by_address["aws_s3_bucket_server_side_encryption_configuration.assets"].nested("rule")
    (default,) = rule.nested("apply_server_side_encryption_by_default")
    assert (default.get("sse_algorithm"), default.get("kms_master_key_id")) == ("aws:kms", None)
    assert "DenyOtherKeys" not in statements(found, "aws_s3_bucket_policy.assets")
