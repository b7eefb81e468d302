from dataclasses import replace

from bastide.model.kinds import Encryption
from bastide.planner import database
from support.platforms import platform, store
from support.stacks import graph, statements

SPEC = platform(
    stores=(
        store("ledger", "postgres", "data@civil-affairs", "general"),
        store("pensions", "postgres", "data@social-security"),
    )
)
FOUND = graph(SPEC, database.files)
PENSIONS = FOUND.by_address["aws_db_instance.pensions"]


def parameters(label):
    group = FOUND.by_address[f"aws_db_parameter_group.{label}"]
    return {one.get("name"): one.get("value") for one in group.nested("parameter")}


def test_a_database_is_encrypted_doubled_private_and_hard_to_delete():
    wanted = {
        "storage_encrypted": True,
        "multi_az": True,
        "publicly_accessible": False,
        "deletion_protection": True,
        "skip_final_snapshot": False,
        "iam_database_authentication_enabled": True,
        "auto_minor_version_upgrade": True,
    }
    assert {name: PENSIONS.get(name) for name in wanted} == wanted
    assert str(PENSIONS.get("kms_key_id")) == "aws_kms_key.important_social_security.arn"


def test_no_password_is_written():
    assert PENSIONS.get("manage_master_user_password") is True
    assert PENSIONS.get("password") is None


def test_nobody_but_the_password_roles_members_sets_a_password_that_the_log_would_show():
    for label in ("ledger", "pensions"):
        (found,) = (
            one
            for one in FOUND.by_address[f"aws_db_parameter_group.{label}"].nested("parameter")
            if one.get("name") == "rds.restrict_password_commands"
        )
        assert (found.get("value"), found.get("apply_method")) == ("1", "pending-reboot")


def test_tls_is_forced_and_access_is_audited_where_the_class_says_so():
    assert parameters("pensions")["rds.force_ssl"] == "1"
    assert "pgaudit.log" in parameters("pensions")
    assert "pgaudit.log" not in parameters("ledger")


def test_its_logs_exist_before_it_encrypted_and_with_a_term():
    for log in ("postgresql", "upgrade"):
        group = FOUND.by_address[f"aws_cloudwatch_log_group.pensions_{log}"]
        assert (group.get("retention_in_days"), str(group.get("kms_key_id"))) == (400, "aws_kms_key.logs.arn")
        assert group.address in [str(one) for one in PENSIONS.get("depends_on")]


def test_only_a_copied_database_replicates_its_backups():
    (copy,) = FOUND.of_type("aws_db_instance_automated_backups_replication")
    assert (copy.name, copy.provider) == ("pensions", "aws.dr")
    assert str(copy.get("kms_key_id")) == "aws_kms_key.important_social_security_dr.arn"


def test_only_this_database_may_deliver_its_metrics():
    (trust,) = statements(FOUND, "aws_iam_role.pensions_monitoring", "assume_role_policy").values()
    assert trust["Condition"]["StringEquals"] == {
        "aws:SourceAccount": "123456789012",
        "aws:SourceArn": "arn:aws:rds:ap-southeast-1:123456789012:db:city-pensions",
    }


def test_a_database_without_a_key_of_ours_is_still_encrypted():
    classes = tuple(replace(one, encrypt=Encryption.PROVIDER_KEY) for one in SPEC.classes)
    plain = graph(replace(SPEC, classes=classes), database.files).by_address["aws_db_instance.pensions"]
    assert (plain.get("storage_encrypted"), plain.get("kms_key_id")) == (True, None)


def test_the_next_major_version_finds_room_beside_this_ones_parameters():
    assert FOUND.by_address["aws_db_parameter_group.pensions"].get("name").endswith(f"-postgres{database.MAJOR}")


def test_host_metrics_reach_their_group_whether_its_arn_ends_in_a_stream_or_not():
    made = statements(FOUND, "aws_iam_role_policy.pensions_monitoring")
    assert all(one["Resource"].split(":log-group:")[1].startswith("RDSOSMetrics*") for one in made.values())
