from dataclasses import replace

from bastide.model.kinds import Encryption
from bastide.planner import object_store
from support.platforms import platform, store
from support.stacks import context

CASES = store("cases", "object", "data@civil-affairs")
ASSETS = store("assets", "object", "edge", "general")


def inputs(spec):
    (file,) = object_store.files(context(spec))
    return file.inputs


def test_a_copied_store_has_two_buckets_and_replication_both_ways():
    made = inputs(platform(stores=(CASES,)))
    assert [(bucket.label, bucket.in_dr) for bucket in made["buckets"]] == [("cases", False), ("cases_dr", True)]
    ways = [(one.source.label, one.destination.label) for one in made["replications"]]
    assert ways == [("cases", "cases_dr"), ("cases_dr", "cases")]


def test_an_uncopied_store_has_one_bucket_and_nobody_replicates_it():
    made = inputs(platform(stores=(ASSETS,)))
    assert [bucket.label for bucket in made["buckets"]] == ["assets"]
    assert made["replications"] == ()
    assert [str(role) for role in made["service_roles"]] == ["aws_iam_role.backup.arn"]


def test_a_private_store_is_reached_from_the_platforms_network_and_its_replica_from_none():
    primary, replica = inputs(platform(stores=(CASES,)))["buckets"]
    assert (primary.is_private, str(primary.vpc)) == (True, "aws_vpc.main.id")
    assert (replica.is_private, replica.vpc) == (True, None)


def test_a_store_in_a_zone_that_faces_the_internet_is_not_tied_to_the_network():
    (bucket,) = inputs(platform(stores=(ASSETS,)))["buckets"]
    assert (bucket.is_private, bucket.vpc) == (False, None)


def test_each_bucket_has_the_key_and_the_log_of_its_own_region():
    primary, replica = inputs(platform(stores=(CASES,)))["buckets"]
    assert (str(primary.key), str(replica.key)) == (
        "aws_kms_key.important_civil_affairs",
        "aws_kms_key.important_civil_affairs_dr",
    )
    assert (str(primary.access_log), str(replica.access_log)) == (
        "aws_s3_bucket.access_log",
        "aws_s3_bucket.access_log_dr",
    )
    assert primary.name.endswith("apse1")
    assert replica.name.endswith("apne1")


def test_what_comes_back_to_a_store_without_a_key_is_encrypted_by_the_providers():
    spec = platform(stores=(CASES,))
    classes = tuple(replace(one, encrypt=Encryption.PROVIDER_KEY) for one in spec.classes)
    primary, replica = inputs(replace(spec, classes=classes))["buckets"]
    assert (primary.key, primary.encryption) == (None, "arn:aws:kms:ap-southeast-1:123456789012:alias/aws/s3")
    assert str(replica.encryption) == "aws_kms_key.backup_dr.arn"


def test_a_waiver_for_the_store_covers_its_file():
    (file,) = object_store.files(context(platform(stores=(CASES,))))
    assert (file.path, file.target) == ("store-cases.tf", "store/cases")
