"""What moto 5.2.5 answers wrongly, mended: each function is one bug, and its docstring says which.

Only wrong answers are mended (moto forgets or invents a value). An operation that moto lacks is never invented here:
its resource type stands in `not_served.yaml` instead.
"""

import json
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from moto.apigateway.models import RestAPI
from moto.autoscaling.responses import AutoScalingResponse
from moto.backup.responses import BackupResponse
from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend
from moto.ec2.models.launch_templates import LaunchTemplate
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.responses.vpcs import VPCs
from moto.glue.models import FakeJob
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.kms.responses import KmsResponse
from moto.logs.metric_filters import MetricFilters
from moto.rds.models import DBInstance
from moto.rds.responses import RDSResponse
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

_enable_key_rotation = KmsResponse.enable_key_rotation
_new_db_instance = DBInstance.__init__
_describe_db_parameters = RDSResponse.describe_db_parameters
_create_scaling_group = AutoScalingResponse.create_auto_scaling_group
_update_scaling_group = AutoScalingResponse.update_auto_scaling_group
_add_metric_filter = MetricFilters.add_filter
_create_launch_template = EC2Backend.create_launch_template
_create_vpc_endpoint = VPCs.create_vpc_endpoint
_new_glue_job = FakeJob.__init__
_rest_api = RestAPI.to_dict
_get_bucket_notification = S3Response.get_bucket_notification
_get_bucket_replication = S3Response.get_bucket_replication


def backup_tags(self: BackupResponse) -> str:
    """Backup: ListTags reads the wrong part of its path unless that ends in a slash, so every tag seems lost."""
    arn = unquote(self.path.split("/tags/", 1)[1].rstrip("/"))
    return json.dumps({"Tags": self.backup_backend.list_tags(resource_arn=arn)})


def rule_description(self: SecurityGroupRule) -> str | None:
    """EC2: DescribeSecurityGroupRules shows the description of a rule only when its peer is an address block."""
    peers = (self.ip_range or {}, self.source_group or {})
    return next((peer["Description"] for peer in peers if "Description" in peer), None)


def rotation_enabled(self: KmsResponse) -> str:
    """KMS: EnableKeyRotation forgets RotationPeriodInDays."""
    answer = _enable_key_rotation(self)
    key = self.kms_backend.keys[self.kms_backend.get_key_id(self._get_param("KeyId"))]
    key.rotation_period = self._get_param("RotationPeriodInDays") or 365  # type: ignore[attr-defined]  # kept with the key
    return answer


def rotation_status(self: KmsResponse) -> str:
    """KMS: GetKeyRotationStatus never shows RotationPeriodInDays."""
    key = self.kms_backend.keys[self.kms_backend.get_key_id(self._get_param("KeyId"))]
    status: dict[str, object] = {"KeyRotationEnabled": key.key_rotation_status}
    if key.key_rotation_status:
        status["RotationPeriodInDays"] = getattr(key, "rotation_period", 365)
    return json.dumps(status)


def db_instance(self: DBInstance, *positional: Any, **named: Any) -> None:
    """RDS: every instance has the same DbiResourceId, and Performance Insights settings are forgotten."""
    _new_db_instance(self, *positional, **named)
    self.dbi_resource_id = f"db-{uuid.uuid4().hex[:26].upper()}"
    if named.get("enable_performance_insights"):
        kept = ("performance_insights_kms_key_id", "performance_insights_retention_period")
        vars(self).update({name: named.get(name) for name in kept}, performance_insights_enabled=True)


def db_parameters(self: RDSResponse) -> ActionResult:
    """RDS: DescribeDBParameters does not say that a parameter was set by its user, so none seems set."""
    parameters: Any = _describe_db_parameters(self).result
    shown = [parameter | {"Source": "user"} for parameter in parameters["Parameters"]]
    return ActionResult({"Parameters": shown})


def scaling_group(self: AutoScalingResponse) -> ActionResult:
    """Auto Scaling: CreateAutoScalingGroup forgets MaxInstanceLifetime and InstanceMaintenancePolicy."""
    answer = _create_scaling_group(self)
    _keep(self)
    return answer


def scaling_group_update(self: AutoScalingResponse) -> ActionResult:
    """Auto Scaling: UpdateAutoScalingGroup forgets MaxInstanceLifetime and InstanceMaintenancePolicy."""
    answer = _update_scaling_group(self)
    _keep(self)
    return answer


def _keep(asked: AutoScalingResponse) -> None:
    """Keep of a scaling group what was asked for and moto has no place for."""
    kept = {
        "max_instance_lifetime": asked._get_int_param("MaxInstanceLifetime"),
        "instance_maintenance_policy": asked._get_param("InstanceMaintenancePolicy"),
    }
    group = asked.autoscaling_backend.autoscaling_groups[asked._get_param("AutoScalingGroupName")]
    vars(group).update({name: value for name, value in kept.items() if value is not None})


def metric_filter(self: MetricFilters, name: str, pattern: str, log_group: str, transformations: str) -> None:
    """Logs: PutMetricFilter adds a second filter of the same name where it should replace the first."""
    self.delete_filter(name, log_group)
    _add_metric_filter(self, name, pattern, log_group, transformations)


def launch_template(
    self: EC2Backend, name: str, description: str, template_data: dict[str, Any], tag_spec: dict[str, Any]
) -> LaunchTemplate:
    """EC2: CreateLaunchTemplate also gives the template's own tags to what it launches."""
    given = template_data.get("TagSpecifications", [])
    launched = [entry for entry in given if entry["ResourceType"] != "launch-template"]
    return _create_launch_template(self, name, description, template_data | {"TagSpecifications": launched}, tag_spec)


def vpc_endpoint(self: VPCs) -> ActionResult:
    """EC2: CreateVpcEndpoint forgets DnsOptions."""
    answer: Any = _create_vpc_endpoint(self)
    inbound = self._get_bool_param("DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint")
    if inbound is not None:
        answer.result["VpcEndpoint"].dns_options = {"PrivateDnsOnlyForInboundResolverEndpoint": inbound}
    return ActionResult(answer.result)


def glue_job(self: FakeJob, *given: Any, **named: Any) -> None:
    """Glue: CreateJob invents an execution class for Python shell jobs, which have none."""
    _new_glue_job(self, *given, **named)
    if self.command["Name"] == "pythonshell":  # type: ignore[index]  # a record, whatever moto's annotation says
        self.execution_class = ""


def rest_api(self: RestAPI) -> dict[str, Any]:
    """API Gateway: GetRestApi shows a policy without the escapes that AWS gives it."""
    found = _rest_api(self)
    policy = found.get("policy")
    return found if policy is None else found | {"policy": json.dumps(policy)[1:-1]}


def bucket_permission(self: FakeBucket, action: str, resource: str) -> Any:
    """S3: a bucket policy's conditions are compared with nothing, so that a denial of plain transport denies all."""
    if self.policy is None:
        return PermissionResult.NEUTRAL
    document = json.loads(self.policy)
    plain = [one for one in document["Statement"] if not one.get("Condition")]
    return IAMPolicy(json.dumps(document | {"Statement": plain})).is_action_permitted(action, resource)


def bucket_notification(self: S3Response) -> Any:
    """S3: GetBucketNotification does not show EventBridgeConfiguration."""
    kept = self.backend.get_bucket_notification_configuration(self.bucket_name)
    if not kept or kept.event_bridge is None or kept.topic or kept.queue or kept.cloud_function:
        return _get_bucket_notification(self)
    self.data["Action"] = "GetBucketNotificationConfiguration"
    return self.serialized(ActionResult({"EventBridgeConfiguration": {}}))


def bucket_replication(self: S3Response) -> Any:
    """S3: GetBucketReplication invents DeleteMarkerReplication and forgets SourceSelectionCriteria."""
    kept = self.backend.get_bucket_replication(self.bucket_name)
    if not kept:
        return _get_bucket_replication(self)
    rules = [rule | {"Filter": rule.get("Filter") or {"Prefix": ""}} for rule in kept["Rule"]]
    self.data["Action"] = "GetBucketReplication"
    return self.serialized(ActionResult({"ReplicationConfiguration": {"Role": kept["Role"], "Rules": rules}}))


MENDED: tuple[tuple[type, str, Callable[..., Any]], ...] = (
    (BackupResponse, "list_tags", backup_tags),
    (SecurityGroupRule, "description", rule_description),
    (KmsResponse, "enable_key_rotation", rotation_enabled),
    (KmsResponse, "get_key_rotation_status", rotation_status),
    (DBInstance, "__init__", db_instance),
    (RDSResponse, "describe_db_parameters", db_parameters),
    (AutoScalingResponse, "create_auto_scaling_group", scaling_group),
    (AutoScalingResponse, "update_auto_scaling_group", scaling_group_update),
    (MetricFilters, "add_filter", metric_filter),
    (EC2Backend, "create_launch_template", launch_template),
    (VPCs, "create_vpc_endpoint", vpc_endpoint),
    (FakeJob, "__init__", glue_job),
    (RestAPI, "to_dict", rest_api),
    (FakeBucket, "get_permission", bucket_permission),
    (S3Response, "get_bucket_notification", bucket_notification),
    (S3Response, "get_bucket_replication", bucket_replication),
)


def mend() -> None:
    """Put every mended function in its place; a property stays a property."""
    for owner, name, function in MENDED:
        was_property = isinstance(vars(owner).get(name), property)
        setattr(owner, name, property(function) if was_property else function)
