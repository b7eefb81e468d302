import pytest

from bastide.planner import backup
from support.platforms import platform, store
from support.stacks import graph, rendered, statements

SPEC = platform(
    stores=(
        store("assets", "object", "edge", "general"),
        store("cases", "object", "data@civil-affairs"),
        store("pensions", "postgres", "data@social-security"),
        store("scans", "file", "data@civil-affairs"),
    )
)
FOUND = graph(SPEC, backup.files)
VAULTS = [vault.name for vault in FOUND.of_type("aws_backup_vault")]


def test_every_store_is_selected_by_its_arn():
    selected = [str(arn) for one in FOUND.of_type("aws_backup_selection") for arn in one.get("resources")]
    assert sorted(selected) == [
        "aws_db_instance.pensions.arn",
        "aws_efs_file_system.scans.arn",
        "aws_s3_bucket.assets.arn",
        "aws_s3_bucket.cases.arn",
    ]
    assert not any(one.nested("selection_tag") for one in FOUND.of_type("aws_backup_selection"))


@pytest.mark.parametrize("label", VAULTS)
def test_a_vault_has_the_key_of_backups_a_lock_and_a_policy_in_its_own_region(label):
    vault = FOUND.by_address[f"aws_backup_vault.{label}"]
    assert str(vault.get("kms_key_arn")) == (
        "aws_kms_key.backup_dr.arn" if vault.provider else "aws_kms_key.backup.arn"
    )
    for kind in ("lock_configuration", "policy"):
        assert FOUND.by_address[f"aws_backup_vault_{kind}.{label}"].provider == vault.provider
    (denial,) = statements(FOUND, f"aws_backup_vault_policy.{label}").values()
    assert denial["Effect"] == "Deny"
    assert "backup:DeleteRecoveryPoint" in denial["Action"]


def test_only_a_locked_tier_can_never_be_unlocked():
    days = {one.name: one.get("changeable_for_days") for one in FOUND.of_type("aws_backup_vault_lock_configuration")}
    assert days == {"bronze": None, "gold": 30, "gold_dr": 30}


def test_what_is_kept_for_the_term_is_copied_to_the_dr_vault_for_the_term():
    for label in ("gold_file", "gold_object", "gold_postgres"):
        (rule,) = (
            one for one in FOUND.by_address[f"aws_backup_plan.{label}"].nested("rule") if one.nested("copy_action")
        )
        (copy,) = rule.nested("copy_action")
        assert str(copy.get("destination_vault_arn")) == "aws_backup_vault.gold_dr.arn"
        kept = {holder.nested("lifecycle")[0].get("delete_after") for holder in (rule, copy)}
        assert kept == {366}


def test_continuous_backups_are_kept_no_longer_than_the_service_allows():
    continuous = [
        rule
        for plan in FOUND.of_type("aws_backup_plan")
        for rule in plan.nested("rule")
        if rule.get("enable_continuous_backup") is True
    ]
    assert [rule.nested("lifecycle")[0].get("delete_after") for rule in continuous] == [35]


def test_the_file_says_above_each_plan_what_it_reaches():
    text = rendered(SPEC, backup.files)["backup.tf"]
    assert "# loss of the region: 30 of 60 minutes by point-in-time recovery from replicated automated backups" in text


def test_the_role_is_for_the_backup_service_alone():
    (trust,) = statements(FOUND, "aws_iam_role.backup", "assume_role_policy").values()
    assert trust["Principal"] == {"Service": "backup.amazonaws.com"}
