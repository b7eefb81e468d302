"""Resources that exist already: which data source finds them, and by what."""

from collections.abc import Mapping

from bastide.bridge.model import Lookup, ResourceType
from bastide.graph.pulumi.maps import SPELLED, lookup_of, package

_KEYS: Mapping[str, str] = {
    "aws_db_instance": "db_instance_identifier",
    "aws_ecs_cluster": "cluster_name",
    "aws_instance": "instance_id",
    "aws_internet_gateway": "internet_gateway_id",
    "aws_iam_policy": "arn",
    "aws_iam_user": "user_name",
    "aws_kms_key": "key_id",
    "aws_lambda_function": "function_name",
    "aws_lb": "arn",
    "aws_lb_listener": "arn",
    "aws_lb_target_group": "arn",
    "aws_rds_cluster": "cluster_identifier",
    "aws_route53_zone": "zone_id",
    "aws_route_table": "route_table_id",
    "aws_s3_bucket": "bucket",
    "aws_secretsmanager_secret": "arn",
}
"""By what a data source finds the resource that a program knows by its id."""
_BY_ID = frozenset(
    {
        "aws_ec2_transit_gateway",
        "aws_nat_gateway",
        "aws_network_interface",
        "aws_security_group",
        "aws_subnet",
        "aws_vpc",
        "aws_vpc_endpoint",
        "aws_vpc_peering_connection",
    }
)


def source_of(known: ResourceType) -> Lookup | None:
    """Return the data source of the same name as a resource type, None where there is none."""
    if package(known.token) in SPELLED:
        return None
    return lookup_of(package(known.token), known.terraform)


def key_of(known: ResourceType) -> str:
    """Return the argument by which a data source finds a resource; nothing where it can't."""
    source = source_of(known)
    if source is None:
        return ""
    if known.terraform in _BY_ID:
        return "id"
    wanted = _KEYS.get(known.terraform, "name")
    return wanted if wanted in source.arguments else ""
