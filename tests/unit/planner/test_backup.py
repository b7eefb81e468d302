from dataclasses import replace

import pytest

from bastide.model.diagnostic import CannotAnswerError
from bastide.model.platform import Regions, Tier
from bastide.model.records import Logging
from bastide.planner import backup, backup_grants
from support.platforms import HERE, platform, store
from support.stacks import context

ASSETS = store("assets", "object", "edge", "general")
CASES = store("cases", "object", "data@civil-affairs")
PENSIONS = store("pensions", "postgres", "data@social-security")
SCANS = store("scans", "file", "data@civil-affairs")
ALL = platform(stores=(ASSETS, CASES, PENSIONS, SCANS))


def plans(spec=ALL):
    return {plan.label: plan for plan in backup.plans(context(spec))}


def vaults(spec=ALL):
    return {vault.label: vault for vault in backup.vaults(context(spec))}


def rules(plan):
    return [(rule.name, rule.keep_days, str(rule.copy_vault) if rule.copy_vault else None) for rule in plan.rules]


def test_every_store_is_selected_by_name_in_exactly_one_plan():
    selected = [str(arn) for plan in plans().values() for arn in plan.stores]
    assert sorted(selected) == [
        "aws_db_instance.pensions.arn",
        "aws_efs_file_system.scans.arn",
        "aws_s3_bucket.assets.arn",
        "aws_s3_bucket.cases.arn",
    ]


def test_a_tight_object_store_is_followed_continuously_and_kept_for_the_term_by_snapshots():
    assert rules(plans()["gold_object"]) == [
        ("continuous", 35, None),
        ("term", 366, "aws_backup_vault.gold_dr"),
    ]


def test_frequent_snapshots_are_kept_briefly_and_daily_ones_for_the_term():
    plan = plans()["gold_file"]
    assert rules(plan) == [("recent", 35, None), ("term", 366, "aws_backup_vault.gold_dr")]
    recent, term = plan.rules
    assert term.cron == "cron(0 19 * * ? *)"
    assert recent.cron == "cron(0 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,20,21,22,23 * * ? *)"


def test_a_short_term_needs_one_rule_only():
    plan = plans()["bronze_object"]
    assert rules(plan) == [("term", 35, None)]
    assert plan.rules[0].cron == "cron(0 7,19 * * ? *)"


def test_a_database_is_never_followed_by_aws_backup_itself():
    assert rules(plans()["gold_postgres"]) == [("term", 366, "aws_backup_vault.gold_dr")]


def test_nothing_is_copied_where_there_is_no_second_region():
    spec = replace(ALL, regions=Regions("ap-southeast-1", None))
    assert not any(vault.in_dr for vault in vaults(spec).values())
    assert not any(rule.copy_vault for plan in plans(spec).values() for rule in plan.rules)


def test_a_vault_stands_for_each_tier_in_use_and_each_region_it_copies_to():
    assert [(vault.label, vault.in_dr) for vault in vaults().values()] == [
        ("bronze", False),
        ("gold", False),
        ("gold_dr", True),
    ]


def test_no_rule_has_a_shorter_term_than_the_lock_of_its_vault():
    found = vaults()
    for plan in plans().values():
        vault = found[str(plan.vault).partition(".")[2]]
        assert min(rule.keep_days for rule in plan.rules) >= vault.least_days
    assert (found["gold"].least_days, found["gold_dr"].least_days) == (35, 35)


def test_a_lock_that_is_for_ever_outlasts_another_kind_of_store_and_a_longer_term():
    database = store("identity", "postgres", "data@civil-affairs", "core")
    longer = tuple(replace(tier, keep_days=3 * tier.keep_days) for tier in ALL.tiers)
    specs = (
        replace(ALL, stores=(database,)),
        replace(ALL, stores=(database, store("scans", "file", "data@civil-affairs", "core"))),
        replace(ALL, stores=(database,), tiers=longer),
    )
    assert {tuple(vaults(spec)[label].least_days for label in ("gold", "gold_dr")) for spec in specs} == {(35, 35)}


def test_a_sealed_tier_has_a_compliance_lock_in_both_regions_and_an_open_one_none():
    assert {label: vault.cooling_off_days for label, vault in vaults().items()} == {
        "bronze": None,
        "gold": backup.COOLING_OFF_DAYS,
        "gold_dr": backup.COOLING_OFF_DAYS,
    }


def test_failures_are_told_to_the_first_channel_in_the_primary_region():
    topics = {label: vault.topic and str(vault.topic) for label, vault in vaults().items()}
    assert topics == {"bronze": "aws_sns_topic.soc", "gold": "aws_sns_topic.soc", "gold_dr": None}


def test_without_a_channel_nobody_is_told():
    spec = replace(ALL, logging=Logging(ALL.logging.terms, ()))
    assert all(vault.topic is None for vault in vaults(spec).values())


def test_a_plan_says_what_it_reaches_and_what_a_replica_does_not_mend():
    assert plans()["gold_file"].reached == (
        "loss of the store: 15 of 60 minutes by replica file system, copied back",
        "loss of the region: 15 of 60 minutes by replica file system",
        "deletion by mistake: 120 minutes by snapshots every 1 h",
    )


def test_a_promise_that_no_schedule_keeps_stops_the_plan():
    spec = platform(stores=(SCANS,), tiers=(Tier("gold", 60, 240, 366, False, False, HERE),))
    with pytest.raises(CannotAnswerError, match="PLAN020"):
        list(backup.files(context(spec)))


def test_a_platform_without_stores_has_no_backups():
    assert list(backup.files(context(platform(stores=())))) == []


def test_names_keep_within_the_services_limit():
    long = "a" * 24
    spec = platform(
        name="p" * 20,
        stores=(replace(PENSIONS, tier=long),),
        tiers=(Tier(long, 60, 240, 366, True, True, HERE),),
    )
    (plan,) = plans(spec).values()
    assert len(plan.name) <= backup.NAME_LIMIT
    assert all(len(vault.name) <= backup.NAME_LIMIT for vault in vaults(spec).values())


def test_the_role_holds_permissions_only_for_kinds_of_stores_that_there_are():
    services = {
        action.partition(":")[0]
        for statement in backup_grants.statements(context(platform(stores=(SCANS,))))
        for action in statement["Action"]
    }
    assert services == {"backup", "elasticfilesystem", "kms"}


def test_the_role_restores_nothing_and_never_reads_the_records():
    found = {one["Sid"]: one for one in backup_grants.statements(context(ALL))}
    allowed = {action for one in found.values() if one["Effect"] == "Allow" for action in one["Action"]}
    assert not [action for action in allowed if "Restore" in action or action in {"s3:PutObject", "s3:*", "rds:*"}]
    assert found["NeverRecords"]["Effect"] == "Deny"
    denied = {str(one) for one in found["NeverRecords"]["Resource"]}
    for bucket in ("audit_log", "audit_log_dr", "access_log", "access_log_dr"):
        assert any(f"aws_s3_bucket.{bucket}.arn" in one for one in denied), (
            "the copies in the DR region are records too"
        )


def test_the_policy_of_the_role_does_not_grow_with_the_number_of_stores():
    many = platform(stores=tuple(replace(CASES, name=f"cases-{number}") for number in range(200)))
    few = platform(stores=(CASES,))
    assert list(backup_grants.statements(context(many))) == list(backup_grants.statements(context(few)))


def test_a_database_is_copied_out_of_the_vault_as_the_snapshot_that_it_is():
    held = {one["Sid"]: one for one in backup_grants.statements(context(ALL))}
    assert "arn:aws:rds:ap-southeast-1:123456789012:snapshot:awsbackup:*" in held["CopyAndTag"]["Resource"]


def test_a_vault_tells_of_nothing_that_aws_backup_no_longer_sends():
    retired = {"BACKUP_JOB_FAILED", "BACKUP_JOB_EXPIRED", "BACKUP_JOB_SUCCESSFUL", "RESTORE_JOB_FAILED"}
    assert "BACKUP_JOB_COMPLETED" in backup.EVENTS
    assert not retired & set(backup.EVENTS)
