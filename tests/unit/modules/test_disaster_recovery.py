import json
from collections import Counter
from dataclasses import replace

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.model.platform import Regions
from bastide.model.restore import Restoring
from bastide.planner import (
    addresses,
    database,
    declaration,
    disaster_recovery,
    events,
    object_store,
    recovery_network,
    restore_tests,
)
from support.platforms import HERE, platform, store
from support.stacks import context, graph, rendered, statements

CORE = (
    store("cases", "object", "data@civil-affairs", "core", title="案件"),
    store("people", "postgres", "data@civil-affairs", "core", title="人口库"),
    store("scans", "file", "data@social-security", "core"),
)
SPEC = platform(
    stores=(*CORE, store("assets", "object", "edge", "general")),
    recovery=Restoring(3, "soc", ("a", "c"), HERE),
)
FOUND = graph(SPEC, disaster_recovery.files)
SELECTION = "aws_backup_restore_testing_selection"
PAGE = rendered(SPEC, disaster_recovery.files)["runbooks/failover.md"]


def selection(label):
    return FOUND.by_address[f"{SELECTION}.{label}"]


def test_every_store_is_tried_by_its_arn_and_every_copied_one_in_both_regions():
    tried = sorted((str(one.get("protected_resource_arns")[0]), one.provider) for one in FOUND.of_type(SELECTION))
    copied = ["aws_db_instance.people.arn", "aws_efs_file_system.scans.arn", "aws_s3_bucket.cases.arn"]
    in_dr = [(arn, "aws.dr") for arn in copied]
    assert [one for one in tried if one[1] == "aws.dr"] == sorted(in_dr)
    assert sorted(arn for arn, provider in tried if provider != "aws.dr") == [
        *copied[:2],
        "aws_s3_bucket.assets.arn",
        copied[2],
    ]
    assert not any(one.nested("protected_resource_conditions") for one in FOUND.of_type(SELECTION))


@pytest.mark.parametrize(("label", "group"), [("people", "locked"), ("people_dr", "recovery")])
def test_a_tried_database_lands_in_a_group_that_has_no_rule(label, group):
    landing = selection(label).get("restore_metadata_overrides")
    assert f"address='aws_default_security_group.{group}'" in str(landing["vpcSecurityGroupIds"])


def test_tried_files_and_objects_lie_under_the_key_of_their_store():
    assert str(selection("scans").get("restore_metadata_overrides")["kmsKeyId"]) == (
        "aws_kms_key.core_social_security.arn"
    )
    assert str(selection("cases_dr").get("restore_metadata_overrides")["kmsKey"]) == (
        "aws_kms_key.core_civil_affairs_dr.arn"
    )


@pytest.mark.parametrize(
    ("months", "schedule"), [(1, "cron(0 0 2 * ? *)"), (3, "cron(0 0 2 1,4,7,10 ? *)"), (6, "cron(0 0 2 1,7 ? *)")]
)
def test_tests_come_as_often_as_declared(months, schedule):
    assert restore_tests.cron(months) == schedule


def test_the_restore_role_changes_and_deletes_nothing_that_stands():
    policy = statements(FOUND, "aws_iam_role_policy.restore")
    actions = {action for one in policy.values() for action in one["Action"]}
    assert not [one for one in actions if "Delete" in one or "Modify" in one or "*" in one]
    named = [str(one) for one in policy["FillBuckets"]["Resource"]]
    assert named == ["arn:aws:s3:::awsbackup-restore-test-*/*", "arn:aws:s3:::city-restored-*/*"]


def many(number):
    return replace(SPEC, stores=tuple(store(f"s{one}", "object", "data@civil-affairs") for one in range(number)))


def test_more_stores_of_a_kind_than_a_plan_takes_get_another_plan():
    found = graph(many(31), disaster_recovery.files)
    plans = {one.address for one in found.of_type("aws_backup_restore_testing_plan")}
    sizes = Counter(
        one.get("restore_testing_plan_name").address for one in found.of_type("aws_backup_restore_testing_selection")
    )
    assert set(sizes) == plans
    assert sorted(sizes.values()) == [1, 1, 30, 30]
    names = [one.get("name") for one in found.of_type("aws_backup_restore_testing_plan")]
    assert len(set(names)) == len(names)


def test_more_plans_than_aws_grants_are_refused(monkeypatch):
    monkeypatch.setattr(restore_tests, "MOST_PLANS", 1)
    rendered(many(30), disaster_recovery.files)
    with pytest.raises(CannotAnswerError) as refused:
        rendered(many(31), disaster_recovery.files)
    assert [one.code for one in refused.value.diagnostics] == ["PLAN034"]


def test_the_recovery_network_has_no_way_in_or_out_and_two_zones_of_availability():
    zones = [one.get("availability_zone") for one in FOUND.of_type("aws_subnet")]
    assert zones == ["ap-northeast-1a", "ap-northeast-1c"]
    assert {one.provider for one in FOUND.of_type("aws_vpc", "aws_subnet", "aws_db_subnet_group")} == {"aws.dr"}
    joined = ("aws_internet_gateway", "aws_nat_gateway", "aws_vpc_peering_connection", "aws_network_acl_rule")
    assert not list(FOUND.of_type("aws_route", "aws_security_group", *joined))


def test_its_block_is_used_by_no_zone_and_stays_when_letters_are_added():
    planned = context(SPEC)
    block = recovery_network.block(planned)
    assert not any(block.overlaps(copy.block) for copy in planned.copies)
    wider = replace(SPEC, recovery=Restoring(3, "soc", ("a", "b", "c"), HERE))
    kept = {one.letter: one.cidr for one in recovery_network.subnets(context(wider))}
    assert all(kept[one.letter] == one.cidr for one in recovery_network.subnets(planned))


def test_a_lock_from_before_keeps_its_blocks():
    before = addresses.allocate(replace(SPEC, recovery=None), None)
    after = addresses.allocate(SPEC, before)
    assert {name: after.zones[name] for name in before.zones} == before.zones


def test_the_judge_is_told_of_an_isolated_zone_without_a_flow():
    told = declaration.intent(context(SPEC), ())
    (zone,) = (one for one in told.zones if one.name == "recovery")
    assert zone.exposure == "isolated"
    assert not any("recovery" in (one.source, one.destination) for one in told.flows)
    assert told.recovery.test_months == 3


def test_the_channel_hears_how_each_test_ended():
    rule = graph(SPEC, events.files).by_address["aws_cloudwatch_event_rule.restore_tests"]
    pattern = rule.get("event_pattern").value
    assert set(pattern["detail"]["status"]) == {"COMPLETED", "FAILED", "ABORTED"}


def test_three_core_stores_have_three_chapters_in_the_order_of_their_recovery_times():
    chapters = [line for line in PAGE.splitlines() if line.startswith("## ") and line[3].isdigit()]
    assert chapters == ["## 1. cases 案件", "## 2. people 人口库", "## 3. scans", "## 4. assets"]
    assert [line for line in PAGE.splitlines() if line.startswith("| ") and "| core |" in line] != []
    assert sum("| core |" in line for line in PAGE.splitlines()) == 3


def test_each_chapter_says_what_is_lost_how_long_it_takes_what_to_run_and_how_to_go_back():
    for name in ("cases", "people", "scans"):
        for loss in ("The store is lost", "The primary region is lost"):
            part = PAGE.split(f"### {name}: {loss}")[1].split("###")[0]
            assert "Lost at most: " in part
            assert "$ aws " in part
            assert "**Worked?**" in part
            assert "**Back:**" in part


def test_a_store_without_a_copy_is_said_to_be_lost_with_its_region():
    assert "After the loss of the region nothing brings `assets` back" in PAGE
    assert "### assets: The primary region is lost" not in PAGE


def test_what_is_deleted_by_mistake_comes_back_from_a_snapshot_not_from_the_replica():
    part = PAGE.split("### scans: Something was deleted by mistake")[1]
    assert "start-restore-job" in part.split("## 4")[0]


def part(name, loss):
    return PAGE.split(f"### {name}: {loss}")[1].split("###")[0]


def test_the_new_platform_has_another_name_for_roles_and_buckets_of_the_old_one_still_stand():
    assert "write another `name` (`city-2`)" in PAGE
    assert "`terraform import` it into the new state" in PAGE


def test_a_replica_bucket_is_opened_to_the_new_network_before_anybody_reads_it():
    opened = part("cases", "The primary region is lost")
    command = next(line for line in opened.splitlines() if line.startswith("$ jq"))
    wanted = command.split('select(.Sid == "')[1].split('"')[0]
    assert wanted in rendered(SPEC, object_store.files)["store-cases.tf"]
    assert opened.index("get-bucket-policy") < opened.index("put-bucket-policy") < opened.index("list-objects-v2")


def test_files_are_copied_back_from_the_replica_for_no_zone_of_the_primary_region_reaches_it():
    steps = part("scans", "The store is lost")
    assert "create-replication-configuration --region ap-northeast-1 --source-file-system-id REPLICA-ID" in steps
    assert "Region=ap-southeast-1" in steps
    assert steps.index("replication-overwrite-protection DISABLED") < steps.index("create-replication-configuration")


def test_the_loss_of_the_region_gives_the_replica_of_files_a_door():
    steps = part("scans", "The primary region is lost")
    assert "create-mount-target --region ap-northeast-1" in steps
    assert "LOCAL_CONFIGURATION_ONLY" in steps


def test_a_restored_database_is_guarded_logged_and_signed_in_to_like_the_lost_one():
    steps = part("people", "The store is lost")
    group = graph(SPEC, database.files).by_address["aws_db_parameter_group.people"].get("name")
    assert f"--db-parameter-group-name {group} " in steps
    assert "--deletion-protection" in steps
    assert "--manage-master-user-password --apply-immediately --master-user-secret-kms-key-id KEY-ARN" in steps


def test_the_jobs_of_each_plan_are_asked_for_in_its_own_region():
    plans = {plan.get("name"): plan.provider for plan in FOUND.of_type("aws_backup_restore_testing_plan")}
    for name, provider in plans.items():
        region = "ap-northeast-1" if provider == "aws.dr" else "ap-southeast-1"
        assert f"| `{name}` | `{region}` |" in PAGE


def test_restored_files_are_never_imported_for_terraform_would_replace_them():
    assert "terraform import aws_efs_file_system" not in PAGE


def test_metadata_on_the_page_is_json():
    for line in PAGE.splitlines():
        if "--metadata" in line:
            assert json.loads(line.split("--metadata '")[1].rstrip("'"))


def test_one_region_has_tests_and_no_network():
    alone = replace(
        SPEC, regions=Regions("ap-southeast-1", None), stores=(store("assets", "object", "edge", "general"),)
    )
    found = graph(alone, disaster_recovery.files)
    assert not list(found.of_type("aws_vpc"))
    assert len(list(found.of_type(SELECTION))) == 1


def test_nothing_is_planned_unless_the_spec_says_so():
    assert list(disaster_recovery.files(context(replace(SPEC, recovery=None)))) == []
