from bastide.planner import bastion
from support.platforms import platform
from support.stacks import graph, statements


def stack():
    return graph(platform(), bastion.files)


def test_the_host_has_no_key_pair_and_no_public_address():
    template = stack().by_address["aws_launch_template.bastion"]
    assert template.get("key_name") is None
    assert template.nested("network_interfaces") == ()
    assert [str(one) for one in template.get("vpc_security_group_ids")] == ["aws_security_group.ops.id"]


def test_the_hosts_metadata_asks_for_a_token_and_stays_on_the_host():
    (options,) = stack().by_address["aws_launch_template.bastion"].nested("metadata_options")
    assert (options.get("http_tokens"), options.get("http_put_response_hop_limit")) == ("required", 1)


def test_the_hosts_disk_is_encrypted():
    (mapping,) = stack().by_address["aws_launch_template.bastion"].nested("block_device_mappings")
    (disk,) = mapping.nested("ebs")
    assert disk.get("encrypted") is True


def test_a_broken_host_is_replaced_in_any_availability_zone():
    group = stack().by_address["aws_autoscaling_group.bastion"]
    assert (group.get("min_size"), group.get("max_size")) == (1, 2)
    assert [str(one) for one in group.get("vpc_zone_identifier")] == ["aws_subnet.ops_a.id", "aws_subnet.ops_b.id"]


def test_the_successor_is_in_service_before_the_old_host_goes():
    (policy,) = stack().by_address["aws_autoscaling_group.bastion"].nested("instance_maintenance_policy")
    assert (policy.get("min_healthy_percentage"), policy.get("max_healthy_percentage")) == (100, 200)


def test_the_host_carries_the_tag_that_roles_are_limited_by():
    tags = {
        tag.get("key"): tag.get("value") for tag in stack().by_address["aws_autoscaling_group.bastion"].nested("tag")
    }
    assert tags["bastide:zone"] == "ops"


def test_records_may_be_added_under_their_own_prefix_only():
    stored = statements(stack(), "aws_iam_policy.session_host")["StoreRecord"]
    assert [str(part) for part in stored["Resource"][0].parts] == ["aws_s3_bucket.audit_log.arn", "/sessions/*"]


def test_session_records_are_encrypted_and_kept_long_enough():
    group = stack().by_address["aws_cloudwatch_log_group.session"]
    assert group.get("retention_in_days") == 400
    assert str(group.get("kms_key_id")) == "aws_kms_key.logs.arn"


def test_the_hosts_role_asks_for_no_source_that_ec2_never_names():
    (trust,) = statements(stack(), "aws_iam_role.bastion", "assume_role_policy").values()
    assert "Condition" not in trust
