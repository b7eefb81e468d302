from bastide.planner import file_store
from support.platforms import platform, store
from support.stacks import graph, statements

SPEC = platform(
    stores=(
        store("drafts", "file", "data@civil-affairs", "general"),
        store("scans", "file", "data@civil-affairs"),
    )
)
FOUND = graph(SPEC, file_store.files)


def test_a_file_system_is_encrypted_by_its_class_key():
    system = FOUND.by_address["aws_efs_file_system.scans"]
    assert (system.get("encrypted"), str(system.get("kms_key_id"))) == (True, "aws_kms_key.important_civil_affairs.arn")


def test_there_is_one_way_in_for_identified_clients_by_tls():
    policy = statements(FOUND, "aws_efs_file_system_policy.scans")
    (allowed,) = (one for one in policy.values() if one["Effect"] == "Allow")
    assert allowed["Principal"] == {"AWS": "arn:aws:iam::123456789012:root"}
    assert allowed["Condition"]["Bool"] == {"elasticfilesystem:AccessedViaMountTarget": "true"}
    assert "elasticfilesystem:ClientRootAccess" not in allowed["Action"]
    assert policy["DenyPlainTransport"]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
    door = policy["DenyOtherWays"]["Condition"]["StringNotEquals"]["elasticfilesystem:AccessPointArn"]
    assert str(door) == "aws_efs_access_point.scans.arn"


def test_every_door_stands_in_the_zone_and_carries_its_group():
    for label in ("scans_a", "scans_b"):
        mount = FOUND.by_address[f"aws_efs_mount_target.{label}"]
        assert [str(group) for group in mount.get("security_groups")] == ["aws_security_group.data_civil_affairs.id"]


def test_a_client_is_one_user_in_one_directory():
    point = FOUND.by_address["aws_efs_access_point.scans"]
    assert point.nested("posix_user")[0].get("uid") == 1000
    assert point.nested("root_directory")[0].get("path") == "/data"


def test_only_a_copied_file_system_is_replicated_and_under_the_key_of_the_dr_region():
    (copy,) = FOUND.of_type("aws_efs_replication_configuration")
    (destination,) = copy.nested("destination")
    assert (copy.name, destination.get("region")) == ("scans", "ap-northeast-1")
    assert str(destination.get("kms_key_id")) == "aws_kms_key.important_civil_affairs_dr.arn"


def test_the_services_own_backups_are_off():
    assert all(
        one.nested("backup_policy")[0].get("status") == "DISABLED" for one in FOUND.of_type("aws_efs_backup_policy")
    )
