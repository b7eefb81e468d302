from dataclasses import replace

import pytest

from bastide.model.kinds import Encryption
from bastide.model.platform import Regions
from bastide.planner import stores
from support.platforms import platform, store
from support.stacks import context

CASES = store("cases", "object", "data@civil-affairs", personal=True)
ASSETS = store("assets", "object", "edge", "general")
PENSIONS = store("pensions", "postgres", "data@social-security")
SCANS = store("scans", "file", "data@civil-affairs")


def declared(spec):
    return {one.name: one for one in stores.declared(context(spec))}


@pytest.mark.parametrize(
    ("held", "resource", "copy"),
    [
        (CASES, "aws_s3_bucket.cases", "aws_s3_bucket.cases_dr"),
        (PENSIONS, "aws_db_instance.pensions", "aws_db_instance_automated_backups_replication.pensions"),
        (SCANS, "aws_efs_file_system.scans", "aws_efs_replication_configuration.scans"),
    ],
    ids=["object", "postgres", "file"],
)
def test_a_store_is_declared_with_what_holds_it_and_what_copies_it(held, resource, copy):
    one = declared(platform(stores=(held,)))[held.name]
    assert (one.resources, one.copies) == ((resource,), (copy,))


def test_a_store_is_declared_with_what_its_class_and_tier_demand():
    one = declared(platform(stores=(CASES,)))["cases"]
    assert (one.zone, one.data_class, one.personal) == ("data@civil-affairs", "important", True)
    assert (one.customer_key, one.access_log, one.lock, one.backup_lock) == (True, True, False, True)
    assert (one.rpo_minutes, one.rto_minutes, one.keep_days, one.copy_to_dr) == (60, 240, 366, True)


def test_a_store_without_a_copy_declares_none():
    one = declared(platform(stores=(ASSETS,)))["assets"]
    assert (one.copy_to_dr, one.copies, one.backup_lock) == (False, (), False)


def test_the_lock_of_a_store_seals_the_backups_of_its_whole_tier():
    locked = replace(ASSETS, name="seals", lock=True)
    found = declared(platform(stores=(ASSETS, locked)))
    assert (found["assets"].backup_lock, found["seals"].backup_lock) == (True, True)


def test_nothing_is_copied_where_there_is_no_second_region():
    spec = platform(stores=(CASES,), regions=Regions("ap-southeast-1", None))
    assert declared(spec)["cases"].copies == ()


def test_a_class_that_leaves_the_key_to_the_provider_is_declared_so():
    spec = platform(stores=(CASES,))
    classes = tuple(replace(one, encrypt=Encryption.PROVIDER_KEY) for one in spec.classes)
    assert not declared(replace(spec, classes=classes))["cases"].customer_key


def test_a_store_carries_its_class_its_zone_and_its_agencys_owner():
    tags = stores.holding(context(platform(stores=(CASES,))), CASES).tags
    assert tags["bastide:level"] == "important"
    assert tags["bastide:zone"] == "data@civil-affairs"
    assert tags["bastide:owner"] == "civil-affairs-bureau"


def test_only_databases_keep_logs_in_groups():
    groups = stores.log_groups(context(platform(stores=(CASES, PENSIONS, SCANS))))
    assert [str(group) for group in groups] == [
        "aws_cloudwatch_log_group.pensions_postgresql",
        "aws_cloudwatch_log_group.pensions_upgrade",
    ]
