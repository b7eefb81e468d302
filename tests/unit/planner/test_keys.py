from dataclasses import replace

import pytest

from bastide.model.kinds import Encryption
from bastide.model.platform import Regions
from bastide.planner import keys
from support.platforms import platform, store
from support.stacks import context

CASES = store("cases", "object", "data@civil-affairs")
PENSIONS = store("pensions", "postgres", "data@social-security")
ASSETS = store("assets", "object", "edge", "general")
IDENTITY = store("identity", "postgres", "data@social-security", "core")


def planned(spec):
    return {key.label: key for key in keys.planned(context(spec))}


def with_provider_key(spec, name):
    classes = (replace(one, encrypt=Encryption.PROVIDER_KEY) if one.name == name else one for one in spec.classes)
    return replace(spec, classes=tuple(classes))


def test_each_class_and_agency_with_stores_has_a_key_of_its_own():
    made = planned(platform(stores=(ASSETS, CASES, PENSIONS)))
    assert [label for label in made if not label.startswith(("logs", "backup"))] == [
        "general",
        "important_civil_affairs",
        "important_civil_affairs_dr",
        "important_social_security",
        "important_social_security_dr",
    ]


def test_a_key_has_a_twin_in_the_dr_region_only_where_its_data_is_copied():
    made = planned(platform(stores=(ASSETS, CASES)))
    assert "general_dr" not in made
    assert made["important_civil_affairs_dr"].in_dr
    assert made["important_civil_affairs_dr"].alias == "alias/city-important-civil-affairs-dr"


def test_a_platform_with_one_region_has_no_key_elsewhere():
    spec = platform(stores=(CASES,), regions=Regions("ap-southeast-1", None))
    assert not any(key.in_dr for key in planned(spec).values())


def test_a_platform_without_stores_has_only_the_key_of_its_records():
    assert list(planned(platform(stores=()))) == ["logs", "logs_dr"]


def test_the_period_of_rotation_is_written_only_where_it_is_not_the_services_own():
    made = planned(platform(stores=(CASES, IDENTITY)))
    assert made["important_civil_affairs"].rotation_days is None
    assert made["core_social_security"].rotation_days == 90


def test_the_key_of_backups_rotates_as_often_as_the_strictest_class():
    assert planned(platform())["backup"].rotation_days == 90


def test_a_key_is_used_only_through_the_services_of_its_stores_in_its_own_region():
    made = planned(platform(stores=(CASES, PENSIONS)))
    assert made["important_civil_affairs"].via == (
        "backup.ap-southeast-1.amazonaws.com",
        "s3.ap-southeast-1.amazonaws.com",
    )
    assert made["important_social_security_dr"].via == (
        "backup.ap-northeast-1.amazonaws.com",
        "rds.ap-northeast-1.amazonaws.com",
        "secretsmanager.ap-northeast-1.amazonaws.com",
    )


def test_the_services_of_another_partition_have_its_names():
    made = planned(platform(stores=(CASES,), regions=Regions("cn-north-1", "cn-northwest-1")))
    assert "s3.cn-north-1.amazonaws.com.cn" in made["important_civil_affairs"].via
    (groups,) = (one for one in made["logs"].permissions if one.sid == "LogGroups")
    assert groups.principal == {"Service": "logs.cn-north-1.amazonaws.com.cn"}
    assert "arn:aws-cn:logs:cn-north-1:" in str(groups.condition)


def test_a_class_that_leaves_the_key_to_the_provider_has_none():
    spec = with_provider_key(platform(stores=(ASSETS, CASES)), "important")
    there = context(spec)
    assert keys.of_store(there, CASES) is None
    assert str(keys.of_store(there, ASSETS)) == "aws_kms_key.general"
    assert not any(label.startswith("important") for label in planned(spec))


def test_the_copy_of_a_store_without_a_key_lies_under_the_key_of_the_backups():
    spec = with_provider_key(platform(stores=(CASES,)), "important")
    assert keys.dr_of_store(context(spec), CASES) == keys.BACKUP_DR
    assert "s3.ap-northeast-1.amazonaws.com" in planned(spec)["backup_dr"].via
    assert "s3.ap-northeast-1.amazonaws.com" not in planned(platform(stores=(CASES,)))["backup_dr"].via


@pytest.mark.parametrize("label", ["logs", "logs_dr"])
def test_whoever_uses_the_key_of_records_is_bound_to_this_account(label):
    for permission in planned(platform())[label].permissions:
        assert "123456789012" in str(permission.condition)


def test_only_the_primary_region_has_a_trail_sessions_and_alarms():
    made = planned(platform())
    assert [one.sid for one in made["logs_dr"].permissions] == ["LogGroups"]
    assert {one.sid for one in made["logs"].permissions} > {"Trail", "Sessions", "Alarms"}
