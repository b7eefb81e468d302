"""Attributes that Terraform is told to overlook: what is there is not what the code says."""

from collections.abc import Iterable

from bastide.facts.overlooked import EVERYTHING, overlooked
from bastide.facts.values import OpaqueError
from bastide.model.graph import Resource
from bastide.model.network import Network
from bastide.prove.aws.modelled import MODELLED
from bastide.prove.aws.reading import Reading, origin_of

CONTAINERS = ("security_group_id", "network_acl_id", "route_table_id", "vpc_id", "subnet_id")
"""Attributes that name what a rule, a route or an association is part of."""

WORDS = """
ami image_id image_uri instance_type instance_types key_name user_data user_data_base64 user_data_replace_on_change
iam_instance_profile cpu_options credit_specification metadata_options root_block_device ebs_block_device
ebs_optimized block_device_mappings volume_tags disable_api_termination monitoring description name name_prefix tags
tags_all timeouts revoke_rules_on_delete default_version latest_version desired_capacity min_size max_size
desired_count scaling_config update_config task_definition capacity_provider_strategy force_new_deployment
max_instance_lifetime suspended_processes enabled_metrics tag health_check health_check_type health_check_grace_period
target_group_arns load_balancers load_balancer default_action action certificate_arn ssl_policy weight stickiness
deregistration_delay access_logs idle_timeout engine_version engine_mode instance_class node_type node_count
num_cache_nodes num_cache_clusters allocated_storage max_allocated_storage storage_type iops storage_throughput
username password master_username master_password master_user_password auth_token snapshot_identifier snapshot_arns
final_snapshot_identifier skip_final_snapshot parameter_group_name db_cluster_parameter_group_name
db_parameter_group_name option_group_name backup_retention_period backup_window preferred_backup_window
maintenance_window preferred_maintenance_window apply_immediately deletion_protection performance_insights_enabled
monitoring_interval kms_key_id availability_zone availability_zones availability_zone_id filename source_code_hash
s3_key s3_bucket s3_object_version environment layers memory_size runtime handler timeout version release_version
ami_type disk_size labels taint encryption_config enabled_cluster_log_types enable_dns_support enable_dns_hostnames
"""
PLAIN = frozenset(WORDS.split())
"""What changes no packet's way, whoever sets it."""

PLAIN_OF = {
    "aws_appstream_fleet": frozenset({"compute_capacity"}),
    "aws_default_network_acl": frozenset({"subnet_ids"}),
}
"""The same by type. AWS itself gives a default ACL the subnets that no other one has."""


def check(reading: Reading, network: Network) -> None:
    """Doubt every resource of the network whose deciding attributes may differ from the code for ever."""
    parts = (network.vpcs, network.subnets, network.acls, network.groups, network.tables)
    known = {one.name for kind in parts for one in kind} | {one.workload for one in network.interfaces}
    for resource in reading.graph.resources:
        if resource.mode == "resource" and resource.type in MODELLED:
            plain = PLAIN | PLAIN_OF.get(resource.type, frozenset())
            for name, place in overlooked(resource):
                if name not in plain:
                    what = "everything" if name == EVERYTHING else f"`{name}`"
                    reason = f"`ignore_changes` leaves {what} as it is, whatever the code says"
                    reading.doubt(origin_of(resource), reason, _scope(reading, resource, known), place)


def _scope(reading: Reading, resource: Resource, known: Iterable[str]) -> tuple[str, ...]:
    """Return the part of the network that a resource is, or is a part of; everything where neither can be told."""
    if resource.address in known:
        return (resource.address,)
    for attribute in CONTAINERS:
        try:
            names = [name for name in reading.names(resource.get(attribute), *MODELLED) if name in known]
        except OpaqueError:
            return ()
        if names:
            return tuple(names)
    return ()
