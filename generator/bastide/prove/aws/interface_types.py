"""Which resource types put interfaces into subnets, and which of their attributes say where and how.

To add a type, add a line. A path walks nested blocks by their names; `a > type.b` follows attribute `a` to a resource
of that type (by reference or literal name) and reads its attribute `b` there. Several paths are separated by a space.
"""

from dataclasses import dataclass
from enum import Enum, auto

from bastide.model.network import Kind


class Without(Enum):
    """What it means that no subnet is given."""

    NOTHING = auto()
    """The resource stands outside every VPC."""
    DEFAULT_VPC = auto()
    """The resource stands in the account's default VPC, which the code doesn't show."""


class Ungrouped(Enum):
    """What it means that no security group is given."""

    DEFAULT = auto()
    """The VPC's default group holds."""
    OWN = auto()
    """The service makes a group that the code doesn't show."""
    NONE = auto()
    """Network ACLs alone filter."""


class Public(Enum):
    """When the interface has a public address, apart from elastic ones."""

    NEVER = auto()
    FLAG = auto()
    """As the flag says; not without one."""
    LAUNCH = auto()
    """As the flag says, else as its subnet gives to what is launched in it."""
    GIVEN = auto()
    """As soon as the flag's path holds anything but a word for no."""
    OPEN = auto()
    """As the flag says, else public."""
    UNCERTAIN = auto()
    """As the flag says; releases of the provider differ about what its absence means."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a type says where its interfaces stand."""

    kind: Kind
    subnets: str
    groups: str = ""
    public: Public = Public.NEVER
    flag: str = ""
    without: Without = Without.NOTHING
    ungrouped: Ungrouped = Ungrouped.DEFAULT
    addresses: str = ""
    workload: str = ""
    """Path to the resource whose door this is."""
    source: str = ""
    """Path to the resource whose subnets it shares if it names none."""
    hands_on: str = ""
    """Path to the flag by which hosts may see the client's address and not this one's."""
    part_of: str = ""
    """Path to the resource that it is a part of, and that stands for it."""
    door: str = ""
    """Who comes in by it from outside the network, in words."""
    bypass: str = ""
    """Path to the attribute that takes away its own way to the internet, with the value that does."""


_DB, _FILE, _FUNCTION, _HOST = Kind.DATABASE, Kind.FILE_SYSTEM, Kind.FUNCTION, Kind.HOST
_END = Kind.ENDPOINT
_DEFAULT_VPC, _FLAG, _OWN = Without.DEFAULT_VPC, Public.FLAG, Ungrouped.OWN
_DB_GROUP = "db_subnet_group_name > aws_db_subnet_group.subnet_ids"
_DOCDB_GROUP = "db_subnet_group_name > aws_docdb_subnet_group.subnet_ids"
_NEPTUNE_GROUP = "neptune_subnet_group_name > aws_neptune_subnet_group.subnet_ids"
_CACHE_GROUP = "subnet_group_name > aws_elasticache_subnet_group.subnet_ids"
_VPC_IDS = "vpc_security_group_ids"
_CONFIG, _CONFIG_IDS, _CONFIG_GROUPS = "vpc_config.subnets", "vpc_config.subnet_ids", "vpc_config.security_group_ids"
_FIREHOSE = ("elasticsearch_configuration", "opensearch_configuration", "opensearchserverless_configuration")
_ECS = "network_configuration"
_SCHEDULED = "target.ecs_parameters.network_configuration"
_EVENT = "ecs_target.network_configuration"
_PIPE = "target_parameters.ecs_task_parameters.network_configuration.aws_vpc_configuration"
_KINESIS = "application_configuration.vpc_configuration"
_KAFKA = "kafka_cluster.apache_kafka_cluster.vpc"
_EMR_GROUPS = (
    "ec2_attributes.emr_managed_master_security_group ec2_attributes.emr_managed_slave_security_group "
    "ec2_attributes.additional_master_security_groups ec2_attributes.additional_slave_security_groups "
    "ec2_attributes.service_access_security_group"
)

SHAPES: dict[str, Shape] = {
    # databases and caches
    "aws_db_instance": Shape(
        _DB, _DB_GROUP, _VPC_IDS, _FLAG, "publicly_accessible", _DEFAULT_VPC, source="replicate_source_db"
    ),
    "aws_rds_cluster": Shape(_DB, _DB_GROUP, _VPC_IDS, _FLAG, "publicly_accessible", _DEFAULT_VPC),
    "aws_db_proxy": Shape(_DB, "vpc_subnet_ids", _VPC_IDS),
    "aws_db_proxy_endpoint": Shape(_DB, "vpc_subnet_ids", _VPC_IDS),
    "aws_docdb_cluster": Shape(_DB, _DOCDB_GROUP, _VPC_IDS, without=_DEFAULT_VPC),
    "aws_docdbelastic_cluster": Shape(_DB, "subnet_ids", _VPC_IDS, without=_DEFAULT_VPC),
    "aws_neptune_cluster": Shape(_DB, _NEPTUNE_GROUP, _VPC_IDS, without=_DEFAULT_VPC),
    "aws_elasticache_cluster": Shape(
        _DB, _CACHE_GROUP, "security_group_ids", without=_DEFAULT_VPC, part_of="replication_group_id"
    ),
    "aws_elasticache_replication_group": Shape(_DB, _CACHE_GROUP, "security_group_ids", without=_DEFAULT_VPC),
    "aws_elasticache_serverless_cache": Shape(_DB, "subnet_ids", "security_group_ids", without=_DEFAULT_VPC),
    "aws_memorydb_cluster": Shape(
        _DB, "subnet_group_name > aws_memorydb_subnet_group.subnet_ids", "security_group_ids", without=_DEFAULT_VPC
    ),
    "aws_dax_cluster": Shape(
        _DB, "subnet_group_name > aws_dax_subnet_group.subnet_ids", "security_group_ids", without=_DEFAULT_VPC
    ),
    "aws_redshift_cluster": Shape(
        _DB,
        "cluster_subnet_group_name > aws_redshift_subnet_group.subnet_ids",
        _VPC_IDS,
        Public.UNCERTAIN,
        "publicly_accessible",
        _DEFAULT_VPC,
    ),
    "aws_redshift_endpoint_access": Shape(
        _END, "subnet_group_name > aws_redshift_subnet_group.subnet_ids", _VPC_IDS, without=_DEFAULT_VPC
    ),
    "aws_redshiftserverless_workgroup": Shape(
        _DB, "subnet_ids", "security_group_ids", _FLAG, "publicly_accessible", _DEFAULT_VPC
    ),
    "aws_redshiftserverless_endpoint_access": Shape(_END, "subnet_ids", _VPC_IDS),
    "aws_opensearch_domain": Shape(_DB, "vpc_options.subnet_ids", "vpc_options.security_group_ids"),
    "aws_elasticsearch_domain": Shape(_DB, "vpc_options.subnet_ids", "vpc_options.security_group_ids"),
    "aws_timestreaminfluxdb_db_instance": Shape(_DB, "vpc_subnet_ids", _VPC_IDS, _FLAG, "publicly_accessible"),
    "aws_dms_replication_instance": Shape(
        _HOST,
        "replication_subnet_group_id > aws_dms_replication_subnet_group.subnet_ids",
        _VPC_IDS,
        Public.OPEN,
        "publicly_accessible",
        _DEFAULT_VPC,
    ),
    "aws_dms_replication_config": Shape(
        _HOST,
        "compute_config.replication_subnet_group_id > aws_dms_replication_subnet_group.subnet_ids",
        "compute_config.vpc_security_group_ids",
        without=_DEFAULT_VPC,
    ),
    # queues and streams
    "aws_mq_broker": Shape(_HOST, "subnet_ids", "security_groups", _FLAG, "publicly_accessible", _DEFAULT_VPC),
    "aws_msk_cluster": Shape(
        _HOST,
        "broker_node_group_info.client_subnets",
        "broker_node_group_info.security_groups",
        Public.GIVEN,
        "broker_node_group_info.connectivity_info.public_access.type",
    ),
    "aws_msk_serverless_cluster": Shape(_HOST, _CONFIG_IDS, _CONFIG_GROUPS),
    "aws_msk_vpc_connection": Shape(_END, "client_subnets", "security_groups"),
    "aws_msk_replicator": Shape(
        _HOST, "kafka_cluster.vpc_config.subnet_ids", "kafka_cluster.vpc_config.security_groups_ids"
    ),
    "aws_mskconnect_connector": Shape(_HOST, f"{_KAFKA}.subnets", f"{_KAFKA}.security_groups"),
    "aws_kinesis_firehose_delivery_stream": Shape(
        _FUNCTION,
        " ".join(f"{one}.vpc_config.subnet_ids" for one in _FIREHOSE),
        " ".join(f"{one}.vpc_config.security_group_ids" for one in _FIREHOSE),
    ),
    "aws_kinesisanalyticsv2_application": Shape(_FUNCTION, f"{_KINESIS}.subnet_ids", f"{_KINESIS}.security_group_ids"),
    "aws_osis_pipeline": Shape(_FUNCTION, "vpc_options.subnet_ids", "vpc_options.security_group_ids"),
    # file systems
    "aws_datasync_location_efs": Shape(_FILE, "ec2_config.subnet_arn", "ec2_config.security_group_arns"),
    "aws_efs_mount_target": Shape(
        _FILE, "subnet_id", "security_groups", addresses="ip_address", workload="file_system_id"
    ),
    "aws_fsx_lustre_file_system": Shape(_FILE, "subnet_ids", "security_group_ids"),
    "aws_fsx_ontap_file_system": Shape(_FILE, "subnet_ids", "security_group_ids"),
    "aws_fsx_openzfs_file_system": Shape(_FILE, "subnet_ids", "security_group_ids"),
    "aws_fsx_windows_file_system": Shape(_FILE, "subnet_ids", "security_group_ids"),
    "aws_fsx_file_cache": Shape(_FILE, "subnet_ids", "security_group_ids"),
    # functions, tasks and jobs
    "aws_lambda_function": Shape(_FUNCTION, _CONFIG_IDS, _CONFIG_GROUPS),
    "aws_ecs_service": Shape(_HOST, f"{_ECS}.subnets", f"{_ECS}.security_groups", _FLAG, f"{_ECS}.assign_public_ip"),
    "aws_ecs_task_set": Shape(_HOST, f"{_ECS}.subnets", f"{_ECS}.security_groups", _FLAG, f"{_ECS}.assign_public_ip"),
    "aws_scheduler_schedule": Shape(
        _HOST, f"{_SCHEDULED}.subnets", f"{_SCHEDULED}.security_groups", _FLAG, f"{_SCHEDULED}.assign_public_ip"
    ),
    "aws_cloudwatch_event_target": Shape(
        _HOST, f"{_EVENT}.subnets", f"{_EVENT}.security_groups", _FLAG, f"{_EVENT}.assign_public_ip"
    ),
    "aws_pipes_pipe": Shape(_HOST, f"{_PIPE}.subnets", f"{_PIPE}.security_groups", _FLAG, f"{_PIPE}.assign_public_ip"),
    "aws_apprunner_vpc_connector": Shape(
        _FUNCTION, "subnets", "security_groups", door="a service outside the network sends by it what its callers ask"
    ),
    "aws_batch_compute_environment": Shape(
        _HOST, "compute_resources.subnets", "compute_resources.security_group_ids", Public.LAUNCH
    ),
    "aws_codebuild_project": Shape(_FUNCTION, _CONFIG, _CONFIG_GROUPS),
    "aws_codebuild_fleet": Shape(_FUNCTION, _CONFIG, _CONFIG_GROUPS),
    "aws_emr_cluster": Shape(
        _HOST,
        "ec2_attributes.subnet_id ec2_attributes.subnet_ids",
        _EMR_GROUPS,
        Public.LAUNCH,
        without=_DEFAULT_VPC,
        ungrouped=_OWN,
    ),
    "aws_emrserverless_application": Shape(_FUNCTION, f"{_ECS}.subnet_ids", f"{_ECS}.security_group_ids"),
    "aws_emr_studio": Shape(_HOST, "subnet_ids", "engine_security_group_id workspace_security_group_id"),
    "aws_glue_dev_endpoint": Shape(_HOST, "subnet_id", "security_group_ids"),
    "aws_glue_connection": Shape(
        _FUNCTION,
        "physical_connection_requirements.subnet_id",
        "physical_connection_requirements.security_group_id_list",
    ),
    "aws_mwaa_environment": Shape(_HOST, f"{_ECS}.subnet_ids", f"{_ECS}.security_group_ids"),
    "aws_synthetics_canary": Shape(_FUNCTION, _CONFIG_IDS, _CONFIG_GROUPS),
    "aws_sagemaker_notebook_instance": Shape(
        _HOST, "subnet_id", "security_groups", bypass="direct_internet_access Disabled"
    ),
    "aws_sagemaker_model": Shape(_HOST, _CONFIG, _CONFIG_GROUPS),
    "aws_sagemaker_domain": Shape(
        _HOST,
        "subnet_ids",
        "default_user_settings.security_groups default_space_settings.security_groups "
        "domain_settings.security_group_ids",
        bypass="app_network_access_type VpcOnly",
    ),
    "aws_imagebuilder_infrastructure_configuration": Shape(
        _HOST, "subnet_id", "security_group_ids", Public.LAUNCH, without=_DEFAULT_VPC
    ),
    "aws_cloud9_environment_ec2": Shape(_HOST, "subnet_id", public=Public.LAUNCH, without=_DEFAULT_VPC, ungrouped=_OWN),
    # desktops and directories
    "aws_workspaces_directory": Shape(
        _HOST,
        "subnet_ids",
        "workspace_creation_properties.custom_security_group_id",
        _FLAG,
        "workspace_creation_properties.enable_internet_access",
        ungrouped=_OWN,
    ),
    "aws_appstream_fleet": Shape(_HOST, _CONFIG_IDS, _CONFIG_GROUPS, _FLAG, "enable_default_internet_access"),
    "aws_appstream_image_builder": Shape(_HOST, _CONFIG_IDS, _CONFIG_GROUPS, _FLAG, "enable_default_internet_access"),
    "aws_directory_service_directory": Shape(
        _HOST, "vpc_settings.subnet_ids connect_settings.subnet_ids", ungrouped=_OWN
    ),
    "aws_workspacesweb_network_settings": Shape(_HOST, "subnet_ids", "security_group_ids"),
    # doors of services
    "aws_apigatewayv2_vpc_link": Shape(
        _FUNCTION,
        "subnet_ids",
        "security_group_ids",
        ungrouped=_OWN,
        door="callers of an API come in by it, from the internet too",
    ),
    "aws_route53_resolver_endpoint": Shape(_END, "ip_address.subnet_id", "security_group_ids"),
    "aws_ec2_instance_connect_endpoint": Shape(
        _END,
        "subnet_id",
        "security_group_ids",
        hands_on="preserve_client_ip",
        door="people outside the network open tunnels to hosts by it",
    ),
    "aws_opensearch_vpc_endpoint": Shape(_END, "vpc_options.subnet_ids", "vpc_options.security_group_ids"),
    "aws_elasticsearch_vpc_endpoint": Shape(_END, "vpc_options.subnet_ids", "vpc_options.security_group_ids"),
    "aws_opensearchserverless_vpc_endpoint": Shape(_END, "subnet_ids", "security_group_ids"),
    "aws_transfer_server": Shape(
        _END,
        "endpoint_details.subnet_ids",
        "endpoint_details.security_group_ids",
        Public.GIVEN,
        "endpoint_details.address_allocation_ids",
    ),
    "aws_grafana_workspace": Shape(_FUNCTION, "vpc_configuration.subnet_ids", "vpc_configuration.security_group_ids"),
    "aws_quicksight_vpc_connection": Shape(_FUNCTION, "subnet_ids", "security_group_ids"),
    "aws_prometheus_scraper": Shape(
        _FUNCTION, "source.eks.subnet_ids", "source.eks.security_group_ids", ungrouped=_OWN
    ),
    "aws_codestarconnections_host": Shape(
        _FUNCTION, "vpc_configuration.subnet_ids", "vpc_configuration.security_group_ids"
    ),
    "aws_codeconnections_host": Shape(
        _FUNCTION, "vpc_configuration.subnet_ids", "vpc_configuration.security_group_ids"
    ),
    "aws_m2_environment": Shape(_HOST, "subnet_ids", "security_group_ids", _FLAG, "publicly_accessible", _DEFAULT_VPC),
    "aws_cloudhsm_v2_cluster": Shape(_HOST, "subnet_ids", ungrouped=_OWN),
}
"""Types that the general reading serves; those with ways of their own are read by the modules that know them."""

MEMBERS = {
    "aws_rds_cluster_instance": ("cluster_identifier", "aws_rds_cluster"),
    "aws_neptune_cluster_instance": ("cluster_identifier", "aws_neptune_cluster"),
    "aws_rds_shard_group": ("db_cluster_identifier", "aws_rds_cluster"),
}
"""Parts of a cluster that may be public each: the attribute that names the cluster, and its type."""
