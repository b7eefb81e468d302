from dataclasses import replace

from bastide.model.destruction import Destruction
from bastide.planner import destruction, keys, roles
from support.platforms import HERE, platform, store
from support.stacks import context, graph, rendered, statements

STORES = (store("cases", "object", "data@civil-affairs"), store("identity", "postgres", "data@civil-affairs", "core"))
SPEC = platform(stores=STORES, destruction=Destruction(3, 30, HERE))


def steps(found, label):
    return found.by_address[f"aws_ssm_document.{label}"].get("content").value["mainSteps"]


def test_three_people_agree_before_a_key_is_disabled_and_scheduled():
    actions = [step["action"] for step in steps(graph(SPEC, destruction.files), "destruction")]
    assert actions == ["aws:approve"] * 3 + ["aws:executeAwsApi"] * 2
    assert steps(graph(SPEC, destruction.files), "destruction")[-1]["inputs"]["PendingWindowInDays"] == 30


def test_each_region_has_a_runbook_for_its_own_keys():
    found = graph(SPEC, destruction.files)
    for label, ours in (("destruction", "aws_kms_key.core_civil_affairs.arn"), ("destruction_dr", "_dr.arn")):
        document = found.by_address[f"aws_ssm_document.{label}"]
        allowed = document.get("content").value["parameters"]["Key"]["allowedValues"]
        assert all(str(one).endswith("_dr.arn") is (label == "destruction_dr") for one in allowed)
        assert any(str(one).endswith(ours) for one in allowed)


def test_the_runbooks_role_ends_data_keys_and_does_nothing_else():
    policy = statements(graph(SPEC, destruction.files), "aws_iam_role_policy.destruction")
    assert set(policy) == {"EndKeys"}
    assert set(policy["EndKeys"]["Action"]) == {"kms:DisableKey", "kms:ScheduleKeyDeletion"}
    assert not any("logs" in str(one) or "backup" in str(one) for one in policy["EndKeys"]["Resource"])


def test_data_keys_obey_the_runbook_alone_and_the_platforms_own_do_not():
    found = graph(SPEC, keys.files)
    guarded = {
        one.name for one in found.of_type("aws_kms_key") if "OnlyTheRunbookEnds" in statements(found, one.address)
    }
    assert {"core_civil_affairs", "core_civil_affairs_dr", "important_civil_affairs"} < guarded
    assert not guarded & {"logs", "logs_dr", "backup", "backup_dr"}


def test_the_runbook_may_end_a_key_as_soon_as_the_spec_says_and_nobody_sooner():
    found = graph(replace(SPEC, destruction=Destruction(3, 14, HERE)), keys.files)
    waits = {
        label: statements(found, f"aws_kms_key.{label}")["NeverSooner"]["Condition"]["NumericLessThan"]
        for label in ("core_civil_affairs", "core_civil_affairs_dr", "logs")
    }
    assert [next(iter(one.values())) for one in waits.values()] == ["14", "14", "30"]


def test_approvers_see_the_runs_of_both_regions():
    found = graph(SPEC, roles.files)
    assert len([one for one in found.of_type("aws_iam_role") if one.name.startswith("approver_")]) == 3
    decide = statements(found, "aws_iam_role_policy.approver_3")["Decide"]["Resource"]
    assert [one.split(":")[3] for one in decide] == ["ap-southeast-1", "ap-northeast-1"]


def test_the_page_names_every_store_with_its_keys_and_what_else_lies_under_them():
    shared = (*STORES, store("notes", "object", "data@civil-affairs", "core", title="笔记"))
    page = rendered(replace(SPEC, stores=shared), destruction.files)["runbooks/destruction.md"]
    rows = [line for line in page.splitlines() if line.startswith("| ") and "`, `aws_kms_key" in line]
    assert [row.split()[1] for row in rows] == ["cases", "identity", "notes"]
    assert "its keys also hold notes" in rows[1]


def test_the_page_says_which_backups_outlive_a_stores_keys_and_for_how_long():
    page = rendered(SPEC, destruction.files)["runbooks/destruction.md"]
    cases, identity = (line for line in page.splitlines() if line.startswith(("| cases ", "| identity ")))
    assert "`city-gold`, `city-gold-dr`" in cases
    assert "`city-gold`" not in identity
    assert "`city-gold-dr`" in identity


def test_the_page_tells_each_keys_region_for_the_runbook_of_another_refuses_it():
    page = rendered(SPEC, destruction.files)["runbooks/destruction.md"]
    assert "| `aws_kms_key.core_civil_affairs` | `ap-southeast-1` | `alias/city-core-civil-affairs` |" in page
    assert "| `aws_kms_key.core_civil_affairs_dr` | `ap-northeast-1` | `alias/city-core-civil-affairs-dr` |" in page


def test_nothing_is_planned_unless_the_spec_says_how_data_ends():
    assert list(destruction.files(context(platform(stores=STORES)))) == []
