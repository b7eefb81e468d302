import pytest

from bastide.planner import keys
from support.platforms import platform, store
from support.stacks import graph, statements

SPEC = platform(
    stores=(store("cases", "object", "data@civil-affairs"), store("identity", "postgres", "data@civil-affairs", "core"))
)
FOUND = graph(SPEC, keys.files)
LABELS = [key.name for key in FOUND.of_type("aws_kms_key")]


def actions(statement):
    listed = statement["Action"]
    return {listed} if isinstance(listed, str) else set(listed)


def test_every_key_has_an_alias_of_its_own():
    targets = [str(alias.get("target_key_id")) for alias in FOUND.of_type("aws_kms_alias")]
    assert targets == [f"aws_kms_key.{label}.key_id" for label in LABELS]
    names = [alias.get("name") for alias in FOUND.of_type("aws_kms_alias")]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("label", LABELS)
def test_a_key_rotates_and_takes_thirty_days_to_delete(label):
    key = FOUND.by_address[f"aws_kms_key.{label}"]
    assert key.get("enable_key_rotation") is True
    assert key.get("deletion_window_in_days") == 30


@pytest.mark.parametrize("label", LABELS)
def test_nobody_shortens_the_wait_before_a_key_is_gone(label):
    denied = statements(FOUND, f"aws_kms_key.{label}")["NeverSooner"]
    assert (denied["Effect"], actions(denied)) == ("Deny", {"kms:ScheduleKeyDeletion"})
    assert denied["Condition"] == {"NumericLessThan": {"kms:ScheduleKeyDeletionPendingWindowInDays": "30"}}


def test_locked_records_and_backups_cannot_be_lost_with_their_key():
    kept = {label for label in LABELS if "NobodyEnds" in statements(FOUND, f"aws_kms_key.{label}")}
    assert kept == {"logs", "logs_dr", "backup", "backup_dr"}
    denied = statements(FOUND, "aws_kms_key.backup_dr")["NobodyEnds"]
    assert (denied["Effect"], denied["Principal"]) == ("Deny", {"AWS": "*"})
    assert actions(denied) == {"kms:DisableKey", "kms:ScheduleKeyDeletion"}
    assert "Condition" not in denied


@pytest.mark.parametrize("label", LABELS)
def test_whoever_administers_a_key_can_neither_use_it_nor_grant_it_to_people(label):
    policy = statements(FOUND, f"aws_kms_key.{label}")
    administration = actions(policy["Administration"])
    use = ("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncrypt", "kms:CreateGrant")
    assert not [
        one for one in administration if one == "kms:*" or any(used.startswith(one.rstrip("*")) for used in use)
    ]
    assert policy["GrantsToServices"]["Condition"]["Bool"] == {"kms:GrantIsForAWSResource": "true"}


@pytest.mark.parametrize("label", LABELS)
def test_no_use_of_a_key_is_unconditional(label):
    policy = statements(FOUND, f"aws_kms_key.{label}")
    granted = {sid: statement for sid, statement in policy.items() if statement["Effect"] == "Allow"}
    assert all("Condition" in statement for sid, statement in granted.items() if sid != "Administration")
    assert not any(statement["Principal"] == {"AWS": "*"} for statement in granted.values())


def test_keys_of_the_dr_region_are_made_there():
    assert {key.name for key in FOUND.of_type("aws_kms_key") if key.provider == "aws.dr"} == {
        "backup_dr",
        "core_civil_affairs_dr",
        "important_civil_affairs_dr",
        "logs_dr",
    }


def test_a_stricter_rotation_is_written():
    assert FOUND.by_address["aws_kms_key.core_civil_affairs"].get("rotation_period_in_days") == 90
    assert FOUND.by_address["aws_kms_key.important_civil_affairs"].get("rotation_period_in_days") is None
