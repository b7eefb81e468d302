from dataclasses import replace

from bastide.model.records import Logging, LogTerm
from bastide.planner import audit_log, keys
from support.platforms import HERE, platform, store, web
from support.stacks import graph, statements

TERMS = {"access": (366, False), "audit": (1096, True), "network": (366, False), "session": (1096, True)}


def stack(locked=(), **changes):
    terms = tuple(LogTerm(name, days, lock or name in locked, HERE) for name, (days, lock) in TERMS.items())
    usual = {"logging": Logging(terms, (("soc", "soc@example.gov"),))}
    return graph(platform(**{**usual, **changes}), audit_log.files)


def test_the_trail_covers_every_region_and_can_be_verified():
    trail = stack().by_address["aws_cloudtrail.main"]
    for switch in (
        "is_multi_region_trail",
        "include_global_service_events",
        "enable_log_file_validation",
        "enable_logging",
    ):
        assert trail.get(switch) is True
    assert str(trail.get("kms_key_id")) == "aws_kms_key.logs.arn"
    assert len(trail.nested("insight_selector")) == 2


def test_records_are_locked_in_compliance_mode_for_their_term():
    for label in ("audit_log", "audit_log_dr"):
        (rule,) = stack().by_address[f"aws_s3_bucket_object_lock_configuration.{label}"].nested("rule")
        (retention,) = rule.nested("default_retention")
        assert (retention.get("mode"), retention.get("days")) == ("COMPLIANCE", 1096)


def test_no_bucket_that_aws_delivers_access_logs_to_is_locked_or_under_our_key():
    found = stack()
    for label in ("access_log", "access_log_dr"):
        assert found.by_address[f"aws_s3_bucket.{label}"].get("object_lock_enabled") is None
        (rule,) = found.by_address[f"aws_s3_bucket_server_side_encryption_configuration.{label}"].nested("rule")
        (default,) = rule.nested("apply_server_side_encryption_by_default")
        assert default.get("sse_algorithm") == "AES256"


def test_every_log_bucket_refuses_plain_text_and_deletion():
    found = stack()
    for bucket in found.of_type("aws_s3_bucket"):
        policy = statements(found, f"aws_s3_bucket_policy.{bucket.name}")
        assert policy["NoPlainText"]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
        assert "s3:DeleteObjectVersion" in policy["NobodyDeletes"]["Action"]
        assert all(one["Principal"] == {"AWS": "*"} for one in policy.values() if one["Effect"] == "Deny")


def test_every_log_bucket_is_private_versioned_and_expires():
    found = stack()
    for bucket in found.of_type("aws_s3_bucket"):
        block = found.by_address[f"aws_s3_bucket_public_access_block.{bucket.name}"]
        assert all(block.get(name) is True for name in ("block_public_acls", "block_public_policy"))
        assert f"aws_s3_bucket_versioning.{bucket.name}" in found.by_address
        assert f"aws_s3_bucket_lifecycle_configuration.{bucket.name}" in found.by_address


def test_dr_things_stand_in_the_dr_region():
    found = stack()
    for one in found.resources:
        if one.type.startswith("aws_s3_"):
            assert (one.provider == "aws.dr") is one.name.endswith("_dr"), one.address


def test_both_buckets_are_copied_to_the_dr_region():
    found = stack()
    for label in ("audit_log", "access_log"):
        (rule,) = found.by_address[f"aws_s3_bucket_replication_configuration.{label}"].nested("rule")
        (destination,) = rule.nested("destination")
        assert str(destination.get("bucket")) == f"aws_s3_bucket.{label}_dr.arn"


def test_the_replica_of_encrypted_records_has_the_dr_regions_key():
    (rule,) = stack().by_address["aws_s3_bucket_replication_configuration.audit_log"].nested("rule")
    (destination,) = rule.nested("destination")
    (encryption,) = destination.nested("encryption_configuration")
    assert str(encryption.get("replica_kms_key_id")) == "aws_kms_key.logs_dr.arn"


def test_a_platform_with_one_region_copies_nothing():
    one_region = replace(platform().regions, dr=None)
    found = stack(regions=one_region)
    assert list(found.of_type("aws_s3_bucket_replication_configuration")) == []


def test_every_alarm_reaches_every_channel():
    found = stack()
    alarms = list(found.of_type("aws_cloudwatch_metric_alarm"))
    assert len(alarms) == len(list(found.of_type("aws_cloudwatch_log_metric_filter"))) > 15
    for alarm in alarms:
        assert [str(one) for one in alarm.get("alarm_actions")] == ["aws_sns_topic.soc.arn"]


def test_every_topic_is_encrypted_and_each_channel_has_a_reader():
    found = stack()
    assert all(str(topic.get("kms_master_key_id")) == "aws_kms_key.logs.id" for topic in found.of_type("aws_sns_topic"))
    (reader,) = found.of_type("aws_sns_topic_subscription")
    assert (reader.get("protocol"), reader.get("endpoint")) == ("email", "soc@example.gov")


def test_load_balancers_may_deliver_only_where_there_is_one():
    assert "LoadBalancerLogs" not in statements(stack(), "aws_s3_bucket_policy.access_log")
    entry = stack(workloads=(web("portal", "edge"),))
    assert "LoadBalancerLogs" in statements(entry, "aws_s3_bucket_policy.access_log")


def test_nothing_here_is_unknown_to_the_judge():
    found = stack(("network", "access"), stores=(store("case-files", "object", "data@civil-affairs"),))
    assert found.unknowns == ()
    assert found.problems == ()


def test_whoever_publishes_to_a_topic_without_naming_its_source_may_use_the_topics_key():
    found = statements(graph(platform(), keys.files), "aws_kms_key.logs")["Events"]
    assert set(found["Principal"]["Service"]) == {
        "backup.amazonaws.com",
        "cloudtrail.amazonaws.com",
        "events.amazonaws.com",
    }
    assert set(found["Action"]) == {"kms:Decrypt", "kms:GenerateDataKey*"}
    assert list(found["Condition"]["ArnLike"]) == ["kms:EncryptionContext:aws:sns:topicArn"]


def test_roles_of_services_that_name_no_source_ask_for_none():
    found = stack()
    for label in ("trail", "audit_log_replication", "access_log_replication"):
        (trust,) = statements(found, f"aws_iam_role.{label}", "assume_role_policy").values()
        assert "Condition" not in trust


def test_backups_that_succeeded_reach_nobody_and_alarms_always_do():
    spec = platform(stores=(store("cases", "object", "data@civil-affairs"),))
    (reader,) = graph(spec, audit_log.files).of_type("aws_sns_topic_subscription")
    policy = reader.get("filter_policy").value
    assert {"State": ({"exists": False},)} in policy["$or"]
    assert {"State": ({"anything-but": ("COMPLETED",)},)} in policy["$or"]
